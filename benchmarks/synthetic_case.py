"""A case that nobody coded: as many claims as a benchmark asks for, called synthetic throughout."""

from pathlib import Path

import fpcase
from fpcase.casefiles.links import case_from_links

CLAIMS_A_FILE = 250
_MECHANISM = """\
    mechanism: >-
      The more there is of the one, the less the government can do without the other, since
      nobody else would give it on such terms (claim {n}).
"""
_VARIABLES = 400
_ACTORS = 40
_SIGNS = ("positive", "negative", "unstated")
_STANCES = ("asserts", "asserts", "reports")
_HEAD = """\
id: synthetic
title: A synthetic case for measuring
country: Nowhere
version: 1.0.0
"""


def write_links_case(folder: Path, claims: int) -> Path:
    """Write the case folder of a table of `claims` links, 250 to an author, five fields each."""
    rows = [
        {
            "who": f"Author {n // CLAIMS_A_FILE}",
            "cause": f"variable {n % _VARIABLES}",
            "effect": f"variable {_effect(n)}",
            "sign": "+-"[n % 2],
        }
        for n in range(claims)
    ]
    columns = {"author": "who", "cause": "cause", "effect": "effect", "sign": "sign"}
    return fpcase.write_case(case_from_links(rows, **columns), folder)


def write_synthetic_case(
    folder: Path, claims: int, *, broken: bool = False, half_coded: bool = False
) -> Path:
    """Write a case folder with `claims` claims of twelve fields each, 250 to a file.

    Args:
        folder: Where to write it.
        claims: How many claims.
        broken: Whether each claim has mistakes: an unknown word, a misspelt key, an unknown id.
        half_coded: Whether no claim says how the cause moves the effect.
    """
    explanations = folder / "explanations"
    explanations.mkdir(parents=True)
    (folder / "case.yaml").write_text(_HEAD, encoding="utf-8")
    authors = [f"author-{n + 1:04}" for n in range(-(-claims // CLAIMS_A_FILE))]
    files = {
        "sources.yaml": "sources:\n" + "".join(_source(author) for author in authors),
        "actors.yaml": "actors:\n" + "".join(_actor(n) for n in range(_ACTORS)),
        "variables.yaml": "variables:\n" + "".join(_variable(n) for n in range(_VARIABLES)),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    for index, author in enumerate(authors):
        first = index * CLAIMS_A_FILE
        numbers = range(first, min(first + CLAIMS_A_FILE, claims))
        text = f"source: {author}\nexplains: [variable-{_effect(first):03}]\nclaims:\n"
        text += "".join(_claim(n, broken=broken, half_coded=half_coded) for n in numbers)
        (explanations / f"{author}.yaml").write_text(text, encoding="utf-8")
    return folder


def _source(author: str) -> str:
    return (
        f"  - id: {author}\n    authors: [A. Synthetic, B. Synthetic]\n    year: 2020\n"
        f"    title: A work on nothing by {author}\n    kind: journal-article\n"
    )


def _actor(n: int) -> str:
    return f"  - id: actor-{n:02}\n    name: Actor {n}\n    kind: state\n"


def _variable(n: int) -> str:
    return (
        f"  - id: variable-{n:03}\n    name: Variable {n}\n    level: domestic\n"
        f"    definition: How much there is of the thing with the number {n}.\n"
    )


def _effect(n: int) -> int:
    return (n * 7 + 1) % _VARIABLES


def _claim(n: int, *, broken: bool, half_coded: bool) -> str:
    effect = f"variabel-{n}" if broken else f"variable-{_effect(n):03}"
    sign = "postive" if broken else _SIGNS[n % len(_SIGNS)]
    certainty = "certanty" if broken else "certainty"
    mechanism = "" if half_coded else _MECHANISM.format(n=n)
    return f"""\
  - id: c{n}
    cause: variable-{n % _VARIABLES:03}
    effect: {effect}
    sign: {sign}
    stance: {_STANCES[n % len(_STANCES)]}
{mechanism}    period: {1992 + n % 30}/..
    basis: implicit
    {certainty}: hedged
    actors: [actor-{n % _ACTORS:02}, actor-{(n + 1) % _ACTORS:02}]
    term: "the thing number {n}"
    at:
      - section: "{1 + n % 9}. Findings"
        paragraph: {1 + n % 12}
        anchor: {{start: "The first few words here", end: "and the last few words"}}
"""
