"""What authors have in common: how alike their maps are as wholes, and which arrows they share."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property, lru_cache
from itertools import chain, combinations, permutations
from typing import TYPE_CHECKING, Any

import attrs

from fpcase.comparison.author_maps import AuthorMap, Pair, author_maps, said_of_pairs
from fpcase.comparison.caps import DRAWS
from fpcase.comparison.relations import Ground, Kind, Pairwise
from fpcase.comparison.tables import CellValue, Table, ViewResult, attributes
from fpcase.diagrams.causal import Diagram, causal_diagram, of_claims
from fpcase.model import Case, ExplanationId, FullClaimId, LevelOfAnalysis, VariableId
from fpcase.model.fields import grouped
from fpcase.model.signatures import checked, one_of, refuse, whole_number
from fpcase.model.wording import counted
from fpcase.statements import Position, View, known_author, view_of
from fpcase.statements.signs import ARROWS


def jaccard(left: AbstractSet[object], right: AbstractSet[object]) -> float | None:
    """The share of what either has that both have (Jaccard 1912); None if both are empty.

    >>> jaccard({"oil", "trade"}, {"trade", "war"})
    0.3333333333333333
    """
    either = left | right
    return len(left & right) / len(either) if either else None


def concept_overlap(left: AuthorMap, right: AuthorMap) -> float | None:
    """Jaccard coefficient of the variables of two authors' claims, denials too.

    Langfield-Smith and Wirth (1992), J. Operational Research Society 43, compare maps first
    by the concepts that they share.
    """
    return jaccard(left.concepts, right.concepts)


def arrow_overlap(left: AuthorMap, right: AuthorMap) -> float | None:
    """Jaccard coefficient of the arrows (cause, effect, sign) that two authors assert.

    Signs count: an arrow with another sign is another arrow (Langfield-Smith and Wirth 1992).
    """
    return jaccard(left.signed_arrows, right.signed_arrows)


Measure = Callable[[AuthorMap, AuthorMap], float | None]
"""How alike two authors' maps are; None without a base."""

CONCEPTS, SIGNED = "concept overlap", "arrow overlap"
MEASURES: Mapping[str, Measure] = {CONCEPTS: concept_overlap, SIGNED: arrow_overlap}
"""Measures of how alike two maps are; symmetric, 1 for equal ones, None without a base."""


if TYPE_CHECKING:
    import numpy as np

    _Orders = np.ndarray[Any, np.dtype[np.int64]]

_Cell = tuple[int, int]
_VALUES = {frozenset({Position.PLUS}): 1, frozenset({Position.MINUS}): -1}


@attrs.frozen(kw_only=True)
class MapDistance:
    """The distance between two authors' maps on the variables that both use.

    Attributes:
        value: From 0 (the same) to 1 (every pair of variables with opposite signs); None with
            fewer than two shared variables, or none of whose pairs can be counted.
        shared: How many variables both use.
        left_out: Ordered pairs on which one of the two says something other than one plain
            sign (?, both signs, a denial): they are left out of the distance.
        null_share: The share of shuffled maps that are at least as close; None without a value,
            or without a shuffled map that can be compared.
        draws: How many shuffles that share is of; all orders of the labels where these are
            fewer than the draws asked for. Shuffles without comparable pairs do not count.
    """

    value: float | None
    shared: int
    left_out: int
    null_share: float | None = None
    draws: int = 0


def map_distance(
    left: AuthorMap, right: AuthorMap, *, draws: int = DRAWS, seed: int = 0
) -> MapDistance:
    """The distance between two cause maps, with a permutation null.

    The formula of Langfield-Smith and Wirth (1992, J. Operational Research Society 43), in the
    form of Markóczy and Goldberg (1995, J. Management 21: 305-333) with alpha = 1, beta = 1,
    gamma = delta = 0 and epsilon = 2, on the shared vocabulary: the sum over ordered pairs of
    ``|a - b|``, with a and b in {-1, 0, 1}, over twice the number of pairs. Pairs that are left out
    are taken from that number too; if only the sum left them out, saying less would bring maps
    closer together.

    On sparse maps the distance lies near its floor and can reverse an order. So it is never to
    be shown without the Jaccard coefficients and the null: the share of maps at least as close
    when the second author's labels are shuffled.

    Args:
        left: One author's map.
        right: The other's.
        draws: How many shuffles; if there are no more orders than that, each is tried once.
        seed: The seed of the shuffles. Which author is named first makes no difference.
    """
    left, right = sorted((left, right), key=lambda one: one.author)
    shared = sorted(left.concepts & right.concepts)
    place = {variable: at for at, variable in enumerate(shared)}
    ours, our_gaps = _cells(left, place)
    theirs, their_gaps = _cells(right, place)
    size = len(shared)
    out = len(our_gaps | their_gaps)
    if size * (size - 1) - out < 1:
        return MapDistance(value=None, shared=size, left_out=out)

    far = _distances(ours, our_gaps, theirs, their_gaps, _orders(size, draws, seed))
    shuffled = far[1:][far[1:] >= 0]
    return MapDistance(
        value=float(far[0]),
        shared=size,
        left_out=out,
        null_share=float((shuffled <= far[0]).mean()) if len(shuffled) else None,
        draws=len(shuffled),
    )


