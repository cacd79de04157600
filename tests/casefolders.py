"""A small case folder for tests, and ways to break it."""

from collections.abc import Mapping
from pathlib import Path

from fpcase import check_case
from fpcase.documents import Problem

SOUND: Mapping[str, str] = {
    "case.yaml": """\
id: ruritania
title: Ruritania between the powers
country: Ruritania
version: "1.0"
""",
    "texts/doe-2001.txt": "Armies eat grain.\n",
    "sources.yaml": """\
sources:
  - id: doe-2001
    authors: [Jane Doe]
    year: 2001
    title: Why Ruritania stayed neutral
    kind: book
  - id: roe-2002
    authors: [Rick Roe]
    title: Ruritania and its grain
    kind: thesis
""",
    "actors.yaml": """\
actors:
  - id: ruritania
    name: Ruritania
    kind: state
    codes: {iso-3166-1: RUR}
    memberships:
      - organisation: league
        since: 1920
        until: 1935-04
  - id: league
    name: The League
    kind: international-organisation
  - id: rudolf
    name: Rudolf Rassendyll
    kind: person
    offices:
      - title: King
        of: ruritania
        since: 1894
        until: 1894
""",
    "variables.yaml": """\
variables:
  - id: war
    name: War
    definition: Whether the neighbours are at war.
    level: regional
    values: ["no", "yes"]
  - id: trade
    name: Trade
    definition: How much is traded with both neighbours.
    level: domestic
    tags: [interdependence]
    about: [ruritania]
  - id: neutrality
    name: Neutrality
    definition: How far Ruritania keeps out of it.
    level: state
""",
    "theories.yaml": """\
theories:
  - id: commercial-liberalism
    name: Commercial liberalism
    family: liberalism
    key_works: [roe-2002]
    propositions:
      - id: trade-moves-policy
        text: Trade moves policy.
        expects: {some_path: {cause: {tags: [interdependence]}, effect: outcome}}
""",
    "decisions.yaml": """\
decisions:
  - id: declaration-1914
    title: Declaration of neutrality
    date: 1914-08-03
    actor: ruritania
    kind: statement
    outcomes: {neutrality: full}
    conditions:
      war:
        value: "yes"
        at:
          - source: doe-2001
            page: "12"
      trade: null
    at:
      - source: roe-2002
        page: "6"
""",
    "evidence.yaml": """\
evidence:
  - id: telegram-1914
    description: The king tells both neighbours that he will not march.
    kind: statement
    date: 1914-08-02
    actors: [ruritania]
    at:
      - source: doe-2001
        page: "13"
""",
    "appraisals.yaml": """\
appraisals:
  - evidence: telegram-1914
    explanation: doe-2001
    rival: roe-2002
    likelihood_ratio: {low: 1.5, high: 3}
    because: Only one of the two expects it.
prediction_outcomes:
  - prediction: doe-2001/p1
    status: borne-out
    because: It did.
    evidence: [telegram-1914]
    at:
      - source: roe-2002
        page: "3"
""",
    "explanations/doe-2001.yaml": """\
explains: [neutrality]
claims:
  - id: c1
    cause: war
    effect: neutrality
    sign: positive
    stance: asserts
    mechanism: A war next door makes each side dear to the other.
    at:
      - section: Argument
        paragraph: 2
        anchor: {start: When the war began, end: neither side}
  - id: c2
    cause: war
    effect: trade
    sign: negative
    stance: denies
    mechanism: Armies eat grain.
    at:
      - section: Argument
        paragraph: 3
predictions:
  - id: p1
    text: Ruritania will stay neutral.
    variable: neutrality
    due: 1915
    at:
      - section: Argument
        paragraph: 9
descriptions:
  - id: d1
    variable: trade
    value: [low, decrease]
    period: 1914~
    at:
      - section: Argument
        paragraph: 4
sets_aside:
  - variable: trade
    because: Grain is sold in any year.
    at:
      - section: Argument
        paragraph: 5
""",
    "explanations/roe-2002.yaml": """\
theories: [commercial-liberalism]
explains: [neutrality]
claims:
  - id: c1
    causes: [war, {variable: trade, sign: negative}]
    effect: neutrality
    sign: positive
    stance: asserts
    mechanism: Only with both neighbours as buyers is neutrality worth its price.
    at:
      - page: "4"
rejects:
  - theory: commercial-liberalism
    because: It forgets the king.
    at:
      - page: "5"
""",
}
"""Path in the folder -> text: a case that breaks no rule."""


