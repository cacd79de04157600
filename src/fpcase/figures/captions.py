"""What a figure says in words: title, caption, and a text for readers who cannot see it."""

from collections.abc import Collection

from fpcase.diagrams import Diagram
from fpcase.diagrams.core import surroundings
from fpcase.figures.arrows import Arrow, Kind, author_label, authors
from fpcase.figures.fitting import Fitted
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


def caption_of(  # noqa: PLR0913 - what a caption depends on
    whole: Diagram,
    chosen: Fitted,
    number: int,
    *,
    most: int | None = None,
    around: str | None = None,
    foremost: str = "",
) -> str:
    """What is shown, by what rule, what is left out, counted, and where to see it.

    Args:
        whole: The diagram that was to be drawn.
        chosen: What is drawn of it.
        number: How many arrows are drawn.
        most: How many the fullest panel has; all of them if left out.
        around: The variable around which it is drawn, if there is one.
        foremost: Which variables come before the core, if any do.
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
            f"{counted(every - claims, 'claim')}."
        )
        sentences.append(_rule(whole, chosen, around, foremost))
    if chosen.because:
        sentences.append(f"Reduced from {chosen.wanted} variables, because {chosen.because}.")
    if len(part) < len(whole):
        sentences.append(
            "The matrix shows everything; a figure around one variable, or of broader terms, "
            "shows a part of it whole."
        )
    elif (number if most is None else most) > chosen.sheet.most_arrows:
        sentences.append(
            f"A panel has more than {chosen.sheet.most_arrows} arrows, more than can be read; the "
            "matrix shows them all."
        )
    if chosen.endless:
        sentences.append("Taller than a page: fewer authors or a wider figure would fit one.")
    return " ".join([*sentences, *filters_of(whole)])


def filters_of(diagram: Diagram) -> list[str]:
    """What did not come into the diagram: claims by their stance, and what filters took out."""
    applied = diagram.graph.get("filters")
    filters = [f"Filters: {'; '.join(applied)}."] if applied else []
    return [*diagram.graph.get("undrawn", ()), *filters]


def _rule(whole: Diagram, chosen: Fitted, around: str | None, foremost: str) -> str:
    chief = (
        f"{foremost}outcomes (at most a third of all shown, or half if they are the chief ones of "
        "so many authors) with the chief cause of each, then those joined to them that most "
        "authors use"
    )
    if around is None:
        return f"The variables shown are {chief}."
    middle = whole.nodes[around].get("name") or around
    rule = f"The variables shown are {middle} and those that a claim joins to it"
    joined = len(surroundings(whole, around))
    return f"{rule}: {chief}." if len(chosen.part) < joined else f"{rule}."


def alt_text_of(title: str, whole: Diagram, chosen: Fitted, drawn: Collection[Arrow]) -> str:
    """What the picture shows, for a reader who cannot see it."""
    part = chosen.part
    names = {node: str(name or node) for node, name in part.nodes(data="name")}
    outcomes = [names[node] for node in part if part.nodes[node].get("outcome")]
    kinds = [
        f"{sum(arrow.kind is kind for arrow in drawn)} {kind.value}"
        for kind in Kind
        if any(arrow.kind is kind for arrow in drawn)
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
