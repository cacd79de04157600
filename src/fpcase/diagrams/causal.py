"""From a case to a causal diagram: a networkx graph with one edge for each claim."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import networkx as nx

from fpcase.model.cases import Case
from fpcase.model.claims import CausalClaim
from fpcase.model.errors import FpcaseError
from fpcase.model.explanations import Explanation
from fpcase.model.ids import ExplanationId, VariableId
from fpcase.model.notebook import folded, rows_table
from fpcase.model.terms import Basis, Sign, Stance
from fpcase.model.wording import counted
from fpcase.statements.signs import ARROWS, position

if TYPE_CHECKING:
    Diagram = nx.MultiDiGraph[str]
else:
    Diagram = nx.MultiDiGraph


class CausalDiagram(Diagram):
    """A networkx multigraph that says in a terminal and a notebook what it holds.

    It differs from `networkx.MultiDiGraph` in nothing else: copies, subgraphs and reversed
    diagrams are such diagrams too, and every function of networkx works on it. It does not
    draw itself, as most diagrams are larger than a picture has room for: `fpcase.draw` chooses
    what to show, and says so.

    >>> CausalDiagram([("oil-price", "budget"), ("budget", "neutrality")])
    <CausalDiagram: 3 variables, 2 arrows>
    """

    def __repr__(self) -> str:
        """Whose diagram it is, if it says so, and its size."""
        authors = ", ".join(self.graph.get("authors", ()))
        size = f"{counted(len(self), 'variable')}, {counted(self.number_of_edges(), 'arrow')}"
        return f"<{type(self).__name__}{f' of {authors}' if authors else ''}: {size}>"

    def _repr_html_(self) -> str:
        """What a notebook shows: the size, and every arrow at a click."""
        rows = [
            (str(tail), str(data.get("sign", "")), str(head), str(key))
            for tail, head, key, data in self.edges(keys=True, data=True)
        ]
        arrows = rows_table("Arrows", ("cause", "sign", "effect", "claim"), rows)
        return folded(repr(self).strip("<>"), arrows)


def causal_diagram(
    case: Case,
    authors: Iterable[str] | None = None,
    *,
    stances: Sequence[str | Stance] = (Stance.ASSERTS,),
    expand: bool = False,
    include_inferred: bool = False,
) -> "Diagram":
    """Draw what authors claim as a graph.

    By default the graph holds only what carries causal chains (asserted effects), so that
    networkx's own algorithms give right answers on it. Asserting that there is no effect
    denies one, and is drawn with the denials.

    Args:
        case: The case.
        authors: Ids of explanations; all if left out.
        stances: Which claims to draw: ``asserts``, ``denies``, ``reports``.
        expand: Whether to spell out intervening variables, as nodes private to their claim:
            a chain enters and leaves only by the whole claim, which alone bears the sign.
        include_inferred: Whether to draw claims that are the coder's own reading.

    Returns:
        A multigraph. A node is a variable's id with `variable` (the id; for a private node
        that of the variable it spells out), `name`, `level` (the word, or None) and `outcome`
        (whether one of the authors drawn explains it). An edge's key is the claim's full
        id, with `author`, `sign`, `stance` (words) and `claim` (the record). The graph itself
        has `case`, `title`, `version`, `authors`, and by author's id `labels` (short names) and
        `explains` (outcomes).
        Joint causes give one edge each, with the same claim.

    Raises:
        FpcaseError: an author or a stance is unknown.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> diagram = fpcase.causal_diagram(case, authors=["ramani-2016"])
    >>> diagram.number_of_edges() > 10
    True
    """
    drawn = [case.explanations[author] for author in _chosen(case, authors)]
    wanted = frozenset(_stance(stance) for stance in stances)
    outcomes = {outcome for explanation in drawn for outcome in explanation.explains}
    diagram: Diagram = CausalDiagram(
        case=case.id,
        title=case.title,
        version=case.version,
        authors=tuple(explanation.id for explanation in drawn),
        labels={explanation.id: case.label(explanation.id) for explanation in drawn},
        explains={explanation.id: list(explanation.explains) for explanation in drawn},
    )

    for explanation in drawn:
        for claim in explanation.claims.values():
            if claim.basis is Basis.INFERRED and not include_inferred:
                continue
            for cause, sign in claim.signed_causes:
                if _is_wanted(claim, sign, wanted):
                    _add_claim(diagram, explanation, claim, cause, sign, expand=expand)
    for node, data in diagram.nodes(data=True):
        variable, private, _ = node.partition("@")
        record = case.variables[VariableId(variable)]
        data["variable"] = record.id
        data["name"] = record.name
        data["level"] = record.level.value if record.level else None
        data["outcome"] = record.id in outcomes and not private
    return diagram


def _add_claim(  # noqa: PLR0913 - one edge, spelled out
    diagram: "Diagram",
    explanation: Explanation,
    claim: CausalClaim,
    cause: VariableId,
    sign: Sign,
    *,
    expand: bool,
) -> None:
    full_id = explanation.full_id(claim)
    private = [f"{variable}@{full_id}" for variable in claim.intervening] if expand else []
    steps = [cause, *private, claim.effect]
    for tail, head in pairwise(steps):
        diagram.add_edge(
            tail,
            head,
            key=full_id,
            author=explanation.id,
            sign=sign.value if tail == cause else _PASSED_ON,
            stance=claim.stance.value,
            claim=claim,
        )


_PASSED_ON = Sign.POSITIVE.value
"""A spelled-out claim bears its sign on its first step; the others pass it on."""


def _is_wanted(claim: CausalClaim, sign: Sign, wanted: frozenset[Stance]) -> bool:
    if claim.stance is Stance.REPORTS:
        return Stance.REPORTS in wanted
    carries = position(sign, claim.stance) in ARROWS
    return (Stance.ASSERTS if carries else Stance.DENIES) in wanted


def _stance(stance: str | Stance) -> Stance:
    try:
        return Stance(stance)
    except ValueError:
        words = ", ".join(member.value for member in Stance)
        message = f"there is no stance {stance!r}; there is {words}"
        raise FpcaseError(message) from None


def _chosen(case: Case, authors: Iterable[str] | None) -> list[ExplanationId]:
    if authors is None:
        return list(case.explanations)
    if isinstance(authors, str):
        authors = [authors]
    chosen = []
    for author in authors:
        if author not in case.explanations:
            message = f"the case has no author {author!r}; there is {', '.join(case.explanations)}"
            if "," in author:
                message += "; put spaces, not commas, between several"
            raise FpcaseError(message)
        chosen.append(ExplanationId(author))
    return list(dict.fromkeys(chosen))
