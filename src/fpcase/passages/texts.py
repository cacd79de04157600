"""The text of a source, with its sections and paragraphs."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from fpcase.files import is_folder, is_there, read_regular
from fpcase.model.cases import Case
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import SourceId
from fpcase.model.signatures import checked
from fpcase.model.sources import SourceText, checksum
from fpcase.model.wording import counted
from fpcase.passages.folding import LINE_END, Folded, fold, folded_words


@attrs.frozen(kw_only=True)
class Paragraph:
    """A block of text between blank lines, under its heading, without furniture.

    Attributes:
        section: The heading that it stands under, as the case lists it; empty before the first.
        number: Its place under that heading, from 1.
        spans: Start and end, in the text as given, of its parts.
    """

    section: str
    number: int
    spans: tuple[tuple[int, int], ...]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class IndexedText:
    """A text that locators can be looked up in.

    Attributes:
        text: The text as given.
        paragraphs: Its paragraphs, in order.
        headings: The headings that the case lists, each with the number of paragraphs right
            under it; None where the text has no such heading.
        sha256: The checksum of the text.
        unchanged: Whether it is the file that the case was coded from, by its checksum; ends of
            lines as Windows has them make no difference.
        exact: The text folded exactly.
        normalised: The text folded with case, punctuation and the like set aside.
        starts: For both ways of folding: where each paragraph begins in the folded text, and
            last where the text ends.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    headings: Mapping[str, int | None]
    sha256: str
    unchanged: bool
    exact: Folded
    normalised: Folded
    starts: Mapping[bool, tuple[int, ...]]
    _listed: Mapping[str, str]

    def __repr__(self) -> str:
        """The counts; the text itself would fill pages."""
        sections = sum(count is not None for count in self.headings.values())
        return (
            f"<IndexedText: {counted(sections, 'section')}, "
            f"{counted(len(self.paragraphs), 'paragraph')}, "
            f"{counted(len(self.text), 'character')}>"
        )

    def heading(self, section: str) -> str | None:
        r"""The listed heading that a locator's section names, if there is one.

        Args:
            section: The section, as a locator has it; case and punctuation do not count.

        >>> from fpcase.model import SourceText
        >>> from fpcase.passages import index_text
        >>> about = SourceText(file="a.txt", sha256="", headings=["Results"])
        >>> text = index_text("Results\n\nOil fell.\n\nExports fell too.", about)
        >>> text.heading("RESULTS:")
        'Results'
        """
        return self._listed.get(folded_words(section, normalise=True))

    def within(self, section: str | None, number: int | None) -> list[int]:
        r"""The paragraphs (by index) that a section and a paragraph number may mean.

        Args:
            section: The section, or None for all.
            number: The paragraph's number in its section, or None for all.

        >>> from fpcase.model import SourceText
        >>> from fpcase.passages import index_text
        >>> about = SourceText(file="a.txt", sha256="", headings=["Results"])
        >>> text = index_text("Results\n\nOil fell.\n\nExports fell too.", about)
        >>> text.within("Results", 2)
        [1]
        """
        heading = None if section is None else self.heading(section)
        if section is not None and heading is None:
            return []
        return [
            index
            for index, paragraph in enumerate(self.paragraphs)
            if (heading is None or paragraph.section == heading)
            and (number is None or paragraph.number == number)
        ]


def index_text(text: str, source_text: SourceText) -> IndexedText:
    r"""Find the sections and paragraphs of a text.

    Args:
        text: The text as given.
        source_text: Its headings and furniture, and the checksum of its file.

    >>> from fpcase.model import SourceText
    >>> about = SourceText(file="a.txt", sha256="", headings=["Results"])
    >>> index_text("Results\n\nOil fell.\n\nExports fell too.", about)
    <IndexedText: 1 section, 2 paragraphs, 37 characters>
    """
    listed: dict[str, str] = {}
    for heading in source_text.headings:
        listed.setdefault(folded_words(heading, normalise=True), heading)
    paragraphs: list[Paragraph] = []
    counts: dict[str, int | None] = dict.fromkeys(source_text.headings)
    section = ""
    number = 0
    longest = 4 * max(map(len, source_text.headings), default=0)
    for spans in _blocks(text, source_text):
        size = spans[-1][1] - spans[0][0]
        block = fold(text, spans, normalise=True).text if size <= longest + _SPACE else ""
        if block in listed:
            section = listed[block]
            number = counts[section] = counts[section] or 0
            continue
        number += 1
        if section:
            counts[section] = number
        paragraphs.append(Paragraph(section=section, number=number, spans=spans))
    every_span = [span for paragraph in paragraphs for span in paragraph.spans]
    ways = {normalise: fold(text, every_span, normalise=normalise) for normalise in (False, True)}
    return IndexedText(
        text=text,
        paragraphs=tuple(paragraphs),
        headings=counts,
        sha256=checksum(text),
        unchanged=source_text.is_of(text),
        exact=ways[False],
        normalised=ways[True],
        starts={normalise: _starts(way, paragraphs) for normalise, way in ways.items()},
        listed=listed,
    )


