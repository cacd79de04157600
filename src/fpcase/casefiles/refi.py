"""Projects of programs for qualitative coding, as REFI-QDA exchanges them (.qdpx).

QualCoder, ATLAS.ti, MAXQDA, NVivo and others write them: codes, the texts, and which code stands
at which passage. A coding says that a passage speaks of something, not what it says; so it comes
in as a claim to be completed, which nothing counts before it is.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import attrs

from fpcase.casefiles.case_writer import write_case
from fpcase.casefiles.slugs import distinct_slugs, slug
from fpcase.files import LARGEST, read_regular
from fpcase.model.cases import Case
from fpcase.model.claims import DescriptiveClaim, Explanation
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import CaseId, ClaimId, ExplanationId, SourceId, VariableId
from fpcase.model.signatures import checked
from fpcase.model.sources import Locator, Source, SourceText
from fpcase.model.terms import Basis, CaseKind, SourceKind
from fpcase.model.variables import Broader, Variable
from fpcase.model.wording import counted

TO_COMPLETE = (
    "This code says only what the passage is about. Complete the value, or turn the description "
    "into a causal claim, and delete 'basis: inferred'."
)


@attrs.frozen(kw_only=True)
class Project:
    """What a project holds.

    Attributes:
        case: The case: a variable for each code, an explanation for each text, a claim to be
            completed for each coding, with its quotation.
        texts: File name -> text.
        notes: What was left out.
    """

    case: Case
    texts: Mapping[str, str]
    notes: tuple[str, ...] = ()

    def write(self, folder: Path | str) -> Path:
        """Write case and texts into a new folder.

        Args:
            folder: The folder; it must not exist.

        Raises:
            FpcaseError: the folder exists or cannot be written.

        >>> import zipfile
        >>> with zipfile.ZipFile("talks.qdpx", "w") as packed:
        ...     packed.writestr("project.qde", "<Project/>")
        >>> read_project("talks.qdpx").write("talks").name
        'talks'
        """
        return write_case(self.case, folder, texts=self.texts)


@checked
def read_project(path: Path | str, *, country: str = "not given") -> Project:
    """Read a REFI-QDA project.

    Args:
        path: The file (.qdpx).
        country: The case's country.

    Raises:
        FpcaseError: it cannot be read, or is not a REFI-QDA project.

    >>> import zipfile
    >>> with zipfile.ZipFile("interviews.qdpx", "w") as packed:
    ...     packed.writestr("project.qde", '<Project><Codes><Code name="Fear"/></Codes></Project>')
    >>> list(read_project("interviews.qdpx").case.variables)
    ['fear']
    """
    path = Path(path)
    raw = read_regular(path, "project")
    reason = ""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
            wanted = [name for name in packed.namelist() if name.lower().endswith((".qde", ".txt"))]
            files = {name: packed.read(name) for name in wanted} if size <= LARGEST else {}
        if size > LARGEST:
            reason = f"unpacks to more than {LARGEST:,} bytes; export a part of the project"
        else:
            (project,) = (text for name, text in files.items() if name.endswith(".qde"))
            if not re.search(rb"<!(DOCTYPE|ENTITY)", project):
                root = ET.fromstring(project)  # noqa: S314 - without entities of its own
                return _project(root, files, slug(path.stem, "project"), country)
            reason = "declares its own XML entities; export it again without them"
    except Exception as error:  # noqa: BLE001 - whatever a broken file makes its readers raise
        reason = f"cannot be read as a REFI-QDA project ({error}); export it again"
    raise FpcaseError(f"{path.name} {reason}")


def _project(root: ET.Element, files: Mapping[str, bytes], case_id: str, country: str) -> Project:
    codes = list(_codes(root))
    ids = distinct_slugs([path for _, path in codes], "code")
    variable_of = {guid: VariableId(ids[path]) for guid, path in codes}
    listed = [one for one in root.iter() if _tag(one) == "TextSource"]
    other = sum(_tag(one).endswith("Source") for one in root.iter()) - len(listed)
    called = [str(one.get("name") or one.get("guid")) for one in listed]
    names = distinct_slugs(called, "text")
    texts: dict[str, str] = {}
    sources, explanations, lost = {}, {}, 0
    for one, name in zip(listed, called, strict=True):
        own = names[name]
        text = _text_of(one, files)
        lost += text is None
        claims = list(_claims(one, text or "", variable_of))
        described = None
        if text:
            texts[f"{own}.txt"] = text
            digest = hashlib.sha256(text.encode()).hexdigest()
            described = SourceText(file=f"{own}.txt", sha256=digest)
        sources[SourceId(own)] = Source(
            id=SourceId(own), authors=(), title=name, kind=SourceKind.REPORT, text=described
        )
        explanations[ExplanationId(own)] = Explanation(
            id=ExplanationId(own),
            source=SourceId(own),
            descriptions={claim.id: claim for claim in claims},
        )
    notes = [f"left out: {counted(other, 'source')} without plain text"] if other else []
    notes += [f"missing from the project: {counted(lost, 'text')}"] if lost else []
    case = Case(
        id=CaseId(case_id),
        title=root.get("name") or case_id,
        country=country,
        version="0.1.0",
        kind=CaseKind.LINKS,
        sources=sources,
        variables={variable_of[guid]: _variable(path, ids) for guid, path in codes},
        explanations=explanations,
    )
    return Project(case=case, texts=texts, notes=tuple(notes))


def _tag(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _codes(root: ET.Element) -> Iterator[tuple[str, str]]:
    """Every code's guid, and its name behind the names of the codes that it is a kind of."""
    books = (one for one in root.iter() if _tag(one) == "Codes")
    waiting = [("", code) for book in books for code in book if _tag(code) == "Code"]
    for above, code in waiting:
        name = " ".join((code.get("name") or "code").split())
        path = f"{above}; {name}" if above else name
        yield code.get("guid", path), path
        waiting += [(path, inner) for inner in code if _tag(inner) == "Code"]


def _variable(path: str, ids: Mapping[str, str]) -> Variable:
    above, _, name = path.rpartition("; ")
    return Variable(
        id=VariableId(ids[path]),
        name=name,
        definition=f"Named in the project as: {path}",
        broader=Broader(variable=VariableId(ids[above])) if above else None,
    )


def _text_of(source: ET.Element, files: Mapping[str, bytes]) -> str | None:
    inside = next((one.text for one in source if _tag(one) == "PlainTextContent"), None)
    if inside is not None:
        return inside
    wanted = (source.get("plainTextPath") or "").rpartition("/")[2]
    raw = next((text for name, text in files.items() if wanted and name.endswith(wanted)), None)
    return None if raw is None else raw.decode("utf-8-sig", errors="replace")


def _claims(
    source: ET.Element, text: str, variable_of: Mapping[str, VariableId]
) -> Iterator[DescriptiveClaim]:
    number = 0
    for selection in (one for one in source if _tag(one) == "PlainTextSelection"):
        start, end = (int(selection.get(f"{end}Position", "0")) for end in ("start", "end"))
        quote = " ".join((text[start:end] or selection.get("name") or "").split())
        for code in (one for one in selection.iter() if _tag(one) == "CodeRef"):
            variable = variable_of.get(code.get("targetGUID", ""))
            if variable is not None:
                number += 1
                yield DescriptiveClaim(
                    id=ClaimId(f"q{number}"),
                    variable=variable,
                    value=("yes",),
                    basis=Basis.INFERRED,
                    at=(Locator(quote=quote),) if quote else (),
                    note=TO_COMPLETE,
                )
