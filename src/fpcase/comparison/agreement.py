"""Whether two coders read the same claims in the same text."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import attrs

from fpcase.comparison.alpha import krippendorff_alpha
from fpcase.comparison.matching import CODES, LEAST, Matching, coded_claims, match_claims
from fpcase.comparison.tables import Cell, Result, Table
from fpcase.model.cases import Case
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import FullClaimId, SourceId
from fpcase.model.signatures import checked
from fpcase.passages import IndexedText, read_texts

ABSENT = "absent"
"""The code of a claim that the other coder does not have."""


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Agreement(Result):
    """How far two codings of the same texts agree.

    Attributes:
        left: The one coding.
        right: The other.
        sources: The works that both code and whose texts are at hand.
        matching: Which claims are the same.
        ties_by_codes: Whether ties in overlap went to the pair whose codes agree most.
        left_lost: The one coding's claims on these works without a passage that was found.
        right_lost: The other's.
    """

    left: Case
    right: Case
    sources: tuple[SourceId, ...]
    matching: Matching
    ties_by_codes: bool
    left_lost: tuple[FullClaimId, ...]
    right_lost: tuple[FullClaimId, ...]

    @property
    def title(self) -> str:
        """The two codings."""
        return f"Agreement of coders: {self.left.id} and {self.right.id}"

    def pairs(self, code: str, *, with_absent: bool = False) -> list[tuple[str, str]]:
        """What the two coders gave for a code, claim by claim.

        Args:
            code: ``cause``, ``effect``, ``sign`` or ``stance``; ``variable``, ``value`` or
                ``stance`` of descriptive claims.
            with_absent: Whether claims that only one coder has count, the other's code absent.

        Raises:
            FpcaseError: there is no such code.

        >>> import fpcase
        >>> folder = fpcase.new_case("pairs-of-codes")
        >>> case = fpcase.load_case(folder)
        >>> found = fpcase.comparison.coder_agreement(case, case, folder / "texts")
        >>> found.pairs("sign")[0]
        ('positive', 'positive')
        """
        if code not in CODES:
            message = f"no code {code!r}; there is {', '.join(CODES)}"
            raise FpcaseError(message)
        found = self.matching
        both = [(a.codes[code], b.codes[code]) for a, b in found.pairs if code in a.codes]
        if with_absent:
            both += [(one.codes[code], ABSENT) for one in found.left_only if code in one.codes]
            both += [(ABSENT, one.codes[code]) for one in found.right_only if code in one.codes]
        return both

    def alpha(self, code: str, *, with_absent: bool = False) -> float | None:
        """Krippendorff's nominal alpha for a code; None where it is undefined.

        Args:
            code: One of those of `pairs`.
            with_absent: Whether claims that only one coder has count, the other's code absent.

        Raises:
            FpcaseError: there is no such code.

        >>> import fpcase
        >>> folder = fpcase.new_case("alpha-of-codes")
        >>> case = fpcase.load_case(folder)
        >>> found = fpcase.comparison.coder_agreement(case, case, folder / "texts")
        >>> found.alpha("stance", with_absent=True)
        1.0
        """
        return krippendorff_alpha(self.pairs(code, with_absent=with_absent))

    def facts(self) -> dict[str, object]:
        """What was matched, and how."""
        return {
            "left": self.left.id,
            "right": self.right.id,
            "sources": list(self.sources),
            "matched": len(self.matching.pairs),
            "left_only": [claim.id for claim in self.matching.left_only],
            "right_only": [claim.id for claim in self.matching.right_only],
            "left_lost": list(self.left_lost),
            "right_lost": list(self.right_lost),
            "ties": self.matching.ties,
            "f1": self.matching.f1,
        }

    @property
    def tables(self) -> tuple[Table, ...]:
        """Alpha for each code, the matching, confusions, disagreements and unmatched claims."""
        return (
            self._alpha_table(),
            self._matching_table(),
            self._confusion_table("sign"),
            self._confusion_table("stance"),
            self._disagreements_table(),
            self._unmatched_table(),
        )

    def _basis(self) -> str:
        ties = "the pair whose codes agree most" if self.ties_by_codes else "the pair that is first"
        return (
            f"Claims on {', '.join(self.sources)}, matched one to one by the largest overlap of "
            f"their passages (Jaccard at least {LEAST}), largest first; {self.matching.ties} ties "
            f"went to {ties}; {len(self.left_lost)} and {len(self.right_lost)} claims without a "
            f"passage in the text are left out. Left: {self.left.id}, version "
            f"{self.left.version}; right: {self.right.id}, version {self.right.version}."
        )

    def _alpha_table(self) -> Table:
        rows: list[tuple[Cell, ...]] = []
        for code in CODES:
            both = self.pairs(code)
            same = sum(one == other for one, other in both)
            rows.append(
                (
                    *(code, len(both), same / len(both) if both else None, self.alpha(code)),
                    *(len(self.pairs(code, with_absent=True)), self.alpha(code, with_absent=True)),
                )
            )
        return Table(
            name="alpha",
            caption="Krippendorff's nominal alpha (2018, ch. 12) on matched claims, and again with "
            f"claims that one coder lacks counted as absent; empty: undefined. {self._basis()}",
            columns=("code", "matched", "same", "alpha", "with absent", "alpha with absent"),
            rows=rows,
        )

    def _matching_table(self) -> Table:
        found = self.matching
        return Table(
            name="matching",
            caption="How many claims the two coders share; F1 is twice the matched over the claims "
            f"of both. {self._basis()}",
            columns=("matched", "left only", "right only", "F1"),
            rows=[(len(found.pairs), len(found.left_only), len(found.right_only), found.f1)],
        )

    def _unmatched_table(self) -> Table:
        sides = (("left", self.matching.left_only), ("right", self.matching.right_only))
        return Table(
            name="unmatched",
            caption=f"Claims that only one coder has. {self._basis()}",
            columns=("coder", "claim"),
            rows=[(side, claim.id) for side, claims in sides for claim in claims],
        )

    def _confusion_table(self, code: str) -> Table:
        counts = Counter(self.pairs(code, with_absent=True))
        words = sorted({word for pair in counts for word in pair}, key=lambda w: (w == ABSENT, w))
        return Table(
            name=f"confusion-{code}",
            caption=f"{code.capitalize()}: what the left coder gave (rows) and the right coder "
            f"(columns), absent ones too. {self._basis()}",
            columns=(f"left {code}", *words),
            rows=[(word, *(counts[word, other] for other in words)) for word in words],
        )

    def _disagreements_table(self) -> Table:
        rows: list[tuple[Cell, ...]] = [
            (one.id, other.id, code, one.codes[code], other.codes[code])
            for one, other in self.matching.pairs
            for code in one.codes
            if one.codes[code] != other.codes[code]
        ]
        return Table(
            name="disagreements",
            caption=f"Matched claims on which the two coders differ. {self._basis()}",
            columns=("left claim", "right claim", "code", "left", "right"),
            rows=rows,
        )


@checked
def coder_agreement(
    case: Case, other: Case, texts: Path | str, *, ties_by_codes: bool = True
) -> Agreement:
    """Compare two codings of the same texts.

    Claims are matched by the passages that they rest on, not by their codes; then alpha is taken
    over the codes (Krippendorff 2018, Content Analysis, ch. 11 and 12).

    Args:
        case: The one coding.
        other: The other, with the same ids for sources and variables.
        texts: The folder of the sources' texts.
        ties_by_codes: Whether claims that overlap equally are matched so that their codes agree
            most (an upper bound of agreement), and not by order.

    Raises:
        FpcaseError: the texts are not there, or the two code no work in common that is.

    >>> import fpcase
    >>> folder = fpcase.new_case("coded-twice")  # an invented example, with a text
    >>> case = fpcase.load_case(folder)
    >>> fpcase.comparison.coder_agreement(case, case, folder / "texts").alpha("effect")
    1.0
    """
    ours, theirs = read_texts(case, texts), read_texts(other, texts)
    shared = _shared(case, other, ours, theirs)
    left, left_lost = coded_claims(case, ours, shared)
    right, right_lost = coded_claims(other, theirs, shared)
    return Agreement(
        left=case,
        right=other,
        sources=shared,
        matching=match_claims(left, right, ties_by_codes=ties_by_codes),
        ties_by_codes=ties_by_codes,
        left_lost=tuple(left_lost),
        right_lost=tuple(right_lost),
    )


def _shared(
    case: Case,
    other: Case,
    ours: Mapping[SourceId, IndexedText],
    theirs: Mapping[SourceId, IndexedText],
) -> tuple[SourceId, ...]:
    coded = [explanation.source for explanation in case.explanations.values()]
    also = {explanation.source for explanation in other.explanations.values()}
    shared = tuple(s for s in dict.fromkeys(coded) if s in also and s in ours and s in theirs)
    if not shared:
        message = (
            "the two codings share no work whose text is at hand: one codes "
            f"{', '.join(coded) or 'none'}, the other {', '.join(sorted(also)) or 'none'}; give "
            "the same work the same source id in both"
        )
        raise FpcaseError(message)
    for source in shared:
        if ours[source].text != theirs[source].text:
            message = f"the two codings of {source!r} name different texts; code the same text"
            raise FpcaseError(message)
    return shared
