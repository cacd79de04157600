"""Pairs of variables to take as one, or to put under one term, so that authors' claims meet."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product
from math import hypot, log

import attrs

from fpcase.comparison.caps import SUGGESTIONS
from fpcase.comparison.relations import Kind, Pairwise
from fpcase.comparison.sentences import Sentences, verb
from fpcase.comparison.tables import ENDS, CellValue, Table, ViewResult, attributes
from fpcase.model import Case, ExplanationId, Variable, VariableId
from fpcase.model.fields import grouped
from fpcase.model.signatures import checked, whole_numbers
from fpcase.model.wording import counted, wrapped
from fpcase.statements import Matter, Statement, Tree, View, known_variable, view_of
from fpcase.statements.concepts import split_by_author

LEAST = 0.15
"""Pairs whose words are less alike than this are counted, and not suggested."""
_EMPTY = (
    " a about across against an and any are as at be been between but by can do does for from had "
    "has have how if in into is it its more most no nor not of off on one or other out over own "
    "so some such than that the their them then there these they this to under up upon was were "
    "what when which who will with within without "
)
"""Words that tell nothing of what a variable is."""
_NAMES_COUNT = 3
"""A word of an id or a name counts for so many of a definition."""
_TOLD_APART = 0.5
"""Where one author uses both, they are told apart, and count for so much less."""
_ENDINGS = re.compile(r"(?:ations?|ions?|ments?|ness|ity|ities|ies|ing|ed|ly|al|es|s|y|e)$")


_Authors = tuple[ExplanationId, ExplanationId]


@attrs.frozen(kw_only=True)
class Suggestion:
    """Two variables without a common term that, joined, would make claims of two authors meet.

    Attributes:
        variables: The two.
        likeness: How alike the words of their ids, names and definitions are: the cosine of words
            weighed by how rare they are (Salton and Buckley 1988), half of it where one author
            uses both.
        authors: The pairs of authors whose claims would meet.
        example: One claim on each.
    """

    variables: tuple[VariableId, VariableId]
    likeness: float
    authors: tuple[_Authors, ...]
    example: tuple[Statement, Statement]


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Suggestions(ViewResult):
    """Pairs of variables that a coder may want to join; nothing is joined unasked.

    Attributes:
        view: The case as it was looked at.
        suggestions: The pairs, those whose words are most alike first.
        found: How many there are whose words are alike.
        unlike: How many pairs would meet but are not alike in words, level and actors.
    """

    what = "Variables to merge"
    suggestions: tuple[Suggestion, ...]
    found: int
    unlike: int

    def _says(self, one: Statement) -> str:
        words = Sentences(case=self.view.case)
        cause, effect = (words.name(end) for end in one.matter)
        return f"{words.claim(one.id)}: {cause} {verb(one.leaves_open)} {effect}"

    @property
    def _rest(self) -> str:
        pairs = counted(self.unlike, "more pair", "more pairs")
        return (
            f"{pairs} would bring claims of two authors together, but the two variables differ in "
            "words, level or actors, or one is said to affect the other."
        )

    @property
    def text(self) -> str:
        """Each pair, with a claim of each side by side."""
        words = Sentences(case=self.view.case)
        lines = [f"{self.title} ({len(self.suggestions)} of {self.found})", *wrapped(self._rest)]
        for one in self.suggestions:
            names = " and ".join(f"{words.name(v)} ({v})" for v in one.variables)
            pairs = counted(len(one.authors), "pair of authors", "pairs of authors")
            lines += wrapped(f"{names}: {one.likeness:.2f} alike, {pairs}")
            lines += [line for side in one.example for line in wrapped(self._says(side), indent=3)]
        return "\n".join(lines) + "\n"

    @property
    def tables(self) -> tuple[Table, ...]:
        """One row for each pair."""
        rows: list[tuple[CellValue, ...]] = [
            (
                *one.variables,
                one.likeness,
                len(one.authors),
                *(self._says(side) for side in one.example),
            )
            for one in self.suggestions
        ]
        table = self._rows(
            "suggestions",
            f"{len(rows)} of {self.found} pairs of variables that have no common term and share "
            "words in their ids, names and definitions. If the variables of a pair were merged "
            "or given a common broader term, claims by two authors would be about the same "
            f"matter. {self._rest}",
            ("variable", "other", "likeness", "pairs of authors", "one says", "other says"),
            rows,
        )
        return (table,)


@checked
def suggest(of: Case | View, *, limit: int = SUGGESTIONS) -> Suggestions:
    """Suggest pairs of variables to take as one, or to put under one broader term.

    Two variables are suggested if no term is common to them, claims of two authors would meet if
    one were (their other ends speak of the same matter), and their words are alike. They are not
    suggested if an author says that one affects the other, or if they are at two levels of analysis
    or about different actors. Whether they mean the same is for the coder to say.

    Args:
        of: What is looked at: a case, or a study of one.
        limit: How many pairs to give.

    >>> import fpcase
    >>> found = suggest(fpcase.study("kazakhstan"), limit=3)
    >>> len(found.suggestions)
    3
    """
    whole_numbers(limit=limit)
    return suggestions_in(Pairwise(view=view_of(of)), limit=limit)


def suggestions_in(comparison: Pairwise, *, limit: int = SUGGESTIONS) -> Suggestions:
    """The pairs of variables to take as one that a comparison of authors brings up.

    Args:
        comparison: What is found where the authors are compared.
        limit: How many pairs to give.
    """
    found: dict[tuple[VariableId, VariableId], dict[_Authors, tuple[Statement, Statement]]] = {}
    for end in (0, 1):
        for one, other in _meeting_at(comparison.view.causal, comparison.tree, 1 - end):
            here, there = sorted((one, other), key=lambda said: said.matter[end])
            pair = (here.matter[end], there.matter[end])
            first, second = sorted((here.author, there.author))
            authors = (first, second)
            found.setdefault(pair, {}).setdefault(authors, (here, there))
    words = _weighed_words(comparison.case)
    told_apart = _told_apart(comparison.statements)
    made = [
        Suggestion(
            variables=pair,
            likeness=_cosine(words[pair[0]], words[pair[1]])
            * (_TOLD_APART if pair in told_apart else 1),
            authors=tuple(sorted(by_authors)),
            example=next(iter(by_authors.values())),
        )
        for pair, by_authors in found.items()
        if _of_one_kind(*(comparison.case.variables[variable] for variable in pair))
    ]
    moving = {frozenset(one.matter) for one in comparison.statements}
    alike = [
        one for one in made if one.likeness >= LEAST and frozenset(one.variables) not in moving
    ]
    alike.sort(key=lambda one: (-one.likeness, -len(one.authors), one.variables))
    return Suggestions(
        view=comparison.view,
        suggestions=tuple(alike[:limit]),
        found=len(alike),
        unlike=len(found) - len(alike),
    )


def _of_one_kind(one: Variable, other: Variable) -> bool:
    """Whether two variables can mean the same: at one level of analysis, about the same actors."""
    levels = {level for level in (one.level, other.level) if level}
    actors = {frozenset(about) for about in (one.about, other.about) if about}
    return len(levels) < 2 and len(actors) < 2  # noqa: PLR2004 - two of them differ


def _told_apart(statements: Iterable[Statement]) -> set[tuple[VariableId, VariableId]]:
    """The pairs of variables that one author uses both of."""
    used = grouped((one.author, term) for one in statements for term in one.matter)
    return {pair for terms in used.values() for pair in combinations(sorted(set(terms)), 2)}


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


def _weighed_words(case: Case) -> dict[VariableId, dict[str, float]]:
    """The stems of every variable's words, rare ones with more weight, to a length of one."""
    found = {}
    for one in case.variables.values():
        stems = Counter(_stems(one.definition))
        for stem in _stems(f"{one.id} {one.name}"):
            stems[stem] += _NAMES_COUNT
        found[one.id] = stems
    often = Counter(stem for stems in found.values() for stem in stems)
    weighed = {}
    for variable, stems in found.items():
        weights = {
            stem: (1 + log(number)) * log((1 + len(found)) / often[stem])
            for stem, number in stems.items()
        }
        length = hypot(*weights.values()) or 1
        weighed[variable] = {stem: weight / length for stem, weight in weights.items()}
    return weighed


