"""New case folders, and new explanations in them, with comments that teach."""

import textwrap
from pathlib import Path
from typing import Any

import attrs

from fpcase.casefiles.example import FIRST_EXPLANATION, TEXT, TEXT_FILE, example_files
from fpcase.casefiles.folders import refuse_existing, write_new_file, write_new_folder
from fpcase.casefiles.layout import CASE_FILES, EXPLANATIONS, HEAD_FILE, CaseHead
from fpcase.casefiles.loading import check_case
from fpcase.casefiles.schema import schema_files
from fpcase.casefiles.slugs import slug
from fpcase.casefiles.teaching import Teacher
from fpcase.casefiles.yamltext import to_yaml
from fpcase.documents import ESCAPED
from fpcase.model.errors import FpcaseError
from fpcase.model.explanations import Explanation
from fpcase.model.ids import ID_PATTERN

SCHEMAS = "schema"
TEXTS = "texts"

_ABOUT = {
    HEAD_FILE: """\
A new case. Everything in this folder is a textbook example, invented from end to end: write
your own over it, file by file, and delete the keys that you do not need. Then run
'fpcase check' on the folder: it says what is still wrong, with file, line and remedy.""",
    "sources.yaml": """\
Works: those that are coded (one file each in explanations/), and those that they lean on.
The folder texts/ holds the text of the first: 'fpcase passages' looks its passages up there.
Do not publish texts that are not yours to publish.""",
    "actors.yaml": "Who decides or acts. Other files name actors by these ids.",
    "variables.yaml": """\
One vocabulary for all authors: two authors who mean the same thing use the same variable, and
keep their own word in the claim's 'term'. Say in the definition what more of it means, so that
signs can be read.""",
    "theories.yaml": """\
Theories, and the shape that each of their propositions demands of an explanation's diagram.""",
    "decisions.yaml": """\
What the country did, episode by episode. A condition with nothing after the colon is one on
which the texts are silent.""",
    "evidence.yaml": "Observations, apart from what they show.",
    "appraisals.yaml": """\
Your own judgements on evidence and predictions, never mixed with what authors say.""",
    f"{EXPLANATIONS}/example-2001.yaml": """\
What one work claims. The file's name is the explanation's id: it need not stand in the file.
A claim is what the author says, not what is true.""",
    f"{EXPLANATIONS}/example-2005.yaml": """\
A second work. Another author is another file: see 'fpcase new-author'.""",
}
"""What stands at the top of each file."""

_BEHIND = """\
The lines behind '# ' are an invented example: take away the '# ', write your own over it, and
delete what you do not need."""
_ABOUT_BARE = {
    HEAD_FILE: f"A new case.\n{_BEHIND}",
    **{file: f"{_ABOUT[file]}\n{_BEHIND}" for file in CASE_FILES if file != "sources.yaml"},
    "sources.yaml": f"""\
Works: those that are coded (one file each in explanations/), and those that they lean on.
Put their texts into a folder texts/ beside this file, and 'fpcase passages' looks passages up.
Do not publish texts that are not yours to publish.
{_BEHIND}""",
}
"""The same, where the example is behind '#'."""


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
    teacher = Teacher()
    files = {f"{SCHEMAS}/{file}": text for file, text in schema_files().items()}
    if not bare:
        files[f"{TEXTS}/{TEXT_FILE}"] = TEXT
    for file, tree in example_files(slug(folder.absolute().name, "new-case"), name).items():
        if not (bare and file.startswith(EXPLANATIONS)):
            about = _ABOUT_BARE.get(file, _ABOUT[file]) if bare else _ABOUT[file]
            head = f"{_schema_line(file)}\n{_commented(about)}\n"
            files[file] = head + (_taught_bare if bare else _taught)(teacher, file, tree)
    return write_new_folder(folder, files)


@attrs.frozen(kw_only=True)
class NewExplanation:
    """An explanation file that was begun, and what is still missing for it to load.

    Attributes:
        path: The file.
        to_add: What to add to the case's ``sources.yaml``; empty if the source is there.
    """

    path: Path
    to_add: str


