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
from fpcase.model.sources import checksum


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
                "unknown variable 'oil'; define it in variables.yaml, or name a defined one "
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
        (
            ROE,
            'page: "5"',
            "paragraph: -1",
            "rejects[0].at[0].paragraph: expected a number of at least 1",
        ),
        (DOE, "paragraph: 9", "paragraph: 0", "predictions[0].at[0].paragraph"),
        ("decisions.yaml", 'page: "12"', "paragraph: 0", "conditions.war.at[0].paragraph"),
        (
            "decisions.yaml",
            "trade: null",
            "trade: {value: x, at: [{page: '1'}]}",
            "the locator names no source",
        ),
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
        (DOE, "value: [low, decrease]", "value: []", "at least one word, found an empty list"),
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
    assert "or name one of the 12 defined ones" in str(problems_of(tmp_path, changes)[0])


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
    assert "variables[0].values[2]: 'no' is listed twice" in str(problem)


def test_a_doi_is_written_without_a_prefix(tmp_path: Path) -> None:
    """A bibliography puts the prefix before it; twice, nobody finds the work."""
    doi = "    kind: book\n    doi: https://doi.org/10.5555/12345\n"
    (problem,) = problems_of(tmp_path, broken("sources.yaml", "    kind: book\n", doi))
    assert problem.what == "'https://doi.org/10.5555/12345' is not a DOI"
    assert problem.advice == "write it without a prefix: 10.5555/12345"


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