_SPACE = 200
"""How much white space and other signs a heading may have more than it is listed with."""


def _starts(way: Folded, paragraphs: list[Paragraph]) -> tuple[int, ...]:
    """Where each paragraph begins in a folded text, and last where the text ends."""
    starts = []
    at = 0
    for paragraph in paragraphs:
        first = paragraph.spans[0][0]
        while at < len(way.origins) and (way.origins[at] < first or way.text[at] == " "):
            at += 1
        starts.append(at)
    return (*starts, len(way.text))


_NUMBER = r"(?:[0-9]+|[ivxlcdm]+|[IVXLCDM]+|\#)"


def _blocks(text: str, source_text: SourceText) -> Iterator[tuple[tuple[int, int], ...]]:
    """Each block that is not furniture, as the spans of its lines that are not."""
    entries = [" ".join(entry.split()) for entry in source_text.furniture]
    begun = tuple(entry.removesuffix("*") for entry in entries if entry.endswith("*"))
    lines = [rf"{re.escape(entry)}[\W_]*(?:{_NUMBER}[\W_]*)?" for entry in begun]
    lines += [re.escape(e).replace(r"\#", _NUMBER) for e in entries if not e.endswith("*")]
    furniture = re.compile("|".join(lines))
    for block in _between_blank_lines(text):
        spans = [span for span in block if not furniture.fullmatch(_on_one_line(text, span))]
        if not spans:
            continue
        if spans[0] == block[0] and _on_one_line(text, spans[0]).startswith(begun):
            continue
        yield tuple(spans)


def _on_one_line(text: str, span: tuple[int, int]) -> str:
    return " ".join(text[slice(*span)].split())


def _between_blank_lines(text: str) -> Iterator[list[tuple[int, int]]]:
    """Start and end of the lines of each block; a text without blank lines is parted by pages."""
    pages = _lines(text, "\f\u2029")
    blocks = list(_lines(text, "\u2029"))
    yield from pages if len(blocks) == 1 else blocks


def _lines(text: str, parting: str) -> Iterator[list[tuple[int, int]]]:
    """The same, with signs that part blocks as a blank line does."""
    block: list[tuple[int, int]] = []
    at = 0
    for end in [*LINE_END.finditer(text), None]:
        stop = end.start() if end else len(text)
        sign = end[0] if end else parting
        if text[at:stop].strip():
            block.append((at, stop))
            parts = sign in parting
        else:
            parts = sign != "\f" or sign in parting
        if parts and block:
            yield block
            block = []
        at = end.end() if end else stop


@checked
def read_texts(case: Case, folder: Path | str) -> dict[SourceId, IndexedText]:
    """Read and index the texts of a case's sources that are in a folder.

    Args:
        case: The case.
        folder: The folder of texts; files of it that the case does not name are left alone.

    Returns:
        Source id to text, for those whose file is there.

    Raises:
        FpcaseError: there is no such folder, none of the case's texts is in it, or a file
            there is not UTF-8.

    >>> import fpcase
    >>> folder = fpcase.new_case("texts-read")  # an invented example, with a text
    >>> texts = fpcase.passages.read_texts(fpcase.load_case(folder), folder / "texts")
    >>> list(texts)
    ['example-2001']
    """
    folder = Path(folder)
    if not is_folder(folder):
        raise FpcaseError(
            f"the folder of texts {str(folder)[-200:]!r} does not exist; "
            "give its path with --texts or in the environment variable FPCASE_TEXTS"
        )
    texts = {}
    named = []
    for source in case.in_use().sources.values():
        if source.text is None:
            continue
        named.append(source.text.file)
        path = folder / Path(source.text.file).name
        if not is_there(path):
            continue
        try:
            text = read_regular(path, "text", within=folder).decode("utf-8")
        except UnicodeDecodeError:
            message = f"the text {path.name} is not in UTF-8; save it as plain text in UTF-8"
            raise FpcaseError(message) from None
        texts[source.id] = index_text(text, source.text)
    if not texts:
        if named:
            message = (
                f"the folder {str(folder)!r} contains none of the case's texts; "
                f"put one of these there: {', '.join(named)}"
            )
        else:
            message = "no source of the case has a text; describe one under 'text:' in sources.yaml"
        raise FpcaseError(message)
    return texts