def _stems(text: str) -> list[str]:
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return [_ENDINGS.sub("", word) or word for word in words if f" {word} " not in _EMPTY]


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(weight * other.get(stem, 0) for stem, weight in one.items())


SILENT = "silent"
"""What is said of a pair on which not both authors speak."""


@attrs.frozen(kw_only=True)
class Flip:
    """A relation that changes with a choice of concepts.

    Attributes:
        matter: What they speak of, as it is called where the two concepts are one.
        left: One author.
        right: The other.
        before: The relation or relations before; several where pairs fall together.
        after: The relation or relations after.
    """

    matter: Matter
    left: ExplanationId
    right: ExplanationId
    before: tuple[str, ...]
    after: tuple[str, ...]


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Sensitivity(ViewResult):
    """Which relations change with a choice of concepts.

    Attributes:
        view: The case as it was looked at.
        change: What was changed.
        kept: How many relations stay as they are.
        flips: Those that change, by matter, then by authors.
    """

    change: str
    kept: int
    flips: tuple[Flip, ...]

    @property
    def title(self) -> str:
        """What was changed."""
        return f"Sensitivity: {self.change}"

    @property
    def tables(self) -> tuple[Table, ...]:
        """One row for each relation that changes."""
        table = self._table(
            "flips",
            f"{counted(len(self.flips), 'relation')} would change if {self.change}; {self.kept} "
            "would not. A relation is between what two authors say about the same matter, "
            "directly or through a chain; 'silent' means that at least one of them says nothing "
            "about the matter.",
            self.flips,
            {**ENDS, **attributes("left, right, before, after")},
        )
        return (table,)


