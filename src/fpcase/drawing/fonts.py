"""Type: how wide a line is, in which fonts it is set, and as what outlines.

The built-in font is DejaVu Sans, which comes with matplotlib, so that the same picture is the
same everywhere. A letter that it lacks is taken from a font of the system. Letters of scripts
that join, stack or run from right to left are shaped as whole lines, by matplotlib from 3.11.
"""

import contextlib
import functools
import re
import threading
import unicodedata
from collections.abc import Iterator
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.ft2font import FT2Font, LoadFlags

from fpcase.model.errors import FpcaseError
from fpcase.model.wording import hint

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

BUILT_IN = "DejaVu Sans"
_CUT = 100.0
"""The size at which letters are measured and cut."""
_LOCK = threading.RLock()
"""A font holds one letter at a time, and matplotlib's settings are global."""
_FONT: ContextVar[str | None] = ContextVar("font", default=None)


def current_font() -> str | None:
    """The family that pictures are set in where they are made; None for the built-in one."""
    return _FONT.get()


@contextlib.contextmanager
def set_in(font: str | None) -> Iterator[None]:
    """Within this block lines are measured, and pictures made, in a font of the system.

    Args:
        font: Its family; None for the built-in one.

    Raises:
        FpcaseError: the system has no such font; the message names the nearest.
    """
    if font is not None and font not in _families():
        raise FpcaseError(f"font: the system has no font {font!r}{hint(font, _families())}")
    token = _FONT.set(None if font == BUILT_IN else font)
    try:
        yield
    finally:
        _FONT.reset(token)


@functools.cache
def _families() -> dict[str, tuple[str, int]]:
    """Every upright family of the system, by name, with a file of it."""
    from matplotlib.font_manager import fontManager  # noqa: PLC0415 - slow to import

    found = {
        one.name: (str(one.fname), int(getattr(one, "index", 0)))
        for one in sorted(fontManager.ttflist, key=lambda one: (one.name, str(one.fname)))
        if one.style == "normal"
        and str(one.weight) in {"400", "normal", "regular", "book"}
        and not one.name.startswith(_LAST_RESORT)
    }
    return dict(sorted(found.items(), key=lambda item: (not _PLAIN.search(item[0]), item[0])))


_LAST_RESORT = "Last Resort"
"""A font that has a box with a number for every letter, and so none."""
_PLAIN = re.compile("Noto Sans|Sans")
"""Families that are looked at first for a letter that the built-in font lacks."""


@functools.cache
def _letters_of(family: str) -> frozenset[int]:
    """The letters that a family has."""
    if family == BUILT_IN:
        return frozenset(_face(bold=False).get_charmap())
    name, index = _families()[family]
    try:
        return frozenset(FT2Font(name, face_index=index).get_charmap())
    except (OSError, RuntimeError):  # a file that is gone, or no font
        return frozenset()


@functools.cache
def font_file(*, bold: bool) -> Path:
    """The file of the built-in font."""
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return Path(mpl.get_data_path(), "fonts", "ttf", name)


@functools.cache
def _face(*, bold: bool) -> FT2Font:
    return FT2Font(str(font_file(bold=bold)))


_UNSHOWN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
REPLACEMENT = "\ufffd"


def shown(text: str) -> str:
    r"""A text with a mark in place of what no picture shows, or what turns writing round.

    >>> shown("Kazakh\u202e and\x1b Russian")
    'Kazakh\ufffd and\ufffd Russian'
    """
    return _UNSHOWN.sub(REPLACEMENT, text)


_PLAIN_LETTERS = re.compile("[\u0020-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u2bff\ufffd]*")
"""Letters that stand one beside the other: Latin, Greek, Cyrillic, Armenian, and signs."""


def is_plain(text: str) -> bool:
    """Whether a line is set letter by letter in the built-in font.

    >>> is_plain("Қазақстан"), is_plain("לחץ")
    (True, False)
    """
    if current_font() is not None or not _PLAIN_LETTERS.fullmatch(text):
        return False
    return all(ord(letter) in _letters_of(BUILT_IN) for letter in text)


