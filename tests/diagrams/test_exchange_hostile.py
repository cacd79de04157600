"""Hostile text: whatever stands in a name or an id shows as text in every format."""

import csv
import html
import io
import json
import re
from collections import Counter

import attrs
import networkx as nx
import pygraphviz
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nasty import NASTY, all_nasty
from synthetic import cases

import fpcase
from fpcase.casefiles.spreadsheets import read_spreadsheet
from fpcase.diagrams import EXPORTERS, Diagram
from fpcase.diagrams.exchange.arrows import (
    BREAKS,
    UNPRINTABLE,
    arrows,
    effects,
    heading,
    label,
    plain,
)
from fpcase.diagrams.exchange.drawings import to_dot

LETTERS = st.sampled_from([*"ab -#%&\\{}[]()<>\"'`|~^_$;:,.=+@\n\r\t\x00\x1b\x7f\x85é−", "\u202e"])
TEXT = st.sampled_from(NASTY) | st.text(LETTERS, min_size=1, max_size=8)


@st.composite
def hostile_diagrams(draw: st.DrawFn) -> Diagram:
    """Any small diagram in which every name and id may be anything."""
    found = fpcase.causal_diagram(draw(cases(most=3)), stances=("asserts", "denies", "reports"))

    def renamed(old: list[str]) -> dict[str, str]:
        new = draw(st.lists(TEXT, min_size=len(old), max_size=len(old), unique=True))
        return dict(zip(old, new, strict=True))

    nodes, keys = (
        renamed(list(found)),
        renamed(list({key: 0 for *_, key in found.edges(keys=True)})),
    )
    authors = renamed(list(found.graph["authors"]))
    diagram: Diagram = nx.MultiDiGraph(
        case="ruritania",
        title=draw(TEXT),
        version="1.0",
        authors=tuple(authors.values()),
        labels={author: draw(TEXT) for author in authors.values()},
    )
    for node, data in found.nodes(data=True):
        variable = {"variable": nodes[node], "name": draw(TEXT)}
        diagram.add_node(nodes[node], **(data | variable))
    for cause, effect, key, data in found.edges(keys=True, data=True):
        told = attrs.evolve(data["claim"], mechanism=draw(TEXT))
        changed = {"claim": told, "author": authors[data["author"]]}
        diagram.add_edge(nodes[cause], nodes[effect], key=keys[key], **(data | changed))
    return diagram


def names_in(diagram: Diagram) -> list[str]:
    """The names of its variables, in order."""
    return [data["name"] for _, data in diagram.nodes(data=True)]


@pytest.mark.parametrize("name", EXPORTERS)
@settings(max_examples=20, deadline=None)
@given(diagram=hostile_diagrams())
def test_no_format_holds_what_a_terminal_obeys_or_xml_forbids(name: str, diagram: Diagram) -> None:
    """An export may be printed on a terminal, and is always text in UTF-8."""
    text = fpcase.diagrams.export(diagram, name).text
    assert not UNPRINTABLE.search(text)
    assert "\r" not in text
    assert text.encode("utf-8")


@settings(max_examples=20, deadline=None)
@given(diagram=hostile_diagrams())
def test_replaced_characters_are_counted(diagram: Diagram) -> None:
    """A name that was changed is said to be, whichever the format."""
    graph = diagram.graph
    names = [text for node, name in diagram.nodes(data="name") for text in (node, name)]
    labels = [text for pair in graph["labels"].items() for text in pair]
    told = {arrow.claim: arrow.details.values() for arrow in arrows(diagram)}
    texts = [graph["title"], *names, *labels, *told]
    texts += [text for values in told.values() for text in values]
    lost = " ".join(fpcase.diagrams.export(diagram, "graphml").lost)
    for pattern, words in [
        (UNPRINTABLE, r"(\d+) control characters? (?:is|are) written as"),
        (BREAKS, r"(\d+) line breaks? or tabs? (?:is|are) written as"),
    ]:
        count = sum(len(pattern.findall(text)) for text in texts)
        said = re.search(words, lost)
        assert (int(said.group(1)) if said else 0) == count


def expected_edges(diagram: Diagram) -> Counter[tuple[str, ...]]:
    """What a network file must hold of each arrow."""
    return Counter(
        (
            plain(arrow.claim),
            plain(arrow.author),
            arrow.sign.value,
            arrow.stance.value,
            plain(arrow.details["mechanism"]),
        )
        for arrow in arrows(diagram)
    )


FIELDS = ("claim", "author", "sign", "stance", "mechanism")