@checked
def merge_sensitivity(of: Case | View, one: str, other: str) -> Sensitivity:
    """Ask which relations change if two variables are taken as one.

    Coders draw the line between concepts; a finding that hangs on it should be known.

    Args:
        of: What is looked at: a case, or a study of one.
        one: The variable to be taken as the other.
        other: The other, whose name is kept.

    Raises:
        FpcaseError: an id is unknown, or the two are the same.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> found = merge_sensitivity(case, "cooperation-with-eu", "cooperation-with-west")
    >>> found.change
    'cooperation-with-eu is treated as cooperation-with-west'
    """
    view = view_of(of)
    for variable in (one, other):
        known_variable(view.case, variable)
    merges = (*view.filters.merges, (one, other))
    merged = View.of(view.whole, view.authors, attrs.evolve(view.filters, merges=merges))
    called = {VariableId(one): VariableId(other)}
    return _compared(view, merged, f"{one} is treated as {other}", called)


@checked
def split_sensitivity(of: Case | View, variable: str) -> Sensitivity:
    """Ask which relations change if each author means something of their own by a variable.

    Args:
        of: What is looked at: a case, or a study of one.
        variable: The variable.

    Raises:
        FpcaseError: an id is unknown.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> found = split_sensitivity(case, "limited-national-capability")
    >>> {flip.after for flip in found.flips}
    {('silent',)}
    """
    view = view_of(of)
    known_variable(view.case, variable)
    split, own = split_by_author(view.whole, variable)
    apart = View.of(split, view.authors, view.filters)
    called = dict.fromkeys(own.values(), VariableId(variable))
    return _compared(view, apart, f"each author means something different by {variable}", called)


def _compared(
    view: View, changed: View, change: str, called: Mapping[VariableId, VariableId]
) -> Sensitivity:
    """The relations of two views that differ.

    Args:
        view: What is looked at.
        changed: The same with the concepts changed.
        change: What was changed.
        called: Variable that stands in one of the views only -> what it is called in the other.
    """
    was, became = _kinds(view, called), _kinds(changed, called)
    flips = []
    for key in sorted(was.keys() | became.keys()):
        matter, left, right = key
        before, after = was.get(key, (SILENT,)), became.get(key, (SILENT,))
        if before != after:
            flips.append(Flip(matter=matter, left=left, right=right, before=before, after=after))
    kept = len(was) - sum(flip.before != (SILENT,) for flip in flips)
    return Sensitivity(view=view, change=change, kept=kept, flips=tuple(flips))


def _kinds(
    view: View, called: Mapping[VariableId, VariableId]
) -> dict[tuple[Matter, ExplanationId, ExplanationId], tuple[str, ...]]:
    """Matter and two authors -> all their relations on it."""
    found = []
    for one in Pairwise(view=view).between_two:
        matter = tuple(called.get(term, term) for term in one.matter)
        found.append(((matter, min(one.authors), max(one.authors)), one.kind))
    return {
        key: tuple(kind.value for kind in Kind if kind in kinds)
        for key, kinds in grouped(found).items()
    }
