"""Chains of claims, one in a row, with the authors who tell them and the seams between these."""

import attrs

from fpcase.comparison.chaining import Chains, find_chains
from fpcase.diagrams.chains import MAX_STEPS, Chain, Telling
from fpcase.figures import encodings
from fpcase.figures.arrows import Arrow
from fpcase.figures.canvas import text_width
from fpcase.figures.captions import filters_of, subtitle_of
from fpcase.figures.drawing import nothing
from fpcase.figures.figure import Figure
from fpcase.figures.geometry import Point, Route
from fpcase.figures.lanes import Box
from fpcase.figures.page import SMALL, Panel, block, page
from fpcase.figures.scene import INK, Group, Item, Line, Shape, Subject, polyline, rectangle
from fpcase.figures.sheets import check_columns
from fpcase.figures.strips import INDENT, Stage, arrows_of, seam_entry, seam_shape, stage_for
from fpcase.model.cases import Case
from fpcase.model.options import whole_numbers
from fpcase.model.wording import counted
from fpcase.statements.views import View


def draw_chains(  # noqa: PLR0913 - the ends of a chain, and how they are drawn
    of: Case | View,
    *,
    cause: str,
    effect: str,
    telling: str | Telling = Telling.POOLED,
    max_steps: int = MAX_STEPS,
    most: int | None = None,
    columns: int = 2,
    title: str | None = None,
) -> Figure:
    """Draw the chains of claims from one variable to another, each in a row, the shortest first.

    Over every row stands who tells the whole chain. If nobody does, the chain is only pooled:
    a line over its boxes shows the fewest stretches that single authors tell, and a lozenge
    each seam between two of them. The numbers on an arrow are the authors who claim that step.

    Args:
        of: What is looked at: a case, or a study of one.
        cause: Where the chains begin.
        effect: Where they end.
        telling: ``within`` (for one author), ``pooled`` or ``union of withins``.
        max_steps: How many claims long a chain may be.
        most: How many chains to draw at most, be the figure as tall as it will; if left out,
            as many as a page has room for. The caption counts the others.
        columns: How wide the figure is: one column of a journal (90 mm) or two (180 mm).
        title: What the figure is called; by default the two ends.

    Raises:
        FpcaseError: an id is unknown, the ends are the same, ``within`` is asked for with
            several authors, a number is below 1, or a journal has no such number of columns.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> figure = fpcase.figures.draw_chains(
    ...     case, cause="annexation-of-crimea", effect="neutrality-between-powers", most=2)
    >>> figure.caption.startswith("Shown: 2 of ")
    True
    """
    check_columns(columns)
    if most is not None:
        whole_numbers(most=most)
    found = find_chains(
        *(of, cause, effect),
        telling=telling,
        max_steps=max_steps,
        with_cut=False,
    )
    stage = stage_for(found.view, columns)
    variables = found.view.case.variables
    ends = [variables[found.cause].name, variables[found.effect].name]
    title = title if title is not None else f"Chains from “{ends[0]}” to “{ends[1]}”"
    if not found.chains:
        return nothing(title, stage.diagram, columns, _none(found, ends, stage))
    rows, endless = _rows(found, stage, most)
    items: list[Item] = []
    y = 0.0
    for number, row in enumerate(rows):
        if number % 2 == 0:
            band = rectangle(0, y, stage.width, y + row.height)
            items.append(Shape(steps=band, fill=encodings.BAND))
        items.append(attrs.evolve(row.group, y=y))
        y += row.height
    drawn = [arrow for row in rows for arrow in row.arrows]
    shown = found.chains[: len(rows)]
    key = stage.legend(drawn, {node for chain in shown for node in chain.nodes})
    if any(chain.seams for chain in shown):
        key.append(seam_entry())
    return page(
        [Panel(items=tuple(items), height=y)],
        across=1,
        width=stage.page_width,
        title=title,
        subtitle=subtitle_of(stage.diagram),
        key=key,
        caption=_caption(found, stage, len(rows), ends, endless=endless),
        alt_text=_alt_text(title, shown, stage),
    )


@attrs.frozen(kw_only=True)
class _Row:
    """One chain as it is drawn.

    Attributes:
        group: The picture, from the upper left corner.
        height: Of the whole.
        arrows: Its arrows.
    """

    group: Group
    height: float
    arrows: tuple[Arrow, ...]


