"""Made-up statements and trees of terms, and ways to make up many at random.

Thousands of cases are tried from seeds: it takes a tenth of the time that Hypothesis does.

said("doe-2001", "war + neutrality")       # a causal statement in the author's own words
said("roe-2002", "war = high", voice="reports", period="2014")
said("roe-2002", "denies war = high")
"""

from collections.abc import Mapping
from functools import cache
from random import Random

import attrs
from synthetic import AUTHORS, claim

from fpcase.model.dates import Edtf
from fpcase.model.ids import ExplanationId, FullClaimId, VariableId
from fpcase.statements import Statement, Tree, Voice, scope_of
from fpcase.statements.signs import leaning, left_open, position

TERMS = tuple(map(VariableId, "abcdefgh"))
_ARROW = claim("z + y")
_arrow = cache(claim)


def said(  # noqa: PLR0913 - what a statement is made of
    author: str,
    words: str,
    *,
    voice: str = "own",
    period: str | None = None,
    values: tuple[str, ...] = (),
    number: int = 1,
) -> Statement:
    """A statement from an arrow, or from ``variable = word``.

    Args:
        author: Who says so.
        words: What.
        voice: Whose word it is.
        period: When it holds.
        values: The variable's own values, for a description.
        number: The statement's number, for its id.
    """
    denied = words.startswith("denies ")
    if "=" in words:
        variable, _, value = words.removeprefix("denies ").partition(" = ")
        matter: tuple[VariableId, ...] = (VariableId(variable),)
        arrow = _ARROW
        open_ = left_open(value.split(" or "), values, denied=denied)
        leans = leaning(value.split(" or "), values, denied=denied)
    else:
        arrow = _arrow(words)
        matter = (arrow.signed_causes[0][0], arrow.effect)
        open_, leans = position(arrow.sign, denied=denied).leaves_open, 0
    return Statement(
        id=FullClaimId(f"{author}/s{number}"),
        author=ExplanationId(author),
        matter=matter,
        leaves_open=open_,
        leans=leans,
        own_values=bool(values),
        voice=Voice(voice),
        scope=scope_of(period),
        claim=attrs.evolve(arrow, period=Edtf(period) if period else None),
    )


def tree(broader: Mapping[str, str], used: str = "") -> Tree:
    """A tree from ``{"annexation": "crisis", "peace": "-crisis"}``; a minus turns the sign.

    Args:
        broader: Term -> its broader term.
        used: The terms in use, by their letters.
    """
    return Tree(
        broader={
            VariableId(term): (VariableId(above.removeprefix("-")), above.startswith("-"))
            for term, above in broader.items()
        },
        used=frozenset(map(VariableId, used)),
    )


WORDS = ("no", "yes", "low", "high", "increase", "decrease", "steady", "low or steady")
ARROWS = ("{} + {}", "{} - {}", "{} ? {}", "{} 0 {}", "denies {} + {}", "denies {} - {}")
PERIODS = (None, None, "2013", "2014~", "2014/2016", "2020/..")


def seeded(seed: int) -> Random:
    """Chance that falls out alike each time."""
    return Random(seed)  # noqa: S311 - a reproducible case, no secret


def random_tree(chance: Random) -> dict[str, str]:
    """Any tree of terms: a term's broader term stands after it in the alphabet."""
    broader = {}
    for place, term in enumerate(TERMS[:-1]):
        above = chance.choice((None, *TERMS[place + 1 :]))
        if above:
            broader[str(term)] = chance.choice(("", "", "-")) + above
    return broader


def random_statements(
    chance: Random, *, causal: bool | None = None, most: int = 12
) -> list[Statement]:
    """Any statements of three authors: effects and descriptions, in every voice."""
    found = []
    for number in range(chance.randint(2, most)):
        author = chance.choice(AUTHORS)
        voice = chance.choice(("own", "own", "own", "reports", "forecasts"))
        period = chance.choice(PERIODS)
        values: tuple[str, ...] = ()
        if chance.random() < 0.5 if causal is None else causal:
            words = chance.choice(ARROWS).format(*chance.sample(TERMS, 2))
        else:
            term = chance.choice(TERMS)
            values = ("allied", "neutral") if term == "c" else ()
            words = f"{chance.choice(('', '', 'denies '))}{term} = {chance.choice(values or WORDS)}"
        made = said(author, words, voice=voice, period=period, values=values, number=number)
        found.append(made)
    return found


def used_in(made: list[Statement]) -> str:
    """The terms that statements use, by their letters."""
    return "".join(sorted({term for one in made for term in one.matter}))
