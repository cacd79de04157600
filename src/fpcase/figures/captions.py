"""What a figure says in words: title, caption, and a text for readers who cannot see it."""

from collections.abc import Mapping

from fpcase.diagrams import Diagram
from fpcase.figures.arrows import Arrow, Kind, Pair, author_label, authors
from fpcase.figures.fitting import MOST_ARROWS, Fitted
from fpcase.model.wording import counted


def title_of(diagram: Diagram) -> str:
    """The authors drawn."""
    who = [author_label(diagram, one) for one in authors(diagram)]
    return "; ".join(who) if who else "Causal diagram"


def subtitle_of(diagram: Diagram) -> str:
    """The case and the version of its coding."""
    name = diagram.graph.get("title") or diagram.graph.get("case") or ""
    version = diagram.graph.get("version")
    return f"{name}, version {version}" if version else str(name)


def _claims(diagram: Diagram) -> int:
    return len({key for _, _, key in diagram.edges(keys=True)})


def caption_of(whole: Diagram, chosen: Fitted, number: int) -> str:
    """What is shown, by what rule, and what is left out, counted.

    Args:
        whole: The diagram that was to be drawn.
        chosen: What is drawn of it.
        number: How many arrows are drawn.
    """
    part = chosen.part
    claims, every = _claims(part), _claims(whole)
    variables = _share(len(part), len(whole), "variable")
    told = _share(claims, every, "claim")
    sentences = [f"Shown: {variables} and {counted(number, 'arrow')}, for {told}."]
    if len(part) < len(whole):
        missing = sum(1 for node in whole if node not in part and whole.nodes[node].get("outcome"))
        outcomes = f" ({missing} of them outcomes)" if missing else ""
        sentences.append(
            f"Left out: {counted(len(whole) - len(part), 'variable')}{outcomes} and "
            f"{counted(every - claims, 'claim')}. The variables shown are outcomes (at most a "
            "third of all shown) with the chief cause of each, and those that most authors use."
        )
    if chosen.because:
        sentences.append(f"Reduced from {chosen.wanted} variables, because {chosen.because}.")
    if len(part) == len(whole) and number > MOST_ARROWS:
        sentences.append(f"More than {MOST_ARROWS} arrows: more than can be read.")
    return " ".join(sentences)


def alt_text_of(title: str, whole: Diagram, chosen: Fitted, drawn: Mapping[Pair, Arrow]) -> str:
    """What the picture shows, for a reader who cannot see it."""
    part = chosen.part
    names = {node: str(name or node) for node, name in part.nodes(data="name")}
    outcomes = [names[node] for node in part if part.nodes[node].get("outcome")]
    kinds = [
        f"{sum(arrow.kind is kind for arrow in drawn.values())} {kind.value}"
        for kind in Kind
        if any(arrow.kind is kind for arrow in drawn.values())
    ]
    lanes = ", ".join(lane.level for lane in chosen.ground.grid.lanes)
    text = (
        f"{title}. Causal diagram of {counted(len(part), 'variable')} in lanes by level of "
        f"analysis ({lanes}), joined by {counted(len(drawn), 'arrow')}"
    )
    if kinds:
        text += f" ({', '.join(kinds)})"
    if outcomes:
        text += f". At the right end: {'; '.join(outcomes)}"
    return f"{text}. {subtitle_of(whole)}."


def _share(part: int, whole: int, noun: str) -> str:
    if part < whole:
        return f"{part} of {counted(whole, noun)}"
    return counted(whole, noun) if whole == 1 else f"all {counted(whole, noun)}"
