"""Whether a set of decisions is necessary or sufficient for an outcome, in every completion.

Every number is a pair of bounds: the least and the greatest over all completions of the silent
cells (Manski 2003, Partial Identification of Probability Distributions; Imieliński & Lipski 1984,
Journal of the ACM 31). They are worst cases, and no confidence intervals.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from itertools import product
from typing import Literal as Word

import attrs

from fpcase.comparison.tables import Result, Table
from fpcase.decisions.expressions import Expression, Value, read_expression
from fpcase.decisions.table import FEW, DecisionTable, listed, screen, sheet
from fpcase.model.ids import DecisionId, VariableId
from fpcase.model.options import refuse
from fpcase.model.signatures import checked
from fpcase.model.wording import counted

Pair = tuple[float, float]
"""How far a decision is in the set, and how far it has the outcome."""
Bounds = tuple[float, float] | None
"""The least and the greatest of a share; none where it is a share of nothing."""
_SLACK = 1e-9
SHARES: Mapping[str, Mapping[str, Callable[[float, float], Pair]]] = {
    "sufficient": {
        "consistency": lambda x, y: (min(x, y), x),
        "PRI": lambda x, y: (min(x, y) - min(x, y, 1 - y), x - min(x, y, 1 - y)),
        "coverage": lambda x, y: (min(x, y), y),
    },
    "necessary": {
        "consistency": lambda x, y: (min(x, y), y),
        "coverage": lambda x, y: (min(x, y), x),
        "relevance": lambda x, y: (1 - x, 1 - min(x, y)),
    },
}
"""Relation -> share -> its part and its whole, of one decision (Ragin 2006; Schneider & Wagemann
2012 on the proportional reduction in inconsistency, PRI, and on the relevance of necessity)."""


def bounds(reached: Iterable[Iterable[Pair]], share: Callable[[float, float], Pair]) -> Bounds:
    """The least and the greatest of a share over all completions in which it is one of something.

    As decisions are completed independently, the best choice for a guess of the share can be made
    decision by decision, and the share of that choice is the next guess (Dinkelbach 1967,
    Management Science 13); it ends at the bound.

    Args:
        reached: For each decision, the pairs that its completions reach.
        share: The part and the whole of a pair.

    >>> share = SHARES["sufficient"]["consistency"]
    >>> bounds([{(1, 1)}, {(1, 0), (0, 0)}], share)
    (0.5, 1.0)
    """
    told = [{share(*pair) for pair in pairs} for pairs in reached]

    def last(sign: int) -> float:
        some = [max(ways, key=lambda way: way[1]) for ways in told]
        while True:
            guess = sum(part for part, _ in some) / sum(whole for _, whole in some)
            better = [max(ways, key=lambda way: sign * (way[0] - guess * way[1])) for ways in told]
            if sign * sum(part - guess * whole for part, whole in better) <= _SLACK:
                return guess
            some = better

    if sum(max(whole for _, whole in ways) for ways in told) <= _SLACK:
        return None
    return last(-1), last(1)


@attrs.frozen(kw_only=True)
class UnknownCell:
    """A cell on which the texts are silent or differ, and what knowing it would do.

    Attributes:
        decision: The decision.
        variable: The condition, or the outcome.
        settles: Value -> what the verdict would be, for values that settle it.
        guaranteed: By how much the bounds of the consistency narrow at least.
        greatest: By how much at most.
    """

    decision: DecisionId
    variable: VariableId
    settles: Mapping[str, str]
    guaranteed: float
    greatest: float

    @property
    def says(self) -> tuple[str, ...]:
        """What each value that settles it would settle."""
        return tuple(f"{value}: it {verdict}" for value, verdict in self.settles.items())


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Proposition(Result):
    """What follows, whatever the silent cells hold, of one set of decisions for one outcome.

    Attributes:
        of: The decisions.
        expression: The set.
        relation: ``necessary`` or ``sufficient``.
        cut: From which consistency on it is said to hold.
    """

    of: DecisionTable
    expression: Expression
    relation: str
    cut: float

    @property
    def title(self) -> str:
        """What is examined."""
        chosen = "".join(f"; {one}" for one in self.of.chosen)
        return f"{self.expression}, {self.relation} for {self.of.outcome}{chosen}"

    @cached_property
    def ways(self) -> Mapping[DecisionId, tuple[tuple[Mapping[VariableId, Value], Pair], ...]]:
        """Decision -> each completion, and how far it is then in the set, and has the outcome."""
        sets, outcome = self.of.case.variables, Expression(terms=((self.of.outcome,),))
        return {
            row.decision.id: tuple(
                (way, (self.expression.degree(way, sets), outcome.degree(way, sets)))
                for way in row.completions(self._variables)
            )
            for row in self.of.rows
        }

    @cached_property
    def reached(self) -> Mapping[DecisionId, frozenset[Pair]]:
        """Decision -> the pairs that its completions reach: in the set, with the outcome."""
        return {one: frozenset(pair for _, pair in ways) for one, ways in self.ways.items()}

    @property
    def _variables(self) -> tuple[VariableId, ...]:
        return (*self.expression.variables, self.of.outcome.variable)

    def bounds(self, share: str) -> Bounds:
        """The least and the greatest of a share.

        Args:
            share: ``consistency``, ``coverage``, and ``PRI`` (sufficient) or ``relevance``
                (necessary).
        """
        return bounds(self.reached.values(), SHARES[self.relation][share])

    @property
    def verdict(self) -> str:
        """Whether it holds in every completion, fails in every one, is open, or has no instance."""
        return _verdict(self.bounds("consistency"), self.cut)

    @cached_property
    def standing(self) -> Mapping[DecisionId, str]:
        """Decision -> how it stands to the proposition; graded ones stand in none of these ways."""
        sufficient = self.relation == "sufficient"
        against, part = ((1, 0), 0) if sufficient else ((0, 1), 1)
        found = {}
        for decision, pairs in self.reached.items():
            crisp = all(end in {0, 1} for pair in pairs for end in pair)
            ways = {
                "graded": not crisp,
                "confirms": pairs == {(1, 1)},
                "deviates": pairs == {against},
                "outside": all(not pair[part] for pair in pairs),
                "may deviate": against in pairs,
                "cannot deviate": True,
            }
            found[decision] = next(way for way, holds in ways.items() if holds)
        return found

    @property
    def exposure(self) -> int:
        """How many decisions could have contradicted it, by what is known of them."""
        place = 1 if self.relation == "sufficient" else 0
        known = (pairs for pairs in self.reached.values() if len(pairs) == 1)
        return sum(not pair[place] for pairs in known for pair in pairs)

    @property
    def is_trivial(self) -> bool:
        """Whether it is necessary because no decision lacks it."""
        lacked = any(x < 1 for pairs in self.reached.values() for x, _ in pairs)
        return self.relation == "necessary" and not lacked

    def to_settle(self, *, hold: bool) -> tuple[DecisionId, ...] | None:
        """The fewest decisions that, once known, can make it hold in every completion, or fail.

        Args:
            hold: Whether it is to hold; else to fail.

        Returns:
            The decisions; None if no reading can do it, or a decision is graded.
        """
        if "graded" in self.standing.values():
            return None
        share = SHARES[self.relation]["consistency"]
        told = {one: {share(*pair) for pair in pairs} for one, pairs in self.reached.items()}
        full = [one for one, ways in told.items() if (1, 1) in ways]
        surplus = {o: [part - self.cut * whole for part, whole in w] for o, w in told.items()}
        most = {one: max(some) for one, some in surplus.items()}
        least = {one: min(some) for one, some in surplus.items()}
        gain = sorted(told, key=lambda one: (least[one] - most[one], one))
        ends, aim = (least, most) if hold else (most, least)
        total, known = sum(ends.values()), []
        for one in gain:
            if total >= -_SLACK if hold else total < -_SLACK:
                break
            known.append(one)
            total += aim[one] - ends[one]
        done = (total >= -_SLACK and full) if hold else total < -_SLACK
        found = tuple(known) if done else None
        idle = all(min(whole for _, whole in ways) == 0 for ways in told.values())
        bare = any((0, 1) in told[one] for one in told.keys() - {*full})
        if not hold and idle and bare and (found is None or len(full) < len(found)):
            return tuple(full)
        return found

    @cached_property
    def unknown(self) -> tuple[UnknownCell, ...]:
        """The cells that are not known, those first that matter most."""
        now, settled = self.bounds("consistency"), self.verdict != "open"
        width = now[1] - now[0] if now else 0.0
        found = []
        for row, one in product(self.of.rows, self._variables):
            values = row.cells[one].possible
            narrower, settles = [], {}
            for value in values if len(values) > 1 else ():
                known = {pair for way, pair in self.ways[row.decision.id] if way[one] == value}
                pairs = {**self.reached, row.decision.id: known}
                then = bounds(pairs.values(), SHARES[self.relation]["consistency"])
                narrower.append(width - (then[1] - then[0] if then else 0.0))
                if not settled and (verdict := _verdict(then, self.cut)) != "open":
                    settles[str(value)] = verdict
            if narrower:
                unknown = UnknownCell(
                    decision=row.decision.id,
                    variable=one,
                    settles=settles,
                    guaranteed=min(narrower),
                    greatest=max(narrower),
                )
                found.append(unknown)
        return tuple(
            sorted(
                found,
                key=lambda one: (
                    *(-len(one.settles), -round(one.guaranteed, 9), -round(one.greatest, 9)),
                    *(one.decision, one.variable),
                ),
            )
        )

    @property
    def tables(self) -> tuple[Table, ...]:
        """Silence, the shares, how each decision stands, and the cells that matter."""
        basis = f"{self.title}. {self.of.basis}"
        silence = self.of.silence
        kept = [row for row in silence.rows if row[0] in self.expression.variables]
        shares = [(one, *(self.bounds(one) or (None, None))) for one in SHARES[self.relation]]
        cells = [(o.decision, o.variable, o.says, o.guaranteed, o.greatest) for o in self.unknown]
        columns = "decision variable settles guaranteed greatest"
        return (
            attrs.evolve(silence, rows=kept),
            sheet("shares", f"Least and greatest: {basis}", "share least greatest", shares),
            sheet("standing", f"Decisions: {basis}", "decision standing", self.standing.items()),
            sheet("unknown", f"Cells not known, by how much they matter: {basis}", columns, cells),
        )

    @property
    def text(self) -> str:
        """What follows, on one screen."""
        bounds = {share: self.bounds(share) for share in SHARES[self.relation]}
        told = [
            f"{s} {b[0]:.2f} to {b[1]:.2f}" if b else f"{s} of nothing" for s, b in bounds.items()
        ]
        could = counted(self.exposure, "decision") if self.exposure else "nothing coded"
        standing = Counter(self.standing.values())
        asked = f"{len(self.of.rows)} of {len(self.of.rows) + self.of.left_out} decisions"
        lines = [
            f"{self.title} ({asked}): {self.verdict}",
            *(f"Silence: {self.of.known_in(one)}" for one in self.expression.variables),
            f"{', '.join(told)}; {could} could contradict it",
            ", ".join(f"{way} {number}" for way, number in standing.items()),
        ]
        if self.is_trivial:
            lines.append("Trivial: no decision lacks it.")
        for way in ("deviates", "may deviate"):
            some = [one for one, stands in self.standing.items() if stands == way]
            lines += [f"{way}: {listed(some)}"] if some else []
        if self.verdict == "open":
            for hold, does in ((True, "hold"), (False, "fail")):
                known = self.to_settle(hold=hold)
                takes = f"know {listed(known)}" if known else "no reading can do it"
                lines.append(f"To {does} in every completion: {takes}")
        settling = [one for one in self.unknown[:FEW] if one.settles]
        lines += [f"  {one.decision}, {one.variable}: {'; '.join(one.says)}" for one in settling]
        return screen(lines)

    def facts(self) -> dict[str, object]:
        """What is examined, the verdict, and what would settle it."""
        about = {"verdict": self.verdict, "cut": self.cut, "exposure": self.exposure}
        settle = {"to_hold": self.to_settle(hold=True), "to_fail": self.to_settle(hold=False)}
        return {**self.of.facts(), "relation": self.relation, **about, **settle}


def _verdict(found: Bounds, cut: float) -> str:
    if found is None:
        return "no instance"
    if found[0] >= cut - _SLACK:
        return "holds in every completion"
    return "fails in every completion" if found[1] < cut - _SLACK else "open"


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
        cut: From which consistency on it holds.

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
