"""Which statements meet, and how they stand to each other: against brute force."""

from collections.abc import Iterable, Mapping
from itertools import combinations

import attrs
import pytest
from saying import ARROWS, PERIODS, TERMS, random_statements, random_tree, seeded, tree, used_in
from synthetic import AUTHORS, claim, synthetic_case

from fpcase import Case
from fpcase.comparison import Comparison, Ground, compare
from fpcase.comparison.meetings import meetings
from fpcase.comparison.relations import Kind, Relation, relate, taken_together
from fpcase.model import CausalClaim
from fpcase.model.ids import ExplanationId
from fpcase.statements import Statement, Tree, Voice, said_in
from fpcase.statements.signs import turned

on_random_cases = pytest.mark.parametrize(
    "seeds", [range(400), pytest.param(range(400, 3000), marks=pytest.mark.long)]
)
"""Each law is tried on the first of these random cases; where there is time, on the rest."""


def ways_up(term: str, broader: Mapping[str, str]) -> list[tuple[str, bool]]:
    """A term and those above it, with whether all steps up to there are positive."""
    found = [(term, True)]
    while above := broader.get(found[-1][0]):
        found.append((above.removeprefix("-"), found[-1][1] and not above.startswith("-")))
    return found


def steps_up(term: str, up_to: str, broader: Mapping[str, str], used: Iterable[str]) -> int:
    """How many terms in use lie above a term, up to another and with it."""
    above = [one for one, _ in ways_up(term, broader)]
    return sum(one in used for one in above[1 : above.index(up_to) + 1])


Met = tuple[tuple[str, ...], bool, int]


def meet(
    one: Statement, other: Statement, broader: Mapping[str, str], used: Iterable[str]
) -> Met | None:
    """Where two statements meet by the definition, whether akin, and in how many steps."""
    kinds = len(one.matter), len(other.matter)
    voices = one.voice, other.voice
    if kinds[0] != kinds[1] or one.author == other.author or Voice.OWN not in voices:
        return None
    terms = []
    in_line = True
    for here, there in zip(one.matter, other.matter, strict=True):
        ours, theirs = dict(ways_up(here, broader)), dict(ways_up(there, broader))
        common = next((term for term in ours if term in theirs), None)
        if common is None:
            return None
        terms.append(common)
        in_line &= common in (here, there)
        if kinds[0] == 1:
            climber = one if common != here else other if common != there else None
            plain = ours[common] and theirs[common]
            if one.own_values is not other.own_values or not in_line or not plain:
                return None
            may_be_none = climber and (climber.leans < 0 or "absent" in climber.leaves_open)
            if climber and (climber.own_values or may_be_none):
                return None
    if len(set(terms)) < len(terms):
        return None
    climbing = [s for s in (one, other) if list(s.matter) != terms]
    denied = any(kinds[0] > 1 and "0" in s.leaves_open for s in climbing)
    steps = sum(
        steps_up(end, term, broader, used)
        for s in (one, other)
        for end, term in zip(s.matter, terms, strict=True)
    )
    return tuple(terms), not in_line or denied, steps


def corrected(one: Statement, made: Iterable[Statement]) -> bool:
    """Whether a statement is a report on terms of which its author speaks in own words."""
    own = (s for s in made if s.voice is Voice.OWN and s.author == one.author)
    return one.voice is Voice.REPORTS and any(s.matter == one.matter for s in own)


def nearest_by_force(
    made: list[Statement], broader: Mapping[str, str]
) -> set[tuple[frozenset[str], Met]]:
    """Every pair that meets and than which no other is nearer, by trying all."""
    used = used_in(made)
    made = [one for one in made if not corrected(one, made)]

    def rank(one: Statement, other: Statement) -> tuple[bool, int]:
        met = meet(one, other, broader, used)
        return (met[1], met[2]) if met else (True, 10**6)

    def is_nearest(one: Statement, other: Statement) -> bool:
        rivals = [s for s in made if (s.author, s.voice) == (other.author, other.voice)]
        return all(rank(one, other) <= rank(one, rival) for rival in rivals)

    return {
        (frozenset({one.id, other.id}), met)
        for one in made
        for other in made
        if (met := meet(one, other, broader, used))
        and is_nearest(one, other)
        and is_nearest(other, one)
    }


@on_random_cases
def test_the_meetings_are_those_that_trying_all_pairs_finds(seeds: range) -> None:
    """The index finds what the definition says, on any tree, in every voice."""
    for seed in seeds:
        chance = seeded(seed)
        made, broader = random_statements(chance), random_tree(chance)
        same, akin = meetings(made, tree(broader, used_in(made)))
        found = {
            (frozenset({one.left.id, one.right.id}), (one.matter, one.akin, one.steps))
            for one in (*same, *akin)
        }
        assert found == nearest_by_force(made, broader), seed
        assert len(found) == len(same) + len(akin), seed


def related(made: list[Statement], terms: Tree) -> tuple[Relation, ...]:
    """The relations on the same matter."""
    return tuple(taken_together(map(relate, meetings(made, terms)[0])))


def summary(relations: Iterable[Relation]) -> set[tuple[object, ...]]:
    """What relations say, whoever is named first."""
    found: set[tuple[object, ...]] = set()
    for one in relations:
        assert isinstance(one.right, Statement)
        sides = frozenset({(one.left.id, one.left_open), (one.right.id, one.right_open)})
        found.add((one.kind, one.ground, one.matter, sides, one.steps))
    return found


