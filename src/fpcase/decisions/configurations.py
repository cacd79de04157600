"""Configurations of conditions, and which of them go with the outcome: the truth table."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, product
from math import prod

import attrs

from fpcase.comparison.tables import Cell as Text
from fpcase.comparison.tables import Table, sheet
from fpcase.decisions.expressions import MOST, Expression, Literal, Value, degree, literals
from fpcase.decisions.shares import SHARES, SLACK, Pair, bounds
from fpcase.decisions.shares import Bounds as Ends
from fpcase.decisions.table import Answer, DecisionTable, named
from fpcase.model.ids import DecisionId, VariableId
from fpcase.model.options import one_of, refuse, words
from fpcase.model.signatures import checked
from fpcase.model.wording import counted

Configuration = tuple[int, ...]
"""A level of each condition, by its number."""
Implicant = tuple[int | None, ...]
"""The same with none in the place of each condition that it leaves open."""
Way = tuple[Configuration | None, tuple[tuple[float, ...], ...], float]
"""What a completion of a decision comes to: its configuration (none if it is half in some set), how
far it is in each level of each condition, and how far it has the outcome."""


@attrs.frozen(kw_only=True)
class Cuts:
    """From what on a configuration counts as going with the outcome.

    Attributes:
        cut: The consistency that it takes.
        lower: Below this consistency it does not go with the outcome; between the two is neither,
            and counts as if it did not.
        pri: The proportional reduction in inconsistency that it takes.
        number: How many decisions it takes to say anything.
    """

    cut: float = 1.0
    lower: float = 1.0
    pri: float = 0.0
    number: int = 1

    def code(self, consistency: float, pri: float) -> str:
        """1 if it goes with the outcome, 0 if not, C between the two cuts.

        Args:
            consistency: Its consistency as a sufficient condition.
            pri: Its proportional reduction in inconsistency.
        """
        if consistency >= self.cut - SLACK:
            return "1" if pri >= self.pri - SLACK else "0"
        return "C" if consistency >= self.lower - SLACK else "0"


def pairs_in(ways: Iterable[Way], model: Collection[Implicant]) -> list[Pair]:
    """How far each way is in a model, and how far it has the outcome.

    Args:
        ways: What completions of decisions come to.
        model: Configurations or implicants.
    """
    return [(max(_within(told, term) for term in model), y) for _, told, y in ways]


def _within(told: Sequence[Sequence[float]], levels: Implicant) -> float:
    pairs = zip(told, levels, strict=True)
    return min((some[level] for some, level in pairs if level is not None), default=1.0)


@attrs.frozen(kw_only=True)
class Models:
    """The smallest sets of implicants that cover all positive configurations.

    Attributes:
        terms: How many implicants each has.
        bound: How many it takes at least, as far as that is proven.
        count: How many such models there are; so many were found, if the search was truncated.
        truncated: Whether the search for all of them gave up.
        models: The first of them.
    """

    terms: int
    bound: int
    count: int
    truncated: bool
    models: tuple[tuple[Implicant, ...], ...]


@attrs.frozen
class TruthRow:
    """A configuration of conditions.

    Attributes:
        configuration: The levels.
        certain: The decisions that have it in every completion.
        possible: The others that may have it.
        consistency: The least and the greatest consistency.
        codes: What it may come to: ``1``, ``0``, ``C``, or ``?`` for a configuration without
            enough decisions.
    """

    configuration: Configuration
    certain: tuple[DecisionId, ...]
    possible: tuple[DecisionId, ...]
    consistency: Ends
    codes: tuple[str, ...]


@attrs.frozen(kw_only=True, repr=False, eq=False)
class TruthTable(Answer):
    """Decisions by their configuration of conditions.

    Attributes:
        of: The decisions.
        conditions: The conditions.
        cuts: From what on a configuration goes with the outcome.
    """

    of: DecisionTable
    conditions: tuple[VariableId, ...]
    cuts: Cuts

    @property
    def title(self) -> str:
        """The outcome and the conditions."""
        return f"Configurations of {', '.join(self.conditions)}; {self.of.title}"

    @cached_property
    def sets(self) -> tuple[tuple[Literal, ...], ...]:
        """The levels of each condition."""
        return tuple(literals(self.of.case, one) for one in self.conditions)

    @property
    def unknown(self) -> Mapping[VariableId, int]:
        """Condition or outcome -> in how many decisions it is not known."""
        named = (*self.conditions, *self.of.outcome.variables)
        every = product(named, self.of.rows)
        return Counter(one for one, row in every if len(row.cells[one].possible) > 1)

    @cached_property
    def ways(self) -> Mapping[DecisionId, tuple[Way, ...]]:
        """Decision -> what each of its completions comes to."""
        named = (*self.conditions, *self.of.outcome.variables)
        rows = self.of.rows
        return {row.decision.id: tuple(map(self._way, row.completions(named))) for row in rows}

    def _way(self, values: Mapping[VariableId, Value]) -> Way:
        def share(one: Literal) -> float:
            return degree(one, values[one.variable], self.of.case.variables[one.variable])

        told = tuple(tuple(map(share, some)) for some in self.sets)
        levels = [next((n for n, x in enumerate(some) if x > 1 / 2), None) for some in told]
        where = None if None in levels else tuple(n for n in levels if n is not None)
        return where, told, self.of.outcome.degree(values, self.of.case.variables)

    @cached_property
    def rows(self) -> tuple[TruthRow, ...]:
        """The configurations that some decision may have."""
        named = {where for some in self.ways.values() for where, _, _ in some if where is not None}
        return tuple(map(self._row, sorted(named, reverse=True)))

    def _row(self, one: Configuration) -> TruthRow:
        inside = {d: {where == one for where, _, _ in some} for d, some in self.ways.items()}
        certain = tuple(decision for decision, found in inside.items() if found == {True})
        possible = tuple(decision for decision, found in inside.items() if len(found) > 1)
        reached = [pairs_in(some, [one]) for some in self.ways.values()]
        shares = SHARES["sufficient"]
        consistency, pri = (bounds(reached, shares[name]) for name in ("consistency", "PRI"))
        codes = {"?"} if len(certain) < self.cuts.number else set()
        if consistency and len(certain) + len(possible) >= self.cuts.number:
            ends = zip(consistency, pri or (0.0, 0.0), strict=True)
            codes |= {self.cuts.code(*some) for some in ends}
        said = tuple(sorted(codes, reverse=True))
        return TruthRow(one, certain, possible, consistency, said)

    def term(self, levels: Iterable[int | None]) -> tuple[Literal, ...]:
        """The literals of a configuration, or of an implicant, which leaves some open.

        Args:
            levels: The level of each condition, or none.
        """
        pairs = zip(self.sets, levels, strict=True)
        return tuple(some[level] for some, level in pairs if level is not None)

    @property
    def nowhere(self) -> tuple[DecisionId, ...]:
        """The decisions that are half in some set, and so have no configuration."""
        return tuple(one for one, some in self.ways.items() if any(w is None for w, _, _ in some))

    @property
    def tables(self) -> tuple[Table, ...]:
        """The configurations."""
        rows: list[tuple[Text, ...]] = []
        for one in self.rows:
            said = (*map(str, self.term(one.configuration)), " or ".join(one.codes))
            rows.append((*said, one.certain, one.possible, *(one.consistency or (None, None))))
        caption = f"Configurations that some decision may have. {self.of.basis}"
        columns = f"{' '.join(self.conditions)} code certain possible least greatest"
        return (sheet("configurations", caption, columns, rows),)

    def facts(self) -> dict[str, object]:
        """What the table says of itself, and the cuts."""
        return {**super().facts(), "cuts": attrs.asdict(self.cuts)}

    def lines(self) -> Iterator[str]:
        """The configurations on one screen."""
        of = self.of
        yield f"Configurations by {of.outcome.named(of.case)}: {of.head}."
        yield from ("1: goes with it; 0: does not; C: neither; ?: no decision is surely there.", "")
        for one in self.rows:
            said = Expression(terms=(self.term(one.configuration),)).named(of.case)
            ends = "{:.2f} to {:.2f}".format(*one.consistency) if one.consistency else "of nothing"
            number = f"{len(one.certain)} certain, {len(one.possible)} possible"
            yield f"{said}: {' or '.join(one.codes)}; {number}; consistency {ends}"
        rest = prod(map(len, self.sets)) - len(self.rows)
        yield f"{counted(rest, 'configuration')} that no decision can have"
        if self.nowhere:
            some = "; ".join(named(of.case.decisions[one]) for one in self.nowhere)
            yield f"Half in a set, and in no configuration: {some}"


@checked
def truth_table(
    table: DecisionTable, conditions: Iterable[str], cuts: Cuts | None = None
) -> TruthTable:
    """Put decisions together by their configuration of conditions (Ragin 2008).

    Args:
        table: The decisions.
        conditions: The conditions.
        cuts: From what on a configuration goes with the outcome.

    Raises:
        FpcaseError: a condition is unknown, there are too many, all decisions have one outcome, or
            cells are silent and sets graded or cuts set.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> table = fpcase.decisions.decision_table(case, "distancing-from-russia")
    >>> [row.configuration for row in truth_table(table, ["economic-shock"]).rows]
    [(1,), (0,)]
    """
    names = words("conditions", conditions, "ids of conditions")
    chosen = tuple(VariableId(one_of("conditions", one, table.conditions)) for one in names)
    if not 0 < len(chosen) <= MOST:
        refuse("conditions", f"1 to {MOST} conditions", names)
    table.refuse_constant()
    found = TruthTable(of=table, conditions=chosen, cuts=cuts or Cuts())
    degrees = {x for some in found.ways.values() for _, told, y in some for x in (y, *chain(*told))}
    if found.unknown and (degrees - {0, 1} or found.cuts.number > 1):
        refuse("conditions", "crisp sets, and a cut of 1 decision, where cells are silent", names)
    return found
