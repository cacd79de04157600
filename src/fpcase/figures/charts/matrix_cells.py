"""The cells of a matrix, and the key to their slots."""

from fpcase.figures.arrows import Pair
from fpcase.figures.charts.lettering import LINE, label, width_of
from fpcase.figures.charts.marks import SLOT, is_denial, sign_items, silence
from fpcase.figures.charts.told import Told
from fpcase.figures.panels import tooltip
from fpcase.figures.scene import INK, Group, Item, Line, Shape, Subject, rectangle

PITCH = SLOT + 1.8
"""From one slot to the next beside it: a reported sign in its brackets is wider than a square."""
LINE_PITCH = SLOT + 0.6
"""From one slot to the next below it."""


def cell(told: Told, pair: Pair, left: float, top: float, across: int) -> list[Item]:
    """A cell: one slot for each author, always at the same place."""
    items: list[Item] = []
    names = {variable: told.name(variable) for variable in pair}
    for number, author in enumerate(told.authors):
        middle = _slot(left, top, number, across)
        arrow = told.cells[pair].get(author)
        if arrow is None:
            items.append(silence(middle))
            continue
        mark = sign_items(arrow.kind, middle, denied=is_denial(arrow), reported=arrow.reported)
        traits = [
            arrow.kind.value.replace(" ", "-"),
            *(["denied"] if "denies" in arrow.stances else []),
        ]
        subject = Subject(
            variables=pair, authors=(author,), claims=arrow.claims, traits=tuple(traits)
        )
        items.append(
            Group(items=mark, role="claim", tooltip=tooltip(names, arrow), subject=subject)
        )
    if pair in told.contested:
        width, height = size(len(told.authors), across)
        frame = rectangle(left, top, left + width, top + height)
        items.append(Shape(steps=frame, stroke=INK, width=1.2))
    return items


def size(authors: int, across: int) -> tuple[float, float]:
    """Width and height of a cell."""
    return across * PITCH, -(-authors // across) * LINE_PITCH


def _slot(left: float, top: float, number: int, across: int) -> tuple[float, float]:
    row, column = divmod(number, across)
    return left + (column + 0.5) * PITCH, top + (row + 0.5) * LINE_PITCH


def numbers(told: Told, left: float, top: float, across: int) -> list[Item]:
    """The numbers of the authors, each where its slot is."""
    return [
        Line(text=str(number + 1), x=x, y=y + 2.3, size=6.5, bold=True, anchor="middle")
        for number in range(len(told.authors))
        for x, y in [_slot(left, top, number, across)]
    ]


def author_key(told: Told, left: float, top: float, width: float) -> tuple[list[Item], float]:
    """Which number stands for whom, in as many lines as it takes, and how tall they are."""
    items: list[Item] = []
    x, y = left, top
    for number, name in enumerate(told.labels, start=1):
        figure = f"{number}  "
        indent = width_of(figure)
        text = label(name, width - indent)
        if x > left and x + indent + text.width > left + width:
            x, y = left, y + LINE
        items += label(figure, indent).items(x, y)
        items += text.items(x + indent, y)
        x += indent + text.width + 10.0
        y += text.height - LINE
    return items, y - top + LINE if items else 0.0
