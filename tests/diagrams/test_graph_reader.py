"""Graphs from other programs come in as links."""

from pathlib import Path

import pytest
from synthetic import synthetic_case

import fpcase
from fpcase.cli import main
from fpcase.diagrams import case_from_graphs, read_graph

GML = """graph [
  directed 1
  node [ id 1 label "War" ]
  node [ id 2 label "Trade" ]
  edge [ source 1 target 2 weight -0.5 ]
]
"""
YED = """<?xml version="1.0"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
<key for="node" id="d0" yfiles.type="nodegraphics"/>
<key for="edge" id="d1" yfiles.type="edgegraphics"/>
<graph edgedefault="directed">
<node id="n0"><data key="d0"><y:ShapeNode><y:NodeLabel>War</y:NodeLabel></y:ShapeNode></data></node>
<node id="n1">
<data key="d0"><y:ShapeNode><y:NodeLabel>Trade</y:NodeLabel></y:ShapeNode></data></node>
<edge source="n0" target="n1">
<data key="d1"><y:PolyLineEdge><y:EdgeLabel>-</y:EdgeLabel></y:PolyLineEdge></data></edge>
</graph></graphml>
"""
GEPHI = """<?xml version="1.0"?>
<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2"><graph defaultedgetype="directed">
<nodes><node id="0" label="War"/><node id="1" label="Trade"/></nodes>
<edges><edge id="0" source="0" target="1" weight="-2.0"/></edges></graph></gexf>
"""
NODE_LINK = """{"directed": true,
 "nodes": [{"id": "a", "name": "War"}, {"id": "b", "name": "Trade"}],
 "links": [{"source": "a", "target": "b", "sign": "negative", "thickness": 3}]}"""
KUMU = """{"elements": [{"_id": "e1", "label": "War"}, {"_id": "e2", "label": "Trade"}],
 "connections": [{"from": "e1", "to": "e2", "label": "-"}]}"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("gml", GML),
        ("graphml", YED),
        ("gexf", GEPHI),
        ("json", NODE_LINK),
        ("json", KUMU),
    ],
    ids=["GML", "yEd", "Gephi", "node-link", "Kumu"],
)
def test_each_program_brings_who_moves_what(tmp_path: Path, name: str, text: str) -> None:
    """Names of variables are those on the boxes; weights have signs where some are negative."""
    path = tmp_path / f"doe.{name}"
    path.write_text(text, encoding="utf-8")
    case, _ = case_from_graphs([path])
    (claim,) = (claim for _, _, claim in case.claims())
    assert [v.name for v in case.variables.values()] == ["War", "Trade"]
    assert (claim.cause, claim.effect, claim.sign.value) == ("war", "trade", "negative")
    assert list(case.explanations) == ["doe"]


def test_dagitty_has_chains_groups_and_arrows_of_two_heads(tmp_path: Path) -> None:
    """What has no one direction is counted as left out."""
    path = tmp_path / "doe-2001.txt"
    path.write_text(
        'dag { bb="-3,-0.5,2,1.2"\n"War of words" [exposure,pos="-1,2"]\n'
        'E -> D <- "War of words"\nA -> {B C} ; A <-> B\nx-y -> z -- w\n}\n',
        encoding="utf-8",
    )
    read = read_graph(path)
    assert [(row["cause"], row["effect"]) for row in read.rows] == [
        ("E", "D"), ("War of words", "D"), ("A", "B"), ("A", "C"), ("x-y", "z"),
    ]  # fmt: skip
    assert read.notes == ("doe-2001.txt: left out: 2 arrows with two heads or none (<->, --)",)


def test_what_the_reader_of_graphml_remarks_is_a_note(tmp_path: Path) -> None:
    """And no warning of a Python module on the terminal."""
    path = tmp_path / "doe.graphml"
    path.write_text(
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="s" for="edge" '
        'attr.name="sign"/><graph edgedefault="directed"><node id="a"/><node id="b"/>'
        '<edge source="a" target="b"><data key="s">-</data></edge></graph></graphml>',
        encoding="utf-8",
    )
    assert "doe.graphml: No key type for id s. Using string" in read_graph(path).notes


@pytest.mark.parametrize("form", ["graphml", "gexf", "node-link"])
def test_what_we_export_comes_back(tmp_path: Path, form: str) -> None:
    """Author, names, signs and stances; what a link has no room for is named."""
    case = synthetic_case(
        {"doe-2001": ["war - trade", "trade ? peace"], "roe-2002": ["war + trade"]}
    )
    path = tmp_path / f"all.{form.replace('node-link', 'json')}"
    fpcase.study(case).export(form).save(path)
    again, notes = case_from_graphs([path])
    found = sorted((e.id, c.cause, c.effect, c.sign.value) for _, e, c in again.claims())
    assert found == sorted((e.id, c.cause, c.effect, c.sign.value) for _, e, c in case.claims())
    assert all("left out" in note for note in notes)


def test_one_file_is_one_author(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As every respondent has a map; edges without direction are said to have none."""
    for name, text in (
        ("doe.json", NODE_LINK),
        ("roe.json", KUMU.replace("{", '{"directed": false,', 1)),
    ):
        (tmp_path / name).write_text(text.replace('"negative"', '"N"'), encoding="utf-8")
    (tmp_path / "poe.gml").write_text(
        GML.replace("directed 1", "directed 0").replace("-0.5", '1 label "x"')
    )
    files = [str(tmp_path / name) for name in ("doe.json", "roe.json", "poe.gml")]
    typed = ["import-graph", *files, "--signs", "N=negative", "--out", str(tmp_path / "it")]
    assert main(typed) == 0
    printed = capsys.readouterr()
    assert "3 claims of 3 authors on 2 variables" in printed.out
    assert "doe.json: left out: thickness" in printed.err
    assert "roe.json: its edges have no direction; each is read from its first" in printed.err
    assert "poe.gml: its edges have no direction" in printed.err
    assert "poe.gml: left out: label, weight" in printed.err
    signs = [c.sign.value for _, _, c in fpcase.load_case(tmp_path / "it").claims()]
    assert signs == ["negative", "unstated", "negative"]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"\xfa\xff", r"is not in UTF-8 \(byte 0\); save it in UTF-8"),
        (
            b"who,from,to",
            "is not in a known format; known formats: GraphML, GEXF, GML, JSON, DAGitty",
        ),
        (b"<html>", "is a web page; known formats:"),
        (b'<?xml version="1.0"?><graphml', "is GraphML that cannot be read"),
        (b"<graphml><!DOCTYPE x></graphml>", "declares its own XML entities"),
        (b'{"nodes": [], "links": []}', "is JSON without arrows; export it again"),
        (b'{"links": [{"source": 1}]}', "is JSON that cannot be read"),
        (b'[{"a": 1}]', "is JSON that cannot be read"),
        (b"dag { a }", "is DAGitty's text without arrows"),
        (b"graph [ node [ id 1 id 1 ] edge [ source 9 target 8 ] ]", "is GML that cannot be read"),
    ],
)
def test_what_is_no_graph_is_refused(tmp_path: Path, raw: bytes, message: str) -> None:
    """With what it is, and what to do."""
    path = tmp_path / "x"
    path.write_bytes(raw)
    with pytest.raises(fpcase.FpcaseError, match=message):
        read_graph(path)
