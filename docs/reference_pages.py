"""The reference pages of the YAML format and of the rules, made from the code."""

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

import attrs
from casefolders import DOE, SOUND, changes_that_break, problems_of, write_case_folder

from fpcase.casefiles import RULES, check_case
from fpcase.casefiles.layout import CASE_FILES, EXPLANATIONS, HEAD_FILE, NOUNS
from fpcase.casefiles.rules.record_rules import LISTED_TEXTS
from fpcase.casefiles.scaffold import example_files
from fpcase.casefiles.yamltext import to_yaml
from fpcase.documents import Problem, parse_text
from fpcase.model.cases import CaseHead
from fpcase.model.claims import Condition, Explanation, JointCause
from fpcase.model.dates import Edtf
from fpcase.model.decisions import Decision, Membership, Office, Reading
from fpcase.model.evidence import Chance
from fpcase.model.fields import Field, Form, Shape, fields_of, shape_of, summary, word_meanings
from fpcase.model.ids import FULL_ID_KINDS, ID_KINDS
from fpcase.model.sources import Anchor
from fpcase.model.terms import VOCABULARIES
from fpcase.model.variables import Pattern, SharePattern

Key = tuple[type, str]
"""A key of a record."""

FORM: Mapping[str, tuple[str, tuple[str, str, str] | None]] = {
    "not-readable": ("Every file can be opened.", None),
    "not-utf-8": ("A file is text in UTF-8.", ("variables.yaml", "Trade", "Träde")),
    "too-large": ("A file is not too large to be a case file.", None),
    "empty-file": ("A file is not empty.", ("actors.yaml", SOUND["actors.yaml"], "")),
    "not-yaml": ("A file is YAML.", ("case.yaml", 'version: "1.0"', 'version: "1.0')),
    "tab": ("Lines are indented by spaces.", ("case.yaml", "country:", "\tcountry:")),
    "directive": ("A file has no YAML directives.", ("case.yaml", "id:", "%TAG ! x\n---\nid:")),
    "second-document": (
        "A file holds one YAML document.",
        ("case.yaml", "country:", "---\ncountry:"),
    ),
    "too-deep": (
        "Nothing is nested too deeply for a case file.",
        ("case.yaml", "country: Ruritania", f"country: {'[' * 200}{']' * 200}"),
    ),
    "strange-character": (
        "A text has no control characters.",
        ("case.yaml", "country: Ruritania", 'country: "Ruri\\atania"'),
    ),
    "hidden-character": (
        "A key has no invisible characters.",
        ("case.yaml", "country:", "cou\N{ZERO WIDTH SPACE}ntry:"),
    ),
    "tag": ("Values have no YAML tags.", ("case.yaml", "country: ", "country: !state ")),
    "alias": (
        "Every alias ('*') repeats an anchor ('&') above it.",
        ("case.yaml", "country: Ruritania", "country: *ruritania"),
    ),
    "merge-key": ("Keys are written out.", ("case.yaml", "country:", "<<: {}\ncountry:")),
    "key-not-text": ("A key is a word.", ("case.yaml", "country:", "[country]:")),
    "duplicate-key": ("No key is repeated.", ("case.yaml", "country:", "id: other\ncountry:")),
    "lost-text": (
        "No part of a text is read as a comment.",
        ("case.yaml", "the powers", "the #powers"),
    ),
    "too-many-problems": ("A file with very many errors is not checked to its end.", None),
    "unknown-key": (
        "A record has only keys that are defined for it.",
        (DOE, "mechanism:", "mechanisms:"),
    ),
    "missing-key": ("A record has the keys that it needs.", (DOE, "    stance: asserts\n", "")),
    "value": (
        "A value is of the kind that its key requires.",
        ("variables.yaml", "level: state", "level: global"),
    ),
    "date": (
        "A date is valid, and an interval does not end before it begins.",
        ("actors.yaml", "1935-04", "April 1935"),
    ),
    "duplicate-id": ("An id is defined once.", ("variables.yaml", "id: trade", "id: war")),
    "file-name": (
        "The name of an explanation's file is the explanation's id.",
        (DOE, "claims:", "id: someone-else\nclaims:"),
    ),
    "unknown-file": (
        "A case folder contains only the YAML files of a case.",
        ("variable.yaml", "", "-"),
    ),
    "unknown-vocabulary": (
        "Every common vocabulary that a case uses exists.",
        ("case.yaml", "country:", "uses: [comon]\ncountry:"),
    ),
}
"""Rule about the form of files -> what it demands, and how to break it in the sound case."""

