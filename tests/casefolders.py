"""A small case folder for tests, and ways to break it."""

from collections.abc import Mapping
from pathlib import Path

from fpcase import Problem, check_case

SOUND: Mapping[str, str] = {
    "case.yaml": """\
id: ruritania
title: Ruritania between the powers
country: Ruritania
version: "1.0"
""",
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
