"""Causes down, effects across, and in each cell a slot for every author: who says what."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import attrs

from fpcase.diagrams import Diagram, causal_diagram
from fpcase.drawing.figure import Figure
from fpcase.drawing.page import MARGIN, Entry, Words, column_width, finished, room
from fpcase.drawing.rows import LINE, Row, band, nothing, paged
from fpcase.drawing.scene import (
    INK,
    PALE,
    PALE_INK,
    PAPER,
    Group,
    Item,
    Line,
    Point,
    Shape,
    circle,
    polyline,
    rectangle,
)
from fpcase.drawing.text import SIZE, Paragraph, paragraph, widest
from fpcase.figures.arrows import Arrow, Kind, Pair, arrows
from fpcase.figures.choice import choice
from fpcase.figures.disputes import contested_pairs
from fpcase.figures.looks import DENIED, LOOKS
from fpcase.figures.panels import name_of, tooltip
from fpcase.figures.subjects import about, subtitle
from fpcase.model.cases import Case
from fpcase.model.catalogue import nearest
from fpcase.model.errors import FpcaseError
from fpcase.model.signatures import checked
from fpcase.model.wording import counted
from fpcase.statements import View
from fpcase.statements.views import view_of

_GAP = 3.0
"""Between cells."""
_NAMES = 0.36
"""The share of the width that names of causes take at most."""
_HEADS = (60.0, 84.0, 108.0, 132.0)
"""Heights to try for the names of effects."""
_SLOT = 9.0
"""The side of a sign's square."""
_PITCH = (_SLOT + 1.8, _SLOT + 0.6)
"""From one slot to the next, across and down."""


@checked
def draw_matrix(
    of: Case | View,
    *,
    effects: Sequence[str] | None = None,
    columns: int = 2,
    title: str | None = None,
) -> Figure:
    """Draw which causes each author gives for the outcomes: a cell for each cause and effect.

    In a cell each author has a slot, always at the same place: the sign that the author claims,
    or a dot for silence. A bold frame marks a pair on which two authors exclude each other.
    One page: where it has not room for all, the causes come first of which most authors speak.
    A table on the screen shows the rest (`fpcase compare`).

    Args:
        of: A case, or a study of one.
        effects: Variables whose causes are shown; by default what the authors explain.
        columns: How wide the figure is: one column of a journal (90 mm) or two (180 mm).
        title: What the figure is called.

    Raises:
        FpcaseError: something asked for is unknown, or there are more authors than a row holds.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> draw_matrix(case, effects=["neutrality-on-syria"]).scene.title
    'Which causes does each author give?'
    """
    view = view_of(of)
    width = column_width(columns)
    inside = width - 2 * MARGIN
    told = _told(view, effects)
    words = Words(
        title=title if title is not None else "Which causes does each author give?",
        subtitle=subtitle(view),
        caption=f"{'x' * 300} {view.basis}",
        alt_text="",
        key=_key(told),
    )
    if not told.cells:
        said = f"No claims to show. {view.basis}"
        words = attrs.evolve(words, caption=said, alt_text=said)
        return finished(words, nothing("There are no claims to draw."), width)
    grid = _grid(told, inside)
    across = told.effects[: grid.most]
    head, rows = _rows(grid, across)
    space = room(words, width) - head.height
    kept = 1
    while kept < len(rows) and sum(row.height for row in rows[: kept + 1]) <= space:
        kept += 1
    causes = told.causes(across)[:kept]
    shown = {pair for pair in told.cells if pair[1] in across and pair[0] in causes}
    words = attrs.evolve(
        words,
        caption=f"{_caption(told, shown, across)} {view.basis}",
        alt_text=_alt_text(told, shown),
    )
    return finished(words, paged(rows[:kept], math.inf, head=head), width)