def _distances(
    ours: Mapping[_Cell, int],
    our_gaps: Iterable[_Cell],
    theirs: Mapping[_Cell, int],
    their_gaps: Iterable[_Cell],
    orders: "_Orders",
) -> "np.ndarray[Any, np.dtype[np.float64]]":
    """The distance for every order of the second author's labels, all at once.

    It is less than nothing where no pair can be compared.
    """
    import numpy as np  # noqa: PLC0415 - what reads a case needs no arithmetic

    size = orders.shape[1]
    known, gap = np.zeros(size * size, dtype=np.int64), np.zeros(size * size, dtype=bool)
    for (i, j), sign in ours.items():
        known[i * size + j] = sign
    for i, j in our_gaps:
        gap[i * size + j] = True

    def moved(cells: Iterable[_Cell]) -> "_Orders":
        ends = np.array(list(cells), dtype=np.int64).reshape(-1, 2)
        found: _Orders = orders[:, ends[:, 0]] * size + orders[:, ends[:, 1]]
        return found

    gaps, cells = moved(their_gaps), moved(theirs)
    signs = np.array(list(theirs.values()), dtype=np.int64)
    here = known[cells]
    apart = np.where(gap[cells], 0, np.abs(here - signs) - np.abs(here)).sum(axis=1)
    total = len(ours) - np.abs(known[gaps]).sum(axis=1) + apart
    left = size * (size - 1) - int(gap.sum()) - (~gap[gaps]).sum(axis=1)
    far: np.ndarray[Any, np.dtype[np.float64]] = np.full(len(orders), -1.0)
    np.divide(total, 2 * left, out=far, where=left > 0)
    return far


def _cells(one: AuthorMap, place: Mapping[VariableId, int]) -> tuple[dict[_Cell, int], set[_Cell]]:
    """The signs on pairs of shared variables, and the pairs without one plain sign."""
    signs: dict[_Cell, int] = {}
    gaps: set[_Cell] = set()
    for (cause, effect), said in one.statements.items():
        if cause != effect and cause in place and effect in place:
            cell = (place[cause], place[effect])
            value = _VALUES.get(frozenset(statement.position for statement in said))
            if value is None:
                gaps.add(cell)
            else:
                signs[cell] = value
    return signs, gaps