RECORD_RULES: Mapping[str, tuple[Key, ...]] = {
    "admissible-value": ((Condition, "value"), (Decision, "outcomes"), (Reading, "value")),
    "anchor-words": ((Anchor, "start"), (Anchor, "end")),
    "ends-before-begin": ((Office, "until"), (Membership, "until")),
    "explains-nothing": ((Explanation, "explains"),),
    "joint-causes": ((JointCause, "variable"),),
    "one-pattern": (
        *((Pattern, field.name) for field in attrs.fields(Pattern)),
        (SharePattern, "at_least"),
    ),
}
"""Rules that check keys beyond the one that the example of the rule breaks."""


def rules_page() -> str:
    """The page of rules: what each demands, and a message that says that it is broken."""
    lines = [
        "# Rules about sound cases",
        "",
        "`fpcase check` names a rule for every problem with `--json`, under `rule`. A case that",
        "breaks a rule of the severity *error* does not load; a *warning* says that the coding is",
        "probably incomplete. The messages are those of a small made-up case in which the rule is",
        "broken.",
        "",
        "## What a case says",
        "",
    ]
    for name, rule in RULES.items():
        lines += [f"### {name}", "", f"*{rule.severity.value.capitalize()}.* {rule.meaning}", ""]
        if not rule.of_links:
            lines += [
                "The rule does not apply to a case made from a table of links (`kind: links`).",
                "",
            ]
        lines += _message(_broken(name))
    lines += [
        "## The form of files",
        "",
        "These are found before the content of the case is checked. All but one are errors.",
        "",
    ]
    for name, (meaning, _) in FORM.items():
        lines += [f"### {name}", "", meaning, ""]
        problem = broken_form(name)
        if problem:
            lines += _message(problem)
    return "\n".join(lines).rstrip()


@cache
def broken_form(rule: str) -> Problem | None:
    """The problem that the sound case has once it breaks a rule about form, if we show one."""
    change = FORM[rule][1]
    if change is None:
        return None
    name, old, new = change
    encoding = "latin-1" if rule == "not-utf-8" else "utf-8"
    with tempfile.TemporaryDirectory() as home:
        folder = write_case_folder(Path(home))
        text = SOUND.get(name, "").replace(old, new, 1)
        (folder / name).write_bytes(text.encode(encoding))
        return _first(check_case(folder), rule)


@cache
def _broken(rule: str) -> Problem:
    with tempfile.TemporaryDirectory() as home:
        return _first(problems_of(Path(home), changes_that_break(rule)), rule)


def _first(problems: Iterable[Problem], rule: str) -> Problem:
    return next(problem for problem in problems if problem.rule == rule)


def _message(problem: Problem) -> list[str]:
    shown = [str(problem), *(f"    {line}" for line in problem.excerpt.splitlines())]
    return ["```text", *shown, "```", ""]


# --- the YAML format ---------------------------------------------------------------------------


def yaml_page() -> str:
    """The page of the YAML format: every record, key by key, and every vocabulary."""
    checked = checked_keys()
    examples = dict(_examples())
    lines = [_HEAD.rstrip(), ""]
    for file, kinds in _files().items():
        lines += [f"## {file}", ""]
        for key, kind in kinds.items():
            lines += [f"A list of records under `{key}:`.", ""] if key else []
            lines += _record(kind, checked, examples)
            for part in _parts(kind):
                if _home(part) is kind:
                    lines += [f"### {_title(part)}", "", *_record(part, checked, examples)]
    lines += [
        "## Vocabularies",
        "",
        "A key that takes words from one of these lists takes no other words.",
        "",
    ]
    for vocabulary in VOCABULARIES:
        lines += _vocabulary(vocabulary)
    return "\n".join(lines).rstrip()


_HEAD = """\
# The YAML format

A case is a folder. This page lists every key that its files may have. The page is generated from
the code that reads these files.

| file | holds |
|---|---|
| `case.yaml` | what the case is; the one file that must be there |
| the other files on this page | lists of records; leave out the files that you do not need |
| `explanations/ID.yaml` | one author's explanation; ID is its id |

- Files are YAML in UTF-8. Words, numbers and dates are kept as typed: `no`, `1.10` and `2014-03`
  mean what they look like, and need no quotation marks.
- An *id* is written in small letters and digits, in words joined by single hyphens: `oil-price`.
- A *date or interval* is written as `2014`, `2014-03`, `2014-03-18`, `2014~` (about), `2014?`
  (uncertain), `2008/2014` or `2014/..` (still going on).
- What is not known is left out, or has nothing after its colon. Nothing is guessed.
- A key that is not on this page is an error, and the nearest one is named.

Under each key: what it takes, whether it is required, what it means, an example, and the
[rules](rules.md) that check it. The examples are invented.
"""


