"""One matter: a variable or a pair, with what each author says of it and where they part."""

from collections import Counter
from collections.abc import Iterable

import attrs

from fpcase.comparison.across_authors import Comparison, compare
from fpcase.comparison.author_maps import Pair
from fpcase.comparison.causes import sole_consequences
from fpcase.comparison.points import Point
from fpcase.comparison.relations import Kind, Relation
from fpcase.comparison.sentences import Sentences
from fpcase.comparison.tables import Result, Table, attributes
from fpcase.model import Case, ExplanationId, VariableId
from fpcase.model.signatures import checked
from fpcase.model.wording import wrapped
from fpcase.statements import Position, Statement, View, known_variable


@attrs.frozen(kw_only=True, repr=False, eq=False)
class _OnMatter(Result):
    """What every author says of one matter."""

    comparison: Comparison

    @property
    def basis(self) -> str:
        """On which claims of which version."""
        return self.comparison.basis


@attrs.frozen(kw_only=True, repr=False, eq=False)
class VariableComparison(_OnMatter):
    """What every author says of one variable and of terms in line with it.

    Attributes:
        comparison: The comparison of the authors.
        variable: The variable.
    """

    variable: VariableId

    @property
    def title(self) -> str:
        """The variable's name."""
        return self.comparison.case.variables[self.variable].name

    def _in_line(self, term: VariableId) -> bool:
        return self.comparison.tree.in_line(term, self.variable)

    def _said(self, *, causal: bool, end: int = 0) -> tuple[Statement, ...]:
        said = (one for one in self.comparison.statements if one.is_causal is causal)
        return tuple(one for one in said if self._in_line(one.matter[end]))

    @property
    def descriptions(self) -> tuple[Statement, ...]:
        """Whether it was so."""
        return self._said(causal=False)

    @property
    def causes(self) -> tuple[Statement, ...]:
        """What affects it."""
        return self._said(causal=True, end=1)

    @property
    def consequences(self) -> tuple[Statement, ...]:
        """What follows from it."""
        return self._said(causal=True)

    @property
    def relations(self) -> tuple[Relation, ...]:
        """How statements about the variable relate to each other."""
        every = self.comparison.between_two
        return tuple(one for one in every if any(map(self._in_line, one.matter)))

    @property
    def parting(self) -> tuple[Point, ...]:
        """The points on which authors part over it."""
        compared = self.comparison
        every = (*compared.contradictions, *compared.pulling_apart, *compared.by_scope)
        return tuple(one for one in every if any(map(self._in_line, one.matter)))

    @property
    def text(self) -> str:
        """What authors say of it, in plain words.

        >>> import fpcase
        >>> found = compare_about(fpcase.study("kazakhstan"), "economic-strain")
        >>> found.text.splitlines()[0]
        "Strain on Kazakhstan's economy"
        """
        words = Sentences(case=self.comparison.case)
        sole = sole_consequences(self.comparison, fewest=2)
        blocks = [
            ("WAS IT SO?", words.statements(self.descriptions, self.variable)),
            ("WHAT AFFECTS IT", words.statements(self.causes, self.variable)),
            ("WHAT FOLLOWS FROM IT", words.statements(self.consequences, self.variable)),
            ("WHERE AUTHORS DIFFER", [words.point(point) for point in self.parting]),
            ("ONLY ONE AUTHOR", [words.sole(one) for one in sole if self._in_line(one.term)]),
            ("LEFT OUT", words.left_out(self._in_line)),
        ]
        lines = [self.title]
        for heading, rows in blocks:
            lines += [heading, *(line for row in rows or ["nothing said"] for line in wrapped(row))]
        return "\n".join(lines) + "\n"

    @property
    def tables(self) -> tuple[Table, ...]:
        """What each author says, and how every two statements stand to each other."""
        return (
            self._statements_table("descriptions", "Descriptions", self.descriptions),
            self._statements_table("causes", "Causes", self.causes),
            self._statements_table("consequences", "Consequences", self.consequences),
            self.comparison.relations_table(
                "relations", "How these statements relate to each other.", self.relations
            ),
        )

    def _statements_table(self, name: str, what: str, said: Iterable[Statement]) -> Table:
        words = Sentences(case=self.comparison.case)
        return self._table(
            name,
            f"{what} of {self.title}, and of terms in line with it.",
            said,
            {
                "variable": lambda one: one.matter[0],
                "effect": lambda one: one.matter[-1] if one.is_causal else None,
                "says": lambda one: words.content(one.leaves_open, one),
                **attributes("author, voice, period"),
                "claim": lambda one: one.id,
            },
        )


