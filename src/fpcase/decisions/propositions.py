"""Whether a set of decisions is necessary or sufficient for an outcome, in every completion."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import product
from typing import Literal as Word

import attrs

from fpcase.comparison.tables import Table, sheet
from fpcase.decisions.claims import claims_on_decisions
from fpcase.decisions.expressions import Expression, read_expression
from fpcase.decisions.shares import SHARES, SLACK, Bounds, Pair, bounds, standing
from fpcase.decisions.table import FEW, Answer, DecisionTable, Way, named, passages
from fpcase.model.ids import DecisionId, VariableId
from fpcase.model.options import refuse
from fpcase.model.signatures import checked
from fpcase.model.wording import counted, first_few

_VERDICTS = {
    "holds in every completion": "Yes, whatever the silent cells hold.",
    "fails in every completion": "No, whatever the silent cells hold.",
    "open": "Open: that depends on what the silent cells hold.",
    "no instance": "No decision is an instance of it.",
}


_STANDINGS = ("confirms", "deviates", "may deviate", "cannot deviate", "outside", "graded")


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
class Proposition(Answer):
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
        said = f"{self.expression}, {self.relation} for {self.of.outcome}"
        return "; ".join([said, *self.of.chosen])

    @cached_property
    def ways(self) -> Mapping[DecisionId, tuple[Way, ...]]:
        """Decision -> each completion, and how far it is then in the set, and has the outcome."""
        return self.of.ways(self.expression)

    @cached_property
    def reached(self) -> Mapping[DecisionId, frozenset[Pair]]:
        """Decision -> the pairs that its completions reach: in the set, with the outcome."""
        return {one: frozenset(pair for _, pair in ways) for one, ways in self.ways.items()}

    @property
    def _variables(self) -> tuple[VariableId, ...]:
        return (*self.expression.variables, *self.of.outcome.variables)

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
        return {one: standing(pairs, self.relation) for one, pairs in self.reached.items()}

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
        full = tuple(one for one, ways in told.items() if (1, 1) in ways)
        surplus = {o: [part - self.cut * whole for part, whole in w] for o, w in told.items()}
        now, then = (min, max) if hold else (max, min)
        ends = {one: (now(some), then(some)) for one, some in surplus.items()}
        order = sorted(ends, key=lambda one: (-abs(ends[one][1] - ends[one][0]), one))
        choices = [tuple(order[:number]) for number in range(len(order) + 1)]
        totals = [sum(ends[one][one in some] for one in order) for some in choices]
        done = [c for c, total in zip(choices, totals, strict=True) if (total >= -SLACK) is hold]
        if hold:
            return done[0] if done and full else None
        idle = all(min(whole for _, whole in ways) == 0 for ways in told.values())
        bare = any((0, 1) in told[one] for one in told.keys() - {*full})
        return min([*done, *([full] if idle and bare else [])], key=len, default=None)

    @cached_property
    def unknown(self) -> tuple[UnknownCell, ...]:
        """The cells that are not known, those first that matter most."""
        now, share = self.bounds("consistency"), SHARES[self.relation]["consistency"]
        found, is_open = [], self.verdict == "open"
        for row, one in product(self.of.rows, self._variables):
            then, here = {}, row.decision.id
            for value in row.cells[one].possible:
                known = {pair for way, pair in self.ways[here] if way[one] == value}
                then[str(value)] = bounds({**self.reached, here: known}.values(), share)
            verdicts = {value: _verdict(ends, self.cut) for value, ends in then.items()}
            narrower = [round(_width(now) - _width(ends), 9) for ends in then.values()]
            settles = {v: says for v, says in verdicts.items() if is_open and says != "open"}
            least, most = min(narrower), max(narrower)
            cell = UnknownCell(
                decision=here, variable=one, settles=settles, guaranteed=least, greatest=most
            )
            found += [cell] if len(then) > 1 else []
        return tuple(sorted(found, key=_importance))

    @property
    def tables(self) -> tuple[Table, ...]:
        """Silence, the shares, how each decision stands, and the cells that matter."""
        basis = f"{self.title}. {self.of.basis}"
        shares = [(one, *(self.bounds(one) or (None, None))) for one in SHARES[self.relation]]
        stands = [
            (one, way, passages(self.of.case, one, self._variables))
            for one, way in self.standing.items()
        ]
        cells = [(o.decision, o.variable, o.says, o.guaranteed, o.greatest) for o in self.unknown]
        columns = "decision variable settles guaranteed greatest"
        return (
            self.of.silence(self.expression.variables),
            sheet("shares", f"Least and greatest: {basis}", "share least greatest", shares),
            sheet("standing", f"Decisions: {basis}", "decision standing told-in", stands),
            sheet("unknown", f"Cells not known, by how much they matter: {basis}", columns, cells),
        )

    def lines(self) -> Iterator[str]:
        """What follows, on one screen."""
        case, on = self.of.case, self._variables
        yield f"Is {self.expression.named(case)} {self.relation} for {self.of.outcome.named(case)}?"
        yield f"{_VERDICTS[self.verdict]} Decisions: {self.of.head}."
        shares = {share: self.bounds(share) for share in SHARES[self.relation]}
        said = ", ".join(
            f"{share} {ends[0]:.2f} to {ends[1]:.2f}" if ends else f"{share} of nothing"
            for share, ends in shares.items()
        )
        yield f"C{said[1:]}."
        could = counted(self.exposure, "coded decision") if self.exposure else "Nothing coded"
        yield f"{could} could contradict it.{' Trivial: no decision lacks it.' * self.is_trivial}"
        numbers = Counter(self.standing.values())
        said = ", ".join(f"{way} {numbers[way]}" for way in _STANDINGS if numbers[way])
        yield f"The decisions on it: {said}."
        yield from ("", *self.of.grid(self.expression.variables), "")
        for one in (one for one, way in self.standing.items() if way == "deviates"):
            yield f"Deviates: {named(case.decisions[one])}"
            each = {place.partition(",")[0]: place for place in reversed(passages(case, one, on))}
            yield from (f"  {place}" for place in reversed(each.values()))
        for held in claims_on_decisions(self.of).claims:
            if {*held.condition.variables} & {*self.expression.variables}:
                yield held.named(case)
        may = [one for one, way in self.standing.items() if way == "may deviate"]
        yield from [f"May deviate: {self._listed(may)}"] if may else ()
        if self.verdict == "open":
            for hold, does in ((True, "holds"), (False, "fails")):
                known = self.to_settle(hold=hold)
                read = f"To know that it {does}, read about: {self._listed(known or ())}"
                yield read if known else f"No reading can show that it {does}."
        for cell in (cell for cell in self.unknown[:FEW] if cell.settles):
            what = f"“{case.variables[cell.variable].name}”"
            yield f"  {case.decisions[cell.decision].title}, {what}, if {'; if '.join(cell.says)}"

    def _listed(self, decisions: Iterable[DecisionId]) -> str:
        names = [named(self.of.case.decisions[one]) for one in decisions]
        return first_few(names, FEW, "; ")

    def facts(self) -> dict[str, object]:
        """What is examined, the verdict, and what would settle it."""
        about = {"verdict": self.verdict, "cut": self.cut, "exposure": self.exposure}
        settle = {"to_hold": self.to_settle(hold=True), "to_fail": self.to_settle(hold=False)}
        return {**self.of.facts(), "relation": self.relation, **about, **settle}


def _importance(cell: UnknownCell) -> tuple[int, float, float, str, str]:
    narrowing = (-cell.guaranteed, -cell.greatest)
    return (-len(cell.settles), *narrowing, cell.decision, cell.variable)


def _width(ends: Bounds) -> float:
    return ends[1] - ends[0] if ends else 0.0


def _verdict(found: Bounds, cut: float) -> str:
    if found is None:
        return "no instance"
    if found[0] >= cut - SLACK:
        return "holds in every completion"
    return "fails in every completion" if found[1] < cut - SLACK else "open"


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
