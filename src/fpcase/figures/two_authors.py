"""Two authors' diagrams against each other: one over the other, or parted by what they share."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from enum import Enum
from itertools import product

import attrs

from fpcase.diagrams import Diagram
from fpcase.diagrams.core import surroundings
from fpcase.figures.arrows import Arrow, Key, Pair, arrows, author_label, authors, positions
from fpcase.figures.captions import alt_text_of, caption_of, subtitle_of
from fpcase.figures.drawing import check, nothing
from fpcase.figures.figure import Figure
from fpcase.figures.fitting import Core, Wish, fitted
from fpcase.figures.legend import entries
from fpcase.figures.page import SMALL, Panel, page
from fpcase.figures.panels import panel, roles
from fpcase.figures.sheets import check_columns, many_panels, one_panel
from fpcase.model.errors import FpcaseError
from fpcase.model.wording import counted
from fpcase.statements.signs import contradict

Two = tuple[str, str]
"""Ids of two authors."""
_NUMBERS = ("1", "2")
"""What stands on the arrows of the first and of the second author."""


class Standing(Enum):
    """How two authors stand to each other on one pair of variables."""

    ONLY_FIRST = "only the first speaks"
    ONLY_SECOND = "only the second speaks"
    ALIKE = "both say the same"
    CONTRADICT = "what they say excludes each other"
    DIFFER = "they differ without contradiction"
    """One leaves open, or only reports, what the other says."""


@attrs.frozen(kw_only=True)
class Told:
    """What two authors say of one pair of variables.

    Attributes:
        standing: How they stand to each other.
        own: The arrow of each who speaks, by author.
        both: The arrow of both, pooled.
    """

    standing: Standing
    own: Mapping[str, Arrow]
    both: Arrow

    @property
    def drawn(self) -> tuple[Arrow, ...]:
        """One arrow where one speaks or both say the same, or else one of each, side by side."""
        if len(self.own) == 1 or self.standing is Standing.ALIKE:
            return (self.both,)
        return tuple(attrs.evolve(arrow, strand=author) for author, arrow in self.own.items())


def told_by_two(diagram: Diagram, two: Two) -> dict[Pair, Told]:
    """What two authors of a diagram say of each pair, and how they stand to each other.

    Args:
        diagram: A causal diagram of the two.
        two: Their ids.
    """
    first, second = two
    of_first, of_second = arrows(diagram, first), arrows(diagram, second)
    taken = positions(diagram)
    found = {}
    for pair, both in arrows(diagram).items():
        one, other = of_first.get(pair), of_second.get(pair)
        own = {author: arrow for author, arrow in ((first, one), (second, other)) if arrow}
        against = any(
            contradict(here, there)
            for here, there in product(taken[pair][first], taken[pair][second])
        )
        found[pair] = Told(standing=_standing(one, other, against=against), own=own, both=both)
    return found


def _standing(one: Arrow | None, other: Arrow | None, *, against: bool) -> Standing:
    if one is None:
        return Standing.ONLY_SECOND
    if other is None:
        return Standing.ONLY_FIRST
    if against:
        return Standing.CONTRADICT
    same = (one.kind, one.denied, one.reported) == (other.kind, other.denied, other.reported)
    return Standing.ALIKE if same else Standing.DIFFER


def _keys(part: Diagram, two: Two) -> set[Key]:
    """The keys of all arrows of a part of two authors' diagram."""
    return {arrow.key for one in told_by_two(part, two).values() for arrow in one.drawn}


def _first(diagram: Diagram, two: Two, around: str | None) -> tuple[str, ...]:
    """The variables drawn before all others: where both speak, disagreement first."""
    told = told_by_two(diagram, two)
    order = [Standing.CONTRADICT, Standing.DIFFER, Standing.ALIKE]
    pairs = sorted(
        (order.index(one.standing), pair) for pair, one in told.items() if one.standing in order
    )
    spoken = [node for _, pair in pairs for node in pair]
    return tuple(dict.fromkeys([*([around] if around else []), *spoken]))


