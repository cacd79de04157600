"""New case folders, and new explanations in them, with comments that teach."""

import re
import textwrap
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Any

import attrs

from fpcase.casefiles.case_writer import explanation_place, write_explanation
from fpcase.casefiles.layout import CASE_FILES, EXPLANATIONS, FILE_OF, HEAD_FILE
from fpcase.casefiles.loading import check_case, load_case
from fpcase.casefiles.schema import schema_files
from fpcase.casefiles.slugs import slug
from fpcase.casefiles.spreadsheets import read_spreadsheet
from fpcase.casefiles.tables import explanation_from_rows, unused_columns
from fpcase.casefiles.yamltext import to_yaml
from fpcase.documents import ESCAPED, Place, parse_text
from fpcase.files import write_new_file, write_new_folder
from fpcase.model.cases import CaseHead
from fpcase.model.claims import Explanation
from fpcase.model.dates import Edtf
from fpcase.model.errors import FpcaseError
from fpcase.model.fields import Field, Form, Shape, fields_of, required, summary, word_meanings
from fpcase.model.signatures import checked

SCHEMAS = "schema"
TEXTS = "texts"

_EXAMPLE = Path(__file__).parent / "example"
"""An invented textbook case, which uses every key of every record."""

_BEHIND = """\
The lines that begin with '# ' are an invented example. Remove the '# ', replace the example with
your own text, and delete what you do not need."""


def example_files(case_id: str, country: str) -> dict[str, str]:
    """The case files of the example that a new folder is filled with: path -> text.

    Args:
        case_id: The id of the new case.
        country: The name of its country.
    """
    named = to_yaml({"name": country})
    own = {
        "id": case_id,
        "title": f"A textbook example, to be replaced: {country}",
        "country": country,
    }
    names = [HEAD_FILE, *CASE_FILES, *sorted(f"{EXPLANATIONS}/{one}.yaml" for one in _AUTHORS)]
    files = {name: (_EXAMPLE / name).read_text(encoding="utf-8") for name in names}
    for key, value in own.items():
        files[HEAD_FILE] = _with_line(files[HEAD_FILE], key, value)
    files["actors.yaml"] = files["actors.yaml"].replace(
        "    name: Exampleland\n", textwrap.indent(named, "    "), 1
    )
    return files


def _with_line(text: str, key: str, value: str) -> str:
    """A case's head with another value for a key."""
    line = to_yaml({key: value})
    return re.sub(rf"^{key}: .*\n", lambda _: line, text, count=1, flags=re.MULTILINE)


_AUTHORS = ("example-2001", "example-2005")


@checked
def new_case(folder: Path | str, country: str = "Exampleland", *, bare: bool = False) -> Path:
    """Begin a case: a folder that loads and draws, with a comment on every key.

    It holds an invented textbook example of two authors, to be written over. The folder may
    lie anywhere; the schemas in its subfolder ``schema`` let editors complete and check keys
    and words while one types.

    Args:
        folder: Where to put the case; nothing may be there yet. Its name becomes the id.
        country: The country's name.
        bare: Put the example behind ``#``, so that nothing of it has to be deleted: the case
            then has a title and a country, and no explanation yet (see `new_author`).

    Returns:
        The folder.

    Raises:
        FpcaseError: the folder exists, cannot be written, or the country has no name.

    >>> import fpcase
    >>> folder = fpcase.new_case("borduria", country="Borduria")
    >>> fpcase.load_case(folder).country
    'Borduria'
    >>> len(fpcase.load_case(fpcase.new_case("bare", bare=True)).explanations)
    0
    """
    folder = Path(folder)
    name = " ".join(country.split())
    if not name:
        raise FpcaseError(
            "the country's name is blank; give one, or leave it out to use the example's country"
        )
    control = ESCAPED.search(name)
    if control:
        message = f"the country's name contains the character U+{ord(control[0]):04X}; delete it"
        raise FpcaseError(message)
    commenter = Commenter()
    files = {f"{SCHEMAS}/{file}": text for file, text in schema_files().items()}
    if not bare:
        for path in (_EXAMPLE / TEXTS).iterdir():
            files[f"{TEXTS}/{path.name}"] = path.read_text(encoding="utf-8")
    for file, text in example_files(slug(folder.absolute().name, "new-case"), name).items():
        if not (bare and file.startswith(EXPLANATIONS)):
            about, _, body = text.partition("\n\n")
            shown = commenter.commented(body, file)
            if bare:
                about = "# A new case." if file == HEAD_FILE else about
                about, shown = f"{about}\n{_commented(_BEHIND)}", _behind(file, shown, name)
            files[file] = f"{_schema_line(file)}\n{about}\n\n{shown}"
    return write_new_folder(folder, files)


