"""What a format cannot carry, counted: a loss that is named can be made good.

Each loss looks at a diagram and says in one sentence what a file in some format lacks, or
nothing if it lacks nothing. The table of formats names those that hold for each.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

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
from fpcase.model import wording

Loss = Callable[[Diagram], str]
"""Says what is lost of a diagram, with its number; an empty text if nothing is."""


def counted(number: int, one: str, many: str) -> str:
    """A number with what it counts; nothing for nought.

    >>> counted(1, "arrow", "arrows"), counted(2, "arrow", "arrows"), counted(0, "arrow", "arrows")
    ('1 arrow', '2 arrows', '')
    """
    return wording.counted(number, one, many) if number else ""


def _lost(count: Callable[[Diagram], int], one: str, many: str) -> Loss:
    return lambda diagram: counted(count(diagram), one, many)


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
        claims = counted(len(found), "claim leaves", "claims leave")
        return f"{claims} out what they say of: {', '.join(lost)}." if lost else ""

    return of_claims


def _unprintable_names(diagram: Diagram) -> str:
    return _unprintable(_names(diagram))


def _unprintable_text(diagram: Diagram) -> str:
    found = {arrow.claim: arrow.details.values() for arrow in arrows(diagram)}
    return _unprintable([*_names(diagram), *(text for texts in found.values() for text in texts)])


def _unprintable(texts: list[str]) -> str:
    """Characters that no text can show."""
    controls = counted(
        sum(len(UNPRINTABLE.findall(text)) for text in texts),
        "control character is written as its number, such as [U+001B].",
        "control characters are written as their numbers, such as [U+001B].",
    )
    breaks = counted(
        sum(len(BREAKS.findall(text)) for text in texts),
        "line break or tab is written as a space.",
        "line breaks or tabs are written as spaces.",
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
        "variable loses its name: its id stands for it.",
        "variables lose their name: their id stands for it.",
    ),
    "variable-ids": _lost(
        len,
        "variable loses its id: its name stands for it.",
        "variables lose their id: their name stands for it.",
    ),
    "levels": _lost(
        lambda diagram: sum(1 for _, level in diagram.nodes(data="level") if level),
        "variable loses its level of analysis.",
        "variables lose their level of analysis.",
    ),
    "outcomes": _lost(
        lambda diagram: sum(1 for _, outcome in diagram.nodes(data="outcome") if outcome),
        "outcome is not marked as such.",
        "outcomes are not marked as such.",
    ),
    "signs": _lost(_effects, "arrow loses its sign.", "arrows lose their sign."),
    "authors": _lost(_effects, "arrow loses its author.", "arrows lose their author."),
    "author-names": _lost(
        lambda diagram: len({arrow.author for arrow in arrows(diagram)}),
        "author loses the name: the id stands for it.",
        "authors lose their names: their ids stand for them.",
    ),
    "edition": _lost(
        Diagram.number_of_edges,
        "arrow loses the title and the version of its case.",
        "arrows lose the title and the version of their case.",
    ),
    "unlinked": _lost(
        _unlinked,
        "variable is left out because no arrow that is written touches it.",
        "variables are left out because no arrow that is written touches them.",
    ),
    "claim-ids": _lost(
        Diagram.number_of_edges,
        "arrow loses the id of its claim.",
        "arrows lose the id of their claim.",
    ),
    "denials": _lost(
        _claims(lambda arrow: arrow.denies),
        "claim is left out because it denies an effect.",
        "claims are left out because they deny an effect.",
    ),
    "reports": _lost(
        _claims(lambda arrow: arrow.reported),
        "claim is left out because its author only reports it.",
        "claims are left out because their authors only report them.",
    ),
    "parallel": _lost(
        _parallel,
        "arrow is merged into another one between the same two variables.",
        "arrows are merged into others between the same two variables.",
    ),
    "joint-causes": _lost(
        _claims(lambda arrow: arrow.joint),
        "claim with joint causes falls apart into one arrow for each of them.",
        "claims with joint causes fall apart into one arrow for each of them.",
    ),
    "loops": _lost(
        _on_loops,
        "variable lies on a feedback loop; only a diagram without loops can be analysed.",
        "variables lie on feedback loops; only a diagram without loops can be analysed.",
    ),
    "same-names": _lost(_namesakes, "", "variables share a name with another, and become one."),
    "details": _details(),
    "details-but-place": _details("mechanism", "at"),
    "details-but-joint": _details("mechanism", "at", "jointly_with"),
    "details-of-effects": _details(written=effects),
    "unprintable-names": _unprintable_names,
    "unprintable-text": _unprintable_text,
    "beyond-latex": _lost(
        lambda diagram: sum(len(_BEYOND_LATEX.findall(plain(name))) for name in _names(diagram)),
        "character is not in LaTeX's own fonts: compile with lualatex, and a font that has it.",
        "characters are not in LaTeX's own fonts: compile with lualatex, and a font that has them.",
    ),
    "backslashes": _lost(
        _backslashes,
        "backslash in an id or a tooltip is written as its number, [U+005C].",
        "backslashes in ids and tooltips are written as their number, [U+005C].",
    ),
    "angles-in-title": _lost(
        lambda diagram: (diagram.graph["title"] + diagram.graph["version"]).count("<"),
        "sign < in the title is written as its number, [U+003C].",
        "signs < in the title are written as their number, [U+003C].",
    ),
    "too-many-links": _too_many_links,
}
"""Every loss by name, in the order in which an export tells of them."""
