"""A picture made smaller: shapes, pens and type alike."""

from functools import partial

import attrs

from fpcase.figures.geometry import Point
from fpcase.figures.scene import Item, Line, Scene, Shape


def scaled(scene: Scene, share: float) -> Scene:
    """A picture at a share of its size.

    >>> scaled(Scene(width=90, height=60, items=(), title="", description=""), 0.5).width
    45.0
    """
    return attrs.evolve(
        scene,
        width=share * scene.width,
        height=share * scene.height,
        items=[_item(item, share) for item in scene.items],
    )


def _item(item: Item, share: float) -> Item:
    at = partial(_point, share=share)
    if isinstance(item, Shape):
        return attrs.evolve(
            item,
            steps=tuple((letter, tuple(map(at, points))) for letter, points in item.steps),
            width=share * item.width,
            dash=tuple(share * length for length in item.dash),
        )
    x, y = at((item.x, item.y))
    if isinstance(item, Line):
        return attrs.evolve(item, x=x, y=y, size=share * item.size, halo=share * item.halo)
    return attrs.evolve(item, items=[_item(part, share) for part in item.items], x=x, y=y)


def _point(point: Point, share: float) -> Point:
    return share * point[0], share * point[1]
