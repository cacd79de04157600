"""Formats for other programs: each keeps what it can, and says what it cannot."""

import csv
import io
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import cast

import networkx as nx
import pygraphviz
import pytest
from hypothesis import given, settings
from synthetic import cases, claim, record, synthetic_case

import fpcase
from fpcase import Case, FpcaseError
from fpcase.diagrams import EXPORTERS, Diagram, Export, Exporter
from fpcase.diagrams.exchange.arrows import arrows
from fpcase.diagrams.exchange.formats import MOST_LINKS
from fpcase.model import Basis, LevelOfAnalysis, Variable
from fpcase.model.ids import VariableId

ROOT = Path(__file__).parents[2]
EXPECTED = ROOT / "tests" / "data" / "exchange"
BUNDLED = sorted(path.parent.name for path in (ROOT / "cases").glob("*/case.yaml"))
ALL_STANCES = ("asserts", "denies", "reports")


def synthetic() -> Case:
    """A small case with all that formats find hard.

    Parallel claims, joint causes, a loop, every sign and stance, a variable without a level and
    names with special characters.
    """
    variables = {
        VariableId(word): record(Variable, id=word, name=name, definition="...", level=level)
        for word, name, level in [
            ("trade", "Trade & <transit>", LevelOfAnalysis.DYADIC),
            ("oil", "Oil: 50% of \\income_", None),
            ("war", 'War, "hybrid" or not', LevelOfAnalysis.SYSTEM),
        ]
    }
    return synthetic_case(
        {
            "doe-2001": [
                "war + neutrality",
                claim("war + neutrality", mechanism="Fear, =1+1.", period="2014"),
                "trade & oil - neutrality",
                "neutrality + trust",
                "trust + neutrality",
                "denies oil + trust",
                "trade 0 trust",
            ],
            "roe-2002": ["war - neutrality", "trade ? war", "reports war + trade", "war + alone"],
        },
        explains={"doe-2001": ["neutrality"], "roe-2002": ["neutrality"]},
        levels={"neutrality": LevelOfAnalysis.STATE, "trust": LevelOfAnalysis.INDIVIDUAL},
        variables=variables,
    )


@cache
def bundled(name: str) -> Case:
    """A bundled case, loaded once."""
    return fpcase.load_case(fpcase.bundled_case(name))


def whole(case: Case) -> Diagram:
    """A case's diagram with every claim in it."""
    return fpcase.causal_diagram(case, stances=ALL_STANCES, include_inferred=True)


@pytest.mark.parametrize("name", EXPORTERS)
def test_a_format_is_written_as_expected(name: str) -> None:
    """Another program must read tomorrow what it reads today; a change shows in the file."""
    path = EXPECTED / f"{name}{EXPORTERS[name].suffix}"
    made = fpcase.diagrams.export(whole(synthetic()), name)
    assert path.is_file(), f"write {path.name} with {made.text!r} once another program has read it"
    assert made.text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("case_name", BUNDLED)
@pytest.mark.parametrize("name", EXPORTERS)
def test_every_bundled_case_goes_into_every_format(name: str, case_name: str) -> None:
    """What a scholar finds in the package can be taken anywhere."""
    case = bundled(case_name)
    made = fpcase.diagrams.export(whole(case), name)
    assert made.text.endswith("\n")
    assert all(re.match(r"\d+ .*\.$", sentence) for sentence in made.lost)
    assert made == fpcase.diagrams.export(whole(case), name)


@pytest.mark.parametrize("name", EXPORTERS)
def test_a_diagram_without_claims_is_a_file_all_the_same(name: str) -> None:
    """An author of whom nothing is drawn must not stop a loop over authors."""
    diagram = fpcase.causal_diagram(synthetic_case({"doe-2001": ["reports war + trade"]}))
    assert fpcase.diagrams.export(diagram, name).lost == ()


def test_dot_holds_every_node_and_claim() -> None:
    """Graphviz must draw parallel claims side by side, not merge them."""
    diagram = whole(bundled("kazakhstan"))
    read = pygraphviz.AGraph(string=fpcase.diagrams.export(diagram, "dot").text)
    assert set(read.nodes()) == set(diagram)
    assert sorted(read.edges(keys=True)) == sorted(diagram.edges(keys=True))
    assert not read.is_strict()
    for cause, effect, key, data in diagram.edges(keys=True, data=True):
        attributes = read.get_edge(cause, effect, key).attr
        assert [attributes[word] for word in ("author", "sign", "stance")] == [
            data[word] for word in ("author", "sign", "stance")
        ]
    for node, data in diagram.nodes(data=True):
        assert read.get_node(node).attr["level"] == data["level"]


