"""The legend of diagrams: what occurs in them, and nothing else."""

from collections.abc import Iterable
from itertools import chain

from fpcase.diagrams import Diagram
from fpcase.drawing.page import Entry
from fpcase.drawing.text import SIZE
from fpcase.figures import looks
from fpcase.figures.arrows import Arrow, Kind
from fpcase.figures.panels import roles

_LINE = ((0.0, -0.3 * SIZE), (24.0, -0.3 * SIZE))
_MIDDLE = (9.0, -0.3 * SIZE)
_BOX = (2.0, -0.95 * SIZE, 22.0, 0.3 * SIZE)


def diagram_key(arrows: Iterable[Iterable[Arrow]], parts: Iterable[Diagram]) -> list[Entry]:
    """What must be explained of diagrams.

    Args:
        arrows: Every arrow drawn of each.
        parts: The variables drawn of each.
    """
    drawn = list(chain.from_iterable(arrows))
    found = [
        Entry(
            sample=[
                *looks.arrow_items(looks.LOOKS[kind], _LINE, 0.8),
                *looks.sign_items(kind, _MIDDLE),
            ],
            text=looks.LOOKS[kind].meaning,
        )
        for kind in Kind
        if any(arrow.kind is kind for arrow in drawn)
    ]
    if any(arrow.denied and arrow.kind is not Kind.NO_EFFECT for arrow in drawn):
        found.append(Entry(sample=looks.cross_items(_MIDDLE, looks.GREY), text=looks.DENIED))
    if any(arrow.reported for arrow in drawn):
        found.append(Entry(sample=(), text=looks.REPORTED))
    for others in sorted({min(arrow.others, looks.MOST_OTHERS) for arrow in drawn} - {0}):
        thick = looks.arrow_items(looks.LOOKS[Kind.POSITIVE], _LINE, looks.thickness(others))
        many = f"{others + 1}{' or more' * (others == looks.MOST_OTHERS)} authors"
        found.append(Entry(sample=thick, text=f"claimed by {many}"))
    played = {role for part in parts for role in roles(part).values()}
    return found + [
        Entry(sample=looks.box_items(role, _BOX, looks.FILLS[None]), text=text)
        for role, text in looks.ROLES.items()
        if role in played
    ]