@attrs.frozen(kw_only=True)
class NewExplanation:
    """An explanation file that was begun, and what is still missing for it to load.

    Attributes:
        path: The file.
        to_add: What to add to the case's ``sources.yaml``; empty if the source is there.
        left_out: Columns of a table of claims that match no field of a claim.
    """

    path: Path
    to_add: str
    left_out: tuple[str, ...] = ()


@checked
def new_author(
    folder: Path | str, author: str, *, claims: Path | str | None = None
) -> NewExplanation:
    """Begin a new author's explanation in a case, with comments that teach.

    The file has no claims yet; every key is shown in comments. No other file is touched, so that
    comments in it stay as they are: what ``sources.yaml`` lacks is returned, and `check_case` asks
    for it too.

    Args:
        folder: The case folder.
        author: The id of the new explanation and of its source, such as ``doe-2001``.
        claims: A table of its claims, with the columns that `write_tables` gives ``claims.csv``:
            so claims can be coded in a spreadsheet.

    Returns:
        The new file, and what to add to ``sources.yaml``.

    Raises:
        FpcaseError: there is no such case, the id is not in kebab-case, the explanation
            exists, or a claim of the table does not fit.

    >>> import fpcase
    >>> folder = fpcase.new_case("syldavia")
    >>> begun = fpcase.casefiles.new_author(folder, "doe-2010")
    >>> begun.path.name
    'doe-2010.yaml'
    >>> print(begun.to_add.splitlines()[0])
      - id: doe-2010
    """
    folder = Path(folder)
    path = explanation_place(folder, author)
    left_out: tuple[str, ...] = ()
    if claims is None:
        write_new_file(path, _new_explanation(folder, author))
    else:
        rows = read_spreadsheet(claims)
        sources = frozenset(load_case(folder).sources)
        write_explanation(folder, explanation_from_rows(rows, author, Path(claims).name, sources))
        left_out = tuple(unused_columns(rows))
    missing = any(
        problem.rule == "unknown-id"
        and problem.file == f"{EXPLANATIONS}/{path.name}"
        and problem.where == "source"
        for problem in check_case(folder)
    )
    to_add = _source_entry(folder, author) if missing else ""
    return NewExplanation(path=path, to_add=to_add, left_out=left_out)


def _schema_line(file: str) -> str:
    """The comment by which editors find the schema of a file."""
    up = "../" * file.count("/")
    kind = "explanation" if file.startswith(EXPLANATIONS) else file.removesuffix(".yaml")
    return f"# yaml-language-server: $schema={up}{SCHEMAS}/{kind}.json"


def _commented(text: str) -> str:
    return "\n".join(f"# {line}".rstrip() for line in text.splitlines())


def _behind(file: str, shown: str, country: str) -> str:
    """A file's text with all that a case need not have behind '#'."""
    if file != HEAD_FILE:
        lines = (
            line if re.match(r"\w+:", line) else _commented(line) for line in shown.splitlines()
        )
        return re.sub(r"^#$", "", "\n".join(lines), flags=re.MULTILINE) + "\n"
    needed = required(CaseHead)
    blocks = [
        block if re.search(rf"^({'|'.join(needed)}): ", block, re.MULTILINE) else _commented(block)
        for block in shown.split("\n\n")
    ]
    return _with_line("\n\n".join(blocks) + "\n", "title", f"{country}'s foreign policy")


def _new_explanation(folder: Path, author: str) -> str:
    text = example_files("new-case", "Exampleland")[f"{EXPLANATIONS}/example-2001.yaml"]
    _, _, body = text.partition("\n\n")
    body = re.sub(r"(?m)^  - id: c2\n(?s:.*?)^(?=\w)", "", body)  # one claim shows all the keys
    body = re.sub(r"(?m)^ +source: example-2001\n", "", body)  # its own source goes without saying
    body = body.replace("source: example-2001\n", f"source: {author}\n", 1)
    schema = f"{EXPLANATIONS}/{author}.yaml"
    shown = Commenter().commented(body, schema)
    source, rest = shown.split("\n\n", maxsplit=1)
    has_schema = (folder / SCHEMAS / "explanation.json").is_file()
    head = f"{_schema_line(schema)}\n" if has_schema else ""
    return f"{head}{_commented(_BEGUN)}\n\n{source}\n\n{_commented(rest)}\n"


_BEGUN = f"""\
What one work claims. The file's name is the explanation's id, so the file need not repeat it.
{_BEHIND} A claim is what the author says, not what is true."""


def _source_entry(folder: Path, author: str) -> str:
    """The lines that define the source, as ``sources.yaml`` wants them."""
    tree = [
        {
            "id": author,
            "authors": ["Given-name Family-name"],
            "year": 2001,
            "title": "Title of the work",
            "kind": "journal-article",
            "container": "Journal 1 (2): 3-4",
        }
    ]
    if (folder / "sources.yaml").is_file():
        return textwrap.indent(to_yaml(tree), "  ")
    return to_yaml({"sources": tree})


