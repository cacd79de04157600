"""Pairs of variables to take as one, or to put under one term, so that authors' claims meet."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations, product

import attrs

from fpcase.comparison.comparing import Comparison, compare
from fpcase.comparison.distances import jaccard
from fpcase.comparison.sentences import Sentences, verb, wrapped
from fpcase.comparison.tables import Cell, Result, Table
from fpcase.model.cases import Case
from fpcase.model.ids import ExplanationId, VariableId
from fpcase.model.options import whole_numbers
from fpcase.model.signatures import checked
from fpcase.model.wording import counted
from fpcase.statements import Statement
from fpcase.statements.broader import Tree
from fpcase.statements.views import View

MOST = 20
"""How many suggestions are given, unless asked for more."""
_SHORT = 3
_ENDINGS = re.compile(r"(?:ations?|ions?|ments?|ness|ity|ities|ies|ing|ed|ly|al|es|s|y|e)$")


_Authors = tuple[ExplanationId, ExplanationId]


@attrs.frozen(kw_only=True)
class Suggestion:
    """Two variables without a common term that, joined, would make claims of two authors meet.

    Attributes:
        variables: The two.
        likeness: How many words of their ids, names and definitions they share (Jaccard).
        authors: The pairs of authors whose claims would meet.
        example: One claim on each.
    """

    variables: tuple[VariableId, VariableId]
    likeness: float
    authors: tuple[_Authors, ...]
    example: tuple[Statement, Statement]


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Suggestions(Result):
    """Pairs of variables that a coder may want to join; nothing is joined unasked.

    Attributes:
        comparison: The comparison of the authors.
        suggestions: The pairs, those whose words are most alike first.
        found: How many there are in all.
    """

    comparison: Comparison
    suggestions: tuple[Suggestion, ...]
    found: int

    @property
    def title(self) -> str:
        """The case."""
        return f"Variables to join: {self.comparison.case.title}"

    def _says(self, one: Statement) -> str:
        words = Sentences(case=self.comparison.case)
        cause, effect = (words.name(end) for end in one.matter)
        return f"{words.claim(one.id)}: {cause} {verb(one.leaves_open)} {effect}"

    @property
    def text(self) -> str:
        """Each pair, with a claim of each side by side."""
        words = Sentences(case=self.comparison.case)
        lines = [f"{self.title} ({len(self.suggestions)} of {self.found})"]
        for one in self.suggestions:
            names = " and ".join(f"{words.name(v)} ({v})" for v in one.variables)
            pairs = counted(len(one.authors), "pair of authors", "pairs of authors")
            lines += wrapped(f"{names}: {one.likeness:.2f} alike, {pairs}")
            lines += [line for side in one.example for line in wrapped(self._says(side), indent=3)]
        return "\n".join(lines) + "\n"

    @property
    def tables(self) -> tuple[Table, ...]:
        """One row for each pair."""
        rows: list[tuple[Cell, ...]] = [
            (
                *one.variables,
                one.likeness,
                len(one.authors),
                *(self._says(side) for side in one.example),
            )
            for one in self.suggestions
        ]
        table = Table(
            name="suggestions",
            caption=f"{len(rows)} of {self.found} pairs of variables without a common term that, "
            "taken as one or put under one term, would make claims of two authors meet; by the "
            "words that their ids, names and definitions share, then by pairs of authors. "
            f"{self.comparison.view.basis}",
            columns=("variable", "other", "likeness", "pairs of authors", "one says", "other says"),
            rows=rows,
        )
        return (table,)


@checked
def suggest(of: Case | View, *, limit: int = MOST) -> Suggestions:
    """Suggest pairs of variables to take as one, or to put under one broader term.

    Two variables are suggested if no term is common to them, and claims of two authors would
    meet if one were: their other ends speak of the same matter. Whether they mean the same is
    for the coder to say.

    Args:
        of: What is looked at: a case, or a study of one.
        limit: How many pairs to give.

    >>> import fpcase
    >>> found = suggest(fpcase.study("kazakhstan"), limit=3)
    >>> len(found.suggestions)
    3
    """
    whole_numbers(limit=limit)
    comparison = compare(of)
    causal = [one for one in comparison.own if one.is_causal]
    found: dict[tuple[VariableId, VariableId], dict[_Authors, tuple[Statement, Statement]]] = {}
    for end in (0, 1):
        for one, other in _meeting_at(causal, comparison.tree, 1 - end):
            here, there = sorted((one, other), key=lambda said: said.matter[end])
            pair = (here.matter[end], there.matter[end])
            first, second = sorted((here.author, there.author))
            authors = (first, second)
            found.setdefault(pair, {}).setdefault(authors, (here, there))
    stems = _telling_stems(comparison.case)
    made = [
        Suggestion(
            variables=pair,
            likeness=jaccard(stems[pair[0]], stems[pair[1]]) or 0.0,
            authors=tuple(sorted(by_authors)),
            example=next(iter(by_authors.values())),
        )
        for pair, by_authors in found.items()
    ]
    made.sort(key=lambda one: (-one.likeness, -len(one.authors), one.variables))
    return Suggestions(comparison=comparison, suggestions=tuple(made[:limit]), found=len(made))


def _meeting_at(
    statements: Iterable[Statement], tree: Tree, end: int
) -> Iterator[tuple[Statement, Statement]]:
    """Two authors' claims that are in line at one end, and have no common term at the other."""
    here: dict[VariableId, list[Statement]] = {}
    below: dict[VariableId, list[Statement]] = {}
    for one in statements:
        for way in tree.line(one.matter[end]):
            (below if way.climbs else here).setdefault(way.term, []).append(one)
    for term, said in here.items():
        pairs = [*combinations(said, 2), *product(said, below.get(term, ()))]
        for one, other in pairs:
            ends = (one.matter[1 - end], other.matter[1 - end])
            if one.author != other.author and ends[0] != ends[1] and tree.meet(*ends) is None:
                yield one, other


def _telling_stems(case: Case) -> dict[VariableId, frozenset[str]]:
    """The stems of every variable's words, without those that a tenth of all variables have."""
    found = {}
    for one in case.variables.values():
        words = re.findall(r"[^\W\d_]+", f"{one.id} {one.name} {one.definition}".casefold())
        found[one.id] = frozenset(_ENDINGS.sub("", word) for word in words if len(word) > _SHORT)
    often = Counter(stem for stems in found.values() for stem in stems)
    most = max(len(found) // 10, _SHORT)
    return {
        variable: frozenset(stem for stem in stems if often[stem] <= most)
        for variable, stems in found.items()
    }
