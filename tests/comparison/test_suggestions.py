"""Variables to join, and chains against brute force."""

from collections.abc import Sequence
from itertools import combinations, pairwise, permutations, product

import attrs
from saying import TERMS, random_statements, seeded
from synthetic import claim, synthetic_case

import fpcase
from fpcase.comparison.author_maps import AuthorMap
from fpcase.model import LevelOfAnalysis, Variable
from fpcase.model.ids import ExplanationId, VariableId
from fpcase.statements import Position, Statement, Voice

PRODUCT = {("+", "+"): "+", ("+", "−"): "−", ("−", "+"): "−", ("−", "−"): "+"}


def test_two_variables_are_suggested_where_claims_of_two_authors_would_meet() -> None:
    """Those whose words are alike come first, each with a claim of either side."""
    case = synthetic_case(
        {
            "doe-2001": ["russian-pressure + neutrality", "oil + peace"],
            "roe-2002": ["pressure-by-russia - neutrality", "faith + peace"],
        },
        variables={
            VariableId(name): Variable(
                id=VariableId(name), name=name, definition="Russian pressure."
            )
            for name in ("russian-pressure", "pressure-by-russia")
        },
    )
    found = fpcase.study(case).suggest()
    (first,) = found.suggestions
    assert first.variables == ("pressure-by-russia", "russian-pressure")
    assert first.authors == (("doe-2001", "roe-2002"),)
    assert "Doe c1: russian-pressure raises Neutrality" in found.text
    assert (found.found, found.unlike) == (1, 1), "faith and oil have no word in common"
    assert "1 more pair would bring claims of two authors together" in found.text
    assert len(found.table("suggestions").rows) == 1
    assert fpcase.study(case).suggest(limit=1).found == 1
    apart = synthetic_case({"doe-2001": ["a + b"], "roe-2002": ["c + d"]})
    said = " ".join(fpcase.compare(apart).text.split())
    assert "0 of 4 variables shared by two authors; 'fpcase suggest' finds no other pair" in said
    assert not fpcase.study(apart).suggest().suggestions, "no other end is the same"
    alike = {
        "doe-2001": ["pressure + peace", "a + b", "c + d"],
        "roe-2002": ["pressures + peace", "e + f"],
        "poe-2003": ["a + b"],
    }
    study = fpcase.study(synthetic_case(alike)).only("doe-2001", "roe-2002")
    said = " ".join(study.compare().text.split())
    assert "1 of 9 variables shared by two authors: 'fpcase suggest CASE --authors " in said
    assert (
        "doe-2001 roe-2002' shows 1 pair with similar wording that may mean the same thing." in said
    )
    assert len(study.suggest().suggestions) == 1


def alike(*arrows: list[str], **fields: object) -> tuple[float, ...]:
    """How alike two variables are found to be, if they are suggested."""
    authors = ("doe-2001", "roe-2002")
    variables = {
        VariableId(name): Variable(
            id=VariableId(name),
            name=name,
            definition="Pressure.",
            **(fields if name == "pressures" else {}),  # type: ignore[arg-type]
        )
        for name in ("pressure", "pressures")
    }
    case = synthetic_case(dict(zip(authors, arrows, strict=True)), variables=variables)
    return tuple(one.likeness for one in fpcase.study(case).suggest().suggestions)


def test_what_an_author_keeps_apart_is_hardly_the_same() -> None:
    """Cause and effect, two levels, two actors are two things; used by one author, likely so."""
    (plain,) = alike(["pressure + peace"], ["pressures + peace"])
    (apart,) = alike(["pressure + peace", "pressures + war"], ["pressures + peace"])
    assert apart == plain / 2
    assert not alike(["pressure + peace", "pressure + pressures"], ["pressures + peace"])
    level = LevelOfAnalysis.STATE
    assert alike(["pressure + peace"], ["pressures + peace"], level=level), "the other has none"


