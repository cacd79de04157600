"""Configurations of conditions, and which of them go with the outcome: the truth table."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from itertools import chain, product
from math import prod

import attrs

from fpcase.comparison.tables import sheet
from fpcase.decisions.expressions import MOST, Expression, Literal, Value, literals
from fpcase.decisions.shares import SLACK, Pair, bounds, in_words
from fpcase.decisions.table import DecisionAnswer, DecisionTable, named
from fpcase.model import DecisionId, VariableId
from fpcase.model.signatures import checked, one_of, refuse, words
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
    """The thresholds above which a configuration counts as going with the outcome.

    Attributes:
        cut: The consistency that it takes.
        lower: Below this consistency it does not go with the outcome; between the two is neither,
            and counts as if it did not.
        pri: The proportional reduction in inconsistency that it takes.
        number: How many decisions a configuration needs to get a code.
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
    places = [[(n, level) for n, level in enumerate(term) if level is not None] for term in model]
    return [
        (max(min((told[n][o] for n, o in term), default=1.0) for term in places), y)
        for _, told, y in ways
    ]


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


@attrs.frozen(kw_only=True, eq=False)
class Configurations:
    """Decisions by their configuration of conditions.

    Attributes:
        of: The decisions.
        conditions: The conditions.
        cuts: The thresholds above which a configuration goes with the outcome.
    """

    of: DecisionTable
    conditions: tuple[VariableId, ...]
    cuts: Cuts

    @cached_property
    def sets(self) -> tuple[tuple[Literal, ...], ...]:
        """The levels of each condition."""
        return tuple(literals(self.of.case, one) for one in self.conditions)

    @property
    def unknown(self) -> Mapping[VariableId, int]:
        """Condition or outcome -> in how many decisions it is not known."""
        every = product((*self.conditions, *self.of.outcome.variables), self.of.rows)
        return Counter(one for one, row in every if len(row.cells[one].possible) > 1)

    @cached_property
    def ways(self) -> Mapping[DecisionId, tuple[Way, ...]]:
        """Decision -> what each of its completions comes to."""
        case, variables = self.of.case, (*self.conditions, *self.of.outcome.variables)

        def way(values: Mapping[VariableId, Value]) -> Way:
            told = tuple(tuple(o.degree(values[o.variable], case) for o in s) for s in self.sets)
            place = tuple(n for levels in told for n, x in enumerate(levels) if x > 1 / 2)
            where = place if len(place) == len(told) else None
            return where, told, self.of.outcome.degree(values, case)

        return {
            row.decision.id: tuple(map(way, row.completions(variables))) for row in self.of.rows
        }

    def term(self, levels: Implicant) -> tuple[Literal, ...]:
        """The literals of a configuration, or of an implicant, which leaves some open.

        Args:
            levels: The level of each condition, or none.
        """
        pairs = zip(self.sets, levels, strict=True)
        return tuple(some[level] for some, level in pairs if level is not None)


def configurations(
    table: DecisionTable, conditions: Iterable[str], cuts: Cuts | None
) -> Configurations:
    """Decisions by their configuration of conditions.

    Args:
        table: The decisions.
        conditions: The conditions.
        cuts: The thresholds above which a configuration goes with the outcome.

    Raises:
        FpcaseError: as `truth_table` has it.
    """
    names = words("conditions", conditions, "ids of conditions")
    chosen = tuple(VariableId(one_of("conditions", one, table.conditions)) for one in names)
    if not 0 < len(chosen) <= MOST:
        refuse("conditions", f"1 to {MOST} conditions", names)
    table.refuse_constant()
    found = Configurations(of=table, conditions=chosen, cuts=cuts or Cuts())
    degrees = {x for some in found.ways.values() for _, told, y in some for x in (y, *chain(*told))}
    if found.unknown and (degrees - {0, 1} or found.cuts.number > 1):
        refuse("conditions", "crisp sets and a frequency cut-off of 1 if cells are silent", names)
    return found


@checked
def truth_table(
    table: DecisionTable, conditions: Iterable[str], cuts: Cuts | None = None
) -> DecisionAnswer:
    """Put decisions together by their configuration of conditions (Ragin 2008).

    Args:
        table: The decisions.
        conditions: The conditions.
        cuts: The thresholds above which a configuration goes with the outcome.

    Raises:
        FpcaseError: a condition is unknown, there are too many, all decisions have one outcome, or
            cells are silent although sets are graded or thresholds set.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> table = fpcase.decisions.decision_table(case, "distancing-from-russia")
    >>> [row["economic-shock"] for row in truth_table(table, ["economic-shock"]).to_records()]
    ['economic-shock', 'not economic-shock']
    """
    of, case = configurations(table, conditions, cuts), table.case
    lines = [
        f"Configurations by {table.outcome.named(case)}. {table.number}",
        "1: goes with the outcome; 0: does not; C: neither; ?: no decision certainly belongs here.",
        "",
    ]
    rows, places = [], {id_: {where for where, *_ in some} for id_, some in of.ways.items()}
    for one in sorted({o for some in places.values() for o in some if o}, reverse=True):
        here = [id_ for id_, some in places.items() if one in some]
        certain = tuple(id_ for id_ in here if len(places[id_]) == 1)
        possible = tuple(id_ for id_ in here if id_ not in certain)
        reached = [pairs_in(some, [one]) for some in of.ways.values()]
        consistency, pri = (bounds(reached, share) for share in ("consistency", "PRI"))
        codes = {"?"} if len(certain) < of.cuts.number else set()
        if consistency and len(here) >= of.cuts.number:
            codes |= {of.cuts.code(*ends) for ends in zip(consistency, pri or (0, 0), strict=True)}
        term, code = of.term(one), " or ".join(sorted(codes, reverse=True))
        rows.append((*map(str, term), code, certain, possible, *(consistency or (None, None))))
        number = f"{len(certain)} certain, {len(possible)} possible"
        said = f"{code}; {number}; consistency {in_words(consistency)}"
        lines.append(f"{Expression(terms=(term,)).named(case)}: {said}")
    rest = prod(map(len, of.sets)) - len(rows)
    lines.append(f"{counted(rest, 'configuration')} that no decision can have")
    half = [id_ for id_, some in places.items() if None in some]
    those = "; ".join(named(case.decisions[one]) for one in half)
    lines += [f"Exactly half in a set, and so in no configuration: {those}"] * bool(half)
    columns = f"{' '.join(of.conditions)} code certain possible least greatest"
    said = f"Configurations that some decision may have. {table.basis}"
    return DecisionAnswer(
        title=f"Configurations of {', '.join(of.conditions)}; {table.title}",
        lines=lines,
        tables=(sheet("configurations", said, columns, rows),),
        about={**table.facts(), "cuts": attrs.asdict(of.cuts)},
    )
