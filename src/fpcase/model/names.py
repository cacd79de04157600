"""Names of authors, in parts."""

import re
from collections.abc import Collection

import attrs


@attrs.frozen(kw_only=True)
class Name:
    """An author's name in parts.

    Attributes:
        family: The family name, or the whole name of a body or of somebody with one name.
        given: Given names; empty for a body.
        particle: Small words before the family name, such as ``van der``.
        suffix: What follows the name, such as ``Jr.``.
        family_first: Whether the family name stands first, as in much of East Asia.
    """

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""
    family_first: bool = False

    @property
    def surname(self) -> str:
        """The family name with what goes before it.

        >>> name_parts("Hans van der Berg").surname, name_parts("Robert Smith Jr.").surname
        ('van der Berg', 'Smith')
        """
        return f"{self.particle} {self.family}".lstrip()

    @property
    def text(self) -> str:
        """The name as a work gives it: given names first, unless it is East Asian.

        >>> Name(family="王", given="小明").text
        '王小明'
        """
        if _EAST_ASIAN.fullmatch(self.family + self.given):
            return self.family + self.given
        family = [part for part in (self.particle, self.family) if part]
        given = [self.given] if self.given else []
        parts = [*family, *given] if self.family_first else [*given, *family]
        return " ".join([*parts, *([self.suffix] if self.suffix else [])])


SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})
_JOINS = frozenset({"and", "&", "for", "of", "on"})
"""Words that the name of a body has, as ``Ministry of Foreign Affairs``, and a person's has not."""
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\u3005]+")


def name_parts(name: str, bodies: Collection[str] = ()) -> Name:
    """A name in parts: the last word is the family name, small words before it go with it.

    A name with a comma, or with such a word as ``of``, is taken whole, as a body's.

    Args:
        name: The name as the work gives it.
        bodies: Names of organisations, which have no parts.

    >>> name_parts("Hans van der Berg")
    Name(family='Berg', given='Hans', particle='van der', suffix='', family_first=False)
    """
    words = name.split()
    whole = name in bodies or len(words) == 1 or "," in name or not _JOINS.isdisjoint(words)
    if whole or _EAST_ASIAN.fullmatch("".join(words)):
        return Name(family=name)
    suffix = words.pop() if words[-1] in SUFFIXES and len(words) > 2 else ""  # noqa: PLR2004 - given, family
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