def new_author(folder: Path | str, author: str) -> NewExplanation:
    """Begin a new author's explanation in a case, with comments that teach.

    The file has no claims yet; every key is shown in comments. No other file is touched,
    since a scholar's comments in it are nobody's to rewrite: what ``sources.yaml`` lacks is
    handed back, and `check_case` asks for it too.

    Args:
        folder: The case folder.
        author: The id of the new explanation and of its source, such as ``doe-2001``.

    Returns:
        The new file, and what to add to ``sources.yaml``.

    Raises:
        FpcaseError: there is no such case, the id is not in kebab-case, or the explanation
            exists.

    >>> import fpcase
    >>> folder = fpcase.new_case("syldavia")
    >>> begun = fpcase.casefiles.new_author(folder, "doe-2010")
    >>> begun.path.name
    'doe-2010.yaml'
    >>> print(begun.to_add.splitlines()[0])
      - id: doe-2010
    """
    folder = Path(folder)
    if not (folder / HEAD_FILE).is_file():
        message = (
            f"{str(folder)!r} is no case folder (it has no {HEAD_FILE}); "
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
    path.parent.mkdir(exist_ok=True)
    write_new_file(path, _new_explanation(folder, author))
    missing = any(
        problem.rule == "unknown-id"
        and problem.file == f"{EXPLANATIONS}/{path.name}"
        and problem.where == "source"
        for problem in check_case(folder)
    )
    return NewExplanation(path=path, to_add=_source_entry(folder, author) if missing else "")


def _schema_line(file: str) -> str:
    """The comment by which editors find the schema of a file."""
    up = "../" * file.count("/")
    kind = "explanation" if file.startswith(EXPLANATIONS) else file.removesuffix(".yaml")
    return f"# yaml-language-server: $schema={up}{SCHEMAS}/{kind}.json"


def _commented(text: str) -> str:
    return "\n".join(f"# {line}".rstrip() for line in text.splitlines())


def _taught(teacher: Teacher, file: str, tree: dict[str, Any]) -> str:
    if file in CASE_FILES:
        return "".join(
            f"\n{teacher.listed(key, tree[key], kind)}" for key, kind in CASE_FILES[file].items()
        )
    kind = CaseHead if file == HEAD_FILE else Explanation
    return "\n" + teacher.record(tree, kind)


def _taught_bare(teacher: Teacher, file: str, tree: dict[str, Any]) -> str:
    """The same, with all that a case need not have behind '#'."""
    if file == HEAD_FILE:
        needed = [one.name for one in attrs.fields(CaseHead) if one.default is attrs.NOTHING]
        kept = {key: tree[key] for key in needed} | {"title": f"{tree['country']}'s foreign policy"}
        rest = {key: value for key, value in tree.items() if key not in needed}
        shown = _commented(teacher.record(rest, CaseHead))
        return f"\n{teacher.record(kept, CaseHead)}\n{shown}\n"
    text = ""
    for key, kind in CASE_FILES[file].items():
        head, _, records = teacher.listed(key, tree[key], kind).partition("\n")
        text += f"\n{head}\n{_commented(records)}\n"
    return text


def _new_explanation(folder: Path, author: str) -> str:
    tree = {**FIRST_EXPLANATION, "source": author}
    claims = [{**claim, "at": [_own(at) for at in claim["at"]]} for claim in tree["claims"][:1]]
    shown = Teacher().record({**tree, "claims": claims}, Explanation)
    source, rest = shown.split("\n\n", maxsplit=1)
    schema = f"{EXPLANATIONS}/{author}.yaml"
    has_schema = (folder / SCHEMAS / "explanation.json").is_file()
    head = f"{_schema_line(schema)}\n" if has_schema else ""
    return f"{head}{_commented(_BEGUN)}\n\n{source}\n\n{_commented(rest)}\n"


_BEGUN = f"""\
What one work claims. The file's name is the explanation's id: it need not stand in the file.
{_BEHIND} A claim is what the author says, not what is true."""


def _own(locator: dict[str, Any]) -> dict[str, Any]:
    """A locator of the explanation's own source, which need not be named."""
    return {key: value for key, value in locator.items() if key != "source"}


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