def test_node_link_json_is_the_diagram() -> None:
    """What networkx reads back is the very graph, keys and attributes included."""
    diagram = whole(bundled("kazakhstan"))
    made = fpcase.diagrams.export(diagram, "node-link")
    read = cast("Diagram", nx.node_link_graph(json.loads(made.text), edges="edges"))
    for _, _, data in diagram.edges(data=True):
        data["claim"] = fpcase.casefiles.to_record(data["claim"])
        data["also"] = list(data["also"])
    diagram.graph["authors"] = list(diagram.graph["authors"])
    assert made.lost == ()
    assert nx.utils.graphs_equal(read, diagram)
    assert list(read.edges(keys=True)) == list(diagram.edges(keys=True))


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_a_network_file_holds_every_node_and_claim(name: str) -> None:
    """Every field of a claim goes along; programs drop edges that share an id."""
    diagram = whole(bundled("kazakhstan"))
    made = fpcase.diagrams.export(diagram, name)
    read = cast(
        "Diagram",
        nx.parse_graphml(made.text, edge_key_type=str, force_multigraph=True)
        if name == "graphml"
        else nx.read_gexf(io.BytesIO(made.text.encode()), version="1.3"),
    )
    assert {node: dict(data) for node, data in read.nodes(data=True)} == {
        node: {word: value for word, value in data.items() if value is not None}
        | ({"label": data["name"]} if name == "gexf" else {})
        for node, data in diagram.nodes(data=True)
    }
    found = {(cause, effect, data["claim"]): data for cause, effect, data in read.edges(data=True)}
    assert list(found) == list(diagram.edges(keys=True))
    for arrow in arrows(diagram):
        data = found[arrow.cause, arrow.effect, arrow.claim]
        assert {word: data[word] for word in arrow.details} == arrow.details
        assert data["author"] == arrow.author
        assert (data["sign"], data["stance"]) == (arrow.sign.value, arrow.stance.value)
    ids = [key for _, _, key in read.edges(keys=True)]
    assert len(set(ids)) == len(ids) == diagram.number_of_edges()
    alone = {key for key, n in Counter(k for _, _, k in diagram.edges(keys=True)).items() if n == 1}
    assert alone <= set(ids)


def test_graphml_names_the_case_and_its_version() -> None:
    """A file that is passed on must still say which coding it comes from."""
    read = nx.parse_graphml(fpcase.diagrams.export(whole(synthetic()), "graphml").text)
    assert {word: read.graph[word] for word in ("case", "title", "version")} == {
        "case": "ruritania",
        "title": "Ruritania between the powers",
        "version": "1.0",
    }


def test_an_edge_list_has_one_row_for_each_arrow() -> None:
    """A row is an arrow: joint causes share their claim's id."""
    rows = list(
        csv.DictReader(io.StringIO(fpcase.diagrams.export(whole(synthetic()), "edge-list").text))
    )
    joint = [row for row in rows if row["claim"] == "doe-2001/c3"]
    assert len(rows) == 12
    assert [(row["cause"], row["sign"]) for row in joint] == [
        ("trade", "negative"),
        ("oil", "negative"),
    ]
    assert rows[0]["at"] == "Argument, paragraph 1"


def test_a_links_table_holds_asserted_effects_alone() -> None:
    """A link says that there is an effect, so a denial among the links would say the opposite."""
    rows = list(
        csv.DictReader(io.StringIO(fpcase.diagrams.export(whole(synthetic()), "links").text))
    )
    assert len(rows) == 9
    assert {row["sign"] for row in rows} == {"positive", "negative", "unstated"}
    assert rows[0] == {
        "author": "doe-2001",
        "cause": 'War, "hybrid" or not',
        "effect": "Neutrality",
        "sign": "positive",
    }


def test_dagitty_gets_one_arrow_for_each_pair_and_the_roles() -> None:
    """DAGitty knows arrows and roles; what it cannot know is said."""
    made = fpcase.diagrams.export(whole(synthetic()), "dagitty")
    lines = made.text.splitlines()
    assert lines.count("war -> neutrality") == 1
    assert "neutrality [outcome]" in lines
    assert {"trade [exposure]", "oil [exposure]", "war"} <= set(lines)
    assert not any("alone ->" in line for line in lines)
    *lost, fields = made.lost
    assert lost == [
        "6 variables lose their name: their ids are used instead.",
        "5 variables lose their level of analysis.",
        "9 arrows lose their sign.",
        "9 arrows lose their author.",
        "12 arrows lose the title and the version of their case.",
        "12 arrows lose the id of their claim.",
        "2 claims are left out because they deny an effect.",
        "1 claim is left out because its author only reports it.",
        "2 arrows are merged into others between the same two variables.",
        "1 claim with joint causes is split into one arrow for each cause.",
        "2 variables lie on feedback loops; only a diagram without loops can be analysed.",
    ]
    assert fields == (
        "8 claims leave out what they say of: "
        "jointly_with (1), mechanism (8), period (1), basis (8), certainty (8), at (8)."
    )


