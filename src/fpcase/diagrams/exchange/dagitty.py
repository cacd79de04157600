"""DAGitty's model code (https://www.dagitty.net/manual-3.x.pdf; in R: ``?dagitty::dagitty``)."""

from fpcase.diagrams.causal import Diagram
from fpcase.diagrams.exchange.arrows import effects
from fpcase.diagrams.exchange.texts import bareword, distinct

_RESERVED = {"graph", "node"}
"""DAGitty takes these two for statements of its own."""


def to_dagitty(diagram: Diagram) -> str:
    """The asserted effects of a diagram as DAGitty's model code, one arrow for each pair.

    Outcomes are marked `outcome`; variables that nothing moves, from which a chain leads to an
    outcome, `exposure`; the private nodes of spelled-out claims `latent`, for nobody observes
    them apart from their claim. In DAGitty a click changes a role. Variables are called by their
    id with underscores, which R takes without quotation marks.
    """
    ids = distinct(diagram, _name)
    pairs = list(dict.fromkeys((arrow.cause, arrow.effect) for arrow in effects(diagram)))
    moved = {effect for _, effect in pairs}
    leading = _leading_to_outcomes(diagram, pairs)
    lines = ["dag {"]
    for node, data in diagram.nodes(data=True):
        role = ""
        if data["outcome"]:
            role = " [outcome]"
        elif node != data["variable"]:
            role = " [latent]"
        elif node in leading and node not in moved:
            role = " [exposure]"
        lines.append(f"{ids[node]}{role}")
    lines += [f"{ids[cause]} -> {ids[effect]}" for cause, effect in pairs]
    return "\n".join([*lines, "}", ""])


def _leading_to_outcomes(diagram: Diagram, pairs: list[tuple[str, str]]) -> set[str]:
    before: dict[str, list[str]] = {}
    for cause, effect in pairs:
        before.setdefault(effect, []).append(cause)
    waiting = [node for node, outcome in diagram.nodes(data="outcome") if outcome]
    found = set(waiting)
    while waiting:
        fresh = set(before.get(waiting.pop(), ())) - found
        found |= fresh
        waiting += fresh
    return found


def _name(node: str) -> str:
    name = bareword(node)
    return f"{name}_" if name in _RESERVED else name
