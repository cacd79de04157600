"""Solutions of a truth table: which combinations of conditions go with the outcome (QCA).

Complex solutions count no configuration in that no decision shows, parsimonious ones any that make
them shorter, intermediate ones those that a stated expectation allows (Ragin & Sonnett 2005).
"""

import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import groupby, islice, product

import attrs

from fpcase.comparison.tables import CellValue, Result, Table, screen, sheet
from fpcase.decisions.configurations import (
    Configuration,
    Configurations,
    Cuts,
    Implicant,
    Models,
    Way,
    configurations,
    pairs_in,
    truth_table,
)
from fpcase.decisions.expressions import Expression, has_own_set
from fpcase.decisions.shares import SHARES, SLACK, Bounds, Pair, bounds
from fpcase.decisions.table import FEW, DecisionTable
from fpcase.diagrams.effects import total_effect
from fpcase.model import ExplanationId, FpcaseError, VariableId
from fpcase.model.errors import import_extra
from fpcase.model.signatures import checked, one_of
from fpcase.model.wording import counted
from fpcase.statements import Filters, Position, View, known_author

MOST_COMPLETIONS, SHUFFLES, MOST_PAIRS = 4096, 200, 25
Coded = tuple[frozenset[Configuration], frozenset[Configuration]]
"""The positive configurations, and the negative ones."""
_CUTS = (0.75, 0.8, 0.9, 1.0)
_CHANGES = (
    "unchanged under another cut-off",
    "unchanged without one decision",
    "equally good with shuffled outcomes",
)
_MINIMISER = ("fpcase.decisions.minimiser", "analysis", "a solution")
KINDS = ("parsimonious", "intermediate", "complex")


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Solutions(Result):
    """The solutions of a truth table, with what they are worth.

    Attributes:
        of: The configurations.
        helps: Place of a condition -> the level at which it is expected to help, and why.
        seed: The seed of the shuffles.
    """

    of: Configurations
    helps: Mapping[int, tuple[int, str]]
    seed: int

    @property
    def title(self) -> str:
        """The outcome and the conditions."""
        return f"Solutions by {', '.join(self.of.conditions)}; {self.of.of.title}"

    @cached_property
    def _completions(self) -> list[tuple[tuple[Way, ...], Coded]]:
        """What each completion comes to, and the codes of its configurations."""
        return [(ways, _coded(ways, self.of.cuts)) for ways in product(*self.of.ways.values())]

    @cached_property
    def coded(self) -> Counter[Coded]:
        """What configurations come to -> in how many completions."""
        return Counter(codes for _, codes in self._completions)

    @cached_property
    def found(self) -> list[tuple[Coded, str, Models]]:
        """Codes, kind and models, those first to which most completions come."""
        levels = [len(some) for some in self.of.sets]
        expects = {place: level for place, (level, _) in self.helps.items()}
        order = sorted(self.coded, key=lambda one: (-self.coded[one], *map(sorted, one)))
        solved = ((codes, _solved(codes, levels, expects)) for codes in order if all(codes))
        return [(codes, kind, one) for codes, some in solved for kind, one in some]

    def expression(self, model: Iterable[Implicant]) -> Expression:
        """A model in words.

        Args:
            model: Its terms.
        """
        return Expression(terms=tuple(sorted(map(self.of.term, model), key=str)))

    def worth(self, model: Sequence[Implicant]) -> tuple[Bounds, Bounds]:
        """The consistency and the coverage of a model, as bounds.

        Args:
            model: Its terms.
        """
        reached = [pairs_in(some, model) for some in self.of.ways.values()]
        return bounds(reached, "consistency"), bounds(reached, "coverage")

    @cached_property
    def robustness(self) -> list[tuple[str, int, int]]:
        """What was changed, in how many ways, and in how many of them the solution stays.

        Each change is made in a completion that chance draws from those with a solution, and held
        against its parsimonious solution. A shuffled outcome counts if as few terms solve it, and
        cover as much.
        """
        chance, cuts = random.Random(self.seed), self.of.cuts  # noqa: S311 - no secret
        solved = [ways for ways, codes in self._completions if all(codes)]
        others = [attrs.evolve(cuts, cut=o, lower=o) for o in _CUTS if o != cuts.cut]
        others.append(attrs.evolve(cuts, number=cuts.number + 1))
        same, kept, luck = [], [], []
        for other, ways in zip(others, chance.choices(solved, k=len(others)), strict=True):
            same.append(_shortest(ways, other) == _shortest(ways, cuts))
        for at, ways in enumerate(chance.choices(solved, k=len(self.of.ways))):
            kept.append(_shortest([*ways[:at], *ways[at + 1 :]], cuts) == _shortest(ways, cuts))
        for ways in chance.choices(solved, k=SHUFFLES):
            outcomes = chance.sample([y for *_, y in ways], len(ways))
            mixed = [(*way[:2], y) for way, y in zip(ways, outcomes, strict=True)]
            (terms, covered), (fewest, most) = _worth(ways, cuts), _worth(mixed, cuts)
            luck.append(fewest <= terms and most >= covered - SLACK)
        told = zip(_CHANGES, (same, kept, luck), strict=True)
        return [(change, len(some), sum(some)) for change, some in told]

    @property
    def terms(self) -> list[tuple[str, Expression, float, float]]:
        """Kind and term, and the shares of completions with it in some and in all models."""
        some: Counter[tuple[str, Implicant]] = Counter()
        every: Counter[tuple[str, Implicant]] = Counter()
        for (codes, kind), same in groupby(self.found, key=lambda one: one[:2]):
            sets = [{*model} for *_, one in same for model in one.models]
            for counts, shared in ((some, set.union(*sets)), (every, set.intersection(*sets))):
                counts.update({(kind, term): self.coded[codes] for term in shared})
        whole = self.coded.total()
        order = sorted(some, key=lambda one: (KINDS.index(one[0]), -some[one], str(one[1])))
        return [(o[0], self.expression([o[1]]), some[o] / whole, every[o] / whole) for o in order]

    @property
    def tables(self) -> tuple[Table, ...]:
        """The models, the terms, the robustness, what is expected, and the configurations."""
        rows: list[tuple[CellValue, ...]] = []
        for codes, kind, one in self.found:
            for model in one.models:
                ends = (end for share in self.worth(model) for end in share or (None, None))
                said = str(self.expression(model))
                rows.append((kind, said, self.coded[codes], one.count, *ends))
        terms = [(kind, str(term), one, every) for kind, term, one, every in self.terms]
        helps = [(str(self.of.sets[at][o]), why) for at, (o, why) in self.helps.items()]
        robust = self.robustness if self.found else ()
        columns = "kind model completions models consistency to coverage to."
        share, basis = "kind term in-some-model in-all-models", self.of.of.basis
        return (
            sheet("models", f"The smallest models. {basis}", columns, rows),
            sheet("terms", f"Shares of completions with each term. {basis}", share, terms),
            sheet("robustness", f"Robustness of the solution. {basis}", "what ways times", robust),
            sheet("expected", f"Expected contributions. {basis}", "literal because", helps),
            *truth_table(self.of.of, self.of.conditions, self.of.cuts).tables,
        )

    def facts(self) -> dict[str, object]:
        """The case, the outcome, what was chosen, and the cuts."""
        return {**self.of.of.facts(), "cuts": attrs.asdict(self.of.cuts)}

    @property
    def text(self) -> str:
        """The solutions on one screen, with what they are worth."""
        return screen(self._lines())

    def _lines(self) -> Iterator[str]:
        of, case, whole = self.of.of, self.of.of.case, self.coded.total()
        yield f"What goes with {of.outcome.named(case)}? {of.number}"
        done = sum(number for codes, number in self.coded.items() if all(codes))
        if whole > 1:
            yield f"{counted(whole, 'completion')} of the silent cells, {whole - done} unsolved:"
            for kind, term, share, all_ in self.terms:
                said = f"in some model for {share:.0%}, in all models for {all_:.0%}"
                yield f"  {kind}: {term.named(case)}: {said}"
        for _, kind, one in self.found if whole == 1 else ():
            more = " at least" * one.truncated
            proof = f", {one.bound} proven" * (one.bound < one.terms)
            terms = counted(one.terms, "term")
            yield f"{kind}: {counted(one.count, 'model')}{more}, of {terms}{proof}"
            for model in one.models[:FEW]:
                ends = [f"{share[0]:.2f}" if share else "none" for share in self.worth(model)]
                yield f"  {self.expression(model).named(case)}"
                yield f"    consistency {ends[0]}, coverage {ends[1]}"
        if not self.found:
            yield "No configuration goes with the outcome."
            return
        for at, (level, why) in self.helps.items():
            yield f"Expected to contribute: {self.of.sets[at][level].named(case)} ({why})"
        for what, ways, times in self.robustness:
            yield f"{what.capitalize()}: {times} of {ways}"
        outcome, *chosen = (one.replace("-", ".") for one in (of.label, *self.of.conditions))
        those = ", ".join(f'"{one}"' for one in chosen)
        yield "In R, with the table numbers as d:"
        yield f'  minimize(truthTable(d, "{outcome}", c({those})), include = "?")'