def test_a_loop_of_one_variable_is_a_loop_to_dagitty() -> None:
    """A variable that moves itself closes a loop too."""
    made = fpcase.diagrams.export(
        fpcase.causal_diagram(synthetic_case({"a-1": ["war + war"]})), "dagitty"
    )
    assert "1 variable lies on a feedback loop; only a diagram without loops can be analysed." in (
        made.lost
    )


def test_a_spelled_out_step_is_not_a_joint_cause() -> None:
    """Only the causes themselves work together; the steps between have one way in."""
    joint = claim("war & trade + peace", intervening=["fear"])
    diagram = fpcase.causal_diagram(synthetic_case({"doe-2001": [joint]}), expand=True)
    assert [(arrow.cause, arrow.joint) for arrow in arrows(diagram)] == [
        ("war", ("trade",)),
        ("fear@doe-2001/c1", ()),
        ("trade", ("war",)),
    ]


def test_dagitty_calls_a_spelled_out_step_latent() -> None:
    """Nobody observes a step apart from the claim that it belongs to."""
    case = synthetic_case({"doe-2001": [claim("war + trade", intervening=["fear"])]})
    text = fpcase.diagrams.export(fpcase.causal_diagram(case, expand=True), "dagitty").text
    assert "fear_doe_2001_c1 [latent]" in text.splitlines()
    assert "war -> fear_doe_2001_c1" in text.splitlines()


def test_dagitty_is_spared_the_names_that_it_keeps_for_itself() -> None:
    """DAGitty refuses variables called graph and node."""
    text = fpcase.diagrams.export(
        fpcase.causal_diagram(synthetic_case({"a-1": ["graph + node"]})), "dagitty"
    )
    assert "graph_ -> node_" in text.text.splitlines()


def test_mermaid_says_when_there_are_more_links_than_it_draws() -> None:
    """Mermaid refuses the whole diagram beyond its cap, with a message that helps few."""
    case = synthetic_case({"doe-2001": ["war + trade"] * (MOST_LINKS + 1)})
    diagram = fpcase.causal_diagram(case)
    assert fpcase.diagrams.export(diagram, "mermaid").lost[-1] == (
        "501 links: Mermaid draws no more than 500 unless maxEdges is raised."
    )
    few = fpcase.causal_diagram(synthetic_case({"doe-2001": ["war + trade"] * MOST_LINKS}))
    assert not any(
        "maxEdges" in sentence for sentence in fpcase.diagrams.export(few, "mermaid").lost
    )


def test_an_author_is_named_on_arrows_only_where_there_are_several() -> None:
    """In a diagram of one author the name on every arrow says nothing."""
    case = synthetic_case({"doe-2001": ["war + trade"], "roe-2002": ["war + trade"]})
    both = fpcase.diagrams.export(fpcase.causal_diagram(case), "tikz").text
    one = fpcase.diagrams.export(fpcase.causal_diagram(case, ["roe-2002"]), "tikz").text
    assert "{+ Roe 2002}" in both
    assert "{+}" in one


def test_tables_say_that_names_of_authors_and_the_edition_stay_behind() -> None:
    """A table that is cited needs both, and whoever passes it on must know to add them."""
    for name, arrows_written in (("edge-list", 12), ("links", 12)):
        lost = fpcase.diagrams.export(whole(synthetic()), name).lost
        assert "2 authors lose their names: their ids are used instead." in lost
        assert f"{arrows_written} arrows lose the title and the version of their case." in lost


def test_dot_says_how_many_backslashes_it_cannot_keep() -> None:
    """Graphviz takes a backslash in an id or a tooltip for a command of its own."""
    case = synthetic_case({"a-1": [claim("war + trade", mechanism=r"\N and \G")]})
    lost = fpcase.diagrams.export(fpcase.causal_diagram(case), "dot").lost
    assert lost[-1] == "2 backslashes in ids and tooltips are written as the code point [U+005C]."
    text = fpcase.diagrams.export(fpcase.causal_diagram(case), "dot").text
    assert "[U+005C]N and [U+005C]G" in text


