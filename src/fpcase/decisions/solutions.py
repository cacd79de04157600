"""Solutions of a truth table: which combinations of conditions go with the outcome (QCA).

Complex solutions count no configuration in that no decision shows, parsimonious ones any that make
them shorter, intermediate ones those that a stated expectation allows (Ragin & Sonnett 2005).
"""

import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain, groupby, islice, product
from types import ModuleType

import attrs

from fpcase.comparison.tables import Cell as Text
from fpcase.comparison.tables import Table, sheet
from fpcase.decisions.configurations import (
    Configuration,
    Cuts,
    Implicant,
    Models,
    TruthTable,
    Way,
    pairs_in,
    truth_table,
)
from fpcase.decisions.expressions import Expression, has_own_set
from fpcase.decisions.shares import SHARES, SLACK, Bounds, bounds
from fpcase.decisions.table import FEW, Answer, DecisionTable
from fpcase.diagrams.effects import total_effect
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import ExplanationId, VariableId
from fpcase.model.options import one_of
from fpcase.model.signatures import checked
from fpcase.model.wording import counted
from fpcase.statements import Filters, Position, View, known_author

MOST_COMPLETIONS, SHUFFLES, MOST_PAIRS = 4096, 200, 25
Coded = tuple[frozenset[Configuration], frozenset[Configuration]]
"""The positive configurations, and the negative ones."""
_CUTS = (0.75, 0.8, 0.9, 1.0)
_CHANGES = (
    "stays under another cut",
    "stays without a decision",
    "as good with shuffled outcomes",
)
KINDS = ("parsimonious", "intermediate", "complex")


