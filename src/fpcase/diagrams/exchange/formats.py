"""The table of formats, and what an export says it had to leave out."""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import attrs

from fpcase.diagrams.causal import Diagram
from fpcase.diagrams.exchange import losses
from fpcase.diagrams.exchange.arrows import effects
from fpcase.diagrams.exchange.dot import to_dot
from fpcase.diagrams.exchange.mermaid import to_mermaid
from fpcase.diagrams.exchange.networks import (
    to_dagitty,
    to_edge_list,
    to_gexf,
    to_graphml,
    to_links,
    to_node_link,
)
from fpcase.diagrams.exchange.tikz import to_tikz
from fpcase.files import write_whole
from fpcase.model.cases import Case
from fpcase.model.catalogue import nearest
from fpcase.model.errors import FpcaseError
from fpcase.model.signatures import checked
from fpcase.model.terms import Basis, Stance


@attrs.frozen(kw_only=True)
class Exporter:
    """A format that other programs read.

    Attributes:
        write: Makes the file's text from a diagram.
        suffix: How such files end.
        reads: The programs that read it.
        cannot: What it cannot carry; each counts it in a diagram.
    """

    write: Callable[[Diagram], str]
    suffix: str
    reads: str
    cannot: tuple[losses.Loss, ...] = ()


EXPORTERS: Mapping[str, Exporter] = {
    "dot": Exporter(
        write=to_dot,
        suffix=".gv",
        reads="Graphviz",
        cannot=(losses.details("mechanism", "at"), losses.unprintable_text, losses.backslashes),
    ),
    "mermaid": Exporter(
        write=to_mermaid,
        suffix=".mmd",
        reads="Mermaid, in Markdown pages and wikis",
        cannot=(
            losses.variable_ids,
            losses.levels,
            losses.claim_ids,
            losses.joint_causes,
            losses.details(),
            losses.unprintable_names,
            losses.angles_in_title,
            losses.too_many_links,
        ),
    ),
    "tikz": Exporter(
        write=to_tikz,
        suffix=".tex",
        reads="LaTeX",
        cannot=(
            losses.variable_ids,
            losses.claim_ids,
            losses.joint_causes,
            losses.details(),
            losses.unprintable_names,
            losses.beyond_latex,
        ),
    ),
    "graphml": Exporter(
        write=to_graphml,
        suffix=".graphml",
        reads="yEd, igraph in R, Gephi, networkx",
        cannot=(losses.unprintable_text,),
    ),
    "gexf": Exporter(
        write=to_gexf,
        suffix=".gexf",
        reads="Gephi, networkx",
        cannot=(losses.unprintable_text,),
    ),
    "node-link": Exporter(write=to_node_link, suffix=".json", reads="networkx, D3"),
    "dagitty": Exporter(
        write=to_dagitty,
        suffix=".txt",
        reads="DAGitty, in the browser and in R",
        cannot=(
            losses.names,
            losses.levels,
            losses.signs,
            losses.authors,
            losses.edition,
            losses.claim_ids,
            losses.denials,
            losses.reports,
            losses.parallel,
            losses.joint_causes,
            losses.loops,
            losses.details(written=effects),
        ),
    ),
    "edge-list": Exporter(
        write=to_edge_list,
        suffix=".csv",
        reads="spreadsheets, R, Stata",
        cannot=(
            losses.names,
            losses.levels,
            losses.outcomes,
            losses.author_names,
            losses.edition,
            losses.details("mechanism", "at", "jointly_with"),
            losses.unprintable_text,
        ),
    ),
    "links": Exporter(
        write=to_links,
        suffix=".csv",
        reads="causal-mapping programs, fpcase import-links",
        cannot=(
            losses.variable_ids,
            losses.levels,
            losses.outcomes,
            losses.author_names,
            losses.edition,
            losses.unlinked,
            losses.claim_ids,
            losses.denials,
            losses.reports,
            losses.joint_causes,
            losses.same_names,
            losses.details(written=effects),
            losses.unprintable_names,
        ),
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
        near = nearest(format, EXPORTERS)
        hint = f"; did you mean {near!r}" if near else ""
        message = f"there is no format {format!r}{hint}; there is {', '.join(EXPORTERS)}"
        raise FpcaseError(message)
    lost = (loss(diagram) for loss in exporter.cannot)
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
    sentences = (
        losses.counted(
            counts["denied"],
            "claim that denies an effect is not in the diagram.",
            "claims that deny an effect are not in the diagram.",
        ),
        losses.counted(
            counts["reported"],
            "claim that an author only reports is not in the diagram.",
            "claims that authors only report are not in the diagram.",
        ),
        losses.counted(
            counts["inferred"],
            "claim that is the coder's own reading is not in the diagram.",
            "claims that are the coder's own reading are not in the diagram.",
        ),
    )
    return tuple(filter(None, sentences))