DOE, ROE = "explanations/doe-2001.yaml", "explanations/roe-2002.yaml"

BREAKERS: Mapping[str, tuple[str, str, str, str]] = {
    "unknown-id": (DOE, "cause: war", "cause: wra", "unknown variable 'wra'; did you mean 'war'?"),
    "one-cause": (DOE, "    cause: war\n", "", "expected either cause or causes, found neither"),
    "denied-no-effect": (
        DOE,
        "sign: negative",
        "sign: no-effect",
        "a denial of 'no effect' leaves open",
    ),
    "constraining-positive": (
        DOE,
        "stance: asserts",
        "stance: asserts\n    modality: constraining",
        "cannot have a positive sign",
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
        "the proposition 'trade-moves-policy' is already defined in this theory, in line",
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
        "the locator names no source",
    ),
    "admissible-value": (
        "decisions.yaml",
        'value: "yes"',
        "value: perhaps",
        "a value of war (no, yes)",
    ),
    "valued-variable": (
        DOE,
        "    variable: neutrality\n    due: 1915",
        "    value: high\n    due: 1915",
        "does not say which variable takes this value",
    ),
    "one-value": (
        "decisions.yaml",
        "decisions:\n",
        "decisions:\n"
        + "".join(
            f"  - {{id: d{n}, title: D, date: 1914, actor: ruritania, kind: vote, outcomes: "
            "{neutrality: full}, at: [{source: doe-2001, page: '1'}]}\n"
            for n in range(4)
        ),
        "the outcome 'neutrality' is full in all 5 decisions in which it is coded; look in",
    ),
    "uncaused-condition": (
        "decisions.yaml",
        "      trade: null",
        "      neutrality: null",
        "no claim has the condition 'neutrality' as a cause; link it",
    ),
    "graded-set": (
        "variables.yaml",
        '    values: ["no", "yes"]\n',
        '    values: ["no", "yes"]\n    membership: {"no": 0, "yes": 1}\n',
        "the graded set 'war' gives no reason for its calibration",
    ),
    "exclusive-values": (
        "variables.yaml",
        "    level: state",
        "    level: state\n    exclusive: false",
        "it refers to the variable's own values, but this variable has none; list them",
    ),
    "placed-outcome": (
        "decisions.yaml",
        '    at:\n      - source: roe-2002\n        page: "6"\n',
        "",
        "the outcome 'neutrality' has no locator",
    ),
    "directed-sign": (
        "variables.yaml",
        "    level: state",
        "    level: state\n    broader: {variable: trade, sign: no-effect}",
        "positive or negative, found 'no-effect'",
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
        "[trade, {variable: trade, sign: negative}]",
        "at least two different variables",
    ),
    "paragraph-number": (DOE, "paragraph: 2", "paragraph: 0", "a number of at least 1, found 0"),
    "one-form": (
        "appraisals.yaml",
        "    rival: roe-2002\n    likelihood_ratio: {low: 1.5, high: 3}\n",
        "",
        "or chances, found only explanation",
    ),
    "contest-rivals": (
        "appraisals.yaml",
        "rival: roe-2002",
        "rival: roe-2001",
        "'roe-2001' is not an explanation; expected one of doe-2001, roe-2002; did you mean ",
    ),
    "judged-twice": (
        "appraisals.yaml",
        "appraisals:\n",
        (
            "appraisals:\n  - {evidence: telegram-1914, explanation: roe-2002, rival: doe-2001, "
            "because: Or not., decibels: {low: 0, high: 1}}\n"
        ),
        "is judged twice between 'doe-2001' and 'roe-2002'; first in line 2",
    ),
    "known-in-a-circle": (
        "appraisals.yaml",
        "    because: Only",
        "    knowing: [telegram-1914]\n    because: Only",
        "is judged as if it were known already",
    ),
    "yardstick": (
        "case.yaml",
        'version: "1.0"\n',
        'version: "1.0"\ninference: {cut_off: 1}\n',
        "expected a number above 1, found 1",
    ),
    "impossible-test": (
        "appraisals.yaml",
        "high: 3}",
        "high: 1.9}\n    test: smoking-gun",
        "a ratio of 1.5 to 1.9 is incompatible with a smoking gun test at the cut-off 2; expected",
    ),
    "own-rival": ("appraisals.yaml", "rival: roe-2002", "rival: doe-2001", "another explanation"),
    "no-locator": (ROE, '    at:\n      - page: "4"\n', "", "has no locator"),
    "no-mechanism": (DOE, "    mechanism: Armies eat grain.\n", "", "how the cause affects"),
    "explains-nothing": (DOE, "explains: [neutrality]\n", "", "the explanation names no outcome"),
    "unused-variable": (
        "variables.yaml",
        "variables:\n",
        "variables:\n  - {id: oil, name: Oil, definition: Oil., level: state}\n",
        "nothing uses the variable 'oil'",
    ),
    "changed-text": (
        "sources.yaml",
        "    kind: book\n",
        "    kind: book\n    text: {file: doe-2001.txt, sha256: " + 64 * "0" + "}\n",
        "the text 'doe-2001.txt' differs from the text that was coded",
    ),
    "address": (
        "sources.yaml",
        "    kind: book\n",
        "    kind: book\n    url: javascript:alert(1)\n",
        "'javascript:alert(1)' is not an address on the web; write the full address, with https://",
    ),
    "hidden-sign": (
        "sources.yaml",
        "title: Ruritania and its grain",
        "title: Ruritania and\u202e its grain",
        "it contains the invisible character U+202E (RIGHT-TO-LEFT OVERRIDE); delete it",
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
        "is also a separate claim",
    ),
    "self-cause": (DOE, "effect: trade", "effect: war", "'war' is both cause and effect"),
    "opposites": (
        "variables.yaml",
        "    level: state",
        "    level: state\n    opposite: neutrality",
        "not each other's opposite",
    ),
    "given-level": (
        "case.yaml",
        'version: "1.0"\n',
        'version: "1.0"\nlevels: {war: state}\n',
        "5:15: levels.war: 'war' is this case's own variable, defined in variables.yaml:2; write",
    ),
    "listed-twice": (
        "evidence.yaml",
        "actors: [ruritania]",
        "actors: [ruritania, league, ruritania]",
        "'ruritania' is listed twice",
    ),
    "tag-spelling": (
        "variables.yaml",
        "    level: state",
        "    level: state\n    tags: [Inter-dependence]",
        "differs from 'interdependence' only in spelling",
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
"""Rule -> file of the sound case, text in it, what to put in its place to break the rule, and
words of the message. The tests and the reference page of rules are made from it."""


def changes_that_break(rule: str) -> dict[str, str | None]:
    """The files to change, for `write_case_folder`, so that the case breaks one rule."""
    name, old, new, _ = BREAKERS[rule]
    changes = broken(name, old, new)
    if rule == "unappraised-evidence":  # two more pieces are appraised, so that most are
        changes["appraisals.yaml"] = SOUND["appraisals.yaml"].replace(
            "evidence: [telegram-1914]", "evidence: [telegram-1914, parade]"
        )
    return changes


def write_case_folder(home: Path, changes: Mapping[str, str | None] | None = None) -> Path:
    """Write the sound case into `home/ruritania`, with other texts for some files.

    Args:
        home: Where to make the folder.
        changes: Path in the folder -> text, or None to leave the file out.
    """
    folder = home / "ruritania"
    for name, text in {**SOUND, **(changes or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is not None:
            path.write_text(text, encoding="utf-8")
    return folder


def broken(name: str, old: str, new: str) -> dict[str, str | None]:
    """The text of one file with a change, for `write_case_folder`."""
    text = SOUND[name]
    assert old in text, f"{old!r} is not in {name}"
    return {name: text.replace(old, new, 1)}


def problems_of(home: Path, changes: Mapping[str, str | None] | None = None) -> list[Problem]:
    """What `check_case` finds in the sound case with changes."""
    return list(check_case(write_case_folder(home, changes)))