SEEN = "kind: statement"
CONTEST = """\
contests:
  - id: why
    question: Why did it stay out?
    outcome: neutrality
    rivals: {doe-2001: War., roe-2002: Trade., both: Both.}
    prior: {doe-2001: 1, roe-2002: 1, both: 0.5}
    built_on: {both: [telegram-1914]}
appraisals:
  - evidence: telegram-1914
    contest: why
    chances: {doe-2001: likely, roe-2002: [0.2, 0.4], both: 0.5}
    because: So it seems.
"""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "rivals: {doe-2001: War., roe-2002: Trade., both: Both.}",
            "rivals: {both: x}",
            "at least two rivals",
        ),
        (
            "both: 0.5}\n    built",
            "bth: 0.5}\n    built",
            "odds for each rival (doe-2001, roe-2002, both)",
        ),
        (
            "both: 0.5}\n    built",
            "both: 0}\n    built",
            "prior.both: expected odds above 0, found 0",
        ),
        ("    contest: why\n", "", "the chances do not name a contest; add 'contest: ...'"),
        ("contest: why", "contest: wy", "unknown contest 'wy'; did you mean 'why'?"),
        (
            ", both: 0.5}\n    be",
            ", bth: 0.5}\n    be",
            "'bth' is not a rival of the contest 'why'",
        ),
        ("built_on: {both", "built_on: {bth", "'bth' is not a rival of the contest 'why'"),
        ("[telegram-1914]", "[telegram]", "unknown evidence 'telegram'"),
        ("{doe-2001: likely, roe-2002: [0.2, 0.4], both: 0.5}", "{both: 0.5}", "only one rival"),
        ("    chances", "    explanation: both\n    chances", "found both explanation and chances"),
        (
            "chances: {doe-2001: likely, roe-2002: [0.2, 0.4], both: 0.5}",
            (
                "explanation: both\n    rival: doe-2001\n    decibels: {low: 1, high: 2}\n"
                "    likelihood_ratio: {low: 1, high: 2}"
            ),
            "found a ratio and decibels",
        ),
        ("chances: {doe-2001: likely, roe-2002: [0.2, 0.4], both: 0.5}", "rater: x", "neither"),
        (
            "chances: {doe-2001: likely, roe-2002: [0.2, 0.4], both: 0.5}",
            "explanation: both\n    rival: doe-2001\n    decibels: {low: 3, high: 2}",
            "decibels: expected low <= high, found low 3, high 2; 0 means",
        ),
        (
            "both: 0.5}\n    be",
            "both: 1}\n    be",
            "expected 0 < low <= high < 1, found low 1, high",
        ),
        ("[0.2, 0.4]", "[0.4, 0.2]", "chances.roe-2002: expected 0 < low <= high < 1"),
        (
            "[0.2, 0.4]",
            "[0.4]",
            "chances.roe-2002: expected a chance between 0 and 1, a range [lowest",
        ),
        ("likely", "likly", "found 'likly'; did you mean 'likely'?"),
        ("    because", "    knowing: [telegram]\n    because", "unknown evidence 'telegram'"),
    ],
)
def test_a_contest_that_cannot_be_weighed_is_an_error(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    """What the coder judges is checked before anything is computed from it."""
    assert not problems_of(tmp_path / "sound", {"appraisals.yaml": CONTEST})
    assert old in CONTEST
    problems = problems_of(tmp_path / "broken", {"appraisals.yaml": CONTEST.replace(old, new, 1)})
    assert says in "\n".join(map(str, problems))


def test_what_nobody_has_looked_for_has_a_chance_under_every_rival(tmp_path: Path) -> None:
    """A ratio is of what was in fact observed."""
    sought = SOUND["evidence.yaml"].replace(
        "kind: statement", "kind: statement\n    search: not-yet"
    )
    changes: dict[str, str | None] = {"evidence.yaml": sought, "appraisals.yaml": CONTEST}
    assert not problems_of(tmp_path / "whole", changes)
    fewer = CONTEST.replace(", both: 0.5}\n    because", "}\n    because")
    (problem,) = problems_of(tmp_path / "fewer", {**changes, "appraisals.yaml": fewer})
    assert "nobody has looked for 'telegram-1914' yet" in str(problem)
    (problem,) = problems_of(tmp_path / "ratio", {"evidence.yaml": sought})
    assert "expected a contest, and a chance for each of its rivals" in str(problem)


def test_two_raters_may_judge_alike_and_one_in_two_contests(tmp_path: Path) -> None:
    """Only what one and the same judge says twice of one thing is a contradiction."""
    judgement = "  - {evidence: telegram-1914, contest: why, chances: {doe-2001: 0.5, both: 0.4}"
    rater = "rater: b, "
    other = f"{CONTEST}{judgement}, {rater}because: So.}}\n"
    assert not problems_of(tmp_path / "raters", {"appraisals.yaml": other})
    second = CONTEST.partition("appraisals:")[0].removeprefix("contests:\n")
    both = other.replace("contests:\n", "contests:\n" + second.replace("id: why", "id: how"))
    elsewhere = both.replace("contest: why, chances", "contest: how, chances").replace(
        "rater: b, ", ""
    )
    assert not problems_of(tmp_path / "contests", {"appraisals.yaml": elsewhere})
    (problem,) = problems_of(tmp_path / "same", {"appraisals.yaml": other.replace(rater, "")})
    assert "judged twice between 'doe-2001' and 'both'" in str(problem)


@pytest.mark.parametrize(
    ("judged", "says"),
    [
        (
            "likelihood_ratio: {low: 2, high: 9}\n    test: hoop",
            "a ratio of 2 to 9 is incompatible with a hoop",
        ),
        (
            "likelihood_ratio: {low: 0.1, high: 0.4}\n    test: hoop",
            "incompatible with a hoop test at the cut-off 2",
        ),
        ("likelihood_ratio: {low: 0.1, high: 0.6}\n    test: hoop", ""),
        (
            "decibels: {low: -1, high: 1}\n    test: doubly-decisive",
            "incompatible with a doubly decisive test",
        ),
        ("decibels: {low: -9, high: 9}\n    test: smoking-gun", ""),
        ("test: smoking-gun", ""),
    ],
)
def test_a_kind_of_test_that_the_ratio_rules_out_is_a_warning(
    tmp_path: Path, judged: str, says: str
) -> None:
    """The word and the number of one judgement mean the same."""
    text = SOUND["appraisals.yaml"].replace("likelihood_ratio: {low: 1.5, high: 3}", judged)
    problems = problems_of(tmp_path, {"appraisals.yaml": text})
    assert (says in "\n".join(map(str, problems))) if says else not problems


def test_a_judgement_on_what_was_not_found_is_of_the_search(tmp_path: Path) -> None:
    """The ratio of a thing found says nothing of one that is not."""
    text = SOUND["appraisals.yaml"].replace("high: 3}", "high: 1.9}\n    test: smoking-gun")
    lost = SOUND["evidence.yaml"].replace(
        "kind: statement", "kind: statement\n    search: not-found"
    )
    assert not problems_of(tmp_path, {"appraisals.yaml": text, "evidence.yaml": lost})


def test_knowing_in_a_circle_is_found_by_way_of_other_evidence(tmp_path: Path) -> None:
    """Two pieces that are each judged as if the other were known leave nothing to begin with."""
    parade = "  - {id: parade, description: A parade., kind: event}\n"
    evidence = SOUND["evidence.yaml"] + parade
    judged = CONTEST.replace("    because", "    knowing: [parade]\n    because")
    pair = "chances: {doe-2001: 0.5, both: 0.4}, because: So."
    text = f"{judged}  - {{evidence: parade, contest: why, knowing: [telegram-1914], {pair}}}\n"
    problems = problems_of(tmp_path, {"evidence.yaml": evidence, "appraisals.yaml": text})
    assert [problem.rule for problem in problems] == ["known-in-a-circle"] * 2


@pytest.mark.parametrize(
    ("added", "says"),
    [
        (
            "membership: {low: 0}\n    anchors: {out: 1, crossover: 2, in: 3}",
            "memberships or by anchors",
        ),
        ("membership: {low: 0, high: 1.5}", "membership.high: expected a membership from 0 to 1"),
        ("anchors: {out: 1, crossover: 3, in: 2}", "expected rising or falling numbers for out"),
        ("anchors: {out: 1, in: 2}", "found out 1, in 2"),
        ("anchors: {out: 3, crossover: 2, in: 1}", ""),
        ("values: [low, high]\n    membership: {low: 0}", "for each value (low, high), found low"),
    ],
)
def test_a_graded_set_that_is_not_calibrated_is_an_error(
    tmp_path: Path, added: str, says: str
) -> None:
    """A membership that nobody can look up would change every result that rests on it."""
    old = "level: state"
    problems = problems_of(
        tmp_path, broken("variables.yaml", old, f"{old}\n    {added}\n    because: So.")
    )
    assert (says in "\n".join(map(str, problems))) if says else not problems


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("perhaps", "conditions.war.value: expected a value of war (no, yes), found 'perhaps'"),
        ("[{value: x, at: [{source: doe-2001}]}, no]", "conditions.war[0].value: expected a value"),
        ("{value: no, at: [{source: doe, page: '1'}]}", "unknown source 'doe'"),
        ("[{value: no, at: [{page: '1'}]}, yes]", "conditions.war[0].at[0]: the locator names no"),
        ("[no, {value: yes, basis: guessed}]", "conditions.war[1].basis: expected a basis"),
        ("[no, {value: yes, basis: implicit, certainty: hedged}]", ""),
        ("yes", ""),
        ("null", ""),
    ],
)
def test_a_cell_takes_a_word_a_reading_or_several(tmp_path: Path, cell: str, says: str) -> None:
    """Works may differ on one condition of one decision, and both are kept."""
    text = SOUND["decisions.yaml"]
    start, end = text.index("      war:"), text.index("      trade: null")
    changed = f"{text[:start]}      war: {cell}\n{text[end:]}"
    problems = problems_of(tmp_path, {"decisions.yaml": changed})
    assert (says in "\n".join(map(str, problems))) if says else not problems