def compare_about(of: Case | View, variable: str) -> VariableComparison:
    """Compare what authors say about one variable: its values, its causes and its effects.

    Args:
        of: What is looked at: a case, or a study of one.
        variable: The variable.

    Raises:
        FpcaseError: the variable is unknown.

    >>> import fpcase
    >>> found = compare_about(fpcase.study("kazakhstan"), "economic-strain")
    >>> bool(found.causes)
    True
    """
    comparison = compare(of)
    return VariableComparison(
        comparison=comparison, variable=known_variable(comparison.case, variable)
    )


@attrs.frozen(kw_only=True, repr=False, eq=False)
class PairComparison(_OnMatter):
    """What every author says of one ordered pair of variables.

    Attributes:
        comparison: The comparison of the authors.
        pair: Cause and effect.
    """

    pair: Pair

    @property
    def title(self) -> str:
        """The pair."""
        return f"{self.pair[0]} → {self.pair[1]}"

    @property
    def silent(self) -> tuple[ExplanationId, ...]:
        """The authors who say nothing of it, nor of a broader or narrower pair."""
        tree, maps = self.comparison.tree, self.comparison.maps.items()
        heard = {
            one.author
            for one in self.comparison.view.causal
            if all(map(tree.in_line, one.matter, self.pair))
        }
        return tuple(a for a, one in maps if not (a in heard or one.speaks(self.pair)))

    @property
    def relations(self) -> tuple[Relation, ...]:
        """How statements on the pair, or on one in line with it, stand to each other."""
        every = (*self.comparison.relations, *self.comparison.by_chain)
        return tuple(
            one for one in every if self.pair in (one.matter, one.left.matter, one.right.matter)
        )

    def facts(self) -> dict[str, object]:
        """The pair, who is silent, and who claims the reverse."""
        return {
            "cause": self.pair[0],
            "effect": self.pair[1],
            "silent": list(self.silent),
            "reverse": list(self.comparison.reversing(self.pair)),
        }

    @property
    def tables(self) -> tuple[Table, ...]:
        """What each author says, and how every two statements stand to each other."""
        pair = self.pair
        silent = ", ".join(self.silent) or "none"
        reverse = ", ".join(self.comparison.reversing(pair))
        counts = Counter(one.kind for one in self.relations)
        said = ", ".join(f"{counts[kind]} {kind.value}" for kind in Kind if counts[kind])
        authors = self._table(
            "authors",
            f"What authors say about the effect of {pair[0]} on {pair[1]}. 'Says' gives the "
            "direct claims, and 'total' gives the combined sign of the author's chains, with "
            "the claims of a shortest chain for each sign. 'Clashing' counts the chains that "
            "are left out because their order or conditions clash. Authors who do not discuss "
            f"the effect, even in broader or narrower terms: {silent}."
            + (f" Authors who claim the reverse effect: {reverse}." if reverse else ""),
            [one for one in self.comparison.maps.values() if one.speaks(pair)],
            {
                "author": lambda one: one.author,
                "says": lambda one: _signs(s.position for s in one.statements.get(pair, ())),
                "total": lambda one: _signs(one.total(pair).signs),
                "over": lambda one: one.total(pair).rule,
                "clashing": lambda one: one.total(pair).clashing,
                "direct claims": lambda one: _distinct(s.id for s in one.statements.get(pair, ())),
                "chain claims": lambda one: one.chain_claims(pair),
            },
        )
        caption = (
            "How statements on this pair of variables relate to each other, and how authors' "
            f"chains relate to direct claims ({said or 'no two authors discuss it'})."
        )
        return authors, self.comparison.relations_table("relations", caption, self.relations)


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _signs(positions: Iterable[Position]) -> str | None:
    return " ".join(_distinct(position.value for position in positions)) or None


@checked
def compare_on(of: Case | View, cause: str, effect: str) -> PairComparison:
    """Compare what authors say of the effect of one variable on another.

    Args:
        of: What is looked at: a case, or a study of one.
        cause: The cause.
        effect: The effect.

    Raises:
        FpcaseError: a variable is unknown.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> found = compare_on(case, "limited-national-capability", "neutrality-between-powers")
    >>> found.table("authors").rows[0][:3]
    ('cai-2022', '+', '+')
    """
    comparison = compare(of)
    pair = (known_variable(comparison.case, cause), known_variable(comparison.case, effect))
    return PairComparison(comparison=comparison, pair=pair)