def _files() -> dict[str, dict[str, type]]:
    """File -> key at its top -> records; the key is empty where the file is a record itself."""
    return {
        HEAD_FILE: {"": CaseHead},
        **CASE_FILES,
        f"{EXPLANATIONS}/ID.yaml": {"": Explanation},
    }


def _record(
    kind: type, checked: Mapping[Key, list[str]], examples: Mapping[Key, object]
) -> list[str]:
    lines = [] if kind in {CaseHead, Explanation} else [summary(kind), ""]
    for field in fields_of(kind):
        takes = _takes(field.shape)
        if field.name == "id":
            takes = "an id"
        need = _need(field)
        says = f"*{takes[0].upper()}{takes[1:]}; {need}.* {field.meaning}"
        lines += [f"`{field.name}`", f": {says}"]
        if (kind, field.name) in examples:
            tree = {"id": "", field.name: examples[kind, field.name]}
            text = to_yaml(tree if field.name != "id" else {"id": examples[kind, "id"]})
            shown = text.splitlines()[0 if field.name == "id" else 1 :]
            lines += ["", "  ```yaml", *(f"  {line}" for line in shown), "  ```"]
        rules = checked.get((kind, field.name), [])
        if rules:
            lines += ["", f"  Checked by {', '.join(f'[{r}](rules.md#{r})' for r in rules)}."]
        lines.append("")
    whole = checked.get((kind, ""), [])
    if whole:
        names = ", ".join(f"[{rule}](rules.md#{rule})" for rule in whole)
        lines += [f"The record as a whole is checked by {names}.", ""]
    return lines


def _need(field: Field) -> str:
    if field.owner is Explanation and field.name in {"id", "source"}:
        return "by default the file's name"
    if field.required:
        return "required"
    if isinstance(field.default, Enum):
        return f"by default `{field.default.value}`"
    return "may be left out"


def _takes(shape: Shape) -> str:
    """What a key takes, in words, with links."""
    if shape.form in {Form.LIST, Form.CATALOGUE}:
        return f"a list of {_several(shape.inner.kind)}"
    if shape.form is Form.MAPPING:
        keys = _several((shape.key or shape).kind)
        return f"keys that are {keys}, each with {_takes(shape.inner)}"
    if shape.kind in NOUNS:
        return f"the id of {_article(NOUNS[shape.kind])}"
    return _SIMPLE.get(shape.kind) or f"a {_noun(shape.kind)}: {_link(shape.kind)}"


def _noun(kind: type) -> str:
    return "word" if issubclass(kind, Enum) else "record"


def _link(kind: type) -> str:
    return f"[{_title(kind)}](#{_anchor(_title(kind))})"


def _several(kind: Any) -> str:  # noqa: ANN401 - a type
    if kind in NOUNS:
        return f"ids of {_plural(NOUNS[kind])}"
    if kind in _SIMPLE:
        return "texts" if kind is str else "ids"
    return f"{_noun(kind)}s: {_link(kind)}"


_SIMPLE: Mapping[Any, str] = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "`true` or `false`",
    Chance: "a number between 0 and 1, a list of the lowest and the highest value, or a word: "
    "[Chance word](#chance-word)",
    Edtf: "a date or interval",
    **dict.fromkeys(ID_KINDS, "an id"),
    **dict.fromkeys(FULL_ID_KINDS, "an author's id, a slash and the record's own id"),
}


def _article(noun: str) -> str:
    return noun if noun == "evidence" else f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _plural(noun: str) -> str:
    return {"evidence": "evidence", "theory": "theories"}.get(noun, f"{noun}s")


