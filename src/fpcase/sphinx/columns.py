"""How wide the columns of a table are in print, where no reader can widen them."""

import re
from collections.abc import Sequence

from docutils import nodes
from sphinx.addnodes import tabular_col_spec
from sphinx.application import Sphinx

TABLE = "fpcase-table"
"""The class of our tables, on generated pages and from directives."""

WIDEST = 40
"""A text longer than this is broken into lines, and asks for no more room."""


def set_columns(_app: Sphinx, page: nodes.document) -> None:
    """Give each of our tables on a page columns as wide as what stands in them asks for."""
    for table in list(page.findall(nodes.table)):
        if TABLE in table["classes"]:
            rows = [[cell.astext() for cell in row.children] for row in table.findall(nodes.row)]
            place = table.parent.index(table)
            table.parent.insert(place, tabular_col_spec(spec=printed_columns(rows)))


RAGGED = r">{\def\sphinxAtStartPar{\raggedright\leavevmode\nobreak\hskip0pt }\footnotesize}"
"""Small type, and no gaps between words: a cell's paragraphs set themselves, so each is told."""

MARGIN = 6
"""The room beside a column, in letters."""


def printed_columns(rows: Sequence[Sequence[str]]) -> str:
    r"""The columns of a table in LaTeX, together as wide as the text.

    >>> printed_columns([["a", "b"], ["c1", "the end"]]).replace(RAGGED, "")
    '\\X{8}{21}\\X{13}{21}'
    """
    shares = column_shares(rows)
    return "".join(rf"{RAGGED}\X{{{share}}}{{{sum(shares)}}}" for share in shares)


def column_shares(rows: Sequence[Sequence[str]]) -> list[int]:
    """How wide each column should be, in letters: no word is cut, and none takes all the room.

    >>> column_shares([["claim", "where"], ["c1", "Introduction, " * 9]])
    [11, 46]
    """
    return [
        MARGIN
        + max(
            *(min(WIDEST, len(cell)) for cell in column),
            *(len(word) for cell in column for word in re.split(r"[\s-]", cell)),
        )
        for column in zip(*rows, strict=True)
    ]
