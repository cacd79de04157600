"""One matter: a variable or a pair, with what each author says of it and where they part."""

from collections import Counter
from collections.abc import Iterable

import attrs

from fpcase.comparison.alone import said_alone
from fpcase.comparison.author_maps import Pair
from fpcase.comparison.comparing import Comparison, compare
from fpcase.comparison.comparison_tables import RELATION_COLUMNS, relation_rows
from fpcase.comparison.points import Point
from fpcase.comparison.relations import Kind, Relation
from fpcase.comparison.sentences import Sentences, wrapped
from fpcase.comparison.tables import Cell, Result, Table
from fpcase.model.cases import Case
from fpcase.model.ids import ExplanationId, VariableId
from fpcase.model.signatures import checked
from fpcase.statements import Statement
from fpcase.statements.concepts import known_variable
from fpcase.statements.views import View


@attrs.frozen(kw_only=True, repr=False, eq=False)
class VariableComparison(Result):
    """What every author says of one variable and of terms in line with it.

    Attributes:
        comparison: The comparison of the authors.
        variable: The variable.
    """

    comparison: Comparison
    variable: VariableId

    @property
    def title(self) -> str:
        """The variable's name."""
        return self.comparison.case.variables[self.variable].name

    def _in_line(self, term: VariableId) -> bool:
        return self.comparison.tree.in_line(term, self.variable)

    @property
    def descriptions(self) -> tuple[Statement, ...]:
        """Whether it was so."""
        said = self.comparison.statements
        return tuple(one for one in said if not one.is_causal and self._in_line(one.matter[0]))

    @property
    def causes(self) -> tuple[Statement, ...]:
        """What moves it."""
        said = self.comparison.statements
        return tuple(one for one in said if one.is_causal and self._in_line(one.matter[1]))

    @property
    def consequences(self) -> tuple[Statement, ...]:
        """What follows from it."""
        said = self.comparison.statements
        return tuple(one for one in said if one.is_causal and self._in_line(one.matter[0]))

    @property
    def relations(self) -> tuple[Relation, ...]:
        """How statements on it stand to each other."""
        every = (*self.comparison.relations, *self.comparison.by_chain)
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
        alone = said_alone(self.comparison.statements, self.comparison.bearing, fewest=2)
        blocks = [
            ("WAS IT SO?", words.statements(self.descriptions, self.variable)),
            ("WHAT MOVES IT", words.statements(self.causes, self.variable)),
            ("WHAT FOLLOWS FROM IT", words.statements(self.consequences, self.variable)),
            ("WHERE THEY PART", [words.point(point) for point in self.parting]),
            ("ONLY ONE AUTHOR", [words.alone(one) for one in alone if self._in_line(one.term)]),
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
            self._statements_table("descriptions", "Was it so", self.descriptions),
            self._statements_table("causes", "What moves it", self.causes),
            self._statements_table("consequences", "What follows from it", self.consequences),
            Table(
                name="relations",
                caption="How statements on it stand to each other. " + self.comparison.view.basis,
                columns=RELATION_COLUMNS,
                rows=relation_rows(self.comparison, self.relations),
            ),
        )

    def _statements_table(self, name: str, what: str, said: Iterable[Statement]) -> Table:
        words = Sentences(case=self.comparison.case)
        rows: list[tuple[Cell, ...]] = [
            (
                one.matter[0],
                one.matter[-1] if one.is_causal else None,
                words.content(one.leaves_open, one),
                one.author,
                one.voice.value,
                one.period,
                one.id,
            )
            for one in said
        ]
        return Table(
            name=name,
            caption=f"{what}: {self.title}, and terms in line with it. "
            f"{self.comparison.view.basis}",
            columns=("variable", "effect", "says", "author", "voice", "period", "claim"),
            rows=rows,
        )


def compare_about(of: Case | View, variable: str) -> VariableComparison:
    """Compare what authors say of one variable: was it so, what moves it, what follows.

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
class PairComparison(Result):
    """What every author says of one ordered pair of variables.

    Attributes:
        comparison: The comparison of the authors.
        pair: Cause and effect.
    """

    comparison: Comparison
    pair: Pair

    @property
    def title(self) -> str:
        """The pair."""
        return f"{self.pair[0]} → {self.pair[1]}"

    @property
    def silent(self) -> tuple[ExplanationId, ...]:
        """The authors who say nothing of it."""
        return tuple(a for a, one in self.comparison.maps.items() if not one.speaks(self.pair))

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
        return (self._authors_table(), self._relations_table())

    def _authors_table(self) -> Table:
        silent = ", ".join(self.silent) or "none"
        reverse = ", ".join(self.comparison.reversing(self.pair))
        speaking = [one for one in self.comparison.maps.values() if one.speaks(self.pair)]
        rows = []
        for one in speaking:
            direct, total = one.statements.get(self.pair, ()), one.total(self.pair)
            rows.append(
                (
                    one.author,
                    " ".join(dict.fromkeys(s.position.value for s in direct)) or None,
                    " ".join(sign.value for sign in total.signs) or None,
                    total.rule.value,
                    total.clashing,
                    tuple(dict.fromkeys(s.id for s in direct)),
                    one.chain_claims(self.pair),
                )
            )
        return Table(
            name="authors",
            caption=f"What authors say of the effect of {self.pair[0]} on {self.pair[1]}. Says: "
            "directly; total: over all chains of the author that hold together, with the claims "
            "of a shortest chain for each sign; clashing: chains left out because their order or "
            f"conditions clash. Silent: {silent}."
            + (f" The effect moves the cause: {reverse}." if reverse else "")
            + f" {self.comparison.view.basis}",
            columns=(
                *("author", "says", "total", "over", "clashing"),
                *("direct claims", "chain claims"),
            ),
            rows=rows,
        )

    def _relations_table(self) -> Table:
        counts = Counter(one.kind for one in self.relations)
        said = ", ".join(f"{counts[kind]} {kind.value}" for kind in Kind if counts[kind])
        return Table(
            name="relations",
            caption="How every two statements on the pair stand to each other, and an author's "
            f"chains to a direct claim ({said or 'no two speak of it'}). "
            f"{self.comparison.view.basis}",
            columns=RELATION_COLUMNS,
            rows=relation_rows(self.comparison, self.relations),
        )


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
    >>> found = compare_on(case, "anarchy", "power-seeking")
    >>> found.table("authors").rows[0][:3]
    ('cai-2022', '+', '+')
    """
    comparison = compare(of)
    pair = (known_variable(comparison.case, cause), known_variable(comparison.case, effect))
    return PairComparison(comparison=comparison, pair=pair)