def _title(kind: type) -> str:
    """A record's or vocabulary's name as a heading: ``Causal claim``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).capitalize()


def _anchor(title: str) -> str:
    return title.lower().replace(" ", "-")


def _vocabulary(vocabulary: type[Enum]) -> list[str]:
    meanings = word_meanings(vocabulary)
    lines = [f"### {_title(vocabulary)}", "", summary(vocabulary), ""]
    if not meanings:
        words = ", ".join(f"`{member.value}`" for member in vocabulary)
        return [*lines, f"{words}.", ""]
    for member in vocabulary:
        lines += [f"`{member.value}`", f": {meanings[str(member.value)]}", ""]
    return lines


def _parts(kind: type) -> Iterator[type]:
    """The records inside a record, and inside those, each once."""
    seen: list[type] = []
    waiting = [kind]
    while waiting:
        for field in fields_of(waiting.pop(0)):
            inner = field.shape.innermost.kind
            if attrs.has(inner) and inner not in {*seen, Chance}:
                seen.append(inner)
                waiting.append(inner)
    yield from seen


def _home(part: type) -> type:
    """The record under which a part is described: the last file that has it."""
    return [k for kinds in _files().values() for k in kinds.values() if part in _parts(k)][-1]


def _examples() -> Iterator[tuple[Key, object]]:
    """A value for each key, from the invented example that a new case is filled with."""
    seen: set[Key] = set()
    for file, text in example_files("example", "Exampleland").items():
        tree = parse_text(text, file).data
        kinds = CASE_FILES.get(file)
        trees = (
            [(one, kind) for key, kind in kinds.items() for one in tree[key]]
            if kinds
            else [(tree, CaseHead if file == HEAD_FILE else Explanation)]
        )
        for one, kind in trees:
            for key, value in _keys(one, kind):
                if key not in seen and value not in ([], {}, None):
                    seen.add(key)
                    yield key, value


def _typed(value: object, kind: Any) -> object:  # noqa: ANN401 - trees and types
    """A number or a truth as such, so that it is shown without quotation marks."""
    if isinstance(value, Mapping):
        return {key: _typed(one, kind) for key, one in value.items()}
    if kind is bool:
        return value == "true"
    return float(str(value)) if kind is float else int(str(value)) if kind is int else value


def _keys(tree: object, kind: Any) -> Iterator[tuple[Key, object]]:  # noqa: ANN401 - a type
    if not isinstance(tree, Mapping) or not attrs.has(kind):
        return
    for field in fields_of(kind):
        if field.name not in tree:
            continue
        value, inner = tree[field.name], field.shape.innermost.kind
        is_record = attrs.has(inner)
        if not is_record:
            yield (kind, field.name), _typed(value, inner)
        below = value if isinstance(value, list) else [value]
        if isinstance(value, Mapping) and field.shape.form is Form.MAPPING:
            cells = value.values()
            below = [one for cell in cells for one in (cell if isinstance(cell, list) else [cell])]
            yield (kind, field.name), value
        for one in below:
            yield from _keys(one, inner)


def checked_keys() -> dict[Key, list[str]]:
    """Which rules check which keys; a record as a whole has the key "".

    Ids and lists of ids are known by their types; the key that a rule checks otherwise is read
    from the problem that breaking it gives.
    """
    found: dict[Key, list[str]] = {}
    for kind in _every_record():
        for field in fields_of(kind):
            shape = field.shape
            of_ids = (shape.key if shape.form is Form.MAPPING else shape.inner) or shape
            if of_ids.kind in NOUNS and field.name != "id":
                found.setdefault((kind, field.name), []).append("unknown-id")
                if shape.form is Form.LIST and attrs.fields_dict(kind).get("id"):
                    found[kind, field.name].append("listed-twice")
            if (kind, field.name) in LISTED_TEXTS:
                found.setdefault((kind, field.name), []).append("listed-twice")
            if shape.innermost.kind is Edtf:
                found.setdefault((kind, field.name), []).append("date")
    for rule in RULES:
        problem = _broken(rule)
        for key in (*RECORD_RULES.get(rule, ()), _key_of(problem)):
            names = found.setdefault(key, [])
            if rule not in names and rule not in {"unknown-id", "listed-twice"}:
                names.append(rule)
    return {key: names for key, names in found.items() if names}


def _every_record() -> list[type]:
    heads = [kind for kinds in _files().values() for kind in kinds.values()]
    return list(dict.fromkeys([*heads, *(part for head in heads for part in _parts(head))]))


def _key_of(problem: Problem) -> Key:
    """The key that a problem is about, found by walking its path through the records' types."""
    file = f"{EXPLANATIONS}/ID.yaml" if problem.file.startswith(EXPLANATIONS) else problem.file
    steps = re.findall(r"[^.\[\]]+", problem.where)
    kinds = _files()[file]
    kind: Any = kinds.get("") or kinds[steps.pop(0)]
    name = ""
    for step in steps:
        if not step.isdigit() and attrs.has(kind) and step in attrs.fields_dict(kind):
            inner = shape_of(attrs.fields_dict(kind)[step].type).innermost.kind
            if attrs.has(inner):
                kind, name = inner, ""
            else:
                name = step
    return kind, name
