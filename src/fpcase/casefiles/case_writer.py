"""From a case back to a folder of YAML files, as a person could have written them.

The same case gives the same text. Lists and mappings stand in blocks, indented under their key;
what is short and flat stays on a line. Text stands plain where no reader of YAML could take it for
anything else, folded where it is long, in quotes otherwise.
"""

import re
import textwrap
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from fpcase.casefiles.converter import structure
from fpcase.casefiles.layout import (
    CASE_FILES,
    EXPLANATIONS,
    HEAD_FILE,
    VOCABULARY_FILES,
    VOCABULARY_KEYS,
)
from fpcase.casefiles.loading import examine
from fpcase.casefiles.slugs import slug
from fpcase.documents import CaseError, Severity, parse_text
from fpcase.files import fill, is_there, put, refuse_existing, staging, write_new_file
from fpcase.model.cases import Case, CaseHead, Vocabulary
from fpcase.model.claims import Explanation
from fpcase.model.errors import FpcaseError
from fpcase.model.fields import Form, Shape, fields_of, in_short
from fpcase.model.ids import ID_PATTERN
from fpcase.model.signatures import checked


def to_record(record: object) -> Any:  # noqa: ANN401 - a tree
    """A record as a tree of plain values, as its YAML holds it; defaults are left out.

    Args:
        record: Any record of the model.

    >>> from fpcase.model import Condition
    >>> to_record(Condition(variable="unsc-seat", value="yes"))
    {'variable': 'unsc-seat', 'value': 'yes'}
    """
    kind: Any = type(record)
    values = {field: getattr(record, field.name) for field in fields_of(kind)}
    said = {field: value for field, value in values.items() if value != field.left_out}
    return in_short({field.name: _tree(one, field.shape) for field, one in said.items()}, kind)


def _tree(value: Any, shape: Shape) -> Any:  # noqa: ANN401 - a value of a field
    """A value as its field's YAML holds it: records with ids in a list, words by key a mapping."""
    if value is None:
        return None
    if shape.form is Form.RECORD:
        return to_record(value)
    if shape.form is Form.MAPPING:
        return {str(key): _tree(one, shape.inner) for key, one in value.items()}
    if shape.item:
        several = value if shape.form is Form.LIST else value.values()
        listed = [_tree(one, shape.item) for one in several]
        return listed[0] if shape.alone and len(listed) == 1 else listed
    return value.value if shape.is_vocabulary else value


_WIDTH = 100
_SHORT = 80
_INDENT = 2

_PLAIN = re.compile(
    r"(?![-?:] |[-?:]$|---|\.\.\.)[^\s\-?:,\[\]{}#&*!|>'\"%@`<=~][^\n\r\t]*|-[^\s\-0-9.][^\n\r\t]*"
)
_ODD = re.compile(r": |:$| #| $")
_ODD_IN_FLOW = re.compile(r"[,\[\]{}?:]| #| $|^[“„«]")
_GUESSED = re.compile(
    r"null|true|false|yes|no|on|off|y|n|[-+]?\.?[0-9][0-9a-fx_,:.+\-TZ ]*|\.(inf|nan)|0o[0-7]+",
    re.IGNORECASE,
)
"""What some reader of YAML takes for a number, a date, a truth value or nothing."""

_FOLDABLE = re.compile(r"[^\s]+( [^\s]+)*")
_PRINTABLE = "\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
_BLOCK_LINES = re.compile(rf"[{_PRINTABLE}]+(\n+[{_PRINTABLE}]+)*\n?")
_ONE_LINE = re.compile(rf"[{_PRINTABLE}]*")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


_HALVES = range(0xD800, 0xE000)


def to_yaml(tree: Any) -> str:  # noqa: ANN401 - a tree
    """A tree as YAML.

    Args:
        tree: Mappings, lists, texts, numbers, truth values and None.

    >>> print(to_yaml({"id": "war", "name": "War", "values": ["no", "yes"]}), end="")
    id: war
    name: War
    values: ["no", "yes"]
    """
    return "".join(f"{line}\n" for line in _lines(tree, 0))


def _lines(tree: Any, indent: int) -> Iterator[str]:  # noqa: ANN401 - a tree
    """The lines of a list or a mapping in block style; of anything else, its one line."""
    margin = " " * indent
    if isinstance(tree, dict) and tree:
        for key, value in tree.items():
            yield from _entry(f"{margin}{_scalar(key, flow=False)}:", value, indent)
    elif isinstance(tree, list) and tree:
        for value in tree:
            inside = indent + _INDENT
            block = _is_block(value)
            first, *rest = _lines(value, inside) if block else _value(value, inside, inside)
            yield f"{margin}- {first.lstrip(' ')}"
            yield from rest
    else:
        first, *rest = _value(tree, indent)
        yield margin + first
        yield from rest