@attrs.frozen(kw_only=True)
class _Told:
    """What each author says of every pair of cause and effect.

    Attributes:
        diagram: All claims looked at.
        authors: Short names by id, in the order of their slots.
        effects: Whose causes are wanted, in the order of the columns.
        cells: Pair -> author -> what the author says.
        contested: Pairs on which two authors exclude each other's claims for the same scope.
    """

    diagram: Diagram
    authors: Mapping[str, str]
    effects: tuple[str, ...]
    cells: Mapping[Pair, Mapping[str, Arrow]]
    contested: frozenset[Pair]

    def causes(self, effects: Iterable[str]) -> list[str]:
        """What moves some effects: first that of which most authors speak."""
        wanted = set(effects)
        speaking: dict[str, set[str]] = defaultdict(set)
        pairs: dict[str, int] = defaultdict(int)
        for (cause, effect), said in self.cells.items():
            if effect in wanted:
                speaking[cause] |= set(said)
                pairs[cause] += len(said)
        place = {node: number for number, node in enumerate(self.diagram)}
        return sorted(speaking, key=lambda v: (-len(speaking[v]), -pairs[v], place[v]))


def _told(view: View, effects: Sequence[str] | None) -> _Told:
    diagram = causal_diagram(view, stances=["asserts", "denies", "reports"])
    if effects is None:
        wanted = [node for node in choice(diagram).order if diagram.nodes[node].get("outcome")]
        wanted.sort(
            key=lambda node: -len({d["author"] for *_, d in diagram.in_edges(node, data=True)})
        )
    else:
        wanted = [effects] if isinstance(effects, str) else list(effects)
    for variable in wanted:
        if variable not in diagram:
            near = nearest(variable, [str(node) for node in diagram])
            hint = f"; did you mean {near!r}?" if near else ""
            message = f"effects: no claim shown speaks of a variable {variable!r}{hint}"
            raise FpcaseError(message)
    cells: dict[Pair, dict[str, Arrow]] = {}
    for author in view.authors:
        for pair, arrow in arrows(diagram, author).items():
            if pair[1] in wanted:
                cells.setdefault(pair, {})[author] = arrow
    return _Told(
        diagram=diagram,
        authors={author: view.case.label(author) for author in view.authors},
        effects=tuple(effect for effect in wanted if any(pair[1] == effect for pair in cells)),
        cells=cells,
        contested=frozenset({(cause, effect) for cause, effect in contested_pairs(view)}),
    )


@attrs.frozen(kw_only=True)
class _Grid:
    """The measures of a grid.

    Attributes:
        told: What is shown.
        across: How many slots stand side by side in a cell.
        names: The width of the names of causes.
        size: Width and height of the slots of a cell.
        width: Of the page.
    """

    told: _Told
    across: int
    names: float
    size: tuple[float, float]
    width: float

    @property
    def pitch(self) -> float:
        """From one column to the next."""
        return max(self.size[0] + _GAP, 1.5 * LINE)

    @property
    def most(self) -> int:
        """How many effects the page has room for."""
        return int((self.width - self.names - _GAP) / self.pitch)

    def slot(self, left: float, top: float, number: int) -> Point:
        """The middle of an author's slot."""
        row, column = divmod(number, self.across)
        return left + (column + 0.5) * _PITCH[0], top + (row + 0.5) * _PITCH[1]


