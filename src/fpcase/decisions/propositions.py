"""Whether a set of decisions is necessary or sufficient for an outcome, in every completion."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate, product
from math import floor
from typing import Literal as Word

import attrs

from fpcase.comparison.tables import Result, Table, screen, sheet
from fpcase.decisions.claims import claim_tests
from fpcase.decisions.expressions import Expression, read_expression
from fpcase.decisions.shares import SHARES, SLACK, STANDINGS, Bounds, bounds, in_words, standing
from fpcase.decisions.table import FEW, DecisionTable, Reached, named, passages
from fpcase.model import DecisionId, VariableId
from fpcase.model.signatures import checked, refuse
from fpcase.model.wording import counted, first_few

_VERDICTS = {
    "holds in every completion": "Yes, whatever the silent cells hold",
    "fails in every completion": "No, whatever the silent cells hold",
    "open": "Open: the answer depends on what the silent cells hold",
    "no instance": "No decision is an instance of this",
}
_LOWER = {"holds in every completion": "be met in every completion", "open": "leave this open"}
"""Verdict under a lower cut -> what such a cut would do."""


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Proposition(Result):
    """How one set of decisions relates to one outcome, whatever the silent cells hold.

    Attributes:
        of: The decisions.
        expression: The set.
        relation: ``necessary`` or ``sufficient``.
        cut: The consistency from which it counts as holding.
    """

    of: DecisionTable
    expression: Expression
    relation: str
    cut: float

    @property
    def title(self) -> str:
        """What is examined."""
        return self.of.with_choices(f"{self.expression}, {self.relation} for {self.of.outcome}")

    @cached_property
    def reached(self) -> Reached:
        """Decision -> the pairs that its completions reach: in the set, with the outcome."""
        return self.of.reached(self.expression)

    @property
    def _variables(self) -> tuple[VariableId, ...]:
        return (*self.expression.variables, *self.of.outcome.variables)

    def bounds(self, share: str = "consistency") -> Bounds:
        """The least and the greatest of a share.

        Args:
            share: ``consistency``, ``coverage``, and ``PRI`` (sufficient) or ``relevance``
                (necessary).
        """
        return bounds(self.reached.values(), share, self.relation)

    @cached_property
    def verdict(self) -> str:
        """Whether it holds in every completion, fails in every one, is open, or has no instance."""
        return _verdict(self.bounds(), self.cut)

    @cached_property
    def standing(self) -> Mapping[DecisionId, str]:
        """Decision -> how it stands to the proposition; graded ones stand in none of these ways."""
        return {one: standing(pairs, self.relation) for one, pairs in self.reached.items()}

    @property
    def exposure(self) -> int:
        """How many decisions could have contradicted it, by what is known of them."""
        place = 1 if self.relation == "sufficient" else 0
        known = (pairs for pairs in self.reached.values() if len(pairs) == 1)
        return sum(not pair[place] for pairs in known for pair in pairs)

    def to_settle(self, *, hold: bool) -> tuple[DecisionId, ...] | None:
        """The fewest decisions that, once known, can make it hold in every completion, or fail.

        Args:
            hold: True to make it hold, False to make it fail.

        Returns:
            The decisions; among equals, those to which it certainly applies come first; None if no
            reading can do it, or a decision is graded.
        """
        if "graded" in self.standing.values():
            return None
        share = SHARES[self.relation]["consistency"]
        told = {one: {share(*pair) for pair in pairs} for one, pairs in self.reached.items()}
        full = tuple(one for one, ways in told.items() if (1, 1) in ways)
        worst, best = (min, max) if hold else (max, min)
        surplus = {o: [part - self.cut * whole for part, whole in w] for o, w in told.items()}
        gains = {one: best(some) - worst(some) for one, some in surplus.items()}
        bears = {one: all(whole for _, whole in ways) for one, ways in told.items()}
        order = sorted(gains, key=lambda one: (-abs(gains[one]), not bears[one], one))
        before = sum(map(worst, surplus.values()))
        totals = accumulate((gains[one] for one in order), initial=before)
        found = [tuple(order[:n]) for n, all_ in enumerate(totals) if (all_ >= -SLACK) is hold][:1]
        if hold:
            return found[0] if found and full else None
        idle = all(min(whole for _, whole in ways) == 0 for ways in told.values())
        bare = any((0, 1) in told[one] for one in told.keys() - {*full})
        return min([*found, *[full] * (idle and bare)], key=len, default=None)

    @cached_property
    def unknown(self) -> list[tuple[DecisionId, VariableId, tuple[str, ...], float, float]]:
        """The cells that are not known, those first that matter most.

        Of each, what the values that settle the verdict make of it, and by how much the bounds of
        the consistency narrow at least, and at most.
        """
        now, found = self.bounds(), []
        for row, one in product(self.of.rows, self._variables):
            ends = {}
            for value in row.cells[one].possible:
                pairs = self.of.pairs(row.where(one, value), self.expression)
                reached = {**self.reached, row.decision.id: pairs}.values()
                ends[value] = bounds(reached, "consistency", self.relation)
            verdicts = {value: _verdict(some, self.cut) for value, some in ends.items()}
            settled = {v: says for v, says in verdicts.items() if says != "open" == self.verdict}
            says = tuple(f"{value}: it {verdict}" for value, verdict in settled.items())
            narrower = [round(_width(now) - _width(some), 9) for some in ends.values()]
            cell = (row.decision.id, one, says, min(narrower), max(narrower))
            found += [cell] * (len(ends) > 1)
        return sorted(found, key=lambda cell: (-len(cell[2]), -cell[3], -cell[4], *cell[:2]))

    @property
    def tables(self) -> tuple[Table, ...]:
        """Silence, the shares, how each decision stands, and the cells that matter."""
        basis = f"{self.title}. {self.of.basis}"
        shares = [(one, *(self.bounds(one) or (None, None))) for one in SHARES[self.relation]]
        told = [
            (o, w, passages(self.of.case, o, self._variables)) for o, w in self.standing.items()
        ]
        said = f"Unknown cells, by how much they matter: {basis}"
        columns = "decision variable settles guaranteed greatest"
        return (
            self.of.silence(self.expression.variables),
            sheet("shares", f"Lowest and highest values: {basis}", "share least greatest", shares),
            sheet("standing", f"Decisions: {basis}", "decision standing told-in", told),
            sheet("unknown", said, columns, self.unknown),
        )

    @property
    def text(self) -> str:
        """What follows, on one screen."""
        return screen(self._lines())

    def _lines(self) -> Iterator[str]:
        case, of = self.of.case, self.expression.variables
        yield f"Is {self.expression.named(case)} {self.relation} for {self.of.outcome.named(case)}?"
        by_way = {way: [o for o, w in self.standing.items() if w == way] for way in STANDINGS}
        against = len(by_way["deviates"])
        does = f": {counted(against, 'decision')} contradict{'s' * (against == 1)} this"
        says_no = against > 0 and self.verdict == "fails in every completion"
        yield f"{_VERDICTS[self.verdict]}{does * says_no}. {self.of.number}"
        is_graded = "graded" in self.standing.values()
        shares = [one for one in SHARES[self.relation] if one != "PRI" or is_graded]
        said = ", ".join(f"{share} {in_words(self.bounds(share))}" for share in shares)
        yield f"C{said[1:]}."
        lower = (floor(100 * (end + SLACK)) / 100 for end in self.bounds() or ())
        cut = max((end for end in lower if 0 < end < self.cut), default=0.0)
        asked = (
            "hold without exception"
            if self.cut == 1
            else f"hold with a consistency of {self.cut:g}"
        )
        would = _LOWER.get(_verdict(self.bounds(), cut))
        instead = f"; a cut-off of {cut:.2f} or less would {would}" * bool(cut)
        yield f"To be {self.relation}, this would have to {asked} (--cut {self.cut:g}){instead}."
        could = counted(self.exposure, "decision") if self.exposure else "no decision"
        lacked = any(x < 1 for pairs in self.reached.values() for x, _ in pairs)
        is_trivial = self.relation == "necessary" and not lacked
        trivial = " Trivial: no decision lacks the condition." * is_trivial
        yield f"Known well enough to test this: {could}.{trivial}"
        said = "; ".join(f"{STANDINGS[way]}: {len(some)}" for way, some in by_way.items() if some)
        yield f"Decisions that {said}."
        yield from ("", *self.of.grid(of), "")
        for one in by_way["deviates"]:
            places = passages(case, one, of) or passages(case, one, self._variables)
            yield f"Deviates: {'; '.join([named(case.decisions[one]), *places[:1]])}"
        claims = [
            test.named for test in claim_tests(self.of) if {*test.condition.variables} & {*of}
        ]
        yield from ["Claims about this:" if claims else "No author makes a claim about this."]
        yield from (f"  {one}" for one in claims)
        is_open = self.verdict == "open"
        to_hold, to_fail = ((is_open and self.to_settle(hold=way)) or () for way in (True, False))
        may = by_way["may deviate"]
        if may and {*may} != {*to_hold}:
            yield f"May deviate: {self._listed(may)}"
        for known, does in ((to_hold, "holds"), (to_fail, "fails")) if is_open else ():
            number = counted(len(known), "decision")
            read = f"{number}, once known, may show that this {does}: {self._listed(known)}"
            yield read if known else f"No reading can show that this {does}."
        for one, what, settles, *_ in self.unknown[:FEW]:
            if settles:
                about = f"{case.decisions[one].title}, “{case.variables[what].name}”"
                yield f"  {about}, if {'; if '.join(settles)}"

    def _listed(self, decisions: Iterable[DecisionId]) -> str:
        return first_few([named(self.of.case.decisions[one]) for one in decisions], FEW, "; ")

    def facts(self) -> dict[str, object]:
        """What is examined, the verdict, and what would settle it."""
        about = {"verdict": self.verdict, "cut": self.cut, "exposure": self.exposure}
        settle = {"to_hold": self.to_settle(hold=True), "to_fail": self.to_settle(hold=False)}
        return {**self.of.facts(), "relation": self.relation, **about, **settle}


def _verdict(found: Bounds, cut: float) -> str:
    if found is None:
        return "no instance"
    if found[0] >= cut - SLACK:
        return "holds in every completion"
    return "fails in every completion" if found[1] < cut - SLACK else "open"


def _width(ends: Bounds) -> float:
    return ends[1] - ends[0] if ends else 0.0


@checked
def examine(
    table: DecisionTable,
    expression: str,
    relation: Word["necessary", "sufficient"],
    cut: float = 1.0,
) -> Proposition:
    """Examine whether a set of decisions is necessary or sufficient for the outcome.

    Args:
        table: The decisions.
        expression: The set, such as "a and not b or c=high"; R's QCA may have written it.
        relation: ``necessary`` or ``sufficient``.
        cut: The consistency from which it holds.

    Raises:
        FpcaseError: a condition or a value is unknown, there are too many, or all decisions have
            the same outcome, so that anything would be sufficient.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> table = fpcase.decisions.decision_table(case, "distancing-from-russia")
    >>> found = examine(table, "chinese-alternative or other-alternative", "necessary")
    >>> found.verdict, found.exposure
    ('open', 0)
    """
    read = read_expression(relation, expression, table.case, table.conditions)
    if not 0 < cut <= 1:
        refuse("cut", "a number above 0, at most 1", cut)
    if relation == "sufficient":
        table.refuse_constant()
    return Proposition(of=table, expression=read, relation=relation, cut=cut)
