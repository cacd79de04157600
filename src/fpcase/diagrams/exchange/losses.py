"""What a format cannot carry, counted: a loss that is named can be made good.

Each function looks at a diagram and says in one sentence what a file in some format lacks, or
nothing if it lacks nothing. The table of formats names those that hold for each.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

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


def signs(diagram: Diagram) -> str:
    """Arrows are written without their sign."""
    number = sum(1 for _ in effects(diagram))
    return counted(number, "arrow loses its sign.", "arrows lose their sign.")


def authors(diagram: Diagram) -> str:
    """Arrows are written without their author."""
    number = sum(1 for _ in effects(diagram))
    return counted(number, "arrow loses its author.", "arrows lose their author.")


def claim_ids(diagram: Diagram) -> str:
    """Arrows are written without the id of the claim that leads back to the passage."""
    number = diagram.number_of_edges()
    return counted(number, "arrow loses the id of its claim.", "arrows lose the id of their claim.")


def edition(diagram: Diagram) -> str:
    """Arrows are written without the title and the version of the case that they are cited by."""
    number = diagram.number_of_edges()
    return counted(
        number,
        "arrow loses the title and the version of its case.",
        "arrows lose the title and the version of their case.",
    )


def author_names(diagram: Diagram) -> str:
    """Authors are called by their id."""
    number = len({arrow.author for arrow in arrows(diagram)})
    return counted(
        number,
        "author loses the name: the id stands for it.",
        "authors lose their names: their ids stand for them.",
    )


def levels(diagram: Diagram) -> str:
    """Variables are written without their level of analysis."""
    number = sum(1 for _, level in diagram.nodes(data="level") if level)
    return counted(
        number, "variable loses its level of analysis.", "variables lose their level of analysis."
    )


def names(diagram: Diagram) -> str:
    """Variables are called by their id."""
    return counted(
        len(diagram),
        "variable loses its name: its id stands for it.",
        "variables lose their name: their id stands for it.",
    )


def variable_ids(diagram: Diagram) -> str:
    """Variables are called by their name."""
    return counted(
        len(diagram),
        "variable loses its id: its name stands for it.",
        "variables lose their id: their name stands for it.",
    )


def outcomes(diagram: Diagram) -> str:
    """Outcomes are variables like others."""
    number = sum(1 for _, outcome in diagram.nodes(data="outcome") if outcome)
    return counted(number, "outcome is not marked as such.", "outcomes are not marked as such.")


def unlinked(diagram: Diagram) -> str:
    """Variables at no arrow have no row."""
    linked = {node for arrow in effects(diagram) for node in (arrow.cause, arrow.effect)}
    return counted(
        len(diagram.nodes - linked),
        "variable is left out because no arrow that is written touches it.",
        "variables are left out because no arrow that is written touches them.",
    )


def denials(diagram: Diagram) -> str:
    """An arrow can only say that there is an effect."""
    return counted(
        _claims(arrow for arrow in arrows(diagram) if arrow.denies),
        "claim is left out because it denies an effect.",
        "claims are left out because they deny an effect.",
    )


def reports(diagram: Diagram) -> str:
    """An arrow can only say that there is an effect."""
    return counted(
        _claims(arrow for arrow in arrows(diagram) if arrow.reported),
        "claim is left out because its author only reports it.",
        "claims are left out because their authors only report them.",
    )


def parallel(diagram: Diagram) -> str:
    """There is one arrow at most from one variable to another."""
    pairs = [(arrow.cause, arrow.effect) for arrow in effects(diagram)]
    return counted(
        len(pairs) - len(set(pairs)),
        "arrow is merged into another one between the same two variables.",
        "arrows are merged into others between the same two variables.",
    )


def joint_causes(diagram: Diagram) -> str:
    """Causes that only together do the work look like causes that each do it."""
    return counted(
        _claims(arrow for arrow in arrows(diagram) if arrow.joint),
        "claim with joint causes falls apart into one arrow for each of them.",
        "claims with joint causes fall apart into one arrow for each of them.",
    )


def loops(diagram: Diagram) -> str:
    """Only diagrams without loops can be analysed."""
    graph = nx.DiGraph((arrow.cause, arrow.effect) for arrow in effects(diagram))
    on_loops = sum(
        len(component)
        for component in nx.strongly_connected_components(graph)
        if len(component) > 1 or any(graph.has_edge(node, node) for node in component)
    )
    return counted(
        on_loops,
        "variable lies on a feedback loop; only a diagram without loops can be analysed.",
        "variables lie on feedback loops; only a diagram without loops can be analysed.",
    )


def same_names(diagram: Diagram) -> str:
    """Variables that are told apart by their id alone become one."""
    counts = Counter(name for _, name in diagram.nodes(data="name"))
    return counted(
        sum(number for number in counts.values() if number > 1),
        "",
        "variables share a name with another, and become one.",
    )


def details(*kept: str, written: Callable[[Diagram], Iterable[Arrow]] = arrows) -> Loss:
    """What claims say beside their arrow is left out, but for the fields that are kept."""

    def of_claims(diagram: Diagram) -> str:
        """Fields of claims are left out."""
        found = {arrow.claim: arrow.details for arrow in written(diagram)}
        counts = Counter(name for fields in found.values() for name in fields)
        lost = [f"{name} ({counts[name]})" for name in DETAILS if counts[name] and name not in kept]
        claims = counted(len(found), "claim leaves", "claims leave")
        return f"{claims} out what they say of: {', '.join(lost)}." if lost else ""

    return of_claims


def unprintable_names(diagram: Diagram) -> str:
    """Characters of titles, names and ids that no text can show."""
    return _unprintable(_names(diagram))


def unprintable_text(diagram: Diagram) -> str:
    """Characters of names, ids and what claims say that no text can show."""
    found = {arrow.claim: arrow.details.values() for arrow in arrows(diagram)}
    return _unprintable([*_names(diagram), *(text for texts in found.values() for text in texts)])


def beyond_latex(diagram: Diagram) -> str:
    """Characters that LaTeX's own fonts do not have."""
    number = sum(len(_BEYOND_LATEX.findall(plain(name))) for name in _names(diagram))
    return counted(
        number,
        "character is not in LaTeX's own fonts: compile with lualatex, and a font that has it.",
        "characters are not in LaTeX's own fonts: compile with lualatex, and a font that has them.",
    )


