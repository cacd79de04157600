"""A case, or one of its records, described in plain text."""

from collections.abc import Iterator, Mapping

from fpcase.model.cases import Case
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import SourceId
from fpcase.model.signatures import checked
from fpcase.model.wording import hint, wrap_line
from fpcase.passages import IndexedText
from fpcase.report.descriptions import Description, Descriptions
from fpcase.report.linked_text import Link, Said, plainly
from fpcase.report.uses import Entry, entries

_WIDTH = 96


@checked
def describe(
    case: Case, subject: str | None = None, texts: Mapping[SourceId, IndexedText] | None = None
) -> str:
    """Say what the case holds on a subject, in plain text.

    Args:
        case: The case.
        subject: Nothing for the case as a whole, or the id of an author
            (``hananya-2019``), a claim (``hananya-2019/h12``), a prediction
            (``ramani-2016/p2``), or of any other record, such as a variable
            (``neutrality-between-powers``).
        texts: The sources' texts, to show the passage that a claim stands in.

    Raises:
        FpcaseError: the case has no such subject; the nearest one is named.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> print(fpcase.report.describe(case, "anarchy").splitlines()[0])
    Anarchy (variable anarchy)
    """
    described = Descriptions(case=case, texts=texts or {})
    return "\n".join(
        "".join(
            f"{part}\n"
            for line in _lines(described.of(entry))
            for part in wrap_line(_on_one_line(line), _WIDTH, cuts=False)
        )
        for entry in _found(case, subject)
    )


@checked
def find_subject(case: Case, subject: str | None = None) -> object:
    """The record that an id names, or the case itself; the first, if several have the id.

    Args:
        case: The case.
        subject: The id of a record (for a claim or a prediction, the full id), or None for the case
            itself.

    Raises:
        FpcaseError: the case has no such record; the nearest id is named.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("ukraine"))
    >>> fpcase.report.find_subject(case, "cai-2022").source
    'cai-2022'
    """
    return _found(case, subject)[0].record


def _found(case: Case, subject: str | None) -> list[Entry]:
    """The records of an id; an author's work is described with the author."""
    if subject is None:
        return [Entry(case.id, case)]
    known: dict[str, list[Entry]] = {}
    for entry in entries(case):
        if entry.kind != "source" or entry.id not in case.explanations:
            known.setdefault(entry.id, []).append(entry)
    if subject in known:
        return known[subject]
    namesakes = [id_ for id_ in known if id_.partition("/")[2] == subject]
    if namesakes:
        message = (
            f"put the author before a claim's id; does {subject!r} mean {' or '.join(namesakes)}?"
        )
        raise FpcaseError(message)
    message = f"the case has no record {subject!r}{hint(subject, known)}"
    raise FpcaseError(message)


def _lines(described: Description) -> Iterator[str]:
    """The title, the lead, and every part: in its line, or with a line for each item."""
    yield f"{described.title} ({described.kind} {described.id})"
    for said in described.lead:
        yield f"  {_typed(said)}"
    for label, items in described.parts:
        if len(items) == 1:
            yield f"  {label}: {_typed(items[0])}"
        else:
            yield f"  {label}:"
            for item in items:
                yield f"    {_typed(item)}"


def _typed(said: Said) -> str:
    """A text with the ids that can be asked about next: where it explains its first name, that one.

    The id of a claim or of a prediction names it well enough.
    """
    typed = [part if isinstance(part, str) else _named(part) for part in said]
    match said:
        case Link(), str() as words, *_ if words.startswith(": "):
            return typed[0] + plainly(said[1:])
    return "".join(typed)


def _named(link: Link) -> str:
    return link.id if link.kind in {"", "claim", "prediction"} else f"{link.name} ({link.id})"


def _on_one_line(line: str) -> str:
    """A line whose names, whatever they hold, make no second one."""
    return "".join(" " if one.isspace() else one for one in line)