def test_two_levels_are_two_things(kazakhstan: fpcase.Case) -> None:
    """What a state does and what the system is are not one, however alike the words."""
    variables = kazakhstan.variables
    for one in fpcase.study(kazakhstan).suggest().suggestions:
        left, right = (variables[variable] for variable in one.variables)
        assert left.level == right.level
        assert left.about == right.about or not (left.about and right.about)


def fits(one: Statement, other: Statement) -> bool:
    """Whether two statements may speak of one situation."""
    return one.scope.overlaps(other.scope)


def in_one_situation(chosen: Sequence[Statement]) -> bool:
    """Whether claims, from cause to effect, speak of one situation and none runs back in time."""
    for earlier, later in combinations(chosen, 2):
        ends = zip(earlier.scope.span, later.scope.span, strict=True)
        if all(one and other and other.year < one.year for one, other in ends):
            return False
    return all(fits(one, other) for one, other in combinations(chosen, 2))


def test_what_chains_amount_to_is_what_trying_all_of_them_finds() -> None:
    """Chains enumerated: two or three claims, one choice at each step of one situation."""
    told = 0
    for seed in range(1500):
        few = {term: TERMS[place % 4] for place, term in enumerate(TERMS)}
        made = [
            attrs.evolve(one, matter=tuple(few[term] for term in one.matter))
            for one in random_statements(seeded(seed), causal=True, most=24)
            if one.voice is Voice.OWN and len({few[term] for term in one.matter}) > 1
        ]
        carrying = [one for one in made if one.author == "roe-2002" and one.carries_chain]
        by_pair: dict[tuple[VariableId, VariableId], list[Statement]] = {}
        for one in carrying:
            by_pair.setdefault((one.matter[0], one.matter[1]), []).append(one)
        author = ExplanationId("roe-2002")
        own = AuthorMap(author=author, statements={p: tuple(s) for p, s in by_pair.items()})
        for direct in (one for one in made if one.author != author):
            cause, effect = direct.matter
            signs = set()
            others = sorted({v for pair in by_pair for v in pair} - {cause, effect})
            for number in (1, 2):
                for between in permutations(others, number):
                    nodes = (cause, *between, effect)
                    pairs = list(pairwise(nodes))
                    if all(pair in by_pair for pair in pairs):
                        steps = [tuple(by_pair[pair]) for pair in pairs]
                        steps = [tuple(s for s in step if fits(s, direct)) for step in steps]
                        for chosen in filter(in_one_situation, product(*steps)):
                            sign = "+"
                            for s in chosen:
                                sign = PRODUCT.get((sign, s.position.value), "?")
                            signs.add(sign)
            amount = own.amount_to(direct)
            expected = signs.pop() if len(signs) == 1 and "?" not in signs else None
            assert (amount.sign.value if amount else None) == expected, seed
            told += amount is not None
    assert told > 30, "the cases must have such chains"


def test_a_total_leaves_out_and_counts_chains_that_clash() -> None:
    """An effect dated before its cause is no effect of it, in any verb."""
    early, late = claim("b - z", period="1991"), claim("a + b", period="2014")
    case = synthetic_case({"doe-2001": [late, early, "a + c", "c + z"]})
    (row,) = fpcase.study(case).compare(on=("a", "z")).table("authors").rows
    assert row[:5] == ("doe-2001", None, "+", "chains", 1)
    chains = fpcase.study(case).chains("a", "z")
    assert chains.total is not None
    assert (chains.total.signs, chains.total.clashing) == ((Position.PLUS,), 1)
    assert (
        "1 that clash in order or conditions are left out of the total" in chains.tables[0].caption
    )


def test_a_total_has_the_signs_of_claims_that_can_hold_together_alone() -> None:
    """Of two claims on a step only the early one leads on to what was before the late one."""
    early, late = claim("a + b", period="1991"), claim("a - b", period="2014")
    case = synthetic_case({"doe-2001": [early, late, claim("b + z", period="1991")]})
    chains = fpcase.study(case).chains("a", "z")
    assert chains.total is not None
    assert chains.total.signs == chains.chains[0].signs == (Position.PLUS,)
    assert chains.total.walks == (Position.PLUS, Position.MINUS)