_BEYOND_LATEX = re.compile(
    "[^ -~\u00a0-\u017f\u2010-\u2015\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a"
    "\u20ac\u2116\u2122\u2190-\u2193\u2212]|[ĦħĸĿŀŉŦŧſ]"
)
"""All but what pdflatex takes with the fonts that the file asks for."""


def backslashes(diagram: Diagram) -> str:
    """Backslashes in ids and tooltips, which Graphviz would take for escapes, are written out."""
    drawn = list(arrows(diagram))
    ids = [*diagram, *dict.fromkeys(text for a in drawn for text in (a.claim, a.author))]
    names = dict.fromkeys(arrow.author_name for arrow in drawn)
    told = {(a.claim, name): a.details.get(name, "") for a in drawn for name in ("mechanism", "at")}
    return counted(
        sum(text.count("\\") for text in (*ids, *names, *told.values())),
        "backslash in an id or a tooltip is written as its number, [U+005C].",
        "backslashes in ids and tooltips are written as their number, [U+005C].",
    )


def angles_in_title(diagram: Diagram) -> str:
    """Mermaid would cut tags out of a title."""
    return counted(
        (diagram.graph["title"] + diagram.graph["version"]).count("<"),
        "sign < in the title is written as its number, [U+003C].",
        "signs < in the title are written as their number, [U+003C].",
    )


def too_many_links(diagram: Diagram) -> str:
    """More links than a program draws unless it is told to."""
    number = diagram.number_of_edges()
    return f"{number} links: Mermaid draws no more than {MOST_LINKS} unless maxEdges is raised." * (
        number > MOST_LINKS
    )


MOST_LINKS = 500
"""Mermaid's setting maxEdges, where nobody changed it."""


def _claims(found: Iterable[Arrow]) -> int:
    return len({arrow.claim for arrow in found})


def _names(diagram: Diagram) -> list[str]:
    graph = diagram.graph
    nodes = [text for node, name in diagram.nodes(data="name") for text in (node, name)]
    keys = list(dict.fromkeys(key for _, _, key in diagram.edges(keys=True)))
    labels = [text for pair in graph["labels"].items() for text in pair]
    return [graph["title"], graph["version"], *labels, *nodes, *keys]


def _unprintable(texts: Iterable[str]) -> str:
    return " ".join(filter(None, _odd(list(texts))))


def _odd(texts: list[str]) -> Iterator[str]:
    yield counted(
        sum(len(UNPRINTABLE.findall(text)) for text in texts),
        "control character is written as its number, such as [U+001B].",
        "control characters are written as their numbers, such as [U+001B].",
    )
    yield counted(
        sum(len(BREAKS.findall(text)) for text in texts),
        "line break or tab is written as a space.",
        "line breaks or tabs are written as spaces.",
    )
