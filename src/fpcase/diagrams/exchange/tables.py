"""Edges as tables, for spreadsheets, statistics programs and causal-mapping programs."""

from fpcase.casefiles.spreadsheets import to_csv
from fpcase.diagrams.causal import Diagram
from fpcase.diagrams.exchange.arrows import arrows, effects
from fpcase.diagrams.exchange.texts import plain


def to_edge_list(diagram: Diagram) -> str:
    """A diagram as comma-separated values, one row for each claim (and joint cause)."""
    head = ("cause", "effect", "sign", "stance", "author", "claim", "mechanism", "at")
    rows = []
    for arrow in arrows(diagram):
        details = arrow.details
        rows.append(
            (
                arrow.cause,
                arrow.effect,
                arrow.sign.value,
                arrow.stance.value,
                arrow.author,
                arrow.claim,
                details.get("mechanism", ""),
                details.get("at", ""),
            )
        )
    return to_csv([head, *([plain(text) for text in row] for row in rows)])


def to_links(diagram: Diagram) -> str:
    """The asserted effects as a table of links: who says that what moves what, in names.

    This is what causal-mapping programs import, and ``fpcase import-links`` reads back.
    """
    rows = (
        (
            arrow.author,
            str(diagram.nodes[arrow.cause]["name"]),
            str(diagram.nodes[arrow.effect]["name"]),
            arrow.sign.value,
        )
        for arrow in effects(diagram)
    )
    head = ("author", "cause", "effect", "sign")
    return to_csv([head, *([plain(text) for text in row] for row in rows)])
