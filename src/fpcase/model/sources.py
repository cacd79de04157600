"""Works, their authors' names in parts, and places in works."""

import re
from collections.abc import Collection
from hashlib import sha256

import attrs

from fpcase.model.fields import checked, tupled
from fpcase.model.ids import SourceId
from fpcase.model.notebook import Shown
from fpcase.model.terms import SourceKind


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


@attrs.frozen(kw_only=True, field_transformer=checked)
class SourceText:
    """The text of a work, as a file in which passages are looked up.

    Attributes:
        file: The file's name in the folder of texts.
        sha256: Checksum of the file (SHA-256, as the command ``sha256sum`` prints it), so that
            a changed text is noticed.
        headings: The lines that are headings, as a locator's `section` names them.
        furniture: What belongs to the page, not to the text: lines to ignore, ``#`` standing
            for a number in them. An entry that ends in ``*`` stands for every line that goes
            on with a number alone, such as a running head with its page, and otherwise for
            every block (lines up to a blank one) that begins so, such as a footnote.
    """

    file: str
    sha256: str
    headings: tuple[str, ...] = attrs.field(default=(), converter=tupled)
    furniture: tuple[str, ...] = attrs.field(default=(), converter=tupled)

    def is_of(self, text: str) -> bool:
        r"""Whether a text is the one that was coded from; ends of lines may differ.

        Args:
            text: The text.

        >>> about = SourceText(file="a.txt", sha256=checksum("Oil fell.\n"))
        >>> about.is_of("Oil fell.\r\n"), about.is_of("Oil rose.\n")
        (True, False)
        """
        unix = text.replace("\r\n", "\n")
        return self.sha256 in map(checksum, (text, unix, unix.replace("\n", "\r\n")))

    def __str__(self) -> str:
        """The file."""
        return self.file


def checksum(text: str) -> str:
    """A text's checksum (SHA-256).

    Args:
        text: The text.
    """
    return sha256(text.encode()).hexdigest()


@attrs.frozen(kw_only=True, field_transformer=checked)
class Source(Shown):
    """A work: one that is coded, or one that a coded work cites.

    Attributes:
        id: Its id in the case, such as ``aitiev-2015``.
        authors: Names as the work gives them, in the same order.
        year: Year of publication; left out if the work is undated.
        title: Title, with subtitle.
        kind: What kind of work it is.
        container: Journal, publisher, institution or site it appeared in.
        url: Where it can be read.
        doi: Digital object identifier, without a prefix.
        language: BCP 47 code, such as ``en``.
        text: Its text, if passages are to be looked up.
    """

    id: SourceId
    authors: tuple[str, ...] = attrs.field(converter=tupled)
    year: int | None = None
    title: str
    kind: SourceKind
    container: str | None = None
    url: str | None = None
    doi: str | None = None
    language: str | None = None
    text: SourceText | None = None

    @property
    def surnames(self) -> tuple[str, ...]:
        """What each author is called; the title of a work that names none."""
        return tuple(name_parts(one).surname for one in self.authors) or (self.title,)

    @property
    def short(self) -> str:
        """Author and year, as a figure's label has room for.

        >>> Source(id="cai-2022", authors=["Jingqi Cai", "Xinkai Xiang", "Haojun Zhang"],
        ...        year=2022, title="...", kind=SourceKind.CONFERENCE_PAPER).short
        'Cai et al. 2022'
        """
        some = 2
        who = " and ".join(self.surnames)
        if len(self.surnames) > some:
            who = f"{self.surnames[0]} et al."
        if not self.authors and self.year is None:  # known by its title alone
            return who
        return f"{who} {self.year or 'n.d.'}"


@attrs.frozen(kw_only=True, field_transformer=checked)
class Anchor:
    """The first and last few words of a passage: enough to find it, too little to copy it.

    Attributes:
        start: The passage's first words, at most five.
        end: Its last words, at most five.
    """

    start: str
    end: str


@attrs.frozen(kw_only=True, field_transformer=checked)
class Locator(Shown):
    """Where in a source something stands.

    Attributes:
        source: The work; left out in an explanation's claims, where it is the explanation's own.
        section: The heading above the passage.
        paragraph: The block of text under that heading, counted from 1.
        page: The page, as printed.
        anchor: First and last words of the passage.
        citing: Works that the passage cites.
        quote: The passage itself, if the rights to the text allow it.
    """

    source: SourceId | None = None
    section: str | None = None
    paragraph: int | None = None
    page: str | None = None
    anchor: Anchor | None = None
    citing: tuple[SourceId, ...] = attrs.field(default=(), converter=tupled)
    quote: str | None = None

    @property
    def place(self) -> str:
        """The place in words, for a table or a tooltip.

        >>> Locator(section="Conclusion", paragraph=2).place
        'Conclusion, paragraph 2'
        >>> Locator(page="69–70").place, Locator(page="pp. 3, 5").place
        ('pp. 69–70', 'pp. 3, 5')
        """
        several = _SEVERAL_PAGES.search(self.page or "")
        page = (self.page or "").removeprefix("pp.").removeprefix("p.").strip()
        parts = [
            self.section,
            f"paragraph {self.paragraph}" if self.paragraph else None,
            f"{'pp.' if several else 'p.'} {page}" if page else None,
        ]
        return ", ".join(part for part in parts if part) or "no place given"

    def __str__(self) -> str:
        """Source, place and first and last words, in a line."""
        source = f"{self.source}, " if self.source else ""
        anchor = f" ({self.anchor.start} ... {self.anchor.end})" if self.anchor else ""
        citing = f", citing {', '.join(self.citing)}" if self.citing else ""
        quote = f", “{self.quote}”" if self.quote else ""
        return f"{source}{self.place}{anchor}{citing}{quote}"


_SEVERAL_PAGES = re.compile(r"^pp\.|[0-9ivxlc]\s*[-–,]\s*[0-9ivxlc]|[0-9]ff?\b")
"""How a locator writes more pages than one."""
