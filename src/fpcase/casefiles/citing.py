"""What bibliographies know of a work apart from our one line: parts of names and of containers."""

import re
from collections.abc import Collection, Sequence

import attrs

from fpcase.casefiles.slugs import distinct_slugs
from fpcase.model.catalogue import tupled
from fpcase.model.ids import ID_PATTERN
from fpcase.model.sources import Source


@attrs.frozen(kw_only=True)
class Name:
    """An author's name in parts.

    Attributes:
        family: The family name, or the whole name of a body or of somebody with one name.
        given: Given names; empty for a body.
        particle: Small words before the family name, such as ``van der``.
        suffix: What follows the name, such as ``Jr.``.
    """

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""

    @property
    def text(self) -> str:
        """The name as a work gives it, given names first."""
        parts = (self.given, self.particle, self.family, self.suffix)
        return " ".join(part for part in parts if part)


_SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})


def name_parts(name: str, bodies: Collection[str] = ()) -> Name:
    """A name in parts: the last word is the family name, small words before it go with it.

    Args:
        name: The name as the work gives it.
        bodies: Names of organisations, which have no parts.

    >>> name_parts("Hans van der Berg")
    Name(family='Berg', given='Hans', particle='van der', suffix='')
    """
    words = name.split()
    if name in bodies or len(words) == 1 or "," in name or "and" in words:
        return Name(family=name)
    suffix = words.pop() if words[-1] in _SUFFIXES and len(words) > 2 else ""  # noqa: PLR2004 - given, family
    *before, family = words
    first = len(before)
    while first and before[first - 1][0].islower():
        first -= 1
    return Name(
        family=family,
        given=" ".join(before[:first]),
        particle=" ".join(before[first:]),
        suffix=suffix,
    )


@attrs.frozen(kw_only=True)
class Container:
    """Where a work appeared, in parts.

    Attributes:
        title: The journal, book, publisher, institution or site.
        volume: For a journal: the volume.
        issue: The issue.
        pages: The pages.
    """

    title: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""

    @property
    def text(self) -> str:
        """The parts in one line, as a source's `container` has them."""
        volume = f" {self.volume}" if self.volume else ""
        issue = f" ({self.issue})" if self.issue else ""
        if not self.pages:
            return f"{self.title}{volume}{issue}"
        return f"{self.title}{volume}{issue}{':' if volume or issue else ','} {self.pages}"


_IN_VOLUME = re.compile(r"(.+?) ([^\s(),:]*[0-9][^\s(),:]*)(?: \(([^()]+)\))?(?:: ([^\s,:()]+))?")
_IN_BOOK = re.compile(r"(.+), ([0-9]+(?:-[0-9]+)?)")


def container_parts(text: str, *, journal: bool) -> Container:
    """The parts of a container's line; what has no such form is all title.

    >>> container_parts("World Politics 51 (1): 144-172", journal=True).pages
    '144-172'
    """
    match = _IN_VOLUME.fullmatch(text) if journal else None
    if match and (match[3] or match[4]):
        title, volume, issue, pages = (group or "" for group in match.groups())
        return Container(title=title, volume=volume, issue=issue, pages=pages)
    match = _IN_BOOK.fullmatch(text)
    return Container(title=match[1], pages=match[2]) if match else Container(title=text)


@attrs.frozen(kw_only=True)
class Bibliography:
    """Sources in the format of another program.

    Attributes:
        text: The file's text.
        lost: What the format cannot carry, in words.
    """

    text: str
    lost: tuple[str, ...] = attrs.field(default=(), converter=tupled)


@attrs.frozen(kw_only=True)
class ReadSources:
    """Sources read from another program's file.

    Attributes:
        sources: The sources, in the file's order.
        notes: What was left behind or had to be taken one way, entry by entry.
    """

    sources: tuple[Source, ...] = attrs.field(converter=tupled)
    notes: tuple[str, ...] = attrs.field(default=(), converter=tupled)


def ids_of_keys(keys: Sequence[str]) -> dict[str, str]:
    """Key of a work elsewhere -> its id here; keys that are ids already stay as they are.

    >>> ids_of_keys(["Rose:1998", "rose-1998"])
    {'rose-1998': 'rose-1998', 'Rose:1998': 'rose-1998-2'}
    """
    return distinct_slugs(sorted(keys, key=lambda key: not ID_PATTERN.fullmatch(key)), "work")


def lost_texts(sources: Sequence[Source]) -> tuple[str, ...]:
    """What no bibliography carries of these sources."""
    described = [source.id for source in sources if source.text]
    if not described:
        return ()
    return (f"not carried: 'text' (file, headings, furniture) of {', '.join(described)}",)
