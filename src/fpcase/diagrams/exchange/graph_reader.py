"""Graphs from other programs, read as rows of links: author, cause, effect and sign.

GraphML, GEXF and GML are read by networkx, node-link JSON and DAGitty's text here. What an
arrow says beyond its ends stays with it, under its own name.
"""

import json
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import networkx as nx

from fpcase.casefiles.links import LINK_COLUMNS, SIGN_WORDS, case_from_links
from fpcase.casefiles.spreadsheets import kind_of
from fpcase.files import as_text, read_regular
from fpcase.model import Case, FpcaseError
from fpcase.model.fields import tupled
from fpcase.model.signatures import checked
from fpcase.model.wording import counted

Row = dict[str, object]


@attrs.frozen(kw_only=True)
class ReadGraph:
    """What a graph's file holds.

    Attributes:
        rows: One for each arrow: author, cause, effect, sign, and whatever it says besides.
        notes: What was left out, or had to be decided.
    """

    rows: tuple[Row, ...] = attrs.field(converter=tupled)
    notes: tuple[str, ...] = attrs.field(default=(), converter=tupled)


@checked
def read_graph(path: Path | str) -> ReadGraph:
    """Read the arrows of a graph: GraphML, GEXF, GML, node-link JSON, or DAGitty's text.

    The file's name stands for the author, where the arrows name none.

    Args:
        path: The file; its content says of which kind it is.

    Raises:
        FpcaseError: it cannot be read, or is of none of these kinds.

    >>> from pathlib import Path
    >>> Path("doe-2001.txt").write_text("dag { war -> trade }", encoding="utf-8") > 0
    True
    >>> read_graph("doe-2001.txt").rows
    ({'author': 'doe-2001', 'cause': 'war', 'effect': 'trade'},)
    """
    path = Path(path)
    text = as_text(read_regular(path, "graph"), path, "graph")
    kind = kind_of(text)
    if kind not in _READERS:
        listed = ", ".join(_READERS)
        message = f"{path.name} is {kind or 'not in a known format'}; known formats: {listed}"
        raise FpcaseError(message)
    if re.search(r"<!(DOCTYPE|ENTITY)", text):
        message = f"{path.name} declares its own XML entities; export it again without them"
        raise FpcaseError(message)
    notes: list[str] = []
    try:
        with warnings.catch_warnings(record=True, action="always") as told:
            arrows = list(_READERS[kind](text, notes))
    except Exception as error:  # noqa: BLE001 - whatever a broken file makes its reader raise
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        message = f"{path.name} is {kind} that cannot be read ({reason}); export it again"
        raise FpcaseError(message) from None
    notes += dict.fromkeys(str(one.message) for one in told)
    if not arrows:
        message = f"{path.name} is {kind} without arrows; export it again"
        raise FpcaseError(message)
    sign = _sign_of([data for *_, data in arrows])
    rows = [{"author": path.stem, **_row(*arrow, sign)} for arrow in arrows]
    taken = _TAKEN | {sign}
    left = sorted({str(name) for *_, data in arrows for name in data if name not in taken})
    if left:
        notes.append(f"left out: {', '.join(left)}")
    return ReadGraph(rows=rows, notes=[f"{path.name}: {note}" for note in notes])


@checked
def case_from_graphs(
    paths: Iterable[Path | str],
    *,
    signs: Mapping[str, str] | None = None,
    case_id: str = "graphs",
    country: str = "not given",
) -> tuple[Case, tuple[str, ...]]:
    """Make a case from graphs, one author a file.

    Args:
        paths: The files.
        signs: What other words for signs mean: ``{"P": "positive"}``.
        case_id: The case's id.
        country: The case's country.

    Returns:
        The case, and in words what was left out.

    Raises:
        FpcaseError: a file cannot be read, or an arrow does not fit.

    >>> from pathlib import Path
    >>> Path("roe-2002.txt").write_text("dag { war -> trade <-> peace }", encoding="utf-8") > 0
    True
    >>> case, notes = case_from_graphs(["roe-2002.txt"])
    >>> notes
    ('roe-2002.txt: left out: 1 arrow with two heads or none (<->, --)',)
    """
    read = [read_graph(path) for path in paths]
    rows = [row for graph in read for row in graph.rows]
    names = {name: None for row in rows for name in row}
    case = case_from_links(
        [{name: row.get(name) for name in names} for row in rows],
        signs=signs,
        case_id=case_id,
        case_title="Graphs from other programs",
        country=country,
        table="graphs",
    )
    return case, tuple(note for graph in read for note in graph.notes)


_OURS = {"author_name", "claim", "key", "kind", "also", "id"}
"""What our own exports, and programs for drawing, say of an arrow beyond what a link holds."""
_TAKEN = {*LINK_COLUMNS, *_OURS} - {"evidence"}

