"""Maps as wholes: how much two authors share, at which levels, and what each alone adds."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

import attrs

from fpcase.comparison.author_maps import AuthorMap, author_maps
from fpcase.comparison.caps import DRAWS
from fpcase.comparison.distances import MapDistance, concepts, map_distance
from fpcase.comparison.tables import Cell, Result, Table
from fpcase.model import Case, ExplanationId, LevelOfAnalysis, VariableId
from fpcase.model.options import one_of, whole_number
from fpcase.model.signatures import checked
from fpcase.statements import View
from fpcase.statements.views import known_author, view_of


class _Bits(NamedTuple):
    """A set: how large it is, and which of the items that several sets have it has."""

    size: int
    shared: int


CONCEPTS, ARROWS = "concept overlap", "arrow overlap"


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Overlap(Result):
    """How much authors' maps of asserted effects have in common.

    Attributes:
        view: The case as it was looked at.
        draws: How many shuffles the null of a map distance is made of.
        seed: Where they begin.
    """

    view: View
    draws: int
    seed: int

    @cached_property
    def maps(self) -> Mapping[ExplanationId, AuthorMap]:
        """The authors' claims."""
        return author_maps(self.view)

    @cached_property
    def _bits(self) -> Mapping[str, Mapping[ExplanationId, _Bits]]:
        """Each author's concepts and signed arrows, as sets of bits."""
        arrows = {
            author: frozenset(
                (cause, effect, sign)
                for cause, nexts in one.bundles.signs.items()
                for effect, signs in nexts.items()
                for sign in signs
            )
            for author, one in self.maps.items()
        }
        return {
            CONCEPTS: _bits({author: concepts(one) for author, one in self.maps.items()}),
            ARROWS: _bits(arrows),
        }

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
        first, second = (known_author(self.view.case, author) for author in (left, right))
        return _jaccard(self._of(measure)[first], self._of(measure)[second])

    def with_all(self, author: str, measure: str = CONCEPTS) -> dict[ExplanationId, float | None]:
        """One author's Jaccard coefficient with every other.

        Args:
            author: The author's id.
            measure: ``concept overlap`` or ``arrow overlap``.

        Raises:
            FpcaseError: there is no such author or measure.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
        >>> list(find_overlap(View.of(case, ["cai-2022", "hananya-2019"])).with_all("cai-2022"))
        ['hananya-2019']
        """
        ours = self._of(measure)[known_author(self.view.case, author)]
        return {
            other: _jaccard(ours, bits)
            for other, bits in self._of(measure).items()
            if other != author
        }

    def matrix(self, measure: str = CONCEPTS) -> list[list[float | None]]:
        """The Jaccard coefficients of all authors with all, in the order of the view.

        Args:
            measure: ``concept overlap`` or ``arrow overlap``.

        Raises:
            FpcaseError: there is no such measure.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
        >>> rows = find_overlap(View.of(case, ["cai-2022", "hananya-2019"])).matrix()
        >>> rows[0][0], rows[0][1] == rows[1][0]
        (1.0, True)
        """
        bits = list(self._of(measure).values())
        rows: list[list[float | None]] = [[None] * len(bits) for _ in bits]
        for at, ours in enumerate(bits):
            for place in range(at, len(bits)):
                rows[at][place] = rows[place][at] = _jaccard(ours, bits[place])
        return rows

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
        first, second = (known_author(self.view.case, author) for author in (left, right))
        return map_distance(self.maps[first], self.maps[second], draws=self.draws, seed=self.seed)

    def _of(self, measure: str) -> Mapping[ExplanationId, _Bits]:
        return self._bits[one_of("measure", measure, self._bits)]

    @property
    def title(self) -> str:
        """The case."""
        return f"Overlap of maps: {self.view.case.title}"

    def facts(self) -> dict[str, object]:
        """Draws and seed."""
        return {"draws": self.draws, "seed": self.seed}

    @property
    def tables(self) -> tuple[Table, ...]:
        """Overlap and distance of every two authors, levels of analysis, and what each adds."""
        return (self._overlap_table(), self._levels_table(), self._alone_table())

    def _overlap_table(self) -> Table:
        pairs = [(two, self.distance(*two)) for two in combinations(self.view.authors, 2)]
        return Table.of(
            "overlap",
            "Jaccard coefficients of the variables of two authors' claims, denials too, and of the "
            "signed arrows that they assert; the map distance on the variables of both "
            "(Langfield-Smith and Wirth 1992; Markóczy and Goldberg 1995; 0 is the same), beside "
            "the share of maps with shuffled labels that are at least as close (seed "
            f"{self.seed}). On sparse maps the distance alone misleads. {self.view.basis}",
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
            steps = [
                (cause, effect)
                for cause, nexts in one.bundles.after.items()
                for effect, bundle in nexts.items()
                for _ in bundle
            ]
            for counted, variables in (
                ("variables", list(concepts(one))),
                ("claims by cause", [cause for cause, _ in steps]),
                ("claims by effect", [effect for _, effect in steps]),
            ):
                counts = Counter(level[VariableId(variable)] for variable in variables)
                rows.append((author, counted, *(counts[at] for at in levels)))
        return Table(
            name="levels",
            caption="At which levels of analysis (Singer 1961) each author's variables lie, and "
            "the causes and effects of what the author asserts; "
            f"a joint cause counts as a claim. {self.view.basis}",
            columns=("author", "counted", *(at.value if at else "no level" for at in levels)),
            rows=rows,
        )

    def _alone_table(self) -> Table:
        users: Counter[str] = Counter(v for one in self.maps.values() for v in concepts(one))
        arrows: Counter[tuple[str, str]] = Counter(
            pair for one in self.maps.values() for pair in _pairs(one)
        )
        alone = {
            author: sorted(v for v in concepts(one) if users[v] == 1)
            for author, one in self.maps.items()
        }
        return Table.of(
            "alone",
            "What each author alone contributes to the pool: variables of claims, and ordered "
            "pairs of variables with an asserted effect, that no other uses. "
            f"{self.view.basis}",
            self.maps.values(),
            {
                "author": lambda one: one.author,
                "variables alone": lambda one: len(alone[one.author]),
                "variables": lambda one: len(concepts(one)),
                "arrows alone": lambda one: sum(arrows[pair] == 1 for pair in _pairs(one)),
                "arrows": lambda one: len(_pairs(one)),
                "which variables": lambda one: tuple(alone[one.author]),
            },
        )


def _bits(
    sets: Mapping[ExplanationId, frozenset[object]],
) -> dict[ExplanationId, _Bits]:
    """Sets as bits; what only one author has meets nobody else's, and needs none."""
    users = Counter(item for members in sets.values() for item in members)
    shared = [item for item, number in users.items() if number > 1]
    numbers = {item: number for number, item in enumerate(shared)}
    return {
        author: _Bits(
            size=len(members),
            shared=sum(1 << numbers[item] for item in members if item in numbers),
        )
        for author, members in sets.items()
    }


def _jaccard(ours: _Bits, theirs: _Bits) -> float | None:
    if ours is theirs:
        return 1.0 if ours.size else None
    both = (ours.shared & theirs.shared).bit_count()
    either = ours.size + theirs.size - both
    return both / either if either else None


def _pairs(one: AuthorMap) -> list[tuple[str, str]]:
    return list(one.bundles.arrows)


@checked
def find_overlap(
    of: Case | View,
    *,
    draws: int = DRAWS,
    seed: int = 0,
) -> Overlap:
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