@pytest.mark.parametrize(
    ("of_fear", "of_war", "told"),
    [("", "", True), ("broader: neutrality", "", True), ("broader: war", "", False),
     ("", "broader: fear", False)],
)  # fmt: skip
def test_a_condition_may_be_joined_to_a_cause_by_broader_terms(
    tmp_path: Path, of_fear: str, of_war: str, *, told: bool
) -> None:
    """Claims are held against decisions across the terms that join them."""
    fear = "  - id: fear\n    name: Fear\n    definition: Fear.\n    level: individual\n"
    text = SOUND["variables.yaml"].replace("level: regional", f"level: regional\n    {of_war}")
    text += f"{fear}    {of_fear}\n"
    decisions = SOUND["decisions.yaml"].replace("trade: null", "fear: null")
    problems = problems_of(tmp_path, {"variables.yaml": text, "decisions.yaml": decisions})
    assert [problem.rule for problem in problems] == ["uncaused-condition"] * told


def test_a_condition_that_is_no_cause_is_named_once(tmp_path: Path) -> None:
    """Forty decisions that ask for it are one slip."""
    decisions = SOUND["decisions.yaml"].replace("trade: null", "neutrality: null")
    again = decisions + decisions.removeprefix("decisions:\n").replace("declaration-1914", "other")
    (problem,) = problems_of(tmp_path, {"decisions.yaml": again})
    assert problem.rule == "uncaused-condition"


def test_variables_that_nothing_uses_are_one_message(tmp_path: Path) -> None:
    """A vocabulary that is written first is no list of faults."""
    more = "".join(
        f"  - {{id: v{n}, name: V{n}, definition: V{n}., level: state}}\n" for n in range(7)
    )
    found = problems_of(tmp_path, {"variables.yaml": SOUND["variables.yaml"] + more})
    (problem,) = (one for one in found if one.rule == "unused-variable")
    assert "nothing uses the variables 'v0', 'v1', 'v2', 'v3', 'v4' and 2 more" in str(problem)


def test_an_unknown_theory_may_be_a_common_one(tmp_path: Path) -> None:
    """The theories of the field are defined once, for all cases that use them."""
    text = SOUND[DOE].replace("theories: [", "theories: [realism, ")
    found = problems_of(tmp_path, {DOE: text if text != SOUND[DOE] else f"{text}theories: [x]\n"})
    (problem,) = (one for one in found if one.rule == "unknown-id")
    assert "or write 'uses: [common]' in case.yaml if it is one of the common" in str(problem)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_text_that_is_the_one_coded_from_is_no_fault(tmp_path: Path, ends: str) -> None:
    """Ends of lines change from one system to another, and with them nothing that was coded."""
    text = "Armies eat grain.\nMen too.\n"
    described = f"    text: {{file: doe-2001.txt, sha256: {checksum(text)}}}\n"
    sources = SOUND["sources.yaml"].replace("    kind: book\n", f"    kind: book\n{described}", 1)
    found = problems_of(
        tmp_path, {"sources.yaml": sources, "texts/doe-2001.txt": text.replace("\n", ends)}
    )
    assert [one for one in found if one.rule == "changed-text"] == []
