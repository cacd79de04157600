"""What records are called, and which columns of tables hold their ids."""

import re
from collections.abc import Mapping
from enum import Enum

from fpcase.model import Case, ExplanationId

_NAMES: Mapping[str, tuple[str, str]] = {
    "variable": ("variables", "name"),
    "theory": ("theories", "name"),
    "source": ("sources", "short"),
    "actor": ("actors", "name"),
    "decision": ("decisions", "title"),
    "evidence": ("evidence", "description"),
    "contest": ("contests", "question"),
}
"""Kind of record -> where a case holds it, and what of it is its name."""

NAMED = ("variable", "author", "theory", "source")
"""What a cell of a table shows by name; the names of others are sentences, or no shorter."""


def name_of(case: Case, kind: str, id_: str) -> str:
    """What a record is called.

    Args:
        case: The case.
        kind: What kind of record it is.
        id_: Its id, with that of its author if only the two together name it.

    Raises:
        KeyError: there is no such record.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> name_of(case, "variable", "anarchy"), name_of(case, "claim", "hananya-2019/h54")
    ('Anarchy', 'Hananya 2019, h54')
    """
    if kind == "case":
        return case.title
    if kind in _NAMES:
        catalogue, name = _NAMES[kind]
        called = str(getattr(getattr(case, catalogue)[id_], name))
        return _FIRST.split(called)[0] if kind == "evidence" else called
    author, _, own = id_.partition("/")
    return ", ".join([case.label(ExplanationId(author)), *filter(None, [own])])


_FIRST = re.compile(r"(?<=[^\s.]{3})\.(?: (?=[A-Z])|$)")
"""Where the first sentence of a description ends, which is enough to know it by."""

COLUMNS: Mapping[str, str] = {
    column: kind
    for kind, columns in {
        "variable": "cause, effect, outcome, variable, loop, path, chain, left explains, right "
        "explains, shared causes, shared direct causes, which variables, joins",
        "author": "author, authors, left, right, stated in full by",
        "claim": "claim, claims, left claim, right claims, chain claims, contradicted by",
        "theory": "theory",
        "evidence": "evidence",
        "source": "later works",
        "prediction": "id",
    }.items()
    for column in columns.split(", ")
}
"""What kind of id stands in a column of a table."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def with_names(case: Case, column: str, text: str) -> str:
    """A cell's text with names in the place of ids, where its column holds such.

    Args:
        case: The case.
        column: The column's name.
        text: The cell's text.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> with_names(case, "chain", "anarchy → power-seeking")
    'Anarchy → Pursuit of power by states'
    """
    kind = COLUMNS.get(column, "")

    def named(found: re.Match[str]) -> str:
        try:
            return name_of(case, kind, found[0]) if kind in NAMED else found[0]
        except KeyError:
            return found[0]

    return _ID.sub(named, text)


def in_words(word: Enum | str) -> str:
    """A word of a vocabulary as a sentence has it."""
    return re.sub("(?<!^non)-", " ", word if isinstance(word, str) else word.value)
