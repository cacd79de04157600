"""Solutions of a truth table: which combinations of conditions go with the outcome (QCA).

Complex solutions count no configuration in that no decision shows, parsimonious ones any that make
them shorter, intermediate ones those that a stated expectation allows (Ragin & Sonnett 2005).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, islice, product
from math import prod
from types import ModuleType
from typing import TYPE_CHECKING

import attrs

from fpcase.comparison.tables import Cell as Text
from fpcase.comparison.tables import Result, Table
from fpcase.decisions.configurations import (
    Configuration,
    Cuts,
    Implicant,
    TruthTable,
    Way,
    truth_table,
    within,
)
from fpcase.decisions.expressions import Expression
from fpcase.decisions.shares import SHARES, Bounds, bounds
from fpcase.decisions.table import DecisionTable, screen, sheet
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import VariableId
from fpcase.model.options import one_of
from fpcase.model.signatures import checked
from fpcase.model.wording import counted

if TYPE_CHECKING:
    from fpcase.decisions.minimiser import Models

MOST_COMPLETIONS, SHUFFLES, MOST_PAIRS = 4096, 200, 25
Coded = tuple[frozenset[Configuration], frozenset[Configuration]]
"""The positive configurations, and the negative ones."""
KINDS = ("parsimonious", "intermediate", "complex")


@attrs.frozen(kw_only=True, eq=False)
class Solution:
    """The smallest models of one way of reading the silent cells.

    Attributes:
        kind: ``parsimonious``, ``intermediate`` or ``complex``.
        completions: How many completions come to it.
        models: The models.
    """

    kind: str
    completions: int
    models: Models


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Solutions(Result):
    """The solutions of a truth table, with what they are worth.

    Attributes:
        truth: The truth table.
        expects: Place of a condition -> the level at which it is expected to help.
        seed: Where the shuffles begin.
    """

    truth: TruthTable
    expects: Mapping[int, int]
    seed: int

    @property
    def title(self) -> str:
        """The outcome and the conditions."""
        return f"Solutions by {', '.join(self.truth.conditions)}; {self.truth.of.title}"

    @cached_property
    def coded(self) -> Counter[Coded]:
        """What configurations come to -> in how many completions."""
        ways = product(*self.truth.ways.values())
        return Counter(_coded(some, self.truth.cuts) for some in ways)

    @cached_property
    def found(self) -> tuple[Solution, ...]:
        """The solutions of each kind, those first to which most completions come."""
        levels = [len(some) for some in self.truth.sets]
        order = sorted(self.coded.items(), key=lambda one: (-one[1], sorted(map(sorted, one[0]))))
        return tuple(
            Solution(kind=kind, completions=number, models=one)
            for (positive, negative), number in order
            if positive and negative
            for kind, one in _solved(sorted(positive), sorted(negative), levels, self.expects)
        )

    def expression(self, model: Iterable[Implicant]) -> Expression:
        """A model in words.

        Args:
            model: Its terms.
        """
        return Expression(terms=tuple(sorted(map(self.truth.term, model), key=str)))

    def worth(self, model: Sequence[Implicant]) -> tuple[Bounds, Bounds]:
        """The consistency and the coverage of a model, as bounds.

        Args:
            model: Its terms.
        """
        reached = [
            {(max(within(told, term) for term in model), y) for _, told, y in some}
            for some in self.truth.ways.values()
        ]
        shares = SHARES["sufficient"]
        return bounds(reached, shares["consistency"]), bounds(reached, shares["coverage"])

    @cached_property
    def robustness(self) -> tuple[tuple[str, int, int], ...]:
        """What was changed, in how many ways, and in how many of them the solution stays.

        A shuffled outcome counts if as few terms solve it, and cover as much.
        """
        ways, cuts = tuple(next(product(*self.truth.ways.values()))), self.truth.cuts
        first = _smallest(_coded(ways, cuts))
        near = (cut for cut in (0.75, 0.8, 0.9, 1.0) if cut != cuts.cut)
        others = [attrs.evolve(cuts, cut=cut, lower=cut) for cut in near]
        others.append(attrs.evolve(cuts, number=cuts.number + 1))
        dropped = [ways[:n] + ways[n + 1 :] for n in range(len(ways))]
        same = sum(_smallest(_coded(ways, one)) == first for one in others)
        kept = sum(_smallest(_coded(some, cuts)) == first for some in dropped)
        chance, luck = random.Random(self.seed), 0  # noqa: S311 - no secret
        for _ in range(SHUFFLES):
            outcomes = chance.sample([y for _, _, y in ways], len(ways))
            mixed = tuple((w, t, y) for (w, t, _), y in zip(ways, outcomes, strict=True))
            luck += _is_as_good(_smallest(_coded(mixed, cuts)), mixed, first, ways)
        return (
            ("another cut", len(others), same),
            ("a decision dropped", len(dropped), kept),
            ("outcomes shuffled", SHUFFLES, luck),
        )

    @property
    def tables(self) -> tuple[Table, ...]:
        """The configurations, the models, the terms, and the robustness."""
        rows: list[tuple[Text, ...]] = []
        for one in self.found:
            for model in one.models.models:
                ends = (end for share in self.worth(model) for end in share or (None, None))
                said = str(self.expression(model))
                rows.append((one.kind, said, one.completions, one.models.count, *ends))
        basis = self.truth.of.basis
        columns = "kind model completions models consistency to coverage to."
        share = "kind term in-some-model in-all-models"
        robust = "changed ways stays"
        return (
            sheet("models", f"The smallest models. {basis}", columns, rows),
            sheet("terms", f"Shares of completions with each term. {basis}", share, self._terms()),
            sheet("robustness", f"What becomes of it. {basis}", robust, self._checks()),
            *self.truth.tables,
        )

    def _checks(self) -> tuple[tuple[Text, ...], ...]:
        return () if self.truth.unknown or not self.found else self.robustness

    def _terms(self) -> list[tuple[Text, ...]]:
        some: Counter[tuple[str, str]] = Counter()
        every: Counter[tuple[str, str]] = Counter()
        for one in self.found:
            listed = [{str(self.expression([term])) for term in m} for m in one.models.models]
            some.update(dict.fromkeys(((one.kind, t) for t in set.union(*listed)), one.completions))
            shared = set.intersection(*listed)
            every.update(dict.fromkeys(((one.kind, t) for t in shared), one.completions))
        whole = self.coded.total()
        order = sorted(some, key=lambda one: (KINDS.index(one[0]), -some[one], one))
        return [(*one, some[one] / whole, every[one] / whole) for one in order]

    def facts(self) -> dict[str, object]:
        """What the truth table says of itself."""
        return self.truth.facts()

    @property
    def text(self) -> str:
        """The solutions on one screen, with what they are worth."""
        whole, done = self.coded.total(), sum(o.completions for o in self.found) // len(KINDS)
        lines = [self.title]
        if whole > 1:
            lines.append(f"{counted(whole, 'completion')}, {whole - done} without a solution")
            lines += [
                f"{kind}: {term}: in some model of {share:.0%} of completions, in all of {all_:.0%}"
                for kind, term, share, all_ in self._terms()
            ]
            return screen(lines)
        for one in self.found:
            more = " at least" if one.models.truncated else ""
            proof = "" if one.models.bound == one.models.terms else f", {one.models.bound} proven"
            number = counted(one.models.count, "model")
            lines.append(
                f"{one.kind}: {number}{more}, of {counted(one.models.terms, 'term')}{proof}"
            )
            for model in one.models.models[:3]:
                consistency, coverage = self.worth(model)
                ends = [f"{share[0]:.2f}" if share else "none" for share in (consistency, coverage)]
                lines.append(f"  {self.expression(model)}")
                lines.append(f"    consistency {ends[0]}, coverage {ends[1]}")
        lines += [f"{what}: stays in {same} of {ways}" for what, ways, same in self._checks()]
        return screen(lines if self.found else [*lines, "No configuration goes with the outcome."])


def _coded(ways: Sequence[Way], cuts: Cuts) -> Coded:
    """Which configurations go with the outcome, and which do not, in one completion."""
    members = Counter(where for where, _, _ in ways if where is not None)
    found: dict[str, set[Configuration]] = {"1": set(), "0": set(), "C": set()}
    for one, number in members.items():
        if number >= cuts.number:
            pairs = [(within(told, one), y) for _, told, y in ways]
            consistency, pri = (_share(pairs, name) for name in ("consistency", "PRI"))
            found[cuts.code(consistency, pri)].add(one)
    return frozenset(found["1"]), frozenset(found["0"] | found["C"])


def _share(pairs: Iterable[tuple[float, float]], name: str) -> float:
    told = [SHARES["sufficient"][name](*pair) for pair in pairs]
    whole = sum(all_ for _, all_ in told)
    return sum(part for part, _ in told) / whole if whole else 0.0


def _smallest(coded: Coded) -> Models | None:
    """The first parsimonious models; none where nothing, or everything, goes with the outcome."""
    positive, negative = map(sorted, coded)
    if not positive or not negative:
        return None
    tools = _minimiser()
    found: Models = tools.models(tools.parsimonious(positive, negative), steps=0)
    return found


def _minimiser() -> ModuleType:
    """The minimiser, which needs numpy and scipy."""
    try:
        from fpcase.decisions import minimiser  # noqa: PLC0415 - optional packages
    except ImportError:
        message = (
            "solutions need numpy and scipy; install them with: pip install 'fpcase[analysis]'"
        )
        raise FpcaseError(message) from None
    return minimiser


def _is_as_good(
    one: Models | None, ways: Sequence[Way], first: Models | None, own: Sequence[Way]
) -> bool:
    """Whether a solution of shuffled outcomes has as few terms, and covers as much."""
    if not one or not first or one.terms > first.terms:
        return False
    covered = []
    for model, some in ((one.models[0], ways), (first.models[0], own)):
        pairs = [(max(within(told, term) for term in model), y) for _, told, y in some]
        covered.append(_share(pairs, "coverage"))
    return covered[0] >= covered[1] - 1e-9


def _solved(
    positive: Sequence[Configuration],
    negative: Sequence[Configuration],
    levels: Sequence[int],
    expects: Mapping[int, int],
) -> Iterator[tuple[str, Models]]:
    """The models of each kind."""
    tools = _minimiser()
    short = tools.models(tools.parsimonious(positive, negative))
    full = tools.models(tools.within(positive, levels))
    yield "parsimonious", short
    for easy in dict.fromkeys(_easy(short, full, {*positive, *negative}, levels, expects)):
        yield "intermediate", tools.models(tools.within(positive, levels, sorted(easy)))
    yield "complex", full


def _easy(
    short: Models,
    full: Models,
    known: Collection[Configuration],
    levels: Sequence[int],
    expects: Mapping[int, int],
) -> Iterator[frozenset[Configuration]]:
    """For each pair of models, the configurations that an expectation allows to assume."""
    for complex_, brief in islice(product(full.models, short.models), MOST_PAIRS):
        terms = (
            [
                one if place in kept or expects.get(place, one) == one else None
                for place, one in enumerate(long)
            ]
            for long, term in product(complex_, brief)
            for kept in [{place for place, one in enumerate(term) if one is not None}]
            if all(long[place] == term[place] for place in kept)
        )
        inside = (product(*([n] if n is not None else range(levels[p]) for p, n in enumerate(term)))
                  for term in terms)  # fmt: skip
        yield frozenset(chain.from_iterable(inside)) - frozenset(known)


@checked
def solve(
    table: DecisionTable,
    conditions: Iterable[str],
    cuts: Cuts | None = None,
    *,
    expects: Iterable[tuple[str, str]] = (),
    seed: int = 0,
) -> Solutions:
    """Find which combinations of conditions go with the outcome, in every completion.

    Args:
        table: The decisions.
        conditions: The conditions.
        cuts: From what on a configuration goes with the outcome.
        expects: Conditions with the value at which each is expected to help.
        seed: Where the shuffles of the outcome begin.

    Raises:
        FpcaseError: a condition or a value is unknown, there are too many, all decisions have one
            outcome, or the silent cells have too many completions.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> table = fpcase.decisions.decision_table(
    ...     case, "refusal-towards-russia", conditions=["economic-shock"], period="../2013",
    ...     silence="absence")
    >>> [str(solve(table, ["economic-shock"]).text.splitlines()[-1])]
    ['No configuration goes with the outcome.']
    """
    truth = truth_table(table, conditions, cuts)
    number = prod(map(len, truth.ways.values()))
    if number > MOST_COMPLETIONS:
        silent = ", ".join(f"{one} in {count}" for one, count in truth.unknown.items())
        expected = f"at most {MOST_COMPLETIONS} completions, found {number}; not known: {silent}"
        message = f"conditions: expected {expected}; choose others, or fewer decisions"
        raise FpcaseError(message)
    helps: dict[int, int] = {}
    for name, value in expects:
        place = truth.conditions.index(VariableId(one_of("expects", name, truth.conditions)))
        values = [one.value or ("no" if one.negated else "yes") for one in truth.sets[place]]
        helps[place] = values.index(one_of("expects", value, values))
    return Solutions(truth=truth, expects=helps, seed=seed)
