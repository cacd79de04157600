"""What a reader is shown for an id in a table: the name of what it stands for."""

import re
from collections.abc import Callable, Mapping

from fpcase.model import Case, ExplanationId, SourceId, TheoryId, VariableId

NAMES: Mapping[str, Callable[[Case, str], str]] = {
    "variable": lambda case, id_: case.variables[VariableId(id_)].name,
    "author": lambda case, id_: case.label(ExplanationId(id_)),
    "theory": lambda case, id_: case.theories[TheoryId(id_)].name,
    "source": lambda case, id_: case.sources[SourceId(id_)].short,
}
"""What a cell shows for an id, where it is not the id itself."""

COLUMNS: Mapping[str, str] = {
    column: kind
    for kind, columns in {
        "variable": "cause, effect, outcome, variable, loop, path, chain, left explains, right "
        "explains, shared causes, shared direct causes, which variables, seams",
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
    name = NAMES.get(COLUMNS.get(column, ""))

    def named(found: re.Match[str]) -> str:
        try:
            return name(case, found[0]) if name else found[0]
        except KeyError:
            return found[0]

    return _ID.sub(named, text)
