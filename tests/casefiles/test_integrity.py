"""Rules about sound cases: each is broken alone, and names its place."""

from pathlib import Path

import pytest
from casefolders import (
    BREAKERS,
    DOE,
    ROE,
    SOUND,
    broken,
    changes_that_break,
    problems_of,
    write_case_folder,
)

from fpcase import check_case, load_case
from fpcase.casefiles import RULES


def test_the_sound_case_breaks_no_rule(tmp_path: Path) -> None:
    """What the other tests break is whole to begin with."""
    assert problems_of(tmp_path) == []
    load_case(tmp_path / "ruritania")


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_is_broken_by_a_case_that_breaks_it_alone(tmp_path: Path, rule: str) -> None:
    """A rule that nothing breaks checks nothing; one that breaks with others confuses."""
    name, _, _, says = BREAKERS[rule]
    changes = changes_that_break(rule)
    problems = problems_of(tmp_path, changes)
    assert [problem.rule for problem in problems] == [rule]
    assert problems[0].severity is RULES[rule].severity
    assert problems[0].file == name
    assert problems[0].line > 0
    assert says in str(problems[0])
    assert RULES[rule].meaning.endswith(".")


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        (DOE, "cause: war", "cause: league", "'league' is an actor; name a variable here"),
        (DOE, "cause: war", "cause: telegram-1914", "is a piece of evidence; name a variable here"),
        (
            DOE,
            "cause: war",
            "cause: oil",
            (
                "unknown variable 'oil'; define it in variables.yaml, or name one that is defined "
                "('neutrality', 'trade', 'war')"
            ),
        ),
        (DOE, "cause: war\n", "cause: war\n    evidence: [x]\n", "unknown evidence 'x'"),
        (DOE, "cause: war\n", "cause: war\n    causes: [war, trade]\n", "found both"),
        (
            DOE,
            "id: c2\n    cause: war",
            "id: c2\n    causes: [war, trade]",
            "both cause and effect",
        ),
        ("decisions.yaml", "actor: ruritania", "actor: war", "'war' is a variable; name an actor"),
        ("decisions.yaml", "neutrality: full", "neutralty: full", "unknown variable 'neutralty'"),
        ("appraisals.yaml", "doe-2001/p1", "doe-2001/p2", "unknown prediction 'doe-2001/p2'; did"),
        ("variables.yaml", "about: [ruritania]", "about: [x]", "unknown actor 'x'"),
        ("theories.yaml", "{cause: {", "{cause: {variables: oil, ", "unknown variable 'oil'"),
        (
            "theories.yaml",
            "{some_path: {cause: {tags: [interdependence]}, effect: outcome}}",
            "{outcome_cause_share: {level: [state], at_least: 1.5}}",
            "a share from 0 to 1, found 1.5",
        ),
        (
            "theories.yaml",
            "{some_path: {cause: {tags: [interdependence]}, effect: outcome}}",
            "{}",
            "found none",
        ),
        (
            "theories.yaml",
            "{some_path: {cause: {tags: [interdependence]}, effect: outcome}}",
            "{no_path: {cause: {tags: [interdependence]}, effect: outcome, through: outcome}}",
            "expects.no_path.through: unknown key 'through'",
        ),
        (
            "theories.yaml",
            "{some_path: {cause: {tags: [interdependence]}, effect: outcome}}",
            "{every_path: {cause: {tags: [interdependence]}, effect: outcome}}",
            "expects.every_path: the key 'through' is missing",
        ),
        (ROE, 'page: "5"', "paragraph: -1", "rejects[0].at[0].paragraph: expected a number from 1"),
        (DOE, "paragraph: 9", "paragraph: 0", "predictions[0].at[0].paragraph"),
        ("decisions.yaml", 'page: "12"', "paragraph: 0", "conditions.war.at[0].paragraph"),
        ("decisions.yaml", "trade: null", "trade: {value: x, at: [{page: '1'}]}", "which source"),
        ("decisions.yaml", "outcomes: {neutrality: full}", "outcomes: {war: full}", "(no, yes)"),
        (
            DOE,
            "cause: war\n",
            "cause: war\n    conditions: [{variable: war, value: x}]\n",
            "(no, yes)",
        ),
        (
            DOE,
            "value: [low, decrease]",
            "value: [low, less]",
            "value[1]: expected a value of trade (no, yes, low, high, increase, decrease, steady)",
        ),
        (
            DOE,
            "variable: trade\n    value: [low, decrease]",
            "variable: war\n    value: high",
            "value: expected a value of war (no, yes), found 'high'",
        ),
        (DOE, "value: [low, decrease]", "value: []", "a word or several, found an empty list"),
        (
            DOE,
            "variable: neutrality\n    due",
            "variable: neutrality\n    value: renewal\n    due",
            "predictions[0].value: expected a value of neutrality (no, yes, low, high,",
        ),
        (
            "theories.yaml",
            "effect: outcome}",
            "effect: policy, sign: unstated}",
            "some_path.sign: expected positive or negative, found 'unstated'",
        ),
        (
            DOE,
            "  - variable: trade\n    because",
            "  - variable: trde\n    because",
            "did you mean",
        ),
        ("actors.yaml", "until: 1894", "until: 1893", "offices[0].until: it ends (1893) before"),
        (
            DOE,
            "explains: [neutrality]",
            "explains: [neutrality, war]",
            "no claim of this explanation leads to its outcome 'war'",
        ),
        ("variables.yaml", "level: regional", "level: regional\n    opposite: trade", ""),
    ],
)
def test_what_a_rule_says_names_what_is_wrong(
    tmp_path: Path, name: str, old: str, new: str, says: str
) -> None:
    """A scholar can mend it without reading the code."""
    assert says in "\n".join(map(str, problems_of(tmp_path, broken(name, old, new))))