def _coded(ways: Sequence[Way], cuts: Cuts) -> Coded:
    """Which configurations of a completion go with the outcome, and which do not."""
    members = Counter(where for where, *_ in ways if where)
    seen = frozenset(one for one, number in members.items() if number >= cuts.number)
    pairs = {one: pairs_in(ways, [one]) for one in seen}
    code = {o: cuts.code(_share(p, "consistency"), _share(p, "PRI")) for o, p in pairs.items()}
    positive = frozenset(one for one in seen if code[one] == "1")
    return positive, seen - positive


def _share(pairs: Iterable[Pair], name: str) -> float:
    told = [SHARES["sufficient"][name](*pair) for pair in pairs]
    whole = sum(all_ for _, all_ in told)
    return sum(part for part, _ in told) / whole if whole else 0.0


def _shortest(ways: Sequence[Way], cuts: Cuts) -> tuple[Implicant, ...]:
    """The first parsimonious model; empty where nothing, or everything, goes with the outcome."""
    return _first_model(_coded(ways, cuts))


@lru_cache(maxsize=SHUFFLES)
def _first_model(coded: Coded) -> tuple[Implicant, ...]:
    if not all(coded):
        return ()
    tools = import_extra(*_MINIMISER)
    found: Models = tools.models(tools.parsimonious(*map(sorted, coded)), cap=1)
    return found.models[0]