@attrs.frozen(kw_only=True, eq=False)
class Solution:
    """The smallest models of one way of reading the silent cells.

    Attributes:
        kind: ``parsimonious``, ``intermediate`` or ``complex``.
        codes: The configurations that go with the outcome, and those that do not.
        completions: How many completions come to it.
        models: The models.
    """

    kind: str
    codes: Coded
    completions: int
    models: Models


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Solutions(Answer):
    """The solutions of a truth table, with what they are worth.

    Attributes:
        truth: The truth table.
        helps: Place of a condition -> the level at which it is expected to help, and why.
        seed: Where the shuffles begin.
    """

    truth: TruthTable
    helps: Mapping[int, tuple[int, str]]
    seed: int

    @property
    def title(self) -> str:
        """The outcome and the conditions."""
        return f"Solutions by {', '.join(self.truth.conditions)}; {self.truth.of.title}"

    @cached_property
    def coded(self) -> Counter[Coded]:
        """What configurations come to -> in how many completions."""
        return Counter(codes for _, codes in self._completions)

    @cached_property
    def _completions(self) -> tuple[tuple[tuple[Way, ...], Coded], ...]:
        """What each completion comes to, and the codes of its configurations."""
        every = product(*self.truth.ways.values())
        return tuple((ways, _coded(ways, self.truth.cuts)) for ways in every)

    @cached_property
    def found(self) -> tuple[Solution, ...]:
        """The solutions of each kind, those first to which most completions come."""
        levels = [len(some) for some in self.truth.sets]
        expects = {place: level for place, (level, _) in self.helps.items()}
        order = sorted(self.coded.items(), key=lambda one: (-one[1], sorted(map(sorted, one[0]))))
        return tuple(
            Solution(kind=kind, codes=codes, completions=number, models=one)
            for codes, number in order
            if all(codes)
            for kind, one in _solved(*map(sorted, codes), levels=levels, expects=expects)
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
        reached = [pairs_in(some, model) for some in self.truth.ways.values()]
        shares = SHARES["sufficient"]
        return bounds(reached, shares["consistency"]), bounds(reached, shares["coverage"])

    @cached_property
    def robustness(self) -> tuple[tuple[str, int, int], ...]:
        """What was changed, in how many ways, and in how many of them the solution stays.

        Each change is made in a completion that chance draws from those with a solution, and held
        against its parsimonious solution. A shuffled outcome counts if as few terms solve it, and
        cover as much.
        """
        chance, cuts = random.Random(self.seed), self.truth.cuts  # noqa: S311 - no secret
        solved = [ways for ways, codes in self._completions if all(codes)]
        others = [attrs.evolve(cuts, cut=o, lower=o) for o in _CUTS if o != cuts.cut]
        others.append(attrs.evolve(cuts, number=cuts.number + 1))
        same, kept, luck = [], [], []
        for changed in others:
            ways = chance.choice(solved)
            same.append(_shortest(ways, changed) == _shortest(ways, cuts))
        for at in range(len(self.truth.ways)):
            ways = chance.choice(solved)
            kept.append(_shortest(ways[:at] + ways[at + 1 :], cuts) == _shortest(ways, cuts))
        for _ in range(SHUFFLES):
            ways = chance.choice(solved)
            outcomes = chance.sample([y for _, _, y in ways], len(ways))
            mixed = [(w, told, y) for (w, told, _), y in zip(ways, outcomes, strict=True)]
            (terms, covered), (fewest, most) = _worth(ways, cuts), _worth(mixed, cuts)
            luck.append(fewest <= terms and most >= covered - SLACK)
        told = zip(_CHANGES, (same, kept, luck), strict=True)
        return tuple((change, len(some), sum(some)) for change, some in told)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The configurations, the models, the terms, and the robustness."""
        rows: list[tuple[Text, ...]] = []
        for one in self.found:
            for model in one.models.models:
                ends = (end for share in self.worth(model) for end in share or (None, None))
                said = str(self.expression(model))
                rows.append((one.kind, said, one.completions, one.models.count, *ends))
        terms = [(kind, str(term), one, every) for kind, term, one, every in self._terms()]
        helps = [(str(self.truth.sets[at][o]), why) for at, (o, why) in self.helps.items()]
        robust = self.robustness if self.found else ()
        columns = "kind model completions models consistency to coverage to."
        share, basis = "kind term in-some-model in-all-models", self.truth.of.basis
        return (
            sheet("models", f"The smallest models. {basis}", columns, rows),
            sheet("terms", f"Shares of completions with each term. {basis}", share, terms),
            sheet("robustness", f"What becomes of it. {basis}", "what ways times", robust),
            sheet("expected", f"What is expected to help. {basis}", "literal because", helps),
            *self.truth.tables,
        )

    def _terms(self) -> list[tuple[str, Expression, float, float]]:
        """Kind and term, and the shares of completions with it in some and in all models."""
        some: Counter[tuple[str, Implicant]] = Counter()
        every: Counter[tuple[str, Implicant]] = Counter()
        for (_, kind), same in groupby(self.found, key=lambda one: (one.codes, one.kind)):
            group = list(same)
            sets = [{*model} for one in group for model in one.models.models]
            for counts, shared in ((some, set.union(*sets)), (every, set.intersection(*sets))):
                counts.update(dict.fromkeys(((kind, t) for t in shared), group[0].completions))
        whole = self.coded.total()
        order = sorted(some, key=lambda one: (KINDS.index(one[0]), -some[one], str(one[1])))
        return [(o[0], self.expression([o[1]]), some[o] / whole, every[o] / whole) for o in order]

    def facts(self) -> dict[str, object]:
        """What the truth table says of itself."""
        return self.truth.facts()

    def lines(self) -> Iterator[str]:
        """The solutions on one screen, with what they are worth."""
        of, whole = self.truth.of, self.coded.total()
        yield f"What goes with {of.outcome.named(of.case)}? Decisions: {of.head}."
        done = sum(number for codes, number in self.coded.items() if all(codes))
        if whole > 1:
            yield f"{counted(whole, 'completion')} of the silent cells, {whole - done} unsolved:"
            for kind, term, share, all_ in self._terms():
                said = f"in some model of {share:.0%}, in all of {all_:.0%}"
                yield f"  {kind}: {term.named(of.case)}: {said}"
        for one in self.found if whole == 1 else ():
            more = " at least" if one.models.truncated else ""
            proof = "" if one.models.bound == one.models.terms else f", {one.models.bound} proven"
            number = counted(one.models.count, "model") + more
            yield f"{one.kind}: {number}, of {counted(one.models.terms, 'term')}{proof}"
            for model in one.models.models[:FEW]:
                consistency, coverage = self.worth(model)
                ends = [f"{share[0]:.2f}" if share else "none" for share in (consistency, coverage)]
                yield f"  {self.expression(model).named(of.case)}"
                yield f"    consistency {ends[0]}, coverage {ends[1]}"
        if not self.found:
            yield "No configuration goes with the outcome."
            return
        for at, (level, why) in self.helps.items():
            yield f"Expected to help: {self.truth.sets[at][level].named(of.case)} ({why})"
        for what, ways, times in self.robustness:
            yield f"{what.capitalize()}: {times} of {ways}"
        outcome, *chosen = (one.replace("-", ".") for one in (of.label, *self.truth.conditions))
        those = ", ".join(f'"{one}"' for one in chosen)
        yield "In R, with the table numbers as d:"
        yield f'  minimize(truthTable(d, "{outcome}", c({those})), include = "?")'


def _coded(ways: Sequence[Way], cuts: Cuts) -> Coded:
    """Which configurations go with the outcome, and which do not, in one completion."""
    members = Counter(where for where, _, _ in ways if where is not None)
    codes: dict[Configuration, str] = {}
    for one, number in members.items():
        if number >= cuts.number:
            pairs = pairs_in(ways, [one])
            consistency, pri = (_share(pairs, name) for name in ("consistency", "PRI"))
            codes[one] = cuts.code(consistency, pri)
    positive = frozenset(one for one, code in codes.items() if code == "1")
    return positive, frozenset(codes) - positive


def _share(pairs: Iterable[tuple[float, float]], name: str) -> float:
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
    tools = _minimiser()
    positive, negative = map(sorted, coded)
    found: Models = tools.models(tools.parsimonious(positive, negative), steps=0)
    return found.models[0]


def _worth(ways: Sequence[Way], cuts: Cuts) -> tuple[float, float]:
    """How few terms solve a completion, and how much they cover; no solution covers nothing."""
    model = _shortest(ways, cuts)
    return (len(model), _share(pairs_in(ways, model), "coverage")) if model else (math.inf, 0.0)


def _minimiser() -> ModuleType:
    """The minimiser, which needs numpy and scipy."""
    try:
        from fpcase.decisions import minimiser  # noqa: PLC0415 - optional packages
    except ImportError:
        message = "solutions need numpy and scipy: pip install 'fpcase[analysis]'"
        raise FpcaseError(message) from None
    return minimiser


def _solved(
    positive: Sequence[Configuration],
    negative: Sequence[Configuration],
    *,
    levels: Sequence[int],
    expects: Mapping[int, int],
) -> Iterator[tuple[str, Models]]:
    """The models of each kind; intermediate ones for each pair of the others.

    An intermediate model may count in what an expectation allows: the configurations within a
    complex term, less what speaks against the expectation and is not in the parsimonious term.
    """
    tools = _minimiser()
    short = tools.models(tools.parsimonious(positive, negative))
    full = tools.models(tools.within(positive, levels))
    yield "parsimonious", short
    easy: dict[frozenset[Configuration], None] = {}
    for long, brief in islice(product(full.models, short.models), MOST_PAIRS):
        terms = (
            [({n} if n == kept or expects.get(at, n) == n else range(levels[at]))
             if n is not None else range(levels[at])
             for at, (n, kept) in enumerate(zip(term, within_, strict=True))]
            for term, within_ in product(long, brief)
            if all(kept in {None, n} for n, kept in zip(term, within_, strict=True))
        )  # fmt: skip
        inside = chain.from_iterable(product(*term) for term in terms)
        easy[frozenset(inside) - {*positive, *negative}] = None
    for assumed in easy:
        yield "intermediate", tools.models(tools.within(positive, levels, sorted(assumed)))
    yield "complex", full


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

    Decisions of which the texts do not tell the outcome are left out.

    Args:
        table: The decisions.
        conditions: The conditions.
        cuts: From what on a configuration goes with the outcome.
        expects: Conditions with the value at which each is expected to help.
        expected_by: An author; what helps is then what the author's claims, over all their
            chains, say to raise the outcome, or its absence what they say to lower it.
        seed: Where chance begins.

    Raises:
        FpcaseError: a condition, a value or an author is unknown, there are too many conditions,
            all decisions have one outcome, or the silent cells have too many completions.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> table = fpcase.decisions.decision_table(case, "refusal-towards-russia", silence="absence")
    >>> [one.completions for one in solve(table, ["economic-shock"]).found]
    []
    """
    known = [row for row in table.rows if len(table.outcomes[row.decision.id]) == 1]
    if left := len(table.rows) - len(known):
        said = f"left out, as the texts do not tell the outcome: {counted(left, 'decision')}"
        table = attrs.evolve(table, rows=tuple(known), chosen=(*table.chosen, said))
    truth = truth_table(table, conditions, cuts)
    number = math.prod(map(len, truth.ways.values()))
    if number > MOST_COMPLETIONS:
        silent = ", ".join(f"{one} in {count}" for one, count in truth.unknown.items())
        expected = f"at most {MOST_COMPLETIONS} completions, found {number}; not known: {silent}"
        message = f"conditions: expected {expected}; choose others, or fewer decisions"
        raise FpcaseError(message)
    helps: dict[int, tuple[int, str]] = {}
    if expected_by is not None:
        helps |= _expectations(truth, known_author(table.case, expected_by))
    for name, value in expects:
        place = truth.conditions.index(VariableId(one_of("expects", name, truth.conditions)))
        values = [one.value or ("no" if one.negated else "yes") for one in truth.sets[place]]
        helps[place] = values.index(one_of("expects", value, values)), "as asked"
    return Solutions(truth=truth, helps=helps, seed=seed)


def _expectations(
    truth: TruthTable, author: ExplanationId
) -> Iterator[tuple[int, tuple[int, str]]]:
    """Which conditions help by an author's claims: those whose total effect is of one sign."""
    case, (literal, *_) = truth.of.case, truth.of.outcome.terms[0]
    zoom = Filters(zoom=(*truth.conditions, literal.variable))
    claims = View.of(case, [author], zoom).bundles
    for place, one in enumerate(truth.conditions):
        signs = total_effect(claims, one, literal.variable).signs
        if has_own_set(case, one) and signs in {(Position.PLUS,), (Position.MINUS,)}:
            why = f"{case.label(author)}: {signs[0].value} over all chains"
            yield place, (int((signs[0] is Position.PLUS) is not literal.negated), why)