@lru_cache(maxsize=256)
def _orders(size: int, draws: int, seed: int) -> "_Orders":
    """The labels as they are, then shuffled; all orders where these are no more than the draws.

    The stream of `RandomState` is the same in every version of NumPy.
    """
    import numpy as np  # noqa: PLC0415 - what reads a case needs no arithmetic

    if math.factorial(min(size, 20)) <= draws:
        shuffled = np.array(list(permutations(range(size))), dtype=np.int64)
    else:
        shuffled = np.random.RandomState(seed % 2**32).random_sample((draws, size)).argsort(axis=1)
    return np.vstack([np.arange(size), shuffled])


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
            "Jaccard coefficients for the variables in two authors' claims, including denials, and "
            "for the signed arrows that they assert. The map distance is computed on the variables "
            "that both use (Langfield-Smith and Wirth 1992; Markóczy and Goldberg 1995); 0 means "
            "identical maps. The null is the share of maps with shuffled labels that are at least "
            f"as close (seed {self.seed}). For sparse maps the distance by itself is misleading.",
            pairs,
            {
                "left": lambda row: row[0][0],
                "right": lambda row: row[0][1],
                CONCEPTS: lambda row: self.jaccard(*row[0]),
                SIGNED: lambda row: self.jaccard(*row[0], SIGNED),
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
        rows: list[tuple[CellValue, ...]] = []
        for author, one in self.maps.items():
            steps = [step.matter for step in one.bundles.statements]
            for what, variables in (
                ("variables", one.concepts),
                ("claims by cause", [cause for cause, _ in steps]),
                ("claims by effect", [effect for _, effect in steps]),
            ):
                counts = Counter(level[variable] for variable in variables)
                rows.append((author, what, *(counts[at] for at in levels)))
        return self._rows(
            "levels",
            "The levels of analysis (Singer 1961) of each author's variables, and of the causes "
            "and effects in the claims that the author asserts. Each joint cause is counted as a "
            "claim.",
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
            "What each author alone contributes: variables in claims, and ordered pairs of "
            "variables with an asserted effect, that no other author uses.",
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
        FpcaseError: `draws` or `seed` does not fit.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> overlap = find_overlap(View.of(case, ["cai-2022", "hananya-2019"]))
    >>> 0 < overlap.jaccard("cai-2022", "hananya-2019") < 1
    True
    """
    return Overlap(
        view=view_of(of), draws=whole_number("draws", draws), seed=whole_number("seed", seed, 0)
    )


@attrs.frozen(kw_only=True)
class SharedArrow:
    """A signed arrow, or its denial, with all authors who claim it.

    Attributes:
        pair: Cause and effect.
        sign: What they say of it.
        authors: Who says so.
        dissenters: Who contradicts it in own words, on the pair or on a broader or narrower one.
        claims: The claims of those who say so.
    """

    pair: Pair
    sign: Position
    authors: tuple[ExplanationId, ...]
    dissenters: tuple[ExplanationId, ...]
    claims: tuple[FullClaimId, ...]


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Consensus(ViewResult):
    """The arrows that at least so many authors assert with the same sign.

    Attributes:
        view: The case as it was looked at.
        at_least: How many authors it takes; two (or all, where there are fewer) if left out.
        arrows: The arrows, those of most authors first.
    """

    what = "Consensus"
    at_least: int
    arrows: tuple[SharedArrow, ...]

    @property
    def diagram(self) -> Diagram:
        """The causal diagram of those claims alone."""
        kept = {(*arrow.pair, claim) for arrow in self.arrows for claim in arrow.claims}
        diagram = causal_diagram(self.view)
        return of_claims(diagram, (edge for edge in diagram.edges(keys=True) if edge in kept))

    @property
    def tables(self) -> tuple[Table, ...]:
        """One row for each arrow."""
        contested = sum(bool(arrow.dissenters) for arrow in self.arrows)
        table = self._table(
            "consensus",
            f"{counted(len(self.arrows), 'signed arrow')} asserted by at least {self.at_least} of "
            f"{len(self.view.authors)} authors; {contested} contradicted by another author, on the "
            "same pair or on a broader or narrower one.",
            self.arrows,
            {
                "cause": lambda arrow: arrow.pair[0],
                "effect": lambda arrow: arrow.pair[1],
                **attributes("sign, authors"),
                "contradicted by": lambda arrow: arrow.dissenters,
                "claims": lambda arrow: arrow.claims,
            },
        )
        return (table,)


@checked
def consensus(of: Case | View, *, at_least: int | None = None) -> Consensus:
    """Draw what at least so many authors assert with the same sign, and name who does not.

    Averaging maps hides dissent (Bougon 1992, J. Management Studies 29, on congregate maps), so
    each arrow names those who contradict it.

    Args:
        of: What is looked at: a case, or a study of one.
        at_least: How many authors it takes; two (or all, where there are fewer) if left out.

    Raises:
        FpcaseError: more authors are asked for than there are.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> consensus(case, at_least=3).arrows[0].pair
    ('limited-national-capability', 'neutrality-between-powers')
    """
    view = view_of(of)
    if at_least is None:
        at_least = min(2, max(len(view.authors), 1))
    whole_number("at_least", at_least)
    if at_least > max(len(view.authors), 1):
        refuse("at_least", f"at most {len(view.authors)} authors", at_least)
    found = [
        one
        for one in shared_arrows(Pairwise(view=view))
        if one.sign in ARROWS and len(one.authors) >= at_least
    ]
    found.sort(key=lambda arrow: -len(arrow.authors))
    return Consensus(view=view, at_least=at_least, arrows=tuple(found))


def shared_arrows(found: Pairwise) -> Iterator[SharedArrow]:
    """Every arrow that somebody claims in own words, by cause, effect and what is said of it.

    Args:
        found: What is found where the authors are compared.
    """
    dissent = grouped(
        ((claim, said.matter), other.author)
        for one in found.relations
        if (one.kind, one.ground) == (Kind.CONTRADICT, Ground.OWN_WORDS)
        for claim, said, other in zip(
            one.claims, (one.left, one.right), (one.right, one.left), strict=True
        )
    )
    for pair, by_author in sorted(said_of_pairs(found.maps).items()):
        direct = tuple(chain.from_iterable(by_author.values()))
        for sign in (sign for sign in Position if any(one.position is sign for one in direct)):
            alike = [one for one in direct if one.position is sign]
            against = set().union(*(dissent.get((one.id, pair), ()) for one in alike))
            yield SharedArrow(
                pair=pair,
                sign=sign,
                authors=tuple(dict.fromkeys(one.author for one in alike)),
                dissenters=tuple(author for author in found.authors if author in against),
                claims=tuple(dict.fromkeys(one.id for one in alike)),
            )