@on_random_cases
def test_a_term_that_nobody_uses_adds_and_removes_akin_pairs_only(seeds: range) -> None:
    """Lumping makes leads, never verdicts: at the top, in the middle of a branch, or beside."""
    for seed in seeds:
        chance = seeded(seed)
        made, broader = random_statements(chance), random_tree(chance)
        used = used_in(made)
        lumped = dict(broader)
        for number in range(chance.randint(1, 3)):
            new = f"unused-{number}"
            if lumped and chance.random() < 0.5:
                term = chance.choice(sorted(lumped))
                lumped[term], lumped[new] = new, lumped[term]
            else:
                named = {*TERMS, *(above.removeprefix("-") for above in lumped.values())}
                tops = sorted(named - lumped.keys())
                for top in chance.sample(tops, chance.randint(1, len(tops))):
                    lumped[top] = chance.choice(("", "-")) + new
        before = summary(related(made, tree(broader, used)))
        assert summary(related(made, tree(lumped, used))) == before, seed


@on_random_cases
def test_naming_the_other_author_first_changes_nothing(seeds: range) -> None:
    """A relation is mutual: authors may change their names, and statements their order."""
    names = {"doe-2001": "z-doe", "roe-2002": "a-roe", "poe-2003": "m-poe"}
    for seed in seeds:
        chance = seeded(seed)
        made = random_statements(chance)
        terms = tree(random_tree(chance), used_in(made))
        renamed = [attrs.evolve(s, author=ExplanationId(names[s.author])) for s in reversed(made)]
        assert summary(related(renamed, terms)) == summary(related(made, terms)), seed


@on_random_cases
def test_a_variable_may_be_replaced_by_its_opposite_where_its_steps_are_turned(
    seeds: range,
) -> None:
    """It is one thing to say that closeness rises and that distance falls."""
    for seed in seeds:
        chance = seeded(seed)
        made, broader = random_statements(chance, causal=True), random_tree(chance)
        term = chance.choice(TERMS)
        other = {
            one: (above.removeprefix("-") if above.startswith("-") else f"-{above}")
            if (one == term) is not (above.removeprefix("-") == term)
            else above
            for one, above in broader.items()
        }
        turned_round = [
            attrs.evolve(s, leaves_open=turned(s.leaves_open)) if term in s.matter else s
            for s in made
        ]
        used = used_in(made)
        after = kinds(related(turned_round, tree(other, used)))
        assert after == kinds(related(made, tree(broader, used))), seed


def kinds(relations: Iterable[Relation]) -> set[tuple[object, ...]]:
    """How statements stand to each other, in whatever terms."""
    return {(one.kind, one.ground, frozenset(one.claims), one.steps) for one in relations}


def direct_verdict(ours: list[Statement], theirs: list[Statement]) -> Kind:
    """The verdict on two authors' direct claims on one pair, written out by its definition."""
    clashing = [
        one.scope.overlaps(other.scope)
        for one in ours
        for other in theirs
        if not one.leaves_open & other.leaves_open
    ]
    here = frozenset.intersection(*(one.leaves_open for one in ours))
    there = frozenset.intersection(*(one.leaves_open for one in theirs))
    every = [*ours, *theirs]
    one_scope = all(one.scope.overlaps(other.scope) for one in every for other in every)
    together = bool(here and there) and not here & there
    if any(clashing) or (together and one_scope):
        return Kind.CONTRADICT
    if clashing or together:
        return Kind.DIFFER_BY_SCOPE
    same = {one.leaves_open for one in ours} & {one.leaves_open for one in theirs}
    return Kind.AGREE if same else Kind.COMPATIBLE


@on_random_cases
def test_on_variables_alone_the_relations_are_the_verdicts_on_direct_claims(seeds: range) -> None:
    """As they are found for a reader, of authors who say both and speak in chains too."""
    for seed in seeds:
        chance = seeded(seed)
        said: dict[str, list[str | CausalClaim]] = {author: [] for author in AUTHORS}
        for _ in range(chance.randint(2, 12)):
            words = chance.choice(ARROWS).format(*chance.sample("abc", 2))
            made = claim(words, period=chance.choice(PERIODS))
            said[chance.choice(AUTHORS)].append(made)
        assert_direct_verdicts(compare(synthetic_case(said)))


def assert_direct_verdicts(comparison: Comparison) -> None:
    """The gravest relation of every two authors on every pair of variables is their verdict."""
    order = [Kind.CONTRADICT, Kind.DIFFER_BY_SCOPE, Kind.AGREE, Kind.COMPATIBLE]
    own = comparison.view.causal
    found: dict[tuple[object, ...], set[Kind]] = {}
    for one in comparison.relations:
        if len(one.matter) == 1 or one.ground is not Ground.OWN_WORDS or one.steps:
            continue
        found.setdefault((one.matter, *sorted(one.authors)), set()).add(one.kind)
    expected = {
        (matter, left, right): direct_verdict(by_author[left], by_author[right])
        for matter, by_author in on_pairs(own).items()
        for left, right in combinations(sorted(by_author), 2)
    }
    assert {key: min(kinds_, key=order.index) for key, kinds_ in found.items()} == expected


def on_pairs(own: Iterable[Statement]) -> dict[tuple[str, ...], dict[str, list[Statement]]]:
    """What each author says of each pair of variables."""
    found: dict[tuple[str, ...], dict[str, list[Statement]]] = {}
    for one in own:
        found.setdefault(one.matter, {}).setdefault(one.author, []).append(one)
    return found


def test_on_variables_alone_the_relations_on_kazakhstan_are_the_direct_verdicts(
    kazakhstan: Case,
) -> None:
    """On the case as it is coded, in own words, premises left out: broader terms change none."""
    own = [
        one
        for one in said_in(kazakhstan)
        if isinstance(one.claim, CausalClaim) and one.voice is Voice.OWN and not one.claim.general
    ]
    comparison = compare(kazakhstan)
    assert tuple(own) == comparison.view.causal
    assert_direct_verdicts(comparison)
