"""A case's sources out to bibliographies, and sources in from them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from fpcase.casefiles.bibtex import from_bibtex, to_bibtex
from fpcase.casefiles.citations import Bibliography, ReadSources
from fpcase.casefiles.csl import from_csl_json, to_csl_json
from fpcase.casefiles.record_trees import to_record
from fpcase.casefiles.yamltext import to_yaml
from fpcase.files import read_regular
from fpcase.model.cases import Case
from fpcase.model.errors import FpcaseError
from fpcase.model.signatures import checked
from fpcase.model.sources import Source
from fpcase.model.spelling import hint
from fpcase.model.terms import ActorKind

BIBLIOGRAPHIES: Mapping[str, Callable[[Sequence[Source], Collection[str]], str]] = {
    "bibtex": to_bibtex,
    "csl-json": to_csl_json,
}
"""Formats that a case's sources can be written in."""

_READERS: Mapping[str, Callable[[str, str], ReadSources]] = {
    ".bib": from_bibtex,
    ".json": from_csl_json,
}


@checked
def to_bibliography(case: Case, form: str) -> Bibliography:
    """The sources that a case uses, for a reference manager, a paper or a page.

    An author that is an actor of the case, but no person, is an organisation: its name is
    kept whole.

    Args:
        case: The case.
        form: ``bibtex`` or ``csl-json``.

    Raises:
        FpcaseError: there is no such format.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> "@phdthesis{hananya-2019," in fpcase.casefiles.to_bibliography(case, "bibtex").text
    True
    """
    if form not in BIBLIOGRAPHIES:
        said = hint(form, BIBLIOGRAPHIES, f"the formats are {' and '.join(BIBLIOGRAPHIES)}")
        raise FpcaseError(f"there is no bibliography format {form!r}{said}")
    bodies = {a.name for a in case.actors.values() if a.kind is not ActorKind.PERSON}
    sources = list(case.in_use().sources.values())
    described = ", ".join(source.id for source in sources if source.text)
    lost = [f"not exported: the key 'text' of {described}"] if described else ()
    return Bibliography(text=BIBLIOGRAPHIES[form](sources, bodies), lost=lost)


@checked
def read_sources(path: Path | str) -> ReadSources:
    """Read sources from a BibTeX (.bib) or CSL-JSON (.json) file.

    Args:
        path: The file. BibTeX needs the extra ``bibliography``.

    Returns:
        The sources, and in words what was left behind.

    Raises:
        FpcaseError: the file cannot be read.

    >>> import fpcase
    >>> from pathlib import Path
    >>> entry = '[{"id": "doe-2001", "type": "book", "title": "Grain"}]'
    >>> Path("library.json").write_text(entry, encoding="utf-8") > 0
    True
    >>> fpcase.casefiles.read_sources("library.json").sources[0].title
    'Grain'
    """
    path = Path(path)
    if path.suffix.lower() not in _READERS:
        message = (
            f"{path.name!r} is not a bibliography that can be read; its name must end in "
            ".bib or .json"
        )
        raise FpcaseError(message)
    try:
        text = read_regular(path, "file").decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"the file {path.name!r} is not in UTF-8 (byte {error.start}); save it in UTF-8"
        raise FpcaseError(message) from None
    return _READERS[path.suffix.lower()](text, path.name)


@checked
def source_entries(sources: Sequence[Source]) -> str:
    """Sources as the lines to paste under ``sources:`` in ``sources.yaml``.

    Args:
        sources: The sources, in the order in which they are to stand.

    >>> from fpcase.model import Source, SourceKind
    >>> print(source_entries([Source(id="doe-2001", authors=["Jane Doe"], year=2001,
    ...                              title="On War", kind=SourceKind.BOOK)]), end="")
      - id: doe-2001
        authors: [Jane Doe]
        year: 2001
        title: On War
        kind: book
    """
    listed = to_yaml({"sources": [to_record(source) for source in sources]})
    return listed.partition("\n")[2]