_Arrow = tuple[str, str, Mapping[str, Any]]


def _sign_of(edges: Sequence[Mapping[str, Any]]) -> str:
    """Where the arrows of a file say their sign; weights do if some are negative."""
    for name in ("sign", "polarity", "weight", "value", "label"):
        said = [str(data[name]).casefold() for data in edges if data.get(name) is not None]
        if said and name in {"sign", "polarity"}:
            return name
        if said and (_WORDS.issuperset(said) or _are_signed(said)):
            return name
    return ""


_WORDS = {*SIGN_WORDS, "pos", "neg"} - {""}


def _are_signed(said: Iterable[str]) -> bool:
    try:
        return min(map(float, said)) < 0
    except ValueError:
        return False


def _row(cause: str, effect: str, data: Mapping[str, Any], sign: str) -> Row:
    kept = {name: value for name, value in data.items() if name in LINK_COLUMNS}
    kept.pop("evidence", None)  # ids of another case
    said = {"sign": data[sign]} if data.get(sign) is not None else {}
    return {**kept, "cause": cause, "effect": effect, **said}


_UNDIRECTED = "its edges have no direction; each is read from its first node to its second"


def _of_networkx(read: Callable[[str], Any]) -> Callable[[str, list[str]], Iterator[_Arrow]]:
    def arrows(text: str, notes: list[str]) -> Iterator[_Arrow]:
        graph = read(text)
        names = {node: _name(node, data) for node, data in graph.nodes(data=True)}
        if not graph.is_directed():
            notes.append(_UNDIRECTED)
        for one, other, data in graph.edges(data=True):
            yield names[one], names[other], data

    return arrows


def _name(node: object, data: Mapping[str, Any]) -> str:
    return str(next((data[key] for key in ("name", "label") if data.get(key)), node))


def _from_gexf(text: str) -> Any:  # noqa: ANN401 - a graph of some kind
    from io import BytesIO  # noqa: PLC0415 - used here alone

    return nx.read_gexf(BytesIO(text.encode()))


def _from_json(text: str, notes: list[str]) -> Iterator[_Arrow]:
    """Node-link JSON of networkx, d3 and the like, and Kumu's elements and connections."""
    tree = json.loads(text)
    nodes = tree.get("nodes") or tree.get("elements") or []
    edges = tree.get("edges") or tree.get("links") or tree.get("connections") or []
    ids = {str(node.get("id", node.get("_id", place))): node for place, node in enumerate(nodes)}
    names = {own: _name(own, node) for own, node in ids.items()}
    if not tree.get("directed", True):
        notes.append(_UNDIRECTED)
    for edge in edges:
        one = str(edge["source"] if "source" in edge else edge["from"])
        other = str(edge["target"] if "target" in edge else edge["to"])
        data = {name: value for name, value in edge.items() if name not in _ENDS}
        yield names.get(one, one), names.get(other, other), data


_ENDS = {"source", "target", "from", "to", "_id"}
_WORD = r"\"(?:[^\"\\]|\\.)*\"|[^\s\[\]{};,<>\"@-]+(?:-(?![->])[^\s\[\]{};,<>\"@-]*)*"
_STEP = re.compile(rf"(\{{[^{{}}]*\}}|{_WORD})|(@?<?--?>?@?)|(\[[^\]]*\]|[;,])")


def _from_dagitty(text: str, notes: list[str]) -> Iterator[_Arrow]:
    """The arrows of DAGitty's text; those of two heads stand for a cause that nobody names."""
    left: list[str] = []
    arrow = ""
    two_heads = 0
    for word, sign, _ in _STEP.findall(text.partition("{")[2].rpartition("}")[0]):
        if sign:
            arrow = sign
        elif word:
            now = [one.strip('"') for one in re.findall(_WORD, word.strip("{}"))]
            if arrow in {"->", "<-"}:
                causes, effects = (left, now) if arrow == "->" else (now, left)
                yield from ((cause, effect, {}) for cause in causes for effect in effects)
            two_heads += arrow not in {"", "->", "<-"}
            left, arrow = now, ""
    if two_heads:
        notes.append(f"left out: {counted(two_heads, 'arrow')} with two heads or none (<->, --)")


_READERS: Mapping[str, Callable[[str, list[str]], Iterator[_Arrow]]] = {
    "GraphML": _of_networkx(nx.parse_graphml),
    "GEXF": _of_networkx(_from_gexf),
    "GML": _of_networkx(lambda text: nx.parse_gml(text, label="id")),
    "JSON": _from_json,
    "DAGitty's text": _from_dagitty,
}
