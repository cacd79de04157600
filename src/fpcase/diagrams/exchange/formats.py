"""The table of formats, with what each cannot carry: a loss that is named can be made good.

A loss looks at a diagram and says in one sentence what a file lacks, or nothing if it lacks
nothing.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import attrs
import networkx as nx

from fpcase.diagrams.causal import Diagram
from fpcase.diagrams.exchange.arrows import (
    BREAKS,
    DETAILS,
    UNPRINTABLE,
    Arrow,
    arrows,
    effects,
    plain,
)
from fpcase.diagrams.exchange.drawings import cut_by_graphviz, to_dot, to_mermaid, to_tikz
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
from fpcase.model.notebook import Shown
from fpcase.model.signatures import checked
from fpcase.model.wording import unknown

Loss = Callable[[Diagram], str]
"""Says what is lost of a diagram, with its number; an empty text if nothing is."""


def inflected(number: int, said: str) -> str:
    """A number and what is said of so many; nothing for nought.

    >>> inflected(1, "[arrow loses its|arrows lose their] sign.")
    '1 arrow loses its sign.'
    >>> inflected(2, "[arrow loses its|arrows lose their] sign.")
    '2 arrows lose their sign.'
    """
    words = _FORMS.sub(r"\1" if number == 1 else r"\2", said)
    return f"{number} {words}" if number else ""


_FORMS = re.compile(r"\[([^]|]*)[|]([^]]*)]")


def _lost(count: Callable[[Diagram], int], said: str) -> Loss:
    return lambda diagram: inflected(count(diagram), said)


def _effects(diagram: Diagram) -> int:
    return sum(1 for _ in effects(diagram))


def _unlinked(diagram: Diagram) -> int:
    """Variables at no arrow have no row."""
    return len(diagram.nodes - {end for one in effects(diagram) for end in (one.cause, one.effect)})


def _parallel(diagram: Diagram) -> int:
    """There is one arrow at most from one variable to another."""
    pairs = [(arrow.cause, arrow.effect) for arrow in effects(diagram)]
    return len(pairs) - len(set(pairs))


def _on_loops(diagram: Diagram) -> int:
    """Only diagrams without loops can be analysed."""
    graph = nx.DiGraph((arrow.cause, arrow.effect) for arrow in effects(diagram))
    parts = nx.strongly_connected_components(graph)
    return sum(
        len(part)
        for part in parts
        if len(part) > 1 or any(graph.has_edge(node, node) for node in part)
    )


def _namesakes(diagram: Diagram) -> int:
    """Variables that are told apart by their id alone become one."""
    counts = Counter(name for _, name in diagram.nodes(data="name"))
    return sum(number for number in counts.values() if number > 1)


def _claims(holds: Callable[[Arrow], object]) -> Callable[[Diagram], int]:
    return lambda diagram: len({arrow.claim for arrow in arrows(diagram) if holds(arrow)})


def _backslashes(diagram: Diagram) -> int:
    """Graphviz would take backslashes in ids and tooltips for escapes."""
    drawn = list(arrows(diagram))
    ids = [*diagram, *dict.fromkeys(text for a in drawn for text in (a.claim, a.author))]
    names = dict.fromkeys(arrow.author_name for arrow in drawn)
    told = {(a.claim, name): a.details.get(name, "") for a in drawn for name in ("mechanism", "at")}
    return sum(text.count("\\") for text in (*ids, *names, *told.values()))


def _details(*kept: str, written: Callable[[Diagram], Iterable[Arrow]] = arrows) -> Loss:
    """What claims say beside their arrow is left out, but for the fields that are kept."""

    def of_claims(diagram: Diagram) -> str:
        found = {arrow.claim: arrow.details for arrow in written(diagram)}
        counts = Counter(name for fields in found.values() for name in fields)
        lost = [f"{name} ({counts[name]})" for name in DETAILS if counts[name] and name not in kept]
        claims = inflected(len(found), "[claim leaves|claims leave]")
        return f"{claims} out what they say of: {', '.join(lost)}." if lost else ""

    return of_claims


def _unprintable_names(diagram: Diagram) -> str:
    return _unprintable(_names(diagram))


def _unprintable_text(diagram: Diagram) -> str:
    found = {arrow.claim: arrow.details.values() for arrow in arrows(diagram)}
    return _unprintable([*_names(diagram), *(text for texts in found.values() for text in texts)])


def _unprintable(texts: list[str]) -> str:
    """Characters that no text can show."""
    controls = inflected(
        sum(len(UNPRINTABLE.findall(text)) for text in texts),
        "control [character is written as its code point|characters are written as their code "
        "points], such as [U+001B].",
    )
    breaks = inflected(
        sum(len(BREAKS.findall(text)) for text in texts),
        "[line break or tab is written as a space|line breaks or tabs are written as spaces].",
    )
    return " ".join(filter(None, (controls, breaks)))


def _names(diagram: Diagram) -> list[str]:
    graph = diagram.graph
    nodes = [text for node, name in diagram.nodes(data="name") for text in (node, name)]
    keys = list(dict.fromkeys(key for _, _, key in diagram.edges(keys=True)))
    labels = [text for pair in graph["labels"].items() for text in pair]
    return [graph["title"], graph["version"], *labels, *nodes, *keys]


_BEYOND_LATEX = re.compile(
    "[^ -~\u00a0-\u017f\u2010-\u2015\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a"
    "\u20ac\u2116\u2122\u2190-\u2193\u2212]|[ĦħĸĿŀŉŦŧſ]"
)
"""All but what pdflatex takes with the fonts that the file asks for."""

MOST_LINKS = 500
"""Mermaid's setting maxEdges, where nobody changed it."""