def _entry(head: str, value: Any, indent: int) -> Iterator[str]:  # noqa: ANN401 - a tree
    if _is_block(value):
        yield head
        yield from _lines(value, indent + _INDENT)
    else:
        first, *rest = _value(value, indent + _INDENT, len(head) + 1)
        yield f"{head} {first}"
        yield from rest


def _value(value: Any, indent: int, used: int = 0) -> list[str]:  # noqa: ANN401 - a tree
    """The lines of what stands after a key or a dash; `used` columns are taken already."""
    if not isinstance(value, str):
        return [_flow(value)]
    margin = " " * indent
    line = _scalar(value, flow=False)
    *most, last = value.split("\n")
    even = all(one == one.strip() for one in (*most, last))
    if most and even and _BLOCK_LINES.fullmatch(value):
        kept = [margin + one if one else "" for one in [*most, *filter(None, [last])]]
        return ["|-" if last else "|", *kept]
    fits = used + len(line) <= _WIDTH
    foldable = " " in value and _ONE_LINE.fullmatch(value) and _FOLDABLE.fullmatch(value)
    if fits or not foldable:
        return [line]
    folded = textwrap.wrap(
        value, max(1, _WIDTH - indent), break_long_words=False, break_on_hyphens=False
    )
    return [">-", *(margin + text for text in folded)]


def _is_block(value: Any) -> bool:  # noqa: ANN401 - a tree
    """Whether a value takes lines of its own: a list or a mapping that is long or not flat."""
    if isinstance(value, dict):
        return bool(value) and ("id" in value or not _is_short(value.values(), value))
    return isinstance(value, list) and bool(value) and not _is_short(value)


def _is_short(values: Collection[Any], keys: Collection[str] = ()) -> bool:
    """Whether values are flat and few enough to stand on one line."""
    flat = all(value is None or isinstance(value, str | int | float) for value in values)
    return flat and sum(len(str(one)) + 2 for one in (*values, *keys)) <= _SHORT


