"""New case folders, and new explanations in them, with comments that teach."""

import re
import textwrap
from pathlib import Path

import attrs

from fpcase.casefiles.case_writer import write_explanation
from fpcase.casefiles.claim_rows import explanation_from_rows, unused_columns
from fpcase.casefiles.comments import Commenter
from fpcase.casefiles.layout import CASE_FILES, EXPLANATIONS, HEAD_FILE
from fpcase.casefiles.loading import check_case, load_case
from fpcase.casefiles.schema import schema_files
from fpcase.casefiles.slugs import slug
from fpcase.casefiles.spreadsheets import read_spreadsheet
from fpcase.casefiles.yamltext import to_yaml
from fpcase.documents import ESCAPED
from fpcase.files import is_there, refuse_existing, write_new_file, write_new_folder
from fpcase.model.cases import CaseHead
from fpcase.model.errors import FpcaseError
from fpcase.model.fields import required
from fpcase.model.ids import ID_PATTERN
from fpcase.model.signatures import checked

SCHEMAS = "schema"
TEXTS = "texts"

_EXAMPLE = Path(__file__).parent / "example"
"""An invented textbook case, which uses every key of every record."""

_BEHIND = """\
The lines behind '# ' are an invented example: take away the '# ', write your own over it, and
delete what you do not need."""


def example_files(case_id: str, country: str) -> dict[str, str]:
    """The case files of the example that a new folder is filled with: path -> text.

    Args:
        case_id: The id of the new case.
        country: The name of its country.
    """
    named = to_yaml({"name": country})
    own = {
        "id": case_id,
        "title": f"A textbook example to write over: {country}",
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
        message = "the country needs a name; leave it out for a country of the example"
        raise FpcaseError(message)
    control = ESCAPED.search(name)
    if control:
        message = f"the country's name holds the character U+{ord(control[0]):04X}; delete it"
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
        left_out: Columns of a table of claims that no claim has room for.
    """

    path: Path
    to_add: str
    left_out: tuple[str, ...] = ()


@checked
def new_author(
    folder: Path | str, author: str, *, claims: Path | str | None = None
) -> NewExplanation:
    """Begin a new author's explanation in a case, with comments that teach.

    The file has no claims yet; every key is shown in comments. No other file is touched,
    since a scholar's comments in it are nobody's to rewrite: what ``sources.yaml`` lacks is
    handed back, and `check_case` asks for it too.

    Args:
        folder: The case folder.
        author: The id of the new explanation and of its source, such as ``doe-2001``.
        claims: A table of its claims, with the columns that `write_tables` gives ``claims.csv``:
            one may code in a spreadsheet, and bring it back.

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
    if not is_there(folder / HEAD_FILE):
        message = (
            f"{str(folder)[-200:]!r} is no case folder (it has no {HEAD_FILE}); "
            "name one, or begin one with 'fpcase new'"
        )
        raise FpcaseError(message)
    if not ID_PATTERN.fullmatch(author):
        message = (
            f"{author!r} is no id in kebab-case, such as doe-2001; try {slug(author, 'doe-2001')!r}"
        )
        raise FpcaseError(message)
    path = folder / EXPLANATIONS / f"{author}.yaml"
    refuse_existing(path, "explanation")
    left_out: tuple[str, ...] = ()
    if claims is None:
        path.parent.mkdir(exist_ok=True)
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
What one work claims. The file's name is the explanation's id: it need not stand in the file.
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