_WIDTH = 96
_OUTERMOST = 2


class Commenter:
    r"""Explains each key of each record once, where it first stands in the files of a case.

    >>> print(Commenter().commented("id: borduria\ncountry: Borduria\n", "case.yaml"), end="")
    # The id of the case. Required.
    id: borduria
    <BLANKLINE>
    # The country. Required.
    country: Borduria
    """

    def __init__(self) -> None:
        """Nothing has been explained yet."""
        self._explained: set[object] = set()
        self._above: dict[int, list[str]] = {}

    def commented(self, text: str, file: str) -> str:
        """A file's text with comments.

        Args:
            text: The text, each key that is to be explained on a line of its own.
            file: The file's name in a case folder.
        """
        document = parse_text(text, file)
        whole = Place(document)
        self._above = {}
        if file in CASE_FILES:
            for number, (key, kind) in enumerate(CASE_FILES[file].items()):
                if number:
                    self._note(whole.below(key), [""])
                self._items(document.data[key], whole.below(key), kind)
        else:
            self._record(document.data, whole, CaseHead if file == HEAD_FILE else Explanation)
        lines = text.splitlines()
        return "".join(
            f"{one}\n"
            for number, line in enumerate(lines, start=1)
            for one in (*self._above.get(number, ()), line)
        )

    def _note(self, place: Place, lines: list[str]) -> None:
        self._above.setdefault(_begin(place)[0], []).extend(lines)

    def _items(self, trees: list[Any], place: Place, kind: type) -> None:
        for index, tree in enumerate(trees):
            if not isinstance(tree, Mapping):  # a short form
                continue
            first = place.below(index, next(iter(tree)))
            margin = _begin(first)[1] - 2
            if index and margin == _OUTERMOST:
                self._note(first, [""])
            if self._is_new(kind):
                self._note(first, [*_comment(summary(kind), margin), " " * margin + "#"])
            self._record(tree, place.below(index), kind, in_list=True)

    def _record(
        self, tree: Mapping[str, Any], place: Place, kind: type, *, in_list: bool = False
    ) -> None:
        fields = {field.name: field for field in fields_of(kind)}
        for index, (name, value) in enumerate(tree.items()):
            here = place.below(name)
            if self._is_new((kind, name)):
                margin = _begin(here)[1] - (2 if in_list and not index else 0)
                gap = [""] if index else []
                self._note(here, [*gap, *self._explain(fields[name], margin)])
            self._value(value, here, fields[name].shape)

    def _value(self, value: Any, place: Place, shape: Shape) -> None:  # noqa: ANN401 - a tree
        leaf = shape.innermost
        if leaf.form is not Form.RECORD:
            return
        if isinstance(value, list):
            self._items(value, place, leaf.kind)
        elif isinstance(value, Mapping) and shape.form is Form.MAPPING:
            for key, inside in value.items():
                self._value(inside, place.below(key), shape.inner)
        elif isinstance(value, Mapping):
            self._record(value, place, leaf.kind)

    def _explain(self, field: Field, margin: int) -> Iterator[str]:
        of_list = field.shape.form is Form.LIST
        leaf = field.shape.inner if of_list else field.shape
        takes = ["required"] if field.required else []
        if leaf.kind in FILE_OF and field.name != "id":
            file = FILE_OF[leaf.kind].format(author="AUTHOR")
            takes.append(f"{'ids' if of_list else 'an id'} of {file}")
        elif leaf.kind is Edtf:
            takes.append("a date or interval, such as 2014, 2014-03-18, 2014~ or 2008/2014")
        yield from _comment(f"{field.meaning} {_sentence(takes)}".strip(), margin)
        if leaf.is_vocabulary:
            yield from self._explain_words(leaf.kind, margin)

    def _explain_words(self, vocabulary: type[Enum], margin: int) -> Iterator[str]:
        words = [str(member.value) for member in vocabulary]
        meanings = word_meanings(vocabulary)
        if not meanings or not self._is_new(vocabulary):
            yield from _comment(f"One of: {', '.join(words)}.", margin)
            return
        yield from _comment("One of:", margin)
        for word in words:
            yield from _comment(f"  {word}: {meanings[word]}", margin)

    def _is_new(self, thing: object) -> bool:
        new = thing not in self._explained
        self._explained.add(thing)
        return new


def _begin(place: Place) -> tuple[int, int]:
    """The line of the last key of a place, and how far it is set in."""
    line, column = place.document.position(place.steps, of_key=True)
    return line, column - 1


def _sentence(parts: list[str]) -> str:
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _comment(text: str, margin: int) -> list[str]:
    pad = " " * margin + "# "
    indent = " " * (len(text) - len(text.lstrip()))
    hanging = f"{indent}  " if indent else ""
    return textwrap.wrap(
        text.strip(), _WIDTH, initial_indent=pad + indent, subsequent_indent=pad + hanging
    )