def _worth(ways: Sequence[Way], cuts: Cuts) -> tuple[float, float]:
    """How few terms solve a completion, and how much they cover; no solution covers nothing."""
    model = _shortest(ways, cuts)
    return (len(model), _share(pairs_in(ways, model), "coverage")) if model else (math.inf, 0.0)


def _solved(
    codes: Coded, levels: Sequence[int], expects: Mapping[int, int]
) -> Iterator[tuple[str, Models]]:
    """The models of each kind; intermediate ones for each pair of the others."""
    tools, (positive, negative) = import_extra(*_MINIMISER), map(sorted, codes)
    short = tools.models(tools.parsimonious(positive, negative))
    full = tools.models(tools.within(positive, levels))
    yield "parsimonious", short
    pairs = islice(product(full.models, short.models), MOST_PAIRS)
    easy = {frozenset(_easy(*pair, levels, expects)).difference(*codes): None for pair in pairs}
    for assumed in easy:
        yield "intermediate", tools.models(tools.within(positive, levels, sorted(assumed)))
    yield "complex", full


def _easy(
    long: Iterable[Implicant],
    brief: Iterable[Implicant],
    levels: Sequence[int],
    expects: Mapping[int, int],
) -> Iterator[Configuration]:
    """What an intermediate model may count in: all within a complex term, once it is shortened.

    Of the literals that the parsimonious term lacks, those are left out that go against an
    expectation.
    """
    for term, inner in product(long, brief):
        both = [*enumerate(zip(term, inner, strict=True))]
        if all(kept in {None, level} for _, (level, kept) in both):
            free = (level != kept and expects.get(at, level) != level for at, (level, kept) in both)
            yield from product(
                *(range(size) if left or level is None else (level,)
                  for size, left, level in zip(levels, free, term, strict=True))
            )  # fmt: skip