@functools.cache
def _advance(letter: str, *, bold: bool) -> float:
    """How far a letter moves the pen, in ems."""
    face = _face(bold=bold)
    with _LOCK:
        glyph = face.load_glyph(face.get_char_index(ord(letter)), flags=LoadFlags.NO_SCALE)
    return glyph.horiAdvance / face.units_per_EM


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line of text at a size, both in points."""
    return size * _width(text, current_font(), bold=bold)


@functools.lru_cache(maxsize=50_000)
def _width(text: str, font: str | None, *, bold: bool) -> float:
    """The width of a line, in ems."""
    if is_plain(text):
        return sum(_advance(letter, bold=bold) for letter in text)
    return _shaped_width(text, font, bold=bold)


def _shaped_width(text: str, font: str | None, *, bold: bool) -> float:
    """The width of a line that is shaped as a whole, in ems."""
    text = drawable(text, font)
    from matplotlib.font_manager import get_font  # noqa: PLC0415 - slow to import

    face = get_font(_files(families(text, font), bold=bold))
    with _LOCK:
        face.set_size(_CUT, 72)
        face.set_text(text, 0.0, flags=LoadFlags.NO_HINTING, features=FEATURES)  # type: ignore[arg-type]  # a tuple of any length
        across, _ = face.get_width_height()
    return across / 64 / _CUT


FEATURES = ("-kern", "-liga", "-clig")
"""What is not used: letters must be as far apart in print as where a browser sets them."""


@functools.cache
def _files(names: tuple[str, ...], *, bold: bool) -> tuple[Any, ...]:
    from matplotlib.font_manager import fontManager  # noqa: PLC0415 - slow to import

    return tuple(fontManager._find_fonts_by_props(properties(names, 10.0, bold=bold)))  # noqa: SLF001 - the only way to a list of fonts


def properties(names: tuple[str, ...], size: float, *, bold: bool) -> "FontProperties":
    """What matplotlib asks of a font."""
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415 - slow to import

    if names == (BUILT_IN,):
        return FontProperties(fname=font_file(bold=bold), size=size)
    return FontProperties(family=list(names), size=size, weight="bold" if bold else "normal")


def families(text: str, font: str | None) -> tuple[str, ...]:
    """The families that a line is set in: the first that has a letter gives it.

    Args:
        text: The line.
        font: The family that is wanted before the built-in one.
    """
    chosen = [*([font] if font else []), BUILT_IN]
    for letter in sorted(set(text)):
        if not any(ord(letter) in _letters_of(name) for name in chosen):
            helper = _helper(letter)
            if helper and helper not in chosen:
                chosen.append(helper)
    return tuple(chosen)


@functools.cache
def _helper(letter: str) -> str | None:
    """The first family of the system that has a letter which the built-in one lacks."""
    if unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Cn", "Co"}:
        return None
    return next((name for name in _families() if ord(letter) in _letters_of(name)), None)


def missing(text: str, font: str | None) -> set[str]:
    """The letters of a line that no font has."""
    names = families(text, font)
    return {
        letter
        for letter in set(text)
        if unicodedata.category(letter) != "Cf"
        and not any(ord(letter) in _letters_of(name) for name in names)
    }


def reads_leftward(text: str) -> bool:
    """Whether a line runs from right to left: its first letter with a direction says so.

    >>> reads_leftward("لחץ"), reads_leftward("2014: neutrality")
    (True, False)
    """
    ways = (unicodedata.bidirectional(letter) for letter in text)
    return next((way for way in ways if way in {"L", "R", "AL"}), "L") != "L"


def drawable(text: str, font: str | None) -> str:
    """A line's text, with a mark in place of each letter that no font has."""
    lost = missing(text, font)
    return shown("".join(REPLACEMENT if letter in lost else letter for letter in text))