def _two(diagram: Diagram) -> Two:
    found = authors(diagram)
    if len(found) != len(_NUMBERS):
        named = f": {', '.join(found)}" if found else ""
        message = f"expected a diagram of two authors; found {len(found)}{named}; name two"
        raise FpcaseError(message)
    return found[0], found[1]


def draw_overlay(
    diagram: Diagram,
    *,
    core: Core = "auto",
    columns: int = 2,
    around: str | None = None,
    title: str | None = None,
) -> Figure:
    """Draw two authors' diagrams over each other, on one grid.

    A number on each arrow tells the author. Where both say the same of a pair of variables,
    one broader arrow bears both numbers; where they differ, two arrows run side by side, each
    with its own sign. Colour and dash show the sign, never the author.

    Args:
        diagram: A causal diagram of two authors.
        core: How many variables to draw at most; as for `draw`.
        columns: How wide the figure is: one column of a journal (90 mm) or two (180 mm).
        around: A variable: draw it and what a claim joins to it.
        title: What the figure is called.

    Raises:
        FpcaseError: this is no diagram of two authors, the core is to have no variable, a
            journal has no such number of columns, or the diagram no such variable.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> diagram = fpcase.causal_diagram(case, ["hananya-2019", "chukubayev-2023"])
    >>> fpcase.figures.draw_overlay(diagram).scene.title
    'Hananya 2019 over Chukubayev and Kuzembayeva 2023'
    """
    check(diagram, core)
    check_columns(columns)
    two = _two(diagram)
    labels = [author_label(diagram, author) for author in two]
    title = title if title is not None else f"{labels[0]} over {labels[1]}"
    if not diagram.number_of_edges():
        return nothing(title, diagram, columns)
    looked_at = diagram if around is None else surroundings(diagram, around)
    chosen = fitted(
        looked_at,
        Wish(
            core=core,
            most_arrows=lambda part: len(_keys(part, two)),
            first=_first(looked_at, two, around),
            keys=lambda part: _keys(part, two),
        ),
        one_panel(columns, marks=2),
    )
    told = told_by_two(chosen.part, two).values()
    drawn = [arrow for one in told for arrow in one.drawn]
    place = roles(chosen.part, diagram)
    numbers = dict(zip(two, _NUMBERS, strict=True))
    items = panel(chosen.ground, drawn, place, numbers=numbers)
    caption = caption_of(diagram, chosen, len(drawn), around=around, foremost=_FOREMOST)
    return page(
        [Panel(items=items, height=chosen.ground.grid.height)],
        across=1,
        width=chosen.sheet.page_width,
        title=title,
        subtitle=subtitle_of(diagram),
        key=entries(
            drawn,
            set(place.values()),
            pooled=True,
            size=SMALL,
            numbers=dict(zip(_NUMBERS, labels, strict=True)),
        ),
        caption=f"{caption} {_summary(told, labels)}",
        alt_text=alt_text_of(title, diagram, chosen, drawn),
    )