@checked
def solve(  # noqa: PLR0913 - what is asked, and what is expected
    table: DecisionTable,
    conditions: Iterable[str],
    cuts: Cuts | None = None,
    *,
    expects: Iterable[tuple[str, str]] = (),
    expected_by: str | None = None,
    seed: int = 0,
) -> Solutions:
    """Find which combinations of conditions go with the outcome, in every completion.

    Decisions whose outcome the texts do not give are left out.

    Args:
        table: The decisions.
        conditions: The conditions.
        cuts: The thresholds above which a configuration goes with the outcome.
        expects: Conditions with the value at which each is expected to help.
        expected_by: An author; what helps is then what the author's claims, over all their
            chains, say to raise the outcome, or its absence what they say to lower it.
        seed: The seed of the shuffles.

    Raises:
        FpcaseError: a condition, a value or an author is unknown, there are too many conditions,
            all decisions have one outcome, or the silent cells have too many completions.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> table = fpcase.decisions.decision_table(case, "refusal-towards-russia", silence="absence")
    >>> solve(table, ["economic-shock"]).found
    []
    """
    known = tuple(row for row in table.rows if len(table.outcomes[row.decision.id]) == 1)
    if left := len(table.rows) - len(known):
        said = f"left out, because the texts do not give the outcome: {counted(left, 'decision')}"
        table = attrs.evolve(table, rows=known, chosen=(*table.chosen, said))
    of = configurations(table, conditions, cuts)
    number = math.prod(map(len, of.ways.values()))
    if number > MOST_COMPLETIONS:
        silent = ", ".join(f"{one} in {count}" for one, count in of.unknown.items())
        expected = f"at most {MOST_COMPLETIONS} completions, found {number}; not known: {silent}"
        message = f"conditions: expected {expected}; choose other conditions, or fewer decisions"
        raise FpcaseError(message)
    helps: dict[int, tuple[int, str]] = {}
    if expected_by is not None:
        helps |= _expectations(of, known_author(table.case, expected_by))
    for name, value in expects:
        place = of.conditions.index(VariableId(one_of("expects", name, of.conditions)))
        values = [one.value or ("no" if one.negated else "yes") for one in of.sets[place]]
        helps[place] = values.index(one_of("expects", value, values)), "as asked"
    return Solutions(of=of, helps=helps, seed=seed)


def _expectations(
    of: Configurations, author: ExplanationId
) -> Iterator[tuple[int, tuple[int, str]]]:
    """Which conditions help by an author's claims: those whose total effect is of one sign."""
    case, (literal, *_) = of.of.case, of.of.outcome.terms[0]
    zoom = Filters(zoom=(*of.conditions, literal.variable))
    claims = View.of(case, [author], zoom).bundles
    for place, one in enumerate(of.conditions):
        signs = total_effect(claims, one, literal.variable).signs
        if has_own_set(case, one) and signs in {(Position.PLUS,), (Position.MINUS,)}:
            why = f"{case.label(author)}: {signs[0].value} over all chains"
            yield place, (int((signs[0] is Position.PLUS) is not literal.negated), why)