@pytest.mark.parametrize("name", ["graphml", "gexf"])
@settings(max_examples=30, deadline=None)
@given(diagram=hostile_diagrams())
def test_network_files_hold_hostile_text_as_text(name: str, diagram: Diagram) -> None:
    """Nothing in a name can end an element, and two names never become one."""
    text = fpcase.diagrams.export(diagram, name).text
    if name == "graphml":
        read = nx.parse_graphml(text, edge_key_type=str, force_multigraph=True)
    else:
        read = nx.read_gexf(io.BytesIO(text.encode()), version="1.3")
    assert len(read) == len(diagram)
    assert [data["name"] for _, data in read.nodes(data=True)] == [
        plain(name) for name in names_in(diagram)
    ]
    edges = Counter(tuple(d[word] for word in FIELDS) for *_, d in read.edges(data=True))
    assert edges == expected_edges(diagram)
    by_place = dict(zip(read, diagram, strict=True))
    ends = Counter((by_place[cause], by_place[effect]) for cause, effect, *_ in read.edges)
    assert ends == Counter((cause, effect) for cause, effect, _ in diagram.edges)


@settings(max_examples=30, deadline=None)
@given(diagram=hostile_diagrams())
def test_node_link_json_changes_nothing_at_all(diagram: Diagram) -> None:
    """JSON has an escape for everything, so every character comes back."""
    read = nx.node_link_graph(
        json.loads(fpcase.diagrams.export(diagram, "node-link").text), edges="edges"
    )
    for *_, data in diagram.edges(data=True):
        data["claim"] = fpcase.casefiles.to_record(data["claim"])
        data["also"] = list(data["also"])
    diagram.graph["authors"] = list(diagram.graph["authors"])
    assert nx.utils.graphs_equal(read, diagram)


@settings(max_examples=30, deadline=None)
@given(diagram=hostile_diagrams())
def test_dot_holds_hostile_text_as_text(diagram: Diagram) -> None:
    """Graphviz reads back as many nodes and edges, between the same nodes."""
    read = pygraphviz.AGraph(string=to_dot(diagram))
    places = dict(zip(read.nodes(), diagram, strict=True))
    assert len(places) == len(diagram)
    ends = Counter((places[cause], places[effect]) for cause, effect in read.edges())
    assert ends == Counter((cause, effect) for cause, effect, _ in diagram.edges)


def test_graphviz_draws_hostile_labels_as_they_are() -> None:
    """Graphviz has escapes and entities of its own, which must show and not work."""
    diagram = all_nasty()
    svg = pygraphviz.AGraph(string=to_dot(diagram)).draw(format="svg", prog="dot").decode()
    shown = [html.unescape(text) for text in re.findall(r"<text[^>]*>(.*?)</text>", svg)]
    wanted = [heading(diagram), *NASTY, *(label(diagram, arrow) for arrow in arrows(diagram))]
    assert sorted(text.replace("\xa0", " ") for text in shown) == sorted(map(plain, wanted))
    tips = {html.unescape(text) for text in re.findall(r'xlink:title="(.*?)"', svg)}
    for arrow in arrows(diagram):
        told = plain(f"{arrow.author}, {arrow.claim}: {arrow.details['mechanism']}")
        place = plain(arrow.details["at"])
        assert f"{told} [{place}]".replace("\\", "[U+005C]") in tips


MERMAID_LABEL = r'"((?:[\w ,-]|#\d+;)*)"'
MERMAID_LINES = re.compile(
    rf"  n_\w+\[{MERMAID_LABEL}\](?::::outcome)?"
    rf"|  n_\w+ (?:-->|-\.->|-\.-x)\|{MERMAID_LABEL}\| n_\w+"
    r"|  linkStyle [\d,]+ stroke:#\w{6}|  classDef outcome stroke-width:3px",
    re.ASCII,
)


@settings(max_examples=30, deadline=None)
@given(diagram=hostile_diagrams())
def test_mermaid_holds_words_and_numbers_of_characters_alone(diagram: Diagram) -> None:
    """Mermaid reads markup in many places; a label in which there is none has no way out."""
    head, _, body = fpcase.diagrams.export(diagram, "mermaid").text.partition("\nflowchart LR\n")
    title = re.fullmatch(r'---\ntitle: ("(?:[0-9A-Za-z ,.()-]|\\u[0-9a-f]{4})*")\n---', head)
    assert title
    assert json.loads(title.group(1)) == plain(heading(diagram)).replace("<", "[U+003C]")
    labels = []
    for line in body.splitlines():
        ascii_line = re.sub(r"[^\x00-\x7f]", "w", line)  # letters of other scripts are words too
        assert MERMAID_LINES.fullmatch(ascii_line)
        labels += re.findall('"(.*)"', line)
    names = names_in(diagram)
    wanted = [*names, *(label(diagram, arrow) for arrow in arrows(diagram))]
    assert [re.sub(r"#(\d+);", lambda m: chr(int(m.group(1))), text) for text in labels] == [
        plain(text) for text in wanted
    ]