@pytest.mark.parametrize("letter", ["x", "é", "&", '"', "\\"])
def test_what_is_too_long_for_graphviz_is_cut_and_counted(letter: str) -> None:
    """A file that Graphviz refuses is no file; whole escapes stay at the end of what is cut."""
    case = synthetic_case({"a-1": [claim("war + trade", mechanism=letter * 20_000)]}, title="T")
    made = fpcase.diagrams.export(fpcase.causal_diagram(case), "dot")
    read = pygraphviz.AGraph(string=made.text)
    tooltip = pygraphviz.Edge(read, *read.edges(keys=True)[0]).attr["tooltip"]
    assert len(tooltip.encode()) < 16_384
    assert tooltip.endswith("…")
    assert made.lost[-1] == "1 text is cut, because Graphviz reads at most 16,384 bytes."


def test_mermaid_says_what_it_cannot_show_in_a_title() -> None:
    """It would cut out what looks like a tag."""
    case = synthetic_case({"a-1": ["war + trade"]}, title="War <and> peace")
    made = fpcase.diagrams.export(fpcase.causal_diagram(case), "mermaid")
    assert made.lost[-1] == "1 sign < in the title is written as the code point [U+003C]."


def test_tikz_draws_a_loop_of_one_variable_and_names_foreign_letters() -> None:
    """A way from a box to itself has no direction; a letter without a font leaves a gap."""
    name = record(Variable, id="war", name="Соғыс", definition="...")
    case = synthetic_case({"a-1": ["war + war"]}, variables={VariableId("war"): name})
    made = fpcase.diagrams.export(fpcase.causal_diagram(case), "tikz")
    assert "(n1) to[loop above, looseness=5]" in made.text
    assert made.lost[-1].startswith("5 characters are not in LaTeX's own fonts: compile with lua")


def test_tikz_wraps_a_level_with_many_variables() -> None:
    """A row of a hundred boxes would be wider than TeX can measure."""
    case = synthetic_case({"a-1": [f"v{number} + w" for number in range(20)]})
    text = fpcase.diagrams.export(fpcase.causal_diagram(case), "tikz").text
    places = re.findall(
        r"^\\node\[(?:box|outcome)\] \(n\d+\) at \((\d+)mm, (-?\d+)mm\)", text, re.MULTILINE
    )
    assert len(set(places)) == len(places) == 21
    assert max(int(x) for x, _ in places) == 315
    assert {int(y) for _, y in places} == {0, -22, -44}


def test_variables_of_one_name_are_counted_where_names_are_ids() -> None:
    """Two variables that become one change the diagram."""
    same = {
        VariableId(word): record(Variable, id=word, name="Trade", definition="...")
        for word in ("trade", "barter")
    }
    case = synthetic_case({"a-1": ["trade + war", "barter + war"]}, variables=same)
    lost = fpcase.diagrams.export(fpcase.causal_diagram(case), "links").lost
    assert "2 variables share a name with another variable and are merged with it." in lost


@settings(max_examples=25, deadline=None)
@given(case=cases())
def test_no_format_changes_the_diagram_or_depends_on_anything_else(case: Case) -> None:
    """The same diagram gives the same bytes, and is still there for the next format."""
    diagram, untouched = whole(case), whole(case)
    for name in EXPORTERS:
        assert fpcase.diagrams.export(diagram, name) == fpcase.diagrams.export(untouched, name)
    assert nx.utils.graphs_equal(diagram, whole(case))


@settings(max_examples=50, deadline=None)
@given(case=cases())
def test_what_a_format_leaves_out_and_what_it_holds_make_the_whole(case: Case) -> None:
    """Counted losses must add up: nothing is dropped beside what is said."""
    diagram = whole(case)
    made = fpcase.diagrams.export(diagram, "dagitty")
    merged = sum(int(s.split()[0]) for s in made.lost if "merged" in s)
    denied_or_reported = sum(arrow.denies or arrow.reported for arrow in arrows(diagram))
    held = sum("->" in line for line in made.text.splitlines())
    assert held + merged + denied_or_reported == diagram.number_of_edges()


def test_claims_that_a_diagram_does_not_draw_are_counted() -> None:
    """An export of asserted effects must not pass for all that the authors say."""
    case = synthetic_case(
        {
            "doe-2001": [
                "denies war + trade",
                "trade 0 war",
                "reports war + oil",
                claim("oil + war", basis=Basis.INFERRED),
                "war + peace",
            ],
            "roe-2002": ["denies war + trade"],
        }
    )
    assert fpcase.diagrams.claims_left_out(case, fpcase.causal_diagram(case, ["doe-2001"])) == (
        "2 claims that deny an effect are not in the diagram.",
        "1 claim that an author only reports is not in the diagram.",
        "1 claim that is the coder's own reading is not in the diagram.",
    )
    assert fpcase.diagrams.claims_left_out(case, whole(case)) == ()


