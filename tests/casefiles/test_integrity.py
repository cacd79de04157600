"""Rules about sound cases: each is broken alone, and names its place."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from casefolders import SOUND, broken, problems_of, write_case_folder

from fpcase import check_case, load_case
from fpcase.casefiles import RULES

DOE, ROE = "explanations/doe-2001.yaml", "explanations/roe-2002.yaml"

BREAKERS: Mapping[str, tuple[str, str, str, str]] = {
    "unknown-id": (DOE, "cause: war", "cause: wra", "unknown variable 'wra'; did you mean 'war'?"),
    "one-cause": (DOE, "    cause: war\n", "", "expected either cause or causes, found neither"),
    "denied-no-effect": (DOE, "sign: negative", "sign: no-effect", "a denied absence of effect"),
    "constraining-positive": (
        DOE,
        "stance: asserts",
        "stance: asserts\n    modality: constraining",
        "cannot make it likelier",
    ),
    "one-pattern": (
        "theories.yaml",
        "expects: {",
        "expects: {loop: {through: outcome}, ",
        "found some_path, loop",
    ),
    "proposition-twice": (
        "theories.yaml",
        "    propositions:\n",
        "    propositions:\n      - id: trade-moves-policy\n        text: Again.\n",
        "the proposition 'trade-moves-policy' is defined a second time in this theory; first in",
    ),
    "anchor-words": (
        DOE,
        "start: When the war began",
        "start: When the war began at last",
        "expected at most 5 words, found 6",
    ),
    "locator-source": (
        "evidence.yaml",
        "source: doe-2001\n        page",
        "section: Court\n        page",
        "the locator does not say in which source",
    ),
    "admissible-value": (
        "decisions.yaml",
        'value: "yes"',
        "value: perhaps",
        "a value of war (no, yes)",
    ),
    "broader-loop": (
        "variables.yaml",
        "    level: state",
        "    level: state\n    broader: neutrality",
        "neutrality > neutrality",
    ),
    "ends-before-begin": ("actors.yaml", "until: 1935-04", "until: 1919", "ends (1919) before"),
    "ratio-bounds": ("appraisals.yaml", "low: 1.5", "low: 0", "found low 0, high 3"),
    "joint-causes": (
        ROE,
        "[war, {variable: trade, sign: negative}]",
        "[war, {variable: war, sign: negative}]",
        "two different variables or more",
    ),
    "paragraph-number": (DOE, "paragraph: 2", "paragraph: 0", "a number from 1, found 0"),
    "own-rival": ("appraisals.yaml", "rival: roe-2002", "rival: doe-2001", "another explanation"),
    "no-locator": (ROE, '    at:\n      - page: "4"\n', "", "does not say where it stands"),
    "no-mechanism": (DOE, "    mechanism: Armies eat grain.\n", "", "how the cause moves"),
    "explains-nothing": (DOE, "explains: [neutrality]\n", "", "the explanation names no outcome"),
    "unused-variable": (
        "variables.yaml",
        "variables:\n",
        "variables:\n  - {id: oil, name: Oil, definition: Oil., level: state}\n",
        "nothing uses the variable 'oil'",
    ),
    "no-level": ("variables.yaml", "    level: state\n", "", "has no level of analysis"),
    "steps-twice": (
        DOE,
        "  - id: c2",
        (
            "  - id: c0\n    cause: war\n    intervening: [trade]\n    effect: neutrality\n"
            "    sign: positive\n    stance: asserts\n    mechanism: By way of trade.\n"
            "    at: [{page: '1'}]\n  - id: c3\n    cause: trade\n    effect: neutrality\n"
            "    sign: positive\n    stance: asserts\n    mechanism: Peace pays.\n"
            "    at: [{page: '1'}]\n  - id: c2"
        ),
        "is a claim of its own too",
    ),
    "self-cause": (DOE, "effect: trade", "effect: war", "'war' is both cause and effect"),
    "opposites": (
        "variables.yaml",
        "    level: state",
        "    level: state\n    opposite: neutrality",
        "not each other's opposite",
    ),
    "listed-twice": (
        "evidence.yaml",
        "actors: [ruritania]",
        "actors: [ruritania, league, ruritania]",
        "'ruritania' stands twice",
    ),
    "tag-spelling": (
        "variables.yaml",
        "    level: state",
        "    level: state\n    tags: [Inter-dependence]",
        "differs from 'interdependence' in spelling alone",
    ),
    "unappraised-evidence": (
        "evidence.yaml",
        "evidence:\n",
        (
            "evidence:\n  - {id: silence, description: Nobody says a word., kind: event}\n"
            "  - {id: parade, description: A parade., kind: event}\n"
        ),
        "no appraisal weighs the evidence 'silence'",
    ),
}


def test_the_sound_case_breaks_no_rule(tmp_path: Path) -> None:
    """What the other tests break is whole to begin with."""
    assert problems_of(tmp_path) == []
    load_case(tmp_path / "ruritania")


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_is_broken_by_a_case_that_breaks_it_alone(tmp_path: Path, rule: str) -> None:
    """A rule that nothing breaks checks nothing; one that breaks with others confuses."""
    name, old, new, says = BREAKERS[rule]
    changes = broken(name, old, new)
    if rule == "unappraised-evidence":  # two more pieces are appraised, so that most are
        changes |= {
            "appraisals.yaml": SOUND["appraisals.yaml"].replace(
                "evidence: [telegram-1914]", "evidence: [telegram-1914, parade]"
            )
        }
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
        (
            DOE,
            "cause: war",
            "cause: oil",
            "unknown variable 'oil'; define it, or name one of the 3",
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
    assert problem.advice == "add the work to sources.yaml, with 'id: moe-1999'"