def _flow(value: Any) -> str:  # noqa: ANN401 - a tree
    if isinstance(value, dict):
        pairs = (f"{_scalar(key, flow=True)}: {_flow(item)}" for key, item in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    return _scalar(value, flow=True) if isinstance(value, str) else str(value)


def _scalar(text: str, *, flow: bool) -> str:
    """A text on one line: plain if nothing could take it for anything else, or quoted."""
    odd = _ODD_IN_FLOW if flow else _ODD
    if (
        _PLAIN.fullmatch(text)
        and _ONE_LINE.fullmatch(text)
        and not odd.search(text)
        and not _GUESSED.fullmatch(text)
    ):
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if _ONE_LINE.fullmatch(character):
        return character
    code = ord(character)
    if code in _HALVES:
        message = f"the text cannot be written: U+{code:04X} is an incomplete character; replace it"
        raise FpcaseError(message)
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"  # noqa: PLR2004 - two digits of hexadecimal


@checked
def write_case(case: Case, folder: Path | str, *, texts: Mapping[str, str] | None = None) -> Path:
    """Write a case into a new folder; reading it back gives an equal case.

    The vocabularies in use are written beside the folder, unless they stand there already.
    The folder is made complete under another name, read back, and then renamed, so that a
    crash never leaves half a case under the wanted name. (It may leave a hidden folder whose
    name begins with ``.fpcase-``; delete it.)

    Args:
        case: The case.
        folder: Where to write it; it must not exist.
        texts: File name -> text of a source, for the folder's ``texts``.

    Returns:
        The folder.

    Raises:
        CaseError: the case could not be read back, as its records break a rule.
        FpcaseError: the folder exists or cannot be written, an id is not valid, or a vocabulary
            beside it differs from the case's own.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> folder = fpcase.write_case(case, "copy/kazakhstan")
    >>> fpcase.load_case(folder) == case
    True
    """
    folder = Path(folder)
    for id_ in (*case.explanations, *case.vocabularies):
        _refuse_no_id(id_)  # it becomes a file's or folder's name, which must not lead elsewhere
    refuse_existing(folder, "folder")
    with staging(folder) as stage:
        missing = {
            name: vocabulary
            for name, vocabulary in case.vocabularies.items()
            if not (folder.parent / name).exists()
        }
        fill(stage / "case", _texts(_case_files(case)))
        if texts:
            fill(stage / "case" / "texts", texts)
        for name, vocabulary in missing.items():
            fill(stage / "vocabularies" / name, _texts(_listed(vocabulary, VOCABULARY_FILES, {})))
        _read_back(case, stage, folder)
        for name in missing:
            put(stage / "vocabularies" / name, folder.parent / name, "folder")
        put(stage / "case", folder, "folder")
    return folder


@checked
def write_explanation(case_folder: Path | str, explanation: Explanation) -> Path:
    """Write one author's explanation into a case folder, as a new file.

    Args:
        case_folder: The case folder.
        explanation: The explanation; what it refers to may still be missing in the case.

    Returns:
        The file, ``explanations/ID.yaml``.

    Raises:
        FpcaseError: the file exists or cannot be written, the folder is no case, or the
            explanation could not be read back.

    >>> import fpcase
    >>> folder = fpcase.write_case(fpcase.load_case(fpcase.bundled_case("kazakhstan")), "copy/kaz")
    >>> doe = fpcase.model.Explanation(id="doe-2001", source="aitiev-2015")
    >>> fpcase.casefiles.write_explanation(folder, doe).name
    'doe-2001.yaml'
    """
    path = explanation_place(Path(case_folder), explanation.id)
    text = to_yaml(_explanation_tree(explanation))
    document = parse_text(text, f"{EXPLANATIONS}/{path.name}")
    errors = [one for one in document.problems if one.severity is Severity.ERROR]
    if errors:
        raise CaseError(errors, f"the explanation {explanation.id!r} (not written)")
    tree = document.data if isinstance(document.data, dict) else {}
    read, _ = structure({"source": explanation.id, **tree, "id": explanation.id}, Explanation)
    if read != explanation:
        raise FpcaseError(
            f"the explanation {explanation.id!r} cannot be written: it would not be read back "
            "unchanged; look for blank texts and for values of the wrong type"
        )
    return write_new_file(path, text)


def explanation_place(folder: Path, author: str) -> Path:
    """Where a case folder will hold a new author's explanation.

    Args:
        folder: The case folder.
        author: The explanation's id.

    Raises:
        FpcaseError: the folder is no case, the id is none, or the explanation exists.
    """
    if not is_there(folder / HEAD_FILE):
        raise FpcaseError(
            f"{str(folder)[-200:]!r} is not a case folder (it has no {HEAD_FILE}); "
            "name one, or begin one with 'fpcase new'"
        )
    _refuse_no_id(author)
    path = folder / EXPLANATIONS / f"{author}.yaml"
    refuse_existing(path, "explanation")
    return path


def _refuse_no_id(text: str) -> None:
    if not ID_PATTERN.fullmatch(text):
        other = slug(text, "doe-2001")
        raise FpcaseError(f"{text!r} is not an id in kebab-case, such as doe-2001; try {other!r}")


def _texts(files: Mapping[str, Any]) -> dict[str, str]:
    return {name: to_yaml(tree) for name, tree in files.items()}


def _read_back(case: Case, stage: Path, folder: Path) -> None:
    """Refuse a case that would not be read back as it is."""
    homes = (stage / "vocabularies", folder.parent)
    draft, errors = examine(stage / "case", {Severity.ERROR}, homes)
    if errors:
        raise CaseError(errors, f"the case {case.id!r} (not written)")
    read = draft.case()
    fields = [field.name for field in attrs.fields(Case)]
    differ = [name for name in fields if getattr(read, name) != getattr(case, name)]
    if differ:
        raise FpcaseError(
            f"the case {case.id!r} cannot be written to {folder.name!r}: when read back, it would "
            f"differ in {', '.join(differ)}; check whether that folder has another vocabulary of "
            f"that name, whether a record's id differs from its key, and whether a value has the "
            f"wrong type"
        )


def _case_files(case: Case) -> dict[str, Any]:
    head = CaseHead(**{field.name: getattr(case, field.name) for field in attrs.fields(CaseHead)})
    files: dict[str, Any] = {HEAD_FILE: to_record(head)}
    common = {
        key: {shared for one in case.vocabularies.values() for shared in getattr(one, key)}
        for key in VOCABULARY_KEYS
    }
    files |= _listed(case, CASE_FILES, common)
    for author, explanation in case.explanations.items():
        files[f"{EXPLANATIONS}/{author}.yaml"] = _explanation_tree(explanation)
    return files


def _explanation_tree(explanation: Explanation) -> dict[str, Any]:
    tree: dict[str, Any] = to_record(explanation)
    del tree["id"]  # the file's name says it
    return tree


def _listed(
    whole: Case | Vocabulary,
    files: Mapping[str, Mapping[str, type]],
    common: Mapping[str, Collection[str]],
) -> dict[str, Any]:
    """File -> key -> the records under it, less those that are common."""
    found: dict[str, Any] = {}
    for name, keys in files.items():
        for key in keys:
            held = getattr(whole, key)
            less = common.get(key, ())
            own = (
                held if isinstance(held, tuple) else [held[id_] for id_ in held if id_ not in less]
            )
            if own:
                found.setdefault(name, {})[key] = [to_record(record) for record in own]
    return found
