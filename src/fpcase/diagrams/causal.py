"""From a case to a causal diagram: a networkx graph with one edge for each claim."""

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

import networkx as nx

from fpcase.model import (
    Basis,
    Case,
    CausalClaim,
    Explanation,
    ExplanationId,
    FpcaseError,
    FullClaimId,
    Sign,
    Stance,
    VariableId,
)
from fpcase.model.notebook import folded, rows_table
from fpcase.model.signatures import checked, members, words, yes_or_no
from fpcase.model.wording import counted, hint
from fpcase.statements import (
    Bundles,
    Statement,
    View,
    Voice,
    gather,
    known_author,
    scope_of,
    view_of,
)
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


@checked
def causal_diagram(
    of: Case | View,
    authors: Iterable[str] | None = None,
    *,
    stances: Iterable[str | Stance] = (Stance.ASSERTS,),
    expand: bool = False,
    include_inferred: bool = False,
) -> "Diagram":
    """Draw what authors claim as a graph.

    By default the graph holds only what carries causal chains (asserted effects), so that
    networkx's own algorithms give right answers on it. Asserting that there is no effect
    denies one, and is drawn with the denials.

    Args:
        of: What is drawn: a case, or a study of one, whose filters then say which claims
            count.
        authors: Ids of explanations; all if left out.
        stances: Which claims to draw: ``asserts``, ``denies``, ``reports``. In a study that
            counts reports, these are drawn as if their authors asserted them.
        expand: Whether to spell out intervening variables, as nodes private to their claim:
            a chain enters and leaves only by the whole claim, which alone bears the sign.
        include_inferred: Whether to draw claims that are the coder's own reading.

    Returns:
        A multigraph. A node is a variable's id with `variable` (the id; for a private node
        that of the variable it spells out), `name`, `level` (the word, or None) and `outcome`
        (whether one of the authors drawn explains it). An edge's key is the claim's full
        id, with `author`, `sign`, `stance` (words), `claim` (the record) and `also` (ids of
        the other authors of the case who claim the same of this pair). The graph itself has
        `case`, `title`, `version`, `authors`, and by author's id `labels` (short names) and
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
    wanted = frozenset(members("stances", stances, Stance))
    counted = yes_or_no("include_inferred", include_inferred)
    view = of if isinstance(of, View) else view_of(of).only(include_inferred=counted)
    case = (view.only(include_reports=True) if Stance.REPORTS in wanted else view).case
    chosen = case.explanations if authors is None else words("authors", authors, "ids of authors")
    drawn = [case.explanations[known_author(case, author)] for author in chosen]
    outcomes = {outcome for explanation in drawn for outcome in explanation.explains}
    diagram: Diagram = CausalDiagram(
        case=case.id,
        title=case.title,
        version=case.version,
        authors=tuple(explanation.id for explanation in drawn),
        labels={explanation.id: case.label(explanation.id) for explanation in drawn},
        explains={explanation.id: list(explanation.explains) for explanation in drawn},
    )

    others = _who_claims(view.whole, include_inferred=view.include_inferred)
    for explanation in drawn:
        for claim in explanation.claims.values():
            for cause, sign in claim.signed_causes:
                counts = view.include_reports or claim.stance is not Stance.REPORTS
                if (_class_of(claim, sign) if counts else Stance.REPORTS) in wanted:
                    also = others.get((cause, claim.effect, sign, claim.stance), ())
                    _add_claim(diagram, explanation, claim, (cause, sign), also, expand=expand)
    for node, data in diagram.nodes(data=True):
        variable, private, _ = node.partition("@")
        record = case.variables[VariableId(variable)]
        data["variable"] = record.id
        data["name"] = record.name
        data["level"] = record.level.value if record.level else None
        data["outcome"] = record.id in outcomes and not private
    return diagram


_Said = tuple[VariableId, VariableId, Sign, Stance]


def _who_claims(case: Case, *, include_inferred: bool) -> dict[_Said, dict[ExplanationId, None]]:
    """For each thing that is said of a pair of variables, who says it."""
    found: dict[_Said, dict[ExplanationId, None]] = {}
    for _, explanation, claim in case.claims():
        if claim.basis is not Basis.INFERRED or include_inferred:
            for cause, sign in claim.signed_causes:
                said = (cause, claim.effect, sign, claim.stance)
                found.setdefault(said, {})[explanation.id] = None
    return found


def _add_claim(  # noqa: PLR0913 - one edge, spelled out
    diagram: "Diagram",
    explanation: Explanation,
    claim: CausalClaim,
    signed: tuple[VariableId, Sign],
    said_by: Iterable[ExplanationId],
    *,
    expand: bool,
) -> None:
    cause, sign = signed
    full_id = explanation.full_id(claim)
    private = [f"{variable}@{full_id}" for variable in claim.intervening] if expand else []
    steps = [cause, *private, claim.effect]
    for tail, head in pairwise(steps):
        diagram.add_edge(
            tail,
            head,
            key=full_id,
            author=explanation.id,
            sign=sign.value if tail == cause or sign is Sign.NO_EFFECT else _PASSED_ON,
            stance=claim.stance.value,
            claim=claim,
            also=tuple(author for author in said_by if author != explanation.id),
        )


_PASSED_ON = Sign.POSITIVE.value
"""A spelled-out claim bears its sign on its first step; the others pass it on, unless there is
no effect to pass on."""


def _class_of(claim: CausalClaim, sign: Sign) -> Stance:
    """Whether a claim is drawn with what carries chains, or with the denials."""
    said = position(sign, denied=claim.stance is Stance.DENIES)
    return Stance.ASSERTS if said in ARROWS else Stance.DENIES


@checked
def bundles(diagram: "Diagram", *, include_reports: bool = False) -> Bundles:
    """What carries chains in a diagram.

    Asserted effects do. Denials never do, reports only when asked for, whatever is drawn.

    Args:
        diagram: A causal diagram.
        include_reports: Whether what authors report of others carries chains too.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> found = bundles(fpcase.causal_diagram(case))
    >>> sorted({step.author for step in found.after["anarchy"]["power-seeking"]})
    ['cai-2022']
    """
    return gather(
        Statement(
            id=FullClaimId(key),
            author=data["author"],
            matter=(VariableId(cause), VariableId(effect)),
            leaves_open=_OPEN[data["sign"]],
            voice=Voice.OWN,
            scope=scope_of(data["claim"].period, data["claim"].conditions),
            claim=data["claim"],
        )
        for cause, effect, key, data in diagram.edges(keys=True, data=True)
        if include_reports or data["stance"] != Stance.REPORTS.value
    )


_OPEN = {sign.value: position(sign).leaves_open for sign in Sign}


def surroundings(diagram: Diagram, variable: str) -> Diagram:
    """The diagram around one variable: every claim that names it, and no other.

    Args:
        diagram: A causal diagram; it is left as it is.
        variable: The id of the variable in the middle.

    Raises:
        FpcaseError: no claim of the diagram names the variable.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> part = surroundings(fpcase.causal_diagram(case, ["cai-2022"]), "anarchy")
    >>> "power-seeking" in part, "transit-role" in part
    (True, False)
    """
    if variable not in diagram:
        said = hint(variable, diagram, "choose a variable that is drawn")
        message = f"no claim of this diagram names the variable {variable!r}{said}"
        raise FpcaseError(message)
    return of_claims(diagram, (edge for edge in diagram.edges(keys=True) if variable in edge[:2]))


def restricted(diagram: Diagram, variables: Iterable[str]) -> Diagram:
    """The diagram of some variables, with every claim between two of them.

    Args:
        diagram: A causal diagram; it is left as it is.
        variables: Ids of nodes; those that are not in the diagram are passed over.
    """
    wanted = set(variables)
    part: Diagram = type(diagram)(**diagram.graph)
    part.add_nodes_from((node, data) for node, data in diagram.nodes(data=True) if node in wanted)
    for cause, effect, key, data in diagram.edges(keys=True, data=True):
        if cause in wanted and effect in wanted:
            part.add_edge(cause, effect, key=key, **data)
    return part


def of_claims(diagram: Diagram, claims: Iterable[tuple[str, str, str]]) -> Diagram:
    """The diagram of some claims, with the variables that they name.

    Args:
        diagram: A causal diagram; it is left as it is.
        claims: Cause, effect and key of each.
    """
    part: Diagram = type(diagram)(**diagram.graph)
    wanted = list(claims)
    for node in dict.fromkeys(node for cause, effect, _ in wanted for node in (cause, effect)):
        part.add_node(node, **diagram.nodes[node])
    for cause, effect, key in wanted:
        part.add_edge(cause, effect, key=key, **diagram.edges[cause, effect, key])
    return part
