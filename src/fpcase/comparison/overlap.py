"""Maps as wholes: how much two authors share, at which levels, and what each alone adds."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from itertools import combinations

import attrs

from fpcase.comparison.author_maps import AuthorMap, author_maps
from fpcase.comparison.caps import DRAWS
from fpcase.comparison.distances import ARROWS, CONCEPTS, MEASURES, MapDistance, map_distance
from fpcase.comparison.tables import Cell, Table, ViewResult
from fpcase.model import Case, ExplanationId, LevelOfAnalysis
from fpcase.model.options import one_of, whole_number
from fpcase.model.signatures import checked
from fpcase.statements import View, known_author, view_of


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Overlap(ViewResult):
    """How much authors' maps of asserted effects have in common.

    Attributes:
        view: The case as it was looked at.
        draws: How many shuffles the null of a map distance is made of.
        seed: Where they begin.
    """

    what = "Overlap of maps"
    draws: int
    seed: int

    @cached_property
    def maps(self) -> Mapping[ExplanationId, AuthorMap]:
        """The authors' claims."""
        return author_maps(self.view)

    def jaccard(self, left: str, right: str, measure: str = CONCEPTS) -> float | None:
        """The Jaccard coefficient of two authors' concepts or signed arrows.

        The share of what either has that both have (Jaccard 1912); None if both have nothing.

        Args:
            left: One author's id.
            right: The other's.
            measure: ``concept overlap`` or ``arrow overlap``.

        Raises:
            FpcaseError: there is no such author or measure.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
        >>> 0 < find_overlap(case).jaccard("cai-2022", "hananya-2019") < 1
        True
        """
        asked = MEASURES[one_of("measure", measure, MEASURES)]
        return asked(*self._of(left, right))

    def distance(self, left: str, right: str) -> MapDistance:
        """The map distance of two authors, with its permutation null.

        Args:
            left: One author's id.
            right: The other's.

        Raises:
            FpcaseError: there is no such author.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
        >>> found = find_overlap(case, draws=20).distance("cai-2022", "hananya-2019")
        >>> 0 <= found.value <= 1
        True
        """
        return map_distance(*self._of(left, right), draws=self.draws, seed=self.seed)

    def _of(self, left: str, right: str) -> tuple[AuthorMap, AuthorMap]:
        case = self.view.case
        return self.maps[known_author(case, left)], self.maps[known_author(case, right)]

    def facts(self) -> dict[str, object]:
        """Draws and seed."""
        return {"draws": self.draws, "seed": self.seed}

    @property
    def tables(self) -> tuple[Table, ...]:
        """Overlap and distance of every two authors, levels of analysis, and what each adds."""
        return (self._overlap_table(), self._levels_table(), self._alone_table())

    def _overlap_table(self) -> Table:
        pairs = [(two, self.distance(*two)) for two in combinations(self.view.authors, 2)]
        return self._table(
            "overlap",
            "Jaccard coefficients of the variables of two authors' claims, denials too, and of the "
            "signed arrows that they assert; the map distance on the variables of both "
            "(Langfield-Smith and Wirth 1992; Markóczy and Goldberg 1995; 0 is the same), beside "
            "the share of maps with shuffled labels that are at least as close (seed "
            f"{self.seed}). On sparse maps the distance alone misleads.",
            pairs,
            {
                "left": lambda row: row[0][0],
                "right": lambda row: row[0][1],
                CONCEPTS: lambda row: self.jaccard(*row[0]),
                ARROWS: lambda row: self.jaccard(*row[0], ARROWS),
                "map distance": lambda row: row[1].value,
                "null at least as close": lambda row: row[1].null_share,
                "shared variables": lambda row: row[1].shared,
                "pairs left out": lambda row: row[1].left_out,
                "draws": lambda row: row[1].draws,
            },
        )

    def _levels_table(self) -> Table:
        levels: list[LevelOfAnalysis | None] = [*LevelOfAnalysis, None]
        level = {v.id: v.level for v in self.view.case.variables.values()}
        rows: list[tuple[Cell, ...]] = []
        for author, one in self.maps.items():
            steps = [step.matter for step in one.bundles.statements]
            for counted, variables in (
                ("variables", one.concepts),
                ("claims by cause", [cause for cause, _ in steps]),
                ("claims by effect", [effect for _, effect in steps]),
            ):
                counts = Counter(level[variable] for variable in variables)
                rows.append((author, counted, *(counts[at] for at in levels)))
        return self._rows(
            "levels",
            "At which levels of analysis (Singer 1961) each author's variables lie, and "
            "the causes and effects of what the author asserts; "
            "a joint cause counts as a claim.",
            ("author", "counted", *(at.value if at else "no level" for at in levels)),
            rows,
        )

    def _alone_table(self) -> Table:
        users: Counter[str] = Counter(v for one in self.maps.values() for v in one.concepts)
        arrows = Counter(pair for one in self.maps.values() for pair in one.bundles.arrows)
        alone = {
            author: sorted(v for v in one.concepts if users[v] == 1)
            for author, one in self.maps.items()
        }
        return self._table(
            "alone",
            "What each author alone contributes to the pool: variables of claims, and ordered "
            "pairs of variables with an asserted effect, that no other uses.",
            self.maps.values(),
            {
                "author": lambda one: one.author,
                "variables alone": lambda one: len(alone[one.author]),
                "variables": lambda one: len(one.concepts),
                "arrows alone": lambda one: sum(
                    arrows[pair] == 1 for pair in [*one.bundles.arrows]
                ),
                "arrows": lambda one: sum(1 for _ in one.bundles.arrows),
                "which variables": lambda one: tuple(alone[one.author]),
            },
        )


@checked
def find_overlap(of: Case | View, *, draws: int = DRAWS, seed: int = 0) -> Overlap:
    """Compare authors' maps as wholes.

    Jaccard coefficients, the distance of Langfield-Smith and Wirth (1992) and Markóczy and
    Goldberg (1995) with a permutation null, levels of analysis, and what each author alone adds.

    Args:
        of: What is looked at: a case, or a study of one.
        draws: How many shuffles the null of a distance is made of.
        seed: Where they begin; the same seed gives the same null.

    Raises:
        FpcaseError: draws or seed are no such numbers.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> overlap = find_overlap(View.of(case, ["cai-2022", "hananya-2019"]))
    >>> 0 < overlap.jaccard("cai-2022", "hananya-2019") < 1
    True
    """
    return Overlap(
        view=view_of(of), draws=whole_number("draws", draws), seed=whole_number("seed", seed, 0)
    )
