"""Whether coders read the same claims in the same text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations
from pathlib import Path

import attrs

from fpcase.comparison.coded_claims import (
    CODES,
    LEAST,
    CodedClaim,
    Matching,
    coded_claims,
    match_claims,
    span_overlap,
)
from fpcase.comparison.tables import CellValue, Result, Table
from fpcase.model import Case, FpcaseError, SourceId
from fpcase.model.decisions import values_in
from fpcase.model.ids import DecisionId, VariableId
from fpcase.model.signatures import checked
from fpcase.passages import IndexedText, read_texts


def shared_codes(codes: Iterable[Sequence[str]]) -> list[Sequence[str]]:
    """The units that two coders at least have a code for; the others say nothing of agreement."""
    return [unit for unit in codes if len(unit) > 1]


def observed_agreement(codes: Iterable[Sequence[str]]) -> float | None:
    """The share of pairs of coders that agree, on average over the units.

    >>> observed_agreement([["a", "a", "b"], ["b", "b"]])
    0.6666666666666666
    """
    shares = [
        sum(count * (count - 1) for count in Counter(unit).values()) / (len(unit) * (len(unit) - 1))
        for unit in shared_codes(codes)
    ]
    return sum(shares) / len(shares) if shares else None


@checked
def krippendorff_alpha(codes: Sequence[Sequence[str]]) -> float | None:
    """How far coders agree beyond chance: 1 for always, 0 for as often as by chance.

    Nominal alpha (Krippendorff 2018, Content Analysis, ch. 12): one minus observed over expected
    disagreement, where chance draws two codes from all that were given.

    Args:
        codes: For each unit, the codes that coders gave; one that only one coder has does not
            count.

    Returns:
        Alpha, or None where it is undefined (no units, or one code alone was ever given).

    >>> meg, owen = "0100000010", "1110010000"
    >>> round(krippendorff_alpha(list(zip(meg, owen))), 3)
    0.095
    """
    units = shared_codes(codes)
    given = Counter(code for unit in units for code in unit)
    number = given.total()
    expected = number**2 - sum(count**2 for count in given.values())
    if not expected:
        return None
    observed = sum(
        (len(unit) ** 2 - sum(count**2 for count in Counter(unit).values())) / (len(unit) - 1)
        for unit in units
    )
    return 1 - observed * (number - 1) / expected


@checked
def gwet_ac1(codes: Sequence[Sequence[str]]) -> float | None:
    """Agreement beyond chance where one code prevails, and alpha is low for that alone.

    AC1 (Gwet 2008, Computing inter-rater reliability and its variance in the presence of high
    agreement): chance is that of coders who are sometimes unsure, and is small where codes are
    given very unevenly.

    Args:
        codes: For each unit, the codes that coders gave; one that only one coder has does not
            count.

    Returns:
        AC1, or None where it is undefined (no units, or one code alone was ever given).

    >>> meg, owen = "0100000010", "1110010000"
    >>> round(gwet_ac1(list(zip(meg, owen))), 3)
    0.31
    """
    units = shared_codes(codes)
    observed = observed_agreement(units)
    shares: dict[str, float] = {}
    for unit in units:
        for code, count in Counter(unit).items():
            shares[code] = shares.get(code, 0) + count / len(unit) / len(units)
    if observed is None or len(shares) == 1:
        return None
    chance = sum(share * (1 - share) for share in shares.values()) / (len(shares) - 1)
    return (observed - chance) / (1 - chance)


ABSENT = "absent"
"""The code of a claim that a coder does not have."""

_Unit = Mapping[int, CodedClaim | None]
"""Coder, by place -> the claim that the coder has of a unit; None where that is not known."""


@attrs.frozen(kw_only=True, repr=False, eq=False, slots=False)
class Agreement(Result):
    """How far codings of the same texts agree.

    Attributes:
        codings: The codings, two or more.
        sources: The works that all of them code and whose texts are at hand.
        matchings: Which claims are the same, for each two codings, by their places.
        ties_by_codes: Whether ties in overlap went to the matching in which most codes agree.
    """

    codings: tuple[Case, ...]
    sources: tuple[SourceId, ...]
    matchings: Mapping[tuple[int, int], Matching]
    ties_by_codes: bool

    @property
    def title(self) -> str:
        """The codings."""
        *most, last = [case.id for case in self.codings]
        return f"Agreement of coders: {', '.join(most)} and {last}"

    @property
    def matching(self) -> Matching:
        """Which claims of the first two codings are the same."""
        return self.matchings[0, 1]

    @property
    def coders(self) -> tuple[str, ...]:
        """How the tables call the coders: by their cases, or by number where these are alike."""
        ids = [str(case.id) for case in self.codings]
        if len(set(ids)) == len(ids):
            return tuple(ids)
        return tuple(f"{name} ({number})" for number, name in enumerate(ids, start=1))

    @cached_property
    def units(self) -> tuple[_Unit, ...]:
        """Claims that are the same, each with the coders that have it.

        Matched pairs are joined, largest overlap first, as long as no coder has two of a unit.
        What is known to no end (a claim of a coder may be lost) is None.
        """
        pairs = [
            (-span_overlap(one.spans, other.spans), one.source, one.spans, one.id, (i, j), other)
            for (i, j), found in self.matchings.items()
            for one, other in found.pairs
        ]
        unit_of: dict[tuple[int, str], dict[int, CodedClaim]] = {}
        claims = {(i, one.id): one for i, one in self._claims()}
        for _, _, _, own, (i, j), other in sorted(pairs, key=lambda pair: pair[:5]):
            left = unit_of.setdefault((i, own), {i: claims[i, own]})
            right = unit_of.setdefault((j, other.id), {j: other})
            if left is not right and not left.keys() & right.keys():
                left |= right
                for coder, claim in right.items():
                    unit_of[coder, claim.id] = left
        for i, one in self._claims():
            unit_of.setdefault((i, one.id), {i: one})
        units = {id(unit): unit for unit in unit_of.values()}.values()
        return tuple(sorted(map(self._with_unknown, units), key=_place))

    def _claims(self) -> Iterator[tuple[int, CodedClaim]]:
        """Every claim with a passage, with its coder."""
        for (i, j), found in self.matchings.items():
            for one, other in found.pairs:
                yield from ((i, one), (j, other))
            yield from ((i, one) for one in (*found.left.only, *found.left.aside))
            yield from ((j, one) for one in (*found.right.only, *found.right.aside))

    def _with_unknown(self, unit: Mapping[int, CodedClaim]) -> _Unit:
        """A unit, with None for coders that may have lost its claim."""
        unknown = {
            other: None
            for (i, j), found in self.matchings.items()
            for mine, other, aside in ((i, j, found.left.aside), (j, i, found.right.aside))
            if other not in unit and unit.get(mine) in aside
        }
        return {**unit, **unknown}

    def codes(self, code: str, *, with_absent: bool = False) -> list[tuple[str, ...]]:
        """The codes that coders gave, claim by claim, for claims that at least two of them have.

        Args:
            code: ``cause``, ``effect``, ``sign`` or ``stance``; ``variable``, ``value`` or
                ``stance`` of descriptive claims.
            with_absent: Whether claims that a coder lacks count too, with the code ``absent``.

        Raises:
            FpcaseError: there is no such code.

        >>> import fpcase
        >>> folder = fpcase.new_case("codes-of-two")
        >>> case = fpcase.load_case(folder)
        >>> found = fpcase.comparison.coder_agreement(case, case, folder / "texts")
        >>> found.codes("sign")[0]
        ('positive', 'positive')
        """
        if code not in CODES:
            message = f"no code {code!r}; available: {', '.join(CODES)}"
            raise FpcaseError(message)
        listed = []
        for unit in self.units:
            own = {coder: claim.codes.get(code) for coder, claim in unit.items() if claim}
            if None not in own.values() and (with_absent or len(own) > 1):
                coders = range(len(self.codings)) if with_absent else sorted(own)
                known = [c for c in coders if c in own or c not in unit]
                listed.append(tuple(own.get(coder) or ABSENT for coder in known))
        return [codes for codes in listed if len(codes) > 1]

    def alpha(self, code: str, *, with_absent: bool = False) -> float | None:
        """Krippendorff's nominal alpha for a code; None where it is undefined.

        Args:
            code: One of those of `codes`.
            with_absent: Whether claims that a coder lacks count too, with the code ``absent``.

        Raises:
            FpcaseError: there is no such code.

        >>> import fpcase
        >>> folder = fpcase.new_case("alpha-of-codes")
        >>> case = fpcase.load_case(folder)
        >>> found = fpcase.comparison.coder_agreement(case, case, folder / "texts")
        >>> found.alpha("stance", with_absent=True)
        1.0
        """
        return krippendorff_alpha(self.codes(code, with_absent=with_absent))

    def facts(self) -> dict[str, object]:
        """What was matched, and how."""
        return {
            "codings": list(self.coders),
            "sources": list(self.sources),
            "matchings": [
                {
                    "left": self.coders[i],
                    "right": self.coders[j],
                    "matched": len(found.pairs),
                    **{
                        f"{side}_{what}": [one.id for one in getattr(getattr(found, side), what)]
                        for what in ("only", "lost", "aside")
                        for side in ("left", "right")
                    },
                    "fuzzy": found.fuzzy,
                    "ties": found.ties,
                    "f1": found.f1,
                }
                for (i, j), found in self.matchings.items()
            ],
        }

    @property
    def tables(self) -> tuple[Table, ...]:
        """Agreement on each code, the matchings, what differs, and cells of decisions."""
        return (
            self._alpha_table(),
            self._matching_table(),
            self._confusion_table("sign"),
            self._confusion_table("stance"),
            self._disagreements_table(),
            self._unmatched_table(),
            *self._cell_tables(),
        )

    @property
    def basis(self) -> str:
        """Which claims were matched, and how; and the coders."""
        ties = (
            "whose codes agree most" if self.ties_by_codes else "that keeps the order of the claims"
        )
        versions = zip(self.coders, self.codings, strict=True)
        return (
            f"Claims in {', '.join(self.sources)}, matched one to one so that their passages "
            f"overlap as much as possible (Jaccard at least {LEAST}). Of several equally good "
            f"matchings, the one {ties} is used. "
            f"Coders: {', '.join(f'{name}, version {c.version}' for name, c in versions)}."
        )

    def _alpha_table(self) -> Table:
        measures = (krippendorff_alpha, gwet_ac1)
        rows: list[tuple[CellValue, ...]] = []
        for code in CODES:
            both, every = self.codes(code), self.codes(code, with_absent=True)
            alone, absent = ([one(codes) for one in measures] for codes in (both, every))
            rows.append((code, len(both), observed_agreement(both), *alone, len(every), *absent))
        return self._rows(
            "alpha",
            "Krippendorff's nominal alpha (2018, ch. 12) and Gwet's AC1 (2008) for matched "
            "claims, and for all claims, with 'absent' as the code of a claim that a coder "
            "lacks. An empty cell means that the coefficient is undefined.",
            (
                *("code", "matched", "same", "alpha", "AC1"),
                *("with absent", "alpha with absent", "AC1 with absent"),
            ),
            rows,
        )

    def _matching_table(self) -> Table:
        return self._table(
            "matching",
            "How many claims two coders share. F1 is twice the number of matched claims, "
            "divided by the total number of claims of the two coders. Lost claims are those "
            "whose passage was not found; for each, a claim by the other coder with the same "
            "codes is left out, since it may be the same claim. Fuzzy pairs have a passage that "
            "is only similar to the words of its locator. Ties are pairs for which another "
            "claim overlapped equally.",
            self.matchings.items(),
            {
                "left": lambda row: self.coders[row[0][0]],
                "right": lambda row: self.coders[row[0][1]],
                "matched": lambda row: len(row[1].pairs),
                "left only": lambda row: len(row[1].left.only),
                "right only": lambda row: len(row[1].right.only),
                "left lost": lambda row: len(row[1].left.lost),
                "right lost": lambda row: len(row[1].right.lost),
                "left out": lambda row: len(row[1].left.aside) + len(row[1].right.aside),
                "fuzzy": lambda row: row[1].fuzzy,
                "ties": lambda row: row[1].ties,
                "F1": lambda row: row[1].f1,
            },
        )

    def _unmatched_table(self) -> Table:
        rows = [
            (self.coders[coder], claim.id)
            for unit in self.units
            for coder, claim in unit.items()
            if claim and len(unit) < len(self.codings) and sum(map(bool, unit.values())) == 1
        ]
        caption = "Claims that only one coder has."
        return self._rows("unmatched", caption, ("coder", "claim"), rows)

    def _confusion_table(self, code: str) -> Table:
        counts = Counter(
            pair
            for codes in self.codes(code, with_absent=True)
            for pair in combinations(codes, 2)
            if pair != (ABSENT, ABSENT)
        )
        words = sorted({word for pair in counts for word in pair}, key=lambda w: (w == ABSENT, w))
        return self._rows(
            f"confusion-{code}",
            f"{code.capitalize()}: the codes of one coder (rows) and of a later one (columns), "
            "with absent claims.",
            (f"left {code}", *words),
            [(word, *(counts[word, other] for other in words)) for word in words],
        )

    def _disagreements_table(self) -> Table:
        rows: list[tuple[CellValue, ...]] = [
            (self.coders[i], one.id, self.coders[j], other.id, code, one.codes[code], others)
            for unit in self.units
            for (i, one), (j, other) in combinations(_known(unit), 2)
            for code, others in other.codes.items()
            if one.codes[code] != others
        ]
        columns = ("left", "left claim", "right", "right claim", "code", "left code", "right code")
        return self._rows(
            "disagreements", "Matched claims on which two coders differ.", columns, rows
        )

    def _cell_tables(self) -> Iterator[Table]:
        """Agreement on outcomes and conditions of the decisions that all coders ask about."""
        told = [_told(case) for case in self.codings]
        shared = [at for at in told[0] if all(at in own for own in told)]
        if not shared:
            return
        units = {at: tuple(own[at] for own in told) for at in shared}
        rows: list[tuple[CellValue, ...]] = []
        for name in dict.fromkeys(["all", *(variable for _, variable in shared)]):
            both = [codes for (_, one), codes in units.items() if name in {"all", one}]
            known = [codes for codes in both if _SILENT not in codes]
            for some in (both, known):
                measures = (observed_agreement, krippendorff_alpha, gwet_ac1)
                rows.append((name, some is known, len(some), *(one(some) for one in measures)))
        differ = [(*at, *codes) for at, codes in units.items() if len(set(codes)) > 1]
        basis = f"Coders: {', '.join(self.coders)}."
        yield Table(
            name="cells",
            caption="Krippendorff's nominal alpha and Gwet's AC1 for outcomes and conditions "
            "of decisions: for all cells, with silence as a code, and for cells on which all "
            "coders found something in the texts. If works differ, their values together "
            "form one code. An "
            f"empty cell means that the coefficient is undefined. {basis}",
            columns=("variable", "coded by all", "cells", "same", "alpha", "AC1"),
            rows=rows,
        )
        yield Table(
            name="differing cells",
            caption=f"Outcomes and conditions of decisions on which coders differ. {basis}",
            columns=("decision", "variable", *self.coders),
            rows=differ,
        )


_SILENT = "silent"


def _told(case: Case) -> dict[tuple[DecisionId, VariableId], str]:
    """What is told of each outcome and condition of each decision."""
    return {
        (decision.id, variable): " or ".join(sorted(values_in(cell))) or _SILENT
        for decision in case.decisions.values()
        for cells in (decision.outcomes, decision.conditions)
        for variable, cell in cells.items()
    }


def _known(unit: _Unit) -> list[tuple[int, CodedClaim]]:
    return sorted(((coder, claim) for coder, claim in unit.items() if claim), key=lambda c: c[0])


def _place(unit: _Unit) -> tuple[bool, int, str, object, str]:
    """Shared units first, then by coder; each in the order of the text."""
    known = _known(unit)
    coder, claim = known[0]
    shared = len(known) > 1
    return not shared, 0 if shared else coder, claim.source, claim.spans, claim.id


@checked
def coder_agreement(
    case: Case,
    other: Case,
    texts: Path | str,
    *,
    more: Sequence[Case] = (),
    ties_by_codes: bool = True,
) -> Agreement:
    """Compare codings of the same texts.

    Claims are matched by the passages that they rest on, not by their codes; then alpha is taken
    over the codes (Krippendorff 2018, Content Analysis, ch. 11 and 12).

    Args:
        case: The one coding.
        other: Another, with the same ids for sources and variables.
        texts: The folder of the sources' texts.
        more: Further codings.
        ties_by_codes: Whether claims that overlap equally are matched so that their codes agree
            most (an upper bound of agreement), and not by order.

    Raises:
        FpcaseError: the texts are not there, or the codings have no work in common that is.

    >>> import fpcase
    >>> folder = fpcase.new_case("coded-twice")  # an invented example, with a text
    >>> case = fpcase.load_case(folder)
    >>> fpcase.comparison.coder_agreement(case, case, folder / "texts").alpha("effect")
    1.0
    """
    codings = (case, other, *more)
    read = [read_texts(one, texts) for one in codings]
    shared = _shared(codings, read)
    coded = [coded_claims(one, own, shared) for one, own in zip(codings, read, strict=True)]
    return Agreement(
        codings=codings,
        sources=shared,
        matchings={
            (i, j): match_claims(
                *(coded[i][0], coded[j][0]),
                lost=(coded[i][1], coded[j][1]),
                ties_by_codes=ties_by_codes,
            )
            for i, j in combinations(range(len(codings)), 2)
        },
        ties_by_codes=ties_by_codes,
    )


def _shared(
    codings: Sequence[Case], texts: Sequence[Mapping[SourceId, IndexedText]]
) -> tuple[SourceId, ...]:
    """The works that all code, and whose text is at hand."""
    coded = [
        list(dict.fromkeys(explanation.source for explanation in case.explanations.values()))
        for case in codings
    ]
    shared = tuple(
        source
        for source in coded[0]
        if all(source in own for own in coded) and all(source in own for own in texts)
    )
    if not shared:
        listed = "; ".join(
            f"{case.id} codes {', '.join(own) or 'none'}"
            for case, own in zip(codings, coded, strict=True)
        )
        message = (
            f"the codings share no work whose text is available: {listed}; give the same work the "
            "same source id in all codings"
        )
        raise FpcaseError(message)
    for source in shared:
        if len({own[source].text for own in texts}) > 1:
            message = f"the codings name different texts for {source!r}; all must use one text"
            raise FpcaseError(message)
    return shared