def test_of_many_ids_the_number_is_told(tmp_path: Path) -> None:
    """A list of twenty ids in a message is not read."""
    more = "".join(
        f"  - id: v{n}\n    name: {n}\n    definition: {n}.\n    level: state\n" for n in range(9)
    )
    changes = broken(DOE, "cause: war", "cause: oil") | {
        "variables.yaml": SOUND["variables.yaml"] + more
    }
    assert "or name one of the 12 that are defined" in str(problems_of(tmp_path, changes)[0])


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        ("variables.yaml", "id: trade", "id: Trade", "'Trade'; write 'trade'"),
        (DOE, "cause: war", "cause: War", "'War'; write 'war'"),
        (DOE, "explains: [neutrality]", "explains: [neutralty]", "did you mean 'neutrality'?"),
    ],
)
def test_one_slip_in_an_id_is_one_problem(
    tmp_path: Path, name: str, old: str, new: str, found: str
) -> None:
    """Whoever mends the slip has mended all: neither end is unknown, unused or unexplained."""
    problems = problems_of(tmp_path, broken(name, old, new))
    assert len(problems) == 1
    assert found in str(problems[0])


def test_a_loop_of_broader_terms_is_told_from_each_of_its_variables(tmp_path: Path) -> None:
    """Also a variable that hangs on a loop of others is not itself part of it."""
    text = SOUND["variables.yaml"]
    for one, above in (("regional", "trade"), ("domestic", "neutrality"), ("state", "trade")):
        text = text.replace(f"level: {one}", f"level: {one}\n    broader: {above}")
    problems = problems_of(tmp_path, {"variables.yaml": text})
    assert [p.where for p in problems] == ["variables[1].broader", "variables[2].broader"]


def test_opposites_that_name_different_partners_are_told(tmp_path: Path) -> None:
    """War is not the opposite of trade if trade is the opposite of neutrality."""
    text = SOUND["variables.yaml"].replace(
        "level: regional", "level: regional\n    opposite: trade"
    )
    text = text.replace("level: domestic", "level: domestic\n    opposite: neutrality")
    problems = problems_of(tmp_path, {"variables.yaml": text})
    assert [p.rule for p in problems] == ["opposites"]


def test_what_is_incomplete_is_not_blamed_on_what_could_not_be_read(tmp_path: Path) -> None:
    """A claim that does not fit may be the one that leads to the outcome."""
    changes = broken(DOE, "sign: positive", "sign: plus")
    assert [p.rule for p in problems_of(tmp_path, changes)] == ["value"]


def test_variables_are_not_called_unused_if_a_file_could_not_be_read(tmp_path: Path) -> None:
    """The file may use them."""
    problems = problems_of(tmp_path, {DOE: "claims: [", ROE: "claims: ["})
    assert {p.rule for p in problems} == {"not-yaml"}


def test_a_case_made_from_links_need_not_have_what_no_table_of_links_has(tmp_path: Path) -> None:
    """Such a case says itself what it is."""
    changes = broken(DOE, "    mechanism: Armies eat grain.\n", "")
    changes["case.yaml"] = SOUND["case.yaml"] + "kind: links\n"
    assert check_case(write_case_folder(tmp_path, changes)) == ()


def test_an_author_without_a_source_is_told_where_to_add_it(tmp_path: Path) -> None:
    """By default an explanation is coded from the work of its own name."""
    changes = {"explanations/moe-1999.yaml": SOUND[DOE].partition("predictions")[0]}
    (problem,) = problems_of(tmp_path, changes)
    assert problem.advice == (
        "describe the work under 'source:' in explanations/moe-1999.yaml, or in sources.yaml as "
        "'moe-1999'"
    )


def test_an_admissible_value_stands_once_in_its_list(tmp_path: Path) -> None:
    """The order of the values means something, and a second place for one does not."""
    text = SOUND["variables.yaml"].replace('["no", "yes"]', '["no", "yes", "no"]', 1)
    (problem,) = problems_of(tmp_path, {"variables.yaml": text})
    assert "variables[0].values[2]: 'no' stands twice in this list" in str(problem)


def test_what_an_unknown_id_is_probably_meant_for_is_not_called_unused(tmp_path: Path) -> None:
    """One slip is one message: mended, the id is used, and the outcome is led to."""
    weather = "  - {id: weather, name: Weather, definition: How dry it is., level: domestic}\n"
    changes = {"variables.yaml": SOUND["variables.yaml"] + weather}
    for old, slip in (
        ("effect: neutrality", "effect: neutralitx"),
        ("cause: war", "cause: wether"),
    ):
        assert old in SOUND[DOE]
        found = problems_of(tmp_path / slip, {**changes, DOE: SOUND[DOE].replace(old, slip)})
        unused = [one for one in found if one.rule == "unused-variable"]
        assert {one.rule for one in found} - {"unused-variable"} == {"unknown-id"}
        assert len(unused) == (slip != "cause: wether")