def draw_difference(
    diagram: Diagram,
    *,
    core: Core = "auto",
    columns: int | None = None,
    around: str | None = None,
    title: str | None = None,
) -> Figure:
    """Draw what two authors share and where they part, in four panels on one grid.

    The panels show what only the first says, what only the second says, what both say alike,
    and where both speak but differ: there two arrows run side by side, and numbers tell whose
    they are. Everything else is there in each panel, pale, so that silence is seen.

    Args:
        diagram: A causal diagram of two authors.
        core: How many variables to draw at most; as for `draw_authors`.
        columns: How wide the figure is: one column of a journal (90 mm) or two (180 mm); a page
            of A4 or A3 if left out.
        around: A variable: draw it and what a claim joins to it.
        title: What the figure is called.

    Raises:
        FpcaseError: this is no diagram of two authors, the core is to have no variable, a
            journal has no such number of columns, or the diagram no such variable.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> diagram = fpcase.causal_diagram(case, ["hananya-2019", "chukubayev-2023"])
    >>> "Both, alike" in fpcase.figures.draw_difference(diagram, core=8).svg
    True
    """
    check(diagram, core)
    check_columns(columns)
    two = _two(diagram)
    labels = [author_label(diagram, author) for author in two]
    title = title if title is not None else f"{labels[0]} against {labels[1]}"
    if not diagram.number_of_edges():
        return nothing(title, diagram, columns or 2)
    across = 1 if columns == 1 else 2
    looked_at = diagram if around is None else surroundings(diagram, around)
    chosen = fitted(
        looked_at,
        Wish(
            core=core,
            most_arrows=lambda part: max(map(len, _parted(part, two).values())),
            first=_first(looked_at, two, around),
            keys=lambda part: _keys(part, two),
        ),
        many_panels(columns, across, len(_PANELS) // across, marks=2),
    )
    told = told_by_two(chosen.part, two).values()
    everything = [arrow for one in told for arrow in one.drawn]
    numbers = dict(zip(two, _NUMBERS, strict=True))
    place = roles(chosen.part, diagram)
    panels = []
    for heading, shown in _parted(chosen.part, two).items():
        touched = {node for arrow in shown for node in arrow.pair}
        here = {node: role if node in touched else "untouched" for node, role in place.items()}
        named = heading.format(*labels)
        panels.append(
            Panel(
                heading=f"{named} ({counted(len({arrow.pair for arrow in shown}), 'pair')})",
                items=panel(
                    chosen.ground,
                    shown,
                    here,
                    ghosts=everything,
                    numbers=numbers if heading == _DIFFER else None,
                ),
                height=chosen.ground.grid.height,
            )
        )
    differ = any(arrow.strand for arrow in everything)
    key = entries(
        everything,
        {*place.values(), "untouched"},
        ghosts="in another panel",
        pooled=True,
        size=SMALL,
        numbers=dict(zip(_NUMBERS, labels, strict=True)) if differ else None,
    )
    most = max(map(len, _parted(chosen.part, two).values()))
    caption = caption_of(
        diagram, chosen, len(everything), most=most, around=around, foremost=_FOREMOST
    )
    return page(
        panels,
        across=across,
        width=chosen.sheet.page_width,
        title=title,
        subtitle=subtitle_of(diagram),
        key=key,
        caption=f"{caption} {_summary(told, labels)}",
        alt_text=alt_text_of(title, diagram, chosen, everything),
    )


_FOREMOST = "those of pairs that both authors speak of, contradictions first; then "
_DIFFER = "Both, differing"
_PANELS = {
    "Only {0}": {Standing.ONLY_FIRST},
    "Only {1}": {Standing.ONLY_SECOND},
    "Both, alike": {Standing.ALIKE},
    _DIFFER: {Standing.CONTRADICT, Standing.DIFFER},
}
"""The panels, with what each shows."""


def _parted(part: Diagram, two: Two) -> dict[str, list[Arrow]]:
    """The arrows of each panel."""
    told = told_by_two(part, two).values()
    return {
        heading: [arrow for one in told if one.standing in shown for arrow in one.drawn]
        for heading, shown in _PANELS.items()
    }


def _summary(told: Collection[Told], labels: Sequence[str]) -> str:
    """How often the two stand how to each other, in what is shown."""
    count = Counter(one.standing for one in told)
    spoken = count[Standing.ALIKE] + count[Standing.CONTRADICT] + count[Standing.DIFFER]
    return (
        f"Of the pairs shown, only {labels[0]} speaks of {count[Standing.ONLY_FIRST]}, only "
        f"{labels[1]} of {count[Standing.ONLY_SECOND]}, and both of {spoken}: alike of "
        f"{count[Standing.ALIKE]}, in contradiction of {count[Standing.CONTRADICT]}, differing "
        f"without contradiction of {count[Standing.DIFFER]}."
    )
