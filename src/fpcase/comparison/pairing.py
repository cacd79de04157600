"""One pair of variables: who says what of it, and how any two authors stand to each other."""

from collections import Counter

import attrs

from fpcase.comparison.comparing import Comparison, compare
from fpcase.comparison.positions import Pair
from fpcase.comparison.results import Result
from fpcase.comparison.tables import Table
from fpcase.comparison.verdicts import Verdict, VerdictKind
from fpcase.model.cases import Case
from fpcase.model.ids import ExplanationId
from fpcase.statements.concepts import known_variable
from fpcase.statements.views import View


@attrs.frozen(kw_only=True, repr=False, eq=False)
class PairComparison(Result):
    """What every author says of one ordered pair of variables.

    Attributes:
        comparison: The comparison of the authors.
        pair: Cause and effect.
        verdicts: The verdicts for every two authors who speak of it.
    """

    comparison: Comparison
    pair: Pair
    verdicts: tuple[Verdict, ...]

    @property
    def title(self) -> str:
        """The pair."""
        return f"{self.pair[0]} → {self.pair[1]}"

    @property
    def silent(self) -> tuple[ExplanationId, ...]:
        """The authors who say nothing of it."""
        return tuple(a for a, one in self.comparison.maps.items() if not one.speaks(self.pair))

    def facts(self) -> dict[str, object]:
        """The pair, and who is silent."""
        return {"cause": self.pair[0], "effect": self.pair[1], "silent": list(self.silent)}

    @property
    def tables(self) -> tuple[Table, ...]:
        """What each author says, and the verdicts."""
        return (self._authors_table(), self._verdicts_table())

    def _authors_table(self) -> Table:
        silent = ", ".join(self.silent) or "none"
        stands = {
            author: one.stand(self.pair)
            for author, one in self.comparison.maps.items()
            if one.speaks(self.pair)
        }
        return Table(
            name="authors",
            caption=f"What authors say of the effect of {self.pair[0]} on {self.pair[1]}. Says: "
            "directly; total: over all chains of the author, with the claims of a shortest chain "
            f"for each sign. Silent: {silent}. {self.comparison.view.basis}",
            columns=("author", "says", "total", "over", "direct claims", "chain claims"),
            rows=[
                (
                    author,
                    " ".join(stand.says) or None,
                    " ".join(stand.amounts_to) or None,
                    stand.total.rule.value,
                    tuple(dict.fromkeys(s.id for s in stand.direct)),
                    self.comparison.maps[author].chain_claims(self.pair),
                )
                for author, stand in stands.items()
            ],
        )

    def _verdicts_table(self) -> Table:
        counts = Counter(verdict.kind for verdict in self.verdicts)
        said = ", ".join(f"{counts[kind]} {kind.value}" for kind in VerdictKind if counts[kind])
        return Table(
            name="verdicts",
            caption=f"Verdicts for every two authors who speak of it ({said or 'no two do'}). "
            f"{self.comparison.view.basis}",
            columns=("verdict", "left", "right", "reverse", "left claims", "right claims"),
            rows=[
                (v.kind.value, v.left, v.right, v.reverse, v.left_claims, v.right_claims)
                for v in self.verdicts
            ],
        )


def compare_on(
    of: Case | View,
    cause: str,
    effect: str,
) -> PairComparison:
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
    return PairComparison(
        comparison=comparison, pair=pair, verdicts=comparison.verdicts_on(cause, effect)
    )
