"""Pictures as pixels, and how far two of them part."""

import io
from typing import Any

import numpy as np
from PIL import Image

Pixels = np.ndarray[Any, np.dtype[np.float32]]


def pixels(png: bytes) -> Pixels:
    """The picture in a PNG file: red, green and blue of each pixel, from 0 to 1."""
    with Image.open(io.BytesIO(png)) as image:
        return np.asarray(image.convert("RGB"), np.float32) / np.float32(255)


def apart(one: Pixels, other: Pixels, *, reach: int, most: float) -> int:
    """How many pixels of either picture have no pixel like them near their place in the other.

    Painters smooth edges and cut letters each in its own way; what one shows at a place, the
    other shows a pixel or two beside. A line, letter or colour that is not there at all has
    nothing like it near.

    Args:
        one: A picture.
        other: Another of the same size.
        reach: How many pixels away "near" is, in each direction.
        most: How far apart in shade, from 0 to 1, two pixels may be and still be alike.
    """
    return int((np.maximum(_beyond(one, other, reach), _beyond(other, one, reach)) > most).sum())


def _beyond(one: Pixels, other: Pixels, reach: int) -> Pixels:
    """For each pixel of one picture, how far it lies outside what is near it in the other."""
    lowest, highest = (_near(other, reach, pick) for pick in (np.minimum, np.maximum))
    outside: Pixels = np.maximum(lowest - one, one - highest).max(axis=2)
    return outside


def _near(picture: Pixels, reach: int, pick: np.ufunc) -> Pixels:
    """The least, or the most, of what is near each pixel."""
    for axis in (0, 1):
        long = picture.shape[axis]
        edge = [(reach, reach) if way == axis else (0, 0) for way in range(3)]
        wide = np.pad(picture, edge, mode="edge")
        shifted = [wide.take(range(step, step + long), axis) for step in range(2 * reach + 1)]
        picture = pick.reduce(shifted)
    return picture