def test_an_unknown_format_is_answered_with_the_nearest_or_with_all() -> None:
    """A slip of the finger must not cost a look into the manual."""
    diagram = whole(synthetic())
    with pytest.raises(FpcaseError, match=r"no format 'dagity'; did you mean 'dagitty'\?"):
        fpcase.diagrams.export(diagram, "dagity")
    with pytest.raises(FpcaseError, match=r"no format 'x'; available: dot, mermaid, tikz"):
        fpcase.diagrams.export(diagram, "x")


def test_an_export_is_saved_into_a_new_folder(tmp_path: Path) -> None:
    """A script should not have to make folders; line ends are the same on every system."""
    made = Export(format="dot", text="digraph {\n}\n")
    path = made.save(tmp_path / "new" / "a.gv")
    assert path.read_bytes() == b"digraph {\n}\n"


def test_an_export_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    """The message names the file, not a line of Python."""
    with pytest.raises(FpcaseError, match="the export cannot be written: Is a directory"):
        Export(format="dot", text="").save(tmp_path)


def test_the_command_line_lists_a_new_format_by_itself(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Adding a format is one function and its entry in the table, nothing more."""
    shout = Exporter(write=lambda diagram: f"{len(diagram)}!\n", suffix=".txt", reads="nobody")
    monkeypatch.setitem(dict_of_exporters(), "shout", shout)
    assert run("export", "ukraine") == 0
    assert "shout      .txt      nobody" in capsys.readouterr().out.splitlines()
    assert run("export", "ukraine", "--to", "shout") == 0
    assert capsys.readouterr().out == f"{len(fpcase.causal_diagram(bundled('ukraine')))}!\n"


def dict_of_exporters() -> dict[str, Exporter]:
    """The table itself, to which a test adds an entry."""
    assert isinstance(EXPORTERS, dict)
    return EXPORTERS


def run(*words: str) -> int:
    """Run the command line."""
    from fpcase.cli import main  # noqa: PLC0415 - the roof, which other tests here do without

    return main(words)


def test_the_command_prints_the_file_and_says_on_stderr_what_is_lost(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The output can be piped into another program, and yet nothing is dropped in silence."""
    assert run("export", "ukraine", "--to", "dagitty", "--authors", "cai-2022") == 0
    printed = capsys.readouterr()
    case = bundled("ukraine")
    diagram = fpcase.causal_diagram(case, ["cai-2022"])
    made = fpcase.diagrams.export(diagram, "dagitty")
    assert printed.out == made.text
    told = (*fpcase.diagrams.claims_left_out(case, diagram), *made.lost)
    assert printed.err.splitlines() == [f"fpcase: {sentence}" for sentence in told]


def test_the_command_writes_a_file_with_the_claims_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Denials and reports are a choice, as in Python."""
    path = tmp_path / "all.json"
    words = ["--to", "node-link", "--out", str(path), "--stances", *ALL_STANCES]
    assert run("export", "ukraine", *words, "--include-inferred") == 0
    case = bundled("ukraine")
    assert path.read_text(encoding="utf-8") == fpcase.diagrams.export(whole(case), "node-link").text
    printed = capsys.readouterr()
    assert printed.out == f"{path}: node-link\n"
    assert printed.err == ""


def test_the_command_refuses_a_stance_that_there_is_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Misuse ends with status 2 and the words that are possible."""
    assert run("export", "ukraine", "--to", "dot", "--stances", "asserted") == 2
    assert "stances: expected one of asserts, denies, reports; found 'asserted'" in (
        capsys.readouterr().err
    )


def test_a_links_table_can_be_read_back_as_a_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table that goes to a causal-mapping program must be able to come home."""
    table, folder = tmp_path / "links.csv", tmp_path / "links"
    assert run("export", "kazakhstan", "--to", "links", "--out", str(table)) == 0
    columns = [
        word for name in ("author", "cause", "effect", "sign") for word in (f"--{name}", name)
    ]
    assert run("import-links", str(table), *columns, "--out", str(folder)) == 0, capsys.readouterr()
    first, again = bundled("kazakhstan"), fpcase.load_case(folder)

    def links(case: Case) -> list[tuple[str, ...]]:
        diagram = fpcase.causal_diagram(case)
        return sorted(
            (arrow.author, *(diagram.nodes[n]["name"] for n in ends), arrow.sign.value)
            for arrow in arrows(diagram)
            for ends in [(arrow.cause, arrow.effect)]
        )

    assert links(again) == links(first)