def _too_many_links(diagram: Diagram) -> str:
    number = diagram.number_of_edges()
    said = f"{number} links: Mermaid draws no more than {MOST_LINKS} unless maxEdges is raised."
    return said if number > MOST_LINKS else ""


LOSSES: Mapping[str, Loss] = {
    "names": _lost(
        len,
        "[variable loses its|variables lose their] name: [its id is|their ids are] used instead.",
    ),
    "variable-ids": _lost(
        len,
        "[variable loses its|variables lose their] id: [its name is|their names are] used instead.",
    ),
    "levels": _lost(
        lambda diagram: sum(1 for _, level in diagram.nodes(data="level") if level),
        "[variable loses its|variables lose their] level of analysis.",
    ),
    "outcomes": _lost(
        lambda diagram: sum(1 for _, outcome in diagram.nodes(data="outcome") if outcome),
        "[outcome is|outcomes are] not marked as such.",
    ),
    "signs": _lost(_effects, "[arrow loses its|arrows lose their] sign."),
    "authors": _lost(_effects, "[arrow loses its|arrows lose their] author."),
    "author-names": _lost(
        lambda diagram: len({arrow.author for arrow in arrows(diagram)}),
        "[author loses the name: the id is used instead|authors lose their names: their ids are "
        "used instead].",
    ),
    "edition": _lost(
        Diagram.number_of_edges,
        "[arrow loses|arrows lose] the title and the version of [its|their] case.",
    ),
    "unlinked": _lost(
        _unlinked,
        "[variable is|variables are] left out because no exported arrow connects [it|them].",
    ),
    "claim-ids": _lost(
        Diagram.number_of_edges, "[arrow loses|arrows lose] the id of [its|their] claim."
    ),
    "denials": _lost(
        _claims(lambda arrow: arrow.denies),
        "[claim is left out because it denies|claims are left out because they deny] an effect.",
    ),
    "reports": _lost(
        _claims(lambda arrow: arrow.reported),
        "[claim is left out because its author only reports it|claims are left out because their "
        "authors only report them].",
    ),
    "parallel": _lost(
        _parallel,
        "[arrow is merged into another one|arrows are merged into others] between the same two "
        "variables.",
    ),
    "joint-causes": _lost(
        _claims(lambda arrow: arrow.joint),
        "[claim with joint causes is|claims with joint causes are] split into one arrow for each "
        "cause.",
    ),
    "loops": _lost(
        _on_loops,
        "[variable lies on a feedback loop|variables lie on feedback loops]; only a diagram "
        "without loops can be analysed.",
    ),
    "same-names": _lost(
        _namesakes, "variables share a name with another variable and are merged with it."
    ),
    "details": _details(),
    "details-but-place": _details("mechanism", "at"),
    "details-but-joint": _details("mechanism", "at", "jointly_with"),
    "details-of-effects": _details(written=effects),
    "unprintable-names": _unprintable_names,
    "unprintable-text": _unprintable_text,
    "beyond-latex": _lost(
        lambda diagram: sum(len(_BEYOND_LATEX.findall(plain(name))) for name in _names(diagram)),
        "[character is|characters are] not in LaTeX's own fonts: compile with lualatex and a font "
        "that has [it|them].",
    ),
    "backslashes": _lost(
        _backslashes,
        "[backslash in an id or a tooltip is|backslashes in ids and tooltips are] written as the "
        "code point [U+005C].",
    ),
    "too-long-texts": _lost(
        cut_by_graphviz,
        "[text is|texts are] cut, because Graphviz reads at most 16,384 bytes.",
    ),
    "angles-in-title": _lost(
        lambda diagram: (diagram.graph["title"] + diagram.graph["version"]).count("<"),
        "[sign < in the title is|signs < in the title are] written as the code point [U+003C].",
    ),
    "too-many-links": _too_many_links,
}
"""Every loss by name, in the order in which an export tells of them."""


@attrs.frozen
class Exporter:
    """A format that other programs read.

    Attributes:
        write: Makes the file's text from a diagram.
        suffix: How such files end.
        reads: The programs that read it.
        cannot: What it cannot carry: names in `LOSSES`, separated by spaces.
    """

    write: Callable[[Diagram], str]
    suffix: str
    reads: str
    cannot: str = ""


EXPORTERS: Mapping[str, Exporter] = {
    "dot": Exporter(
        *(to_dot, ".gv", "Graphviz"),
        "details-but-place unprintable-text backslashes too-long-texts",
    ),
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
class Export(Shown):
    """A diagram in another program's format.

    Attributes:
        format: The format's name.
        text: The file's text.
        lost: What the format could not carry: sentences with numbers.
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
        FpcaseError: there is no such format; the message names the formats.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> made = fpcase.diagrams.export(fpcase.causal_diagram(case, ["ramani-2016"]), "dagitty")
    >>> print(made.text[:5], *made.lost[:2])
    dag { ... variables lose their name: their ids are used instead. ... lose their level ...
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

    By default a diagram holds asserted effects only.

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
    said = {
        "denied": "[claim that denies|claims that deny] an effect",
        "reported": "[claim that an author only reports|claims that authors only report]",
        "inferred": "[claim that is|claims that are] the coder's own reading",
    }
    return tuple(
        inflected(counts[why], f"{which} [is|are] not in the diagram.")
        for why, which in said.items()
        if counts[why]
    )
