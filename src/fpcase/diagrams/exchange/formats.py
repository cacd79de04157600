"""The table of formats, and what an export says it had to leave out."""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import attrs

from fpcase.diagrams.causal import Diagram
from fpcase.diagrams.exchange.drawings import to_dot, to_mermaid, to_tikz
from fpcase.diagrams.exchange.losses import LOSSES
from fpcase.diagrams.exchange.networks import (
    to_dagitty,
    to_edge_list,
    to_gexf,
    to_graphml,
    to_links,
    to_node_link,
)
from fpcase.files import write_whole
from fpcase.model import Basis, Case, FpcaseError, Stance
from fpcase.model.signatures import checked
from fpcase.model.spelling import unknown
from fpcase.model.wording import counted


@attrs.frozen
class Exporter:
    """A format that other programs read.

    Attributes:
        write: Makes the file's text from a diagram.
        suffix: How such files end.
        reads: The programs that read it.
        cannot: What it cannot carry: names in `LOSSES`, parted by spaces.
    """

    write: Callable[[Diagram], str]
    suffix: str
    reads: str
    cannot: str = ""


EXPORTERS: Mapping[str, Exporter] = {
    "dot": Exporter(to_dot, ".gv", "Graphviz", "details-but-place unprintable-text backslashes"),
    "mermaid": Exporter(
        *(to_mermaid, ".mmd", "Mermaid, in Markdown pages and wikis"),
        "variable-ids levels claim-ids joint-causes details unprintable-names angles-in-title "
        "too-many-links",
    ),
    "tikz": Exporter(
        *(to_tikz, ".tex", "LaTeX"),
        "variable-ids claim-ids joint-causes details unprintable-names beyond-latex",
    ),
    "graphml": Exporter(
        to_graphml, ".graphml", "yEd, igraph in R, Gephi, networkx", "unprintable-text"
    ),
    "gexf": Exporter(to_gexf, ".gexf", "Gephi, networkx", "unprintable-text"),
    "node-link": Exporter(to_node_link, ".json", "networkx, D3"),
    "dagitty": Exporter(
        *(to_dagitty, ".txt", "DAGitty, in the browser and in R"),
        "names levels signs authors edition claim-ids denials reports parallel joint-causes loops "
        "details-of-effects",
    ),
    "edge-list": Exporter(
        *(to_edge_list, ".csv", "spreadsheets, R, Stata"),
        "names levels outcomes author-names edition details-but-joint unprintable-text",
    ),
    "links": Exporter(
        *(to_links, ".csv", "causal-mapping programs, fpcase import-links"),
        "variable-ids levels outcomes author-names edition unlinked claim-ids denials reports "
        "joint-causes same-names details-of-effects unprintable-names",
    ),
}
"""Every format by name; a new one is a function and its entry here."""


@attrs.frozen(kw_only=True)
class Export:
    """A diagram in another program's format.

    Attributes:
        format: The format's name.
        text: The file's text.
        lost: What the format could not carry, a counted sentence each.
    """

    format: str
    text: str = attrs.field(repr=False)
    lost: tuple[str, ...] = ()

    def save(self, path: str | Path) -> Path:
        """Write the text to a file, in UTF-8, whole or not at all; missing folders are made.

        Args:
            path: Where to.

        Raises:
            FpcaseError: the file cannot be written.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("ukraine"))
        >>> made = fpcase.diagrams.export(fpcase.causal_diagram(case), "mermaid")
        >>> made.save("ukraine.mmd").name
        'ukraine.mmd'
        """
        return write_whole(Path(path), self.text.encode(), what="export")


@checked
def export(diagram: Diagram, format: str) -> Export:  # noqa: A002 - the word for it, as in `--to FORMAT`
    """Take a diagram to another program, and say what is lost on the way.

    Args:
        diagram: A causal diagram.
        format: A name in `EXPORTERS`.

    Raises:
        FpcaseError: there is no such format; those that there are are named.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> made = fpcase.diagrams.export(fpcase.causal_diagram(case, ["ramani-2016"]), "dagitty")
    >>> print(made.text[:5], *made.lost[:2])
    dag { ... variables lose their name: their id stands for it. ... lose their level ...
    """
    exporter = EXPORTERS.get(format)
    if exporter is None:
        message = unknown("format", format, EXPORTERS)
        raise FpcaseError(message)
    lost = (LOSSES[name](diagram) for name in exporter.cannot.split())
    return Export(format=format, text=exporter.write(diagram), lost=tuple(filter(None, lost)))


@checked
def claims_left_out(case: Case, diagram: Diagram) -> tuple[str, ...]:
    """What the authors of a diagram say that the diagram does not draw, a counted sentence each.

    By default a diagram holds asserted effects alone.

    Args:
        case: The case that the diagram was made from.
        diagram: The diagram.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> claims_left_out(case, fpcase.causal_diagram(case, ["ramani-2016"]))[0]
    '4 claims that deny an effect are not in the diagram.'
    """
    drawn = {(cause, key) for cause, _, key in diagram.edges(keys=True)}
    counts = Counter(
        "inferred"
        if claim.basis is Basis.INFERRED
        else "reported"
        if claim.stance is Stance.REPORTS
        else "denied"
        for full_id, explanation, claim in case.claims()
        if explanation.id in diagram.graph["authors"]
        and any((cause, full_id) not in drawn for cause, _ in claim.signed_causes)
    )
    one, many = "claim that {} is not in the diagram.", "claims that {} are not in the diagram."
    said = {
        "denied": ("denies an effect", "deny an effect"),
        "reported": ("an author only reports", "authors only report"),
        "inferred": ("is the coder's own reading", "are the coder's own reading"),
    }
    return tuple(
        counted(counts[why], one.format(alone), many.format(several))
        for why, (alone, several) in said.items()
        if counts[why]
    )