TIKZ_TEXT = r"(?:\\text\w+\{\}|\\[&%$#_]|\$-\$|\$\\times\$|\{\}|[^\\{}~^<>|\"`&%$#_])*"
TIKZ_LINES = re.compile(
    rf"\\node\[[^]]*\](?: \(n\d+\))? at \(-?\d+mm, -?\d+mm\) \{{({TIKZ_TEXT})\}};"
    r"|\\draw\[\w+\] \(n\d+\) (?:\.\. controls \(-?\d+mm, -?\d+mm\) \.\."
    rf"|to\[loop above, looseness=\d+\]) node\[tag\] \{{({TIKZ_TEXT})\}} \(n\d+\);"
)
TIKZ_LETTERS = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textless{}": "<",
    r"\textgreater{}": ">",
    r"\textbar{}": "|",
    r"\textquotedbl{}": '"',
    r"\textasciigrave{}": "`",
    "$-$": "−",
    r"$\times$": "×",
    "{}": "",
}


def untex(text: str) -> str:
    """A text as LaTeX would print it."""
    tokens = re.findall(r"\\text\w+\{\}|\\[^t]|\$-\$|\$\\times\$|\{\}|.", text)
    return "".join(TIKZ_LETTERS.get(token, token.removeprefix("\\")) for token in tokens)


@settings(max_examples=30, deadline=None)
@given(diagram=hostile_diagrams())
def test_tikz_leaves_no_special_character_unescaped(diagram: Diagram) -> None:
    """LaTeX runs programs; no name may reach it as a command."""
    text = fpcase.diagrams.export(diagram, "tikz").text
    body = text.partition("\n]\n")[2].partition("\n\\end{tikzpicture}")[0].splitlines()
    printed = []
    for line in body:
        found = TIKZ_LINES.fullmatch(line)
        assert found, line
        if r"\node[lane]" not in line:
            printed.append(untex(found.group(1) if found.group(1) is not None else found.group(2)))
    names = names_in(diagram)
    wanted = [heading(diagram), *names, *(label(diagram, arrow) for arrow in arrows(diagram))]
    assert printed == [plain(text) for text in wanted]


@settings(max_examples=30, deadline=None)
@given(diagram=hostile_diagrams())
def test_dagitty_holds_bare_words_alone(diagram: Diagram) -> None:
    """A bare word needs no quotation marks, so nothing can end them."""
    head, *lines, tail = fpcase.diagrams.export(diagram, "dagitty").text.splitlines()
    assert (head, tail) == ("dag {", "}")
    for line in lines:
        assert re.fullmatch(r"\w+(?: \[(?:outcome|exposure|latent)\]| -> \w+)?", line, re.ASCII)
    names = [line.split()[0] for line in lines if "->" not in line]
    assert len(set(names)) == len(diagram)
    assert not {"graph", "node"} & set(names)
    pairs = {(arrow.cause, arrow.effect) for arrow in effects(diagram)}
    assert sum("->" in line for line in lines) == len(pairs)


@settings(max_examples=30, deadline=None)
@given(diagram=hostile_diagrams())
def test_tables_run_no_formula_and_come_back_whole(
    tmp_path_factory: pytest.TempPathFactory, diagram: Diagram
) -> None:
    """A spreadsheet would run a cell that begins like a formula."""
    path = tmp_path_factory.getbasetemp() / "table.csv"
    for name, written in [("edge-list", list(arrows(diagram))), ("links", list(effects(diagram)))]:
        made = fpcase.diagrams.export(diagram, name).save(path)
        head, *lines = csv.reader(io.StringIO(made.read_text(encoding="utf-8"), newline=""))
        assert {len(line) for line in lines} <= {len(head)}
        cells = [cell for line in lines for cell in line]
        assert not [cell for cell in cells if re.match(r"\s*[=+@-].*[^\W_]", cell)]
        rows = read_spreadsheet(path)
        assert len(rows) == len(written)
        for row, arrow in zip(rows, written, strict=True):
            ends = [arrow.cause, arrow.effect]
            if name == "links":
                ends = [diagram.nodes[node]["name"] for node in ends]
            assert [row["cause"], row["effect"], row["author"]] == [
                plain(text) for text in (*ends, arrow.author)
            ]