def _rows(found: Chains, stage: Stage, most: int | None) -> tuple[list[_Row], bool]:
    """As many chains as are wanted, or fit a page; and whether they are taller than a page."""
    rows: list[_Row] = []
    height = 0.0
    for number, chain in enumerate(found.chains[:most], start=1):
        row = _row(stage, chain, number)
        if most is None and rows and height + row.height > stage.height:
            break
        rows.append(row)
        height += row.height
    return rows, height > stage.height


_EDGE = 5.0
"""Above and below a chain, and below its heading."""
_BRACE = 11.0
"""Room for the line that shows the stretches."""
_TURN = 9.0
"""How far below the boxes an arrow runs that goes on in the next line."""


def _row(stage: Stage, chain: Chain, number: int) -> _Row:
    steps = arrows_of(stage.diagram, chain)
    head, tall = block(heading(stage, chain), stage.width - INDENT, SMALL)
    y = _EDGE
    items: list[Item] = [
        Line(text=str(number), x=4.0, y=y + SMALL, size=SMALL, bold=True),
        Group(items=head, x=INDENT, y=y),
    ]
    y += tall + _EDGE
    boxes: list[Box] = []
    below: list[float] = []
    braces: list[Item] = []
    for first in range(0, len(chain.nodes), stage.across):
        line = range(first, min(first + stage.across, len(chain.nodes)))
        if chain.seams:
            braces += _braces(stage, chain, line, y + 0.5 * _BRACE)
            y += _BRACE
        reach = max((stage.reach(steps[step]) for step in line[:-1]), default=0.0)
        half = max(reach, *(stage.box(chain.nodes[at], 0, 0).height / 2 for at in line))
        y += half
        boxes += [stage.box(chain.nodes[at], _middle(stage, at), y) for at in line]
        y += half
        below.append(y + _TURN)
        y += (_TURN + _EDGE) if line[-1] + 1 < len(chain.nodes) else 0.0
    routes = {step.key: _way(boxes, at, below[at // stage.across]) for at, step in enumerate(steps)}
    items += braces
    items += [stage.arrow_item(step, routes[step.key]) for step in steps]
    items += [stage.box_item(node, box) for node, box in zip(chain.nodes, boxes, strict=True)]
    for step in steps:
        items += _plates(stage, step, routes[step.key])
    items += stage.signs({step.key: step for step in steps}, routes, boxes)
    whole = "whole" if chain.told_whole_by else "pooled"
    subject = Subject(
        variables=(chain.nodes[0], chain.nodes[-1]),
        claims=chain.claims,
        authors=chain.told_whole_by,
        traits=(whole,),
    )
    group = Group(items=items, role="chain", subject=subject)
    return _Row(group=group, height=y + _EDGE + 1.0, arrows=steps)


def _middle(stage: Stage, at: int) -> float:
    column = at % stage.across
    return INDENT + stage.span(column + 1) - stage.box_width / 2


def _way(boxes: list[Box], at: int, below: float) -> Route:
    """From one box to the next; at the end of a line round below it to the next line's begin."""
    one, other = boxes[at], boxes[at + 1]
    if one.y == other.y:
        return ((one.right, one.y), (other.left, other.y))
    gutter = 0.3 * INDENT
    return (
        (one.x, one.bottom),
        (one.x, below),
        (gutter, below),
        (gutter, other.y),
        (other.left, other.y),
    )


def _plates(stage: Stage, step: Arrow, route: Route) -> list[Group]:
    if len(route) == _STRAIGHT:
        return stage.plates_above(step, route)
    (x1, y), (x2, _) = route[1:3]
    return stage.plates_on(step, ((x1 + x2) / 2, y))


_STRAIGHT = 2
"""The corners of a way that does not turn."""


def _braces(stage: Stage, chain: Chain, line: range, y: float) -> list[Item]:
    """The stretches over one line of boxes, with the author of each, and the seams between."""
    items: list[Item] = []
    begin = 0
    for stretch in chain.stretches:
        end = begin + len(stretch.nodes) - 1
        if begin <= line[-1] and end >= line[0]:
            goes_on, went_on = end > line[-1], begin < line[0]
            half = stage.box_width / 2
            left = INDENT if went_on else _middle(stage, begin) + _INSET
            right = _middle(stage, line[-1]) + half if goes_on else _middle(stage, end) - _INSET
            items += _brace(stage, stretch.author, left, right, y)
        if begin and begin in line:
            items.append(seam_shape((_middle(stage, begin), y)))
        begin = end
    return items


_INSET = 5.0


def _brace(stage: Stage, author: str, left: float, right: float, y: float) -> list[Item]:
    """A stretch's line, with the author's name in it if there is room, or else the number."""
    name = stage.author(author)
    middle: Point = ((left + right) / 2, y)
    wide = text_width(name, SMALL)
    if wide + 4 * _INSET <= right - left:
        told: Item = Line(text=name, x=middle[0], y=y + 0.36 * SMALL, size=SMALL, anchor="middle")
    else:
        number = stage.numbers[author]
        wide = encodings.number_width(number, SMALL)
        told = Group(items=encodings.number_items(number, SMALL), x=middle[0], y=y)
    half = wide / 2 + 2.0
    pieces = [(left, middle[0] - half), (middle[0] + half, right)]
    return [
        *(
            Shape(steps=polyline([(one, y), (other, y)]), stroke=INK, width=0.6)
            for one, other in pieces
        ),
        told,
    ]


def heading(stage: Stage, chain: Chain) -> str:
    """What is said of a chain: its sign, who tells it, and what keeps its claims apart."""
    signs = [sign.value for sign in chain.signs]
    sign = f"Sign{'s' * (len(signs) > 1)} {' and '.join(signs)}"
    said = f"{sign}, {telling_of(stage, chain, len(chain.seams))}."
    if chain.clash:
        clash = chain.clash
        said += f" Steps {clash.first + 1} and {clash.second + 1}: {clash.fault.value}."
    return said


def telling_of(stage: Stage, chain: Chain, seams: int) -> str:
    """Who tells a chain whole, or that nobody does."""
    if chain.told_whole_by:
        return f"told whole by {'; '.join(stage.author(one) for one in chain.told_whole_by)}"
    return f"only pooled, told whole by nobody: {counted(seams, 'seam')}"


_MADE_OF = {
    Telling.WITHIN: "made of one author's claims",
    Telling.POOLED: "made of any author's claims",
    Telling.UNION_OF_WITHINS: "each told whole by one author at least",
}


def _caption(found: Chains, stage: Stage, shown: int, ends: list[str], *, endless: bool) -> str:
    every = len(found.chains)
    chains = f"chain{'s' * (every > 1)} of at most {counted(found.max_steps, 'claim')}"
    share = f"{shown} of {every}" if shown < every else f"all {every}" if every > 1 else "the one"
    whole = sum(bool(chain.told_whole_by) for chain in found.chains)
    made = _MADE_OF[found.telling]
    sentences = [
        f"Shown: {share} {chains} from “{ends[0]}” to “{ends[1]}”, {made}, the shortest first."
    ]
    if found.telling is Telling.POOLED:
        pooled = f" and {every - whole} only pooled: nobody argues these" * (whole < every)
        sentences.append(f"Of those found, {whole} told whole by somebody{pooled}.")
    if shown < every:
        sentences.append(
            f"Left out: {counted(every - shown, 'longer chain')}; fewer authors or steps leave "
            "fewer, and a table of chains lists them all."
        )
    if found.truncated:
        sentences.append(f"The search ended at {found.found.because}; there may be more.")
    if endless:
        sentences.append("Taller than a page: fewer chains would fit one.")
    return " ".join([*sentences, *filters_of(stage.diagram)])


def _none(found: Chains, ends: list[str], stage: Stage) -> str:
    what = f"chain of at most {counted(found.max_steps, 'claim')}"
    where = f"from “{ends[0]}” to “{ends[1]}”, {_MADE_OF[found.telling]}"
    said = f"There is no {what} {where}."
    if found.truncated:
        because = found.found.because
        said = f"No {what} {where}, was found before the search ended at {because}."
    return " ".join([said, *filters_of(stage.diagram)])


def _alt_text(title: str, shown: tuple[Chain, ...], stage: Stage) -> str:
    told = [
        f"Chain {number}: {' → '.join(stage.names[node] for node in chain.nodes)}. "
        f"{heading(stage, chain)}"
        for number, chain in enumerate(shown, start=1)
    ]
    return f"{title}. {' '.join(told)} {subtitle_of(stage.diagram)}."