def _grid(told: _Told, width: float) -> _Grid:
    count = len(told.authors)
    across = math.ceil(math.sqrt(count))
    longest = widest([name_of(told.diagram, cause) for cause, _ in told.cells])
    grid = _Grid(
        told=told,
        across=across,
        names=min(_NAMES * width, longest + _GAP),
        size=(across * _PITCH[0], -(-count // across) * _PITCH[1]),
        width=width,
    )
    if grid.most < 1:
        message = (
            f"a cell with slots for {count} authors is {grid.pitch:.0f} points wide, and beside "
            f"the names there are {width - grid.names:.0f}; name fewer with `authors`, or fill "
            "more columns with `columns`"
        )
        raise FpcaseError(message)
    return grid


def _rows(grid: _Grid, effects: Sequence[str]) -> tuple[Row, list[Row]]:
    """The heads of the columns, and a row for each cause."""
    key, tall = _slots_key(grid)
    heads, high = _heads(grid, effects)
    head = Row(items=[*key, Group(items=heads, y=tall)], height=tall + high)
    return head, [
        _row(grid, cause, effects, shaded=place % 2 == 0)
        for place, cause in enumerate(grid.told.causes(effects))
    ]


def _slots_key(grid: _Grid) -> tuple[list[Item], float]:
    """A cell with the numbers of its slots, and whose they are."""
    if len(grid.told.authors) == 1:
        return [], 0.0
    wide, tall = grid.size
    items: list[Item] = [Shape(steps=rectangle(0, 0, wide, tall), stroke=PALE_INK, width=0.5)]
    for number in range(len(grid.told.authors)):
        x, y = grid.slot(0.0, 0.0, number)
        text = str(number + 1)
        items.append(Line(text=text, x=x, y=y + 2.3, size=SIZE, bold=True, anchor="middle"))
    whose = "; ".join(
        f"{number} {name}" for number, name in enumerate(grid.told.authors.values(), start=1)
    )
    told = paragraph(whose, grid.width - wide - 6.0)
    return [*items, *told.items(wide + 6.0, 0.0)], max(tall, told.height) + 6.0


def _heads(grid: _Grid, effects: Sequence[str]) -> tuple[list[Item], float]:
    """The names of effects, upright, and how tall they are."""
    lines = max(int(grid.pitch / LINE), 1)
    names = [name_of(grid.told.diagram, effect) for effect in effects]
    heights = (*_HEADS, widest(names, bold=True))  # one line has room everywhere
    tried = ([paragraph(name, tall, bold=True) for name in names] for tall in heights)
    labels: list[Paragraph] = next(
        made for made in tried if max(len(one.lines) for one in made) <= lines
    )
    tall = max(one.width for one in labels) + 4.0
    return [
        item
        for number, one in enumerate(labels)
        for item in one.upright(grid.names + (number + 0.5) * grid.pitch, tall - 3.0)
    ], tall


def _row(grid: _Grid, cause: str, effects: Sequence[str], *, shaded: bool) -> Row:
    name = paragraph(name_of(grid.told.diagram, cause), grid.names - _GAP)
    tall = max(grid.size[1] + _GAP, name.height + 2.0)
    edges = [grid.names + number * grid.pitch for number in range(len(effects) + 1)]
    items = band(edges[-1], tall, shaded=shaded)
    items += [Shape(steps=polyline([(x, 0), (x, tall)]), stroke=PALE, width=0.5) for x in edges]
    items += name.items(0.0, (tall - name.height) / 2)
    for x, effect in zip(edges, effects, strict=False):
        left = x + (grid.pitch - grid.size[0]) / 2
        items += _cell(grid, (cause, effect), left, (tall - grid.size[1]) / 2)
    return Row(items=items, height=tall)


def _cell(grid: _Grid, pair: Pair, left: float, top: float) -> list[Item]:
    """One slot for each author, if any of them speaks of the pair."""
    said = grid.told.cells.get(pair)
    if said is None:
        return []
    items: list[Item] = []
    names = {variable: name_of(grid.told.diagram, variable) for variable in pair}
    for number, author in enumerate(grid.told.authors):
        middle = grid.slot(left, top, number)
        arrow = said.get(author)
        if arrow is None:
            items.append(_silence(middle))
            continue
        kind = arrow.kind.value.replace(" ", "-")
        denied = ("denied",) if "denies" in arrow.stances else ()
        items.append(
            Group(
                items=_sign(arrow.kind, middle, denied=_denies(arrow), reported=arrow.reported),
                role="claim",
                tooltip=tooltip(names, arrow),
                subject=about(
                    variables=pair,
                    authors=(author,),
                    claims=arrow.claims,
                    classes=(kind, *denied),
                ),
            )
        )
    if pair in grid.told.contested:
        frame = rectangle(left, top, left + grid.size[0], top + grid.size[1])
        items.append(Shape(steps=frame, stroke=INK, width=1.2))
    return items


def _denies(arrow: Arrow) -> bool:
    """Whether an author denies a sign, and does not say that there is no effect at all."""
    return arrow.denied and arrow.kind not in {Kind.NO_EFFECT, Kind.CONTESTED}


def _sign(kind: Kind, at: Point, *, denied: bool = False, reported: bool = False) -> list[Item]:
    """What one author says of one pair, told apart without colour.

    A positive sign is filled, a negative one framed, all others grey; a denied one carries the
    arms of a cross in its corners.
    """
    x, y = at
    half = 0.5 * _SLOT - 0.7
    frame = rectangle(x - half, y - half, x + half, y + half)
    colour = LOOKS[kind].colour
    filled = kind is Kind.POSITIVE and not denied and not reported
    items: list[Item] = []
    if filled:
        items.append(Shape(steps=frame, fill=colour))
    elif denied:
        for right, down in ((-1, -1), (1, -1), (-1, 1), (1, 1)):
            arm = [(x + right * far * half, y + down * far * half) for far in (1.0, 0.5)]
            items.append(Shape(steps=polyline(arm), stroke=INK, width=0.9))
    elif not reported:
        items.append(Shape(steps=frame, stroke=colour, width=0.8, fill=PAPER))
    sign = LOOKS[kind].mark
    text = Line(
        text=f"({sign})" if reported else sign,
        x=x,
        y=y + 2.3,
        size=6.5,
        bold=True,
        anchor="middle",
        colour=PAPER if filled else colour,
    )
    return [*items, text]


def _silence(middle: Point) -> Shape:
    return Shape(steps=circle(middle, 0.8), fill="#909090")


def _key(told: _Told) -> list[Entry]:
    said = [arrow for by_author in told.cells.values() for arrow in by_author.values()]
    at = (12.0, -0.3 * SIZE)
    found = [
        Entry(sample=_sign(kind, at), text=LOOKS[kind].meaning)
        for kind in Kind
        if any(one.kind is kind and not _denies(one) and not one.reported for one in said)
    ]
    if any(map(_denies, said)):
        sample = _sign(Kind.POSITIVE, at, denied=True)
        found.append(Entry(sample=sample, text=DENIED))
    if any(one.reported for one in said):
        sample = _sign(Kind.POSITIVE, at, reported=True)
        found.append(Entry(sample=sample, text="only reported"))
    if any(len(by_author) < len(told.authors) for by_author in told.cells.values()):
        found.append(Entry(sample=[_silence(at)], text="silent"))
    if told.contested & set(told.cells):
        frame = rectangle(4.0, at[1] - 5.0, 20.0, at[1] + 5.0)
        sample = [Shape(steps=frame, stroke=INK, width=1.2)]
        found.append(Entry(sample=sample, text="authors exclude each other"))
    return found


def _caption(told: _Told, shown: set[Pair], effects: Sequence[str]) -> str:
    several = sum(len(told.cells[pair]) > 1 for pair in shown)
    text = (
        f"{counted(len(shown), 'pair')} of cause and effect, {several} with claims by two or more "
        "authors; causes of which most authors speak come first."
    )
    rest = len(told.cells) - len(shown)
    if rest:
        gone = len(told.effects) - len(effects)
        more = f", {counted(gone, 'effect')} among them" if gone else ""
        text += (
            f" Left out: {counted(rest, 'pair')}{more}; name effects to choose, or see the table "
            "of the comparison."
        )
    return text


def _alt_text(told: _Told, shown: set[Pair]) -> str:
    lines = []
    for pair in sorted(shown, key=list(told.cells).index):
        names = " → ".join(name_of(told.diagram, node) for node in pair)
        said = ", ".join(
            f"{told.authors[author]} {arrow.kind.value}{' denied' * arrow.denied}"
            for author, arrow in told.cells[pair].items()
        )
        lines.append(f"{names}: {said}.")
    return " ".join(["Which causes each author gives.", *lines])
