"""What a reader meets first: one screen of a comparison, in plain words."""

import re
from itertools import combinations

import attrs
import pytest
from synthetic import claim, record, synthetic_case

import fpcase
from fpcase.comparison import Comparison, Standing, compare
from fpcase.comparison.theory_points import Division
from fpcase.model import (
    Actor,
    ActorKind,
    Broader,
    Case,
    Condition,
    Decision,
    DecisionKind,
    DescriptiveClaim,
    Explanation,
    LevelOfAnalysis,
    PathPattern,
    Pattern,
    Prediction,
    Proposition,
    Rejection,
    Selector,
    SetAside,
    Sign,
    Stance,
)
from fpcase.model.dates import Edtf
from fpcase.model.ids import (
    ActorId,
    ClaimId,
    ExplanationId,
    PredictionId,
    TheoryId,
    VariableId,
)


def under(case: Case, **terms: str) -> Case:
    """The case with some variables under broader terms; a minus turns the sign."""
    changed = dict(case.variables)
    for name, term in terms.items():
        broader = Broader(
            variable=VariableId(term.removeprefix("-")),
            sign=Sign.NEGATIVE if term.startswith("-") else Sign.POSITIVE,
        )
        if broader.variable not in changed:
            changed[broader.variable] = attrs.evolve(
                next(iter(changed.values())), id=broader.variable, name=broader.variable.title()
            )
        changed[VariableId(name)] = attrs.evolve(changed[VariableId(name)], broader=broader)
    return attrs.evolve(case, variables=changed)


def described(case: Case, **said: list[str]) -> Case:
    """The case with descriptions such as ``war = high in 2014`` by author (doe, roe)."""
    explanations = dict(case.explanations)
    for author, words in said.items():
        (one,) = (one for one in explanations.values() if one.id.startswith(author))
        made = {}
        for number, description in enumerate(words, start=1):
            denied = description.startswith("denies ")
            what, _, period = description.removeprefix("denies ").partition(" in ")
            variable, _, value = what.partition(" = ")
            made[ClaimId(f"d{number}")] = DescriptiveClaim(
                id=ClaimId(f"d{number}"),
                variable=VariableId(variable),
                value=value.split(" or "),
                stance=Stance.DENIES if denied else Stance.ASSERTS,
                period=Edtf(period) if period else None,
            )
        explanations[one.id] = attrs.evolve(one, descriptions=made)
    return attrs.evolve(case, explanations=explanations)


def changed(case: Case, author: str, **fields: object) -> Case:
    """The case with some fields of one author's explanation changed."""
    one: Explanation = case.explanations[ExplanationId(author)]
    new = attrs.evolve(one, **fields)  # type: ignore[arg-type]  # as the caller types them
    return attrs.evolve(case, explanations={**case.explanations, one.id: new})


@pytest.mark.parametrize("name", ["kazakhstan", "ukraine"])
def test_the_first_screen_of_a_bundled_case_fits_a_terminal(name: str) -> None:
    """At most 45 lines of 80 columns, for all authors and for every two of them."""
    study = fpcase.study(name)
    authors = study.authors
    for some in (authors, *combinations(authors, 2)):
        lines = study.only(*some).compare().text.splitlines()
        assert len(lines) <= 45, some
        assert max(map(len, lines)) <= 80, some
    assert len(study.compare().whole_text.splitlines()) >= 45 or name == "ukraine"


def test_contradictions_come_first_and_an_effect_stands_under_its_description() -> None:
    """What was so, and what moved it, are one row."""
    case = synthetic_case({"doe-2001": ["war + fear"], "roe-2002": ["denies war + fear"]})
    case = described(case, doe=["fear = high"], roe=["fear = low"])
    assert compare(case).text.splitlines()[1:4] == [
        "THEY CONTRADICT EACH OTHER (2 matters)",
        " Fear: high Doe d1 | low Roe d1",
        "   War → it: raises Doe c1 | does not raise Roe c1",
    ]


@pytest.mark.parametrize(
    ("exclusive", "says", "joined", "two_minds"),
    [
        (True, "THEY CONTRADICT EACH OTHER (1 matter)", "or", ["doe-2001"]),
        (False, "They pull apart (1 matter)", "and", []),
    ],
)
def test_values_that_may_hold_together_are_no_contradiction(
    *, exclusive: bool, says: str, joined: str, two_minds: list[str]
) -> None:
    """Who names one purpose excludes no other, though each stresses a purpose of its own."""
    case = synthetic_case({"doe-2001": ["fear + aim"], "roe-2002": ["fear + aim"]})
    aim = attrs.evolve(
        case.variables[VariableId("aim")],
        values=("shelter", "trade", "fame"),
        exclusive=exclusive,
    )
    case = attrs.evolve(case, variables={**case.variables, aim.id: aim})
    told = compare(described(case, doe=["aim = shelter"], roe=["aim = trade or fame"]))
    assert told.text.splitlines()[1:3] == [
        says,
        f" Aim: shelter Doe d1 | trade {joined} fame Roe d1",
    ]
    denied = compare(described(case, doe=["aim = shelter"], roe=["denies aim = shelter"]))
    assert len(denied.contradictions) == 1
    twice = compare(described(case, doe=["aim = shelter", "aim = trade"]))
    assert [one.author for one in twice.self_contradictions] == two_minds
    third = ["aim = shelter", "aim = trade", "denies aim = fame"]
    third_way = compare(described(case, doe=third)).self_contradictions
    assert [one.author for one in third_way] == two_minds


def test_in_a_contradiction_every_side_speaks_of_the_time_of_another(kazakhstan: Case) -> None:
    """An answer for another time excludes nothing; it stands among different times alone."""
    case = synthetic_case({one: ["fear + aim"] for one in ("doe-2001", "roe-2002", "poe-2003")})
    aim = attrs.evolve(case.variables[VariableId("aim")], values=("shelter", "trade", "fame"))
    case = attrs.evolve(case, variables={**case.variables, aim.id: aim})
    early = {"doe": ["aim = shelter in 2011/2018"], "roe": ["aim = trade in 2011/2016"]}
    later = compare(described(case, **early, poe=["aim = fame in 2022"]))
    assert " Aim: shelter Doe d1 | trade Roe d1\n" in later.text
    assert len(later.by_scope[0].authors) == 3
    same = compare(described(case, **early, poe=["aim = shelter in 2022"]))
    assert " Aim†: shelter Doe d1, Poe d1 | trade Roe d1\n" in same.text
    undated = described(case, **early, poe=["aim = shelter"])
    (point,) = compare(described(undated, roe=["aim = trade in 2022"])).by_scope
    assert point.authors == ("doe-2001", "roe-2002"), "undated speaks of their times too"
    for point in (*later.contradictions, *compare(kazakhstan).contradictions):
        scopes = [[one.scope for one in side.said] for side in point.sides]
        for here in scopes:
            others = [one for there in scopes if there is not here for one in there]
            assert any(one.overlaps(other) for one in here for other in others), point.matter


def test_a_description_has_two_effects_on_it_under_it_and_counts_the_rest() -> None:
    """A much disputed matter must not fill the screen."""
    causes = ["war", "oil", "faith"]
    case = synthetic_case(
        {
            "doe-2001": [f"{cause} + fear" for cause in causes],
            "roe-2002": [f"{cause} - fear" for cause in causes],
        }
    )
    text = compare(described(case, doe=["fear = high"], roe=["fear = low"])).text
    assert " Fear: high Doe d1 | low Roe d1 [and 1 cause]" in text.splitlines()


def test_reports_forecasts_and_chains_are_marked() -> None:
    """A reader must know whose word it is."""
    case = synthetic_case(
        {"doe-2001": ["reports war + fear", "a + b"], "roe-2002": ["war - fear", "a + c", "c - b"]}
    )
    text = compare(case).text
    assert "War → Fear: raises as Doe reports c1 | lowers Roe c1" in text
    assert "lowers Roe by a chain (through C)" in text
    forecast = Prediction(
        id=PredictionId("p1"), text="It falls.", variable=VariableId("war"), value=["low"]
    )
    case = changed(described(case, roe=["war = high"]), "doe-2001", predictions=(forecast,))
    assert "War: low as Doe expects p1 | high Roe d1" in compare(case).text
    assert "; 1 forecast.\n" in compare(case).whole_text


def test_others_on_what_moves_a_disputed_variable_stand_in_its_row() -> None:
    """Who does not say whether it was so, but what moves it, speaks of the same thing."""
    case = synthetic_case(
        {"doe-2001": [], "roe-2002": [], "poe-2003": ["war + fear", "oil + fear", "calm - fear"]}
    )
    case = described(case, doe=["fear = high"], roe=["fear = low"])
    assert "also raised" not in compare(case).text, "that is no contradiction"
    assert compare(case).whole_text.splitlines()[3:5] == [
        " Fear: high Doe d1 | low Roe d1",
        "   also raised by War and 1 more: Poe c1, c2; lowered by Calm: Poe c3",
    ]


def test_agreement_on_what_was_so_says_when_each_saw_it() -> None:
    """Authors may agree on a turn, and part on when it came."""
    early, late = claim("war + fear", period="2005/2010"), claim("war + fear", period="2022")
    case = synthetic_case({"doe-2001": [early], "roe-2002": [late], "poe-2003": ["war + fear"]})
    text = " ".join(compare(case).whole_text.split())
    assert "raises Doe c1 (2005/2010), Roe c1 (2022), Poe c1 [of different times]" in text
    brief = "War → Fear†: raises Doe c1, Roe c1, Poe c1"
    assert brief in " ".join(compare(case).text.split()), "the first screen has no room for dates"
    writing = [[claim("war + fear", period=year)] for year in ("2019~", "2022~")]
    case = synthetic_case(dict(zip(("doe-2001", "roe-2002"), writing, strict=True)))
    assert "raises Doe c1, Roe c1\n" in compare(case).text, "that is when each of them wrote"


def test_what_one_author_alone_says_to_follow_and_what_is_left_out_are_in_the_whole_text() -> None:
    """Silence is not denial, but a reader of all rows wants to know who stands alone."""
    case = synthetic_case(
        {
            "doe-2001": ["trade + debt", "trade + peace"],
            "roe-2002": ["trade + peace"],
            "poe-2003": ["oil + trade"],
        }
    )
    case = changed(
        case,
        "poe-2003",
        sets_aside=(SetAside(variable=VariableId("peace"), because="No room for it."),),
    )
    text = compare(case).whole_text
    assert "ONLY ONE AUTHOR SAYS WHAT FOLLOWS (1 matter)" in text
    assert " Trade (discussed by 3): only Doe: raises Debt\n" in text
    assert "Poe leaves out Peace: No room for it." in text


def test_what_weighs_against_another_author_is_named_first() -> None:
    """The consequence that opposes another's tells more than the first by its id."""
    case = under(
        synthetic_case(
            {
                "doe-2001": ["war + alarm", "war + gain", "war + zeal"],
                "roe-2002": ["war - profit", "war + bread"],
            },
            explains={"doe-2001": ["alarm"]},
        ),
        gain="yield",
        profit="yield",
    )
    assert "War ⇒ Doe: + Gain | Roe: − Profit; 3 more" in " ".join(compare(case).text.split())


def test_policy_comes_before_the_rest_and_more_authors_before_both() -> None:
    """What parts the works most is what they explain, and what most of them speak of."""
    disputed = ["alarm", "neutrality", "zeal", "standing"]
    case = synthetic_case(
        {"doe-2001": [f"war + {one}" for one in disputed], "roe-2002": [], "poe-2003": []},
        explains={"doe-2001": ["neutrality"]},
    )
    high, low = ([f"{one} = {value}" for one in disputed] for value in ("high", "low"))
    case = described(case, doe=high, roe=low, poe=["zeal = high"])
    standing = attrs.evolve(
        case.variables[VariableId("standing")],
        level=LevelOfAnalysis.STATE,
        about=(ActorId("ruritania"),),
    )
    vote = record(
        Decision, id="vote", title="Vote", date="2014", actor="ruritania", kind=DecisionKind.VOTE
    )
    case = attrs.evolve(
        case,
        actors={
            ActorId("ruritania"): record(
                Actor, id="ruritania", name="Ruritania", kind=ActorKind.STATE
            )
        },
        variables={**case.variables, standing.id: standing},
        decisions={vote.id: vote},
    )
    order = [point.matter[0] for point in compare(case).contradictions]
    assert order == ["zeal", "neutrality", "standing", "alarm"]


def test_to_agree_why_comes_before_agreeing_what() -> None:
    """That three authors see a thing is little; that they explain it alike is a finding."""
    made = {author: ["war + fear"] for author in ("doe-2001", "roe-2002", "poe-2003")}
    case = synthetic_case({**made, "coe-2004": ["zeal + calm"]})
    high = ["zeal = high"]
    case = described(case, doe=high, roe=high, poe=high, coe=high)
    effect, description = compare(case).agreements
    assert effect.matter == ("war", "fear")
    assert description.matter == ("zeal",)


def test_where_emphasis_differs_a_forecast_beside_what_came_is_worth_own_words() -> None:
    """What became of an expectation on policy tells more than a shade of something else."""
    case = synthetic_case(
        {"doe-2001": ["war + fear"], "roe-2002": ["calm + fear"]}, explains={"doe-2001": ["fear"]}
    )
    case = described(case, doe=["calm = yes"], roe=["calm = low", "fear = low"])
    forecast = record(
        Prediction, id=PredictionId("p1"), text="It comes.", variable="fear", value=["yes"]
    )
    found = compare(changed(case, "doe-2001", predictions=(forecast,))).pulling_apart
    assert [point.matter for point in found] == [("fear",), ("calm",)]


def test_different_times_are_named() -> None:
    """Both can be right, each of its time."""
    case = synthetic_case(
        {
            "doe-2001": [claim("war + fear", period="1991-12")],
            "roe-2002": [claim("war - fear", period="2014~/..")],
        }
    )
    text = compare(case).text
    assert "THEY SPEAK OF DIFFERENT TIMES OR CONDITIONS (1 matter)" in text
    assert (
        "War → Fear: raises Doe c1 (1991-12) | lowers Roe c1 (2014~/..)" in compare(case).whole_text
    )
    assert "War → Fear: raises Doe c1 (1991) | lowers Roe c1 (2014/..)" in text, "years are enough"


def test_a_row_of_many_authors_counts_the_rest() -> None:
    """Fifty authors must not fill the screen with one row."""
    authors = [f"author{number}-2001" for number in range(12)]
    said = {author: [f"cause{n} + peace"] for n, author in enumerate(authors)}
    text = " ".join(compare(synthetic_case(said)).text.split())
    assert re.search(r"\| Author\d+: \+ Cause\d+; \d more", text)
    alike = synthetic_case({author: ["war + peace"] for author in authors})
    assert "Author7 c1 and 4 more" in " ".join(compare(alike).text.split())


def test_a_condition_is_named_as_a_time_is() -> None:
    """Under another condition both can be right."""
    calm, war = ([Condition(variable=VariableId("war"), value=value)] for value in ("no", "yes"))
    case = synthetic_case(
        {
            "doe-2001": [claim("oil + trade", conditions=calm), "war + trade"],
            "roe-2002": [claim("oil - trade", conditions=war)],
        }
    )
    said = " ".join(compare(case).text.split())
    assert "raises Doe c1 (if War: no) | lowers Roe c1 (if War: yes)" in said


def test_descriptions_that_oppose_each_other_share_no_row_of_agreement() -> None:
    """No of one time and yes of another are two agreements, not one."""
    case = synthetic_case({"doe-2001": ["war + fear"], "roe-2002": [], "poe-2003": []})
    case = described(case, doe=["fear = no", "fear = yes"], roe=["fear = no"], poe=["fear = high"])
    sides = [[side.leaves_open for side in one.sides] for one in compare(case).agreements]
    assert sorted(map(len, sides)) == [1, 2], "no; and high beside yes"
    denying = described(case, doe=["denies fear = no"], roe=["fear = no"])
    assert "Fear: not absent Doe d1 | high Poe d1" in compare(denying).text
    case = described(case, doe=["fear = increase"], roe=["fear = steady"], poe=["fear = yes"])
    text = compare(case).whole_text
    assert "\n Fear: increase Doe d1 | yes Poe d1\n Fear: yes Poe d1 | steady Roe d1\n" in text
    under_one = under(case, fear="emotion")
    joined = described(
        under_one, doe=["fear = increase"], roe=["fear = steady"], poe=["emotion = yes"]
    )
    rows = [one.authors for one in compare(joined).agreements]
    assert sorted(map(len, rows)) == [2, 2], "nor where both climb to one broader term"


def test_an_author_against_themself_makes_no_agreement_with_themself() -> None:
    """Whoever says both agrees in each with another, in two rows, which come last."""
    case = synthetic_case({"doe-2001": ["war + fear"], "roe-2002": []})
    case = described(case, doe=["fear = increase", "fear = steady"], roe=["fear = yes"])
    claims = [point.claims for point in compare(case).agreements]
    assert claims == [("doe-2001/d1", "roe-2002/d1"), ("doe-2001/d2", "roe-2002/d1")]
    assert compare(case).whole_text.count("yes Roe d1 [Doe says both]") == len(claims)


def test_two_authors_who_share_no_variable_still_read_something_true() -> None:
    """Their terms hang under common ones: that makes leads, and different causes of one effect."""
    case = under(
        synthetic_case({"doe-2001": ["annexation + alarm"], "roe-2002": ["war - unease"]}),
        annexation="crisis",
        war="crisis",
        alarm="fear",
        unease="fear",
    )
    text = " ".join(compare(case).text.split())
    assert "Crisis → Fear: raises Doe c1* | lowers Roe c1*" in text
    assert "OPPOSITE UNDER A BROADER TERM: LEADS, NOT FINDINGS (1 matter)" in text
    assert "[different things explained]" in text
    in_line = under(
        synthetic_case({"doe-2001": ["annexation + alarm"], "roe-2002": ["crisis - fear"]}),
        annexation="crisis",
        alarm="fear",
    )
    assert "raises Doe c1* | lowers Roe c1\n" in compare(in_line).text
    text = " ".join(compare(in_line).whole_text.split())
    assert "raises Doe c1* | lowers Roe c1 [* 2 steps up from Annexation, Alarm]" in text
    calm = under(
        synthetic_case({"doe-2001": ["war + calm"], "roe-2002": ["war + fear"]}), calm="-fear"
    )
    text = " ".join(compare(calm).whole_text.split())
    assert "lowers Doe c1* | raises Roe c1 [* 1 step up from Calm (turned round)]" in text
    text = " ".join(compare(calm).text.split())
    assert "lowers Doe c1* | raises Roe c1 [* Calm (turned round)]" in text, "what matters of it"
    assert "To see a claim: fpcase show CASE doe-2001/c1." in text, "its id may be no folder's name"


def test_agreements_under_the_same_broadest_terms_are_one_row() -> None:
    """The matter on which most agree stands for the others, which are counted."""
    case = under(
        synthetic_case(
            {
                "doe-2001": ["war + alarm", "raid + fear"],
                "roe-2002": ["war + alarm", "raid + fear"],
                "poe-2003": ["raid + fear"],
            }
        ),
        war="violence",
        raid="violence",
        alarm="fear",
    )
    (point,) = compare(case).agreements
    assert point.matter == ("raid", "fear")
    assert point.alike == (("war", "alarm"),)
    assert "raises Doe c2, Roe c2, Poe c1 [and 1 alike]" in compare(case).whole_text


def test_two_propositions_with_the_same_answers_are_both_shown(kazakhstan: Case) -> None:
    """Two schools, or a school and an author's own framework, may ask for one way in two texts."""
    case = synthetic_case({"doe-2001": ["war + peace"], "roe-2002": ["denies war + peace"]})
    realism = kazakhstan.theories[TheoryId("realism")]
    expects = Pattern(
        some_path=PathPattern(
            cause=Selector(variables=[VariableId("war")]),
            effect=Selector(variables=[VariableId("peace")]),
            sign=Sign.POSITIVE,
        )
    )
    asked = [
        record(Proposition, id=f"p{number}", text=text, expects=expects)
        for number, text in enumerate(("War brings peace.", "Fighting ends fighting."), start=1)
    ]
    case = attrs.evolve(case, theories={realism.id: attrs.evolve(realism, propositions=asked)})
    said = " ".join(compare(case).whole_text.split())
    for text in ("War brings peace", "Fighting ends fighting"):
        assert f"{text} (Realism): denied by Roe c1 | argued by Doe c1 (1 of 1 cause)" in said
    brief = " ".join(compare(case).text.split())
    assert "War brings peace (Realism): denied by Roe | argued by Doe" in brief
    (first, *others) = asked
    long = attrs.evolve(first, text="War brings peace, " + "and brings it again, " * 5 + "always.")
    realism = attrs.evolve(realism, propositions=[long, *others])
    brief = compare(attrs.evolve(case, theories={realism.id: realism})).text
    assert " P1 (Realism): denied by Roe | argued by Doe" in brief, "a long one goes by its id"


def test_a_cause_is_shared_only_of_effects_in_line() -> None:
    """Of two things that only a broader term joins, one cause is no shared explanation."""
    said = {
        "doe-2001": ["war + alarm", "oil + alarm"],
        "roe-2002": ["war + unease"],
        "poe-2003": ["faith + unease"],
    }
    case = under(synthetic_case(said), alarm="fear", unease="fear")
    assert {one.term: one.sharing for one in compare(case).same_effect} == {"fear": 0, "unease": 0}
    in_line = under(synthetic_case(said), alarm="unease")
    assert {one.term: one.sharing for one in compare(in_line).same_effect} == {"unease": 1}


def divergent(case: Case, *, mirror: bool = False) -> dict[tuple[str, str], Standing]:
    """How the causes that authors name stand to those of others."""
    compared = compare(case)
    (one,) = compared.same_cause if mirror else compared.same_effect
    return {
        (author, variable): one.standing(author, variable, other)
        for author in one.authors
        for other in one.authors
        if other != author
        for variable in one.named[author]
    }


def test_causes_of_one_effect_are_shared_rival_nested_or_side_by_side() -> None:
    """Worked by hand: silence is no denial."""
    case = synthetic_case(
        {
            "doe-2001": ["war + peace", "oil + peace", "faith + peace", "fear + peace"],
            "roe-2002": ["oil + trade", "trade + peace", "denies faith + peace"],
        },
        explains={"doe-2001": ["peace"], "roe-2002": ["peace"]},
    )
    aside = SetAside(variable=VariableId("fear"), because="It cannot be seen.")
    case = changed(case, "roe-2002", sets_aside=(aside,))
    found = divergent(case)
    assert found["doe-2001", "war"] is Standing.SIDE_BY_SIDE
    assert found["doe-2001", "oil"] is Standing.NESTED
    assert found["roe-2002", "trade"] is Standing.NESTED
    assert found["doe-2001", "faith"] is Standing.RIVAL
    assert found["doe-2001", "fear"] is Standing.RIVAL
    table = compare(case).table("same-effect")
    assert ("peace", "doe-2001", "roe-2002", "fear", "rival") in {row[:5] for row in table.rows}
    shared = synthetic_case(
        {
            "doe-2001": ["war + peace", "oil + peace"],
            "roe-2002": ["war + peace", "trade + peace"],
            "poe-2003": ["fear + peace"],
        }
    )
    (one,) = compare(shared).same_effect
    doe, roe = ExplanationId("doe-2001"), ExplanationId("roe-2002")
    assert one.standing(doe, VariableId("war"), roe) is Standing.SHARED
    assert (one.sharing, one.one_thing) == (1, True)
    assert one.naming(ExplanationId("doe-2001"))[0].variable == "oil"
    alike = synthetic_case({"doe-2001": ["war + peace"], "roe-2002": ["war + peace"]})
    assert compare(alike).same_effect == ()
    opposite = synthetic_case({"doe-2001": ["war + peace"], "roe-2002": ["war - peace"]})
    assert compare(opposite).same_effect == (), "that is a contradiction, not another cause"


def test_the_mirror_shows_different_consequences_of_one_cause() -> None:
    """If one of them is what somebody explains."""
    case = synthetic_case({"doe-2001": ["war + peace"], "roe-2002": ["war + trade"]})
    assert set(divergent(case, mirror=True).values()) == {Standing.SIDE_BY_SIDE}
    assert "War ⇒ Doe: + Peace | Roe: + Trade" in compare(case).text


def test_theories_part_who_rejects_from_who_declares_and_who_sets_aside_from_who_names(
    kazakhstan: Case,
) -> None:
    """And those that two authors answer differently come first."""
    points = compare(kazakhstan).theories
    assert {one.division for one in points} >= {Division.EVERY_PATH, Division.DENIED}
    divides = [one.divides for one in points]
    assert divides == sorted(divides, reverse=True)
    case = attrs.evolve(
        synthetic_case({"doe-2001": ["war + peace"], "roe-2002": ["oil + peace"]}),
        theories=kazakhstan.theories,
        sources={**kazakhstan.sources, **synthetic_case({"doe-2001": [], "roe-2002": []}).sources},
    )
    realism = TheoryId("realism")
    case = changed(case, "doe-2001", theories=(realism,))
    case = changed(
        case,
        "roe-2002",
        rejects=(Rejection(theory=realism, because="..."),),
        sets_aside=(SetAside(variable=VariableId("war"), because="..."),),
    )
    compared: Comparison = compare(case)
    found = {one.division: one for one in compared.theories}
    assert [stand.says for stand in found[Division.REJECTED].stands] == [
        "rejected by",
        "declared by",
    ]
    aside = found[Division.SET_ASIDE]
    assert [(one.says, one.authors) for one in aside.stands] == [
        ("set aside by", ("roe-2002",)),
        ("a cause for", ("doe-2001",)),
    ]
    assert "set aside by Roe | a cause for Doe c1" in compared.whole_text
    (in_theory,) = (one for one in points if one.division is Division.SET_ASIDE)
    assert in_theory.stands[1].says == "a general cause for", "about states in general"
    levels = found[Division.LEVELS]
    assert [(one.says, one.authors[0]) for one in levels.stands] == [
        ("state 1 of 1", "doe-2001"),
        ("state 1 of 1", "roe-2002"),
    ]


def test_the_totals_of_claims_add_up(kazakhstan: Case) -> None:
    """Coded is own, reported, inferred, general, and what filters leave out."""
    for study in (fpcase.study(kazakhstan), fpcase.study(kazakhstan).only(period="2014")):
        found = compare(study).totals
        parts = (found.own, found.reported, found.inferred, found.general, found.filtered)
        assert sum(parts) == found.coded
        assert found.sentence.startswith(f"{found.coded} claims")


def test_one_variable_says_whether_it_was_so_what_moves_it_and_what_follows() -> None:
    """In terms in line with it too."""
    case = synthetic_case(
        {"doe-2001": ["war + fear", "fear - trade"], "roe-2002": ["denies war + fear", "a + b"]}
    )
    case = described(case, doe=["fear = high"], roe=["denies fear = high"])
    aside = SetAside(variable=VariableId("fear"), because="It cannot be seen.")
    case = changed(case, "roe-2002", sets_aside=(aside,))
    found = fpcase.study(case).compare(on="fear")
    assert found.text.splitlines() == [
        "Fear",
        "WAS IT SO?",
        " Fear: high Doe d1 | not high Roe d1",
        "WHAT AFFECTS IT",
        " War → it: raises Doe c1 | does not raise Roe c1",
        "WHAT FOLLOWS FROM IT",
        " it → Trade: lowers Doe c2",
        "WHERE AUTHORS DIFFER",
        " Fear: high Doe d1 | not high Roe d1",
        " War → Fear: raises Doe c1 | does not raise Roe c1",
        "ONLY ONE AUTHOR",
        " Fear (discussed by 2): only Doe: lowers Trade",
        "LEFT OUT",
        " Roe leaves out Fear: It cannot be seen.",
    ]
    assert [table.name for table in found.tables] == [
        *("descriptions", "causes", "consequences", "relations")
    ]
    assert all(table.rows for table in found.tables)
    assert "nothing said" in fpcase.study(case).compare(on="b").text
    with pytest.raises(fpcase.FpcaseError, match="one variable, or a cause and an effect"):
        fpcase.study(case).compare(on=("a", "b", "war"))
    with pytest.raises(fpcase.FpcaseError, match="one variable, or a cause and an effect"):
        fpcase.study(case).compare(on=())


def test_a_row_that_would_be_long_names_fewer_and_counts_the_rest() -> None:
    """Eight authors with causes of long names must not fill the screen."""
    said: dict[str, list[str]] = {
        f"author{number}-2001": [
            f"{side}-cause-with-a-name-that-is-rather-long-{number}-{effect} + effect{effect}"
            for effect in range(4)
            for side in ("first", "second")
        ]
        for number in range(8)
    }
    for number, author in enumerate(["author0-2001", "author1-2001"]):
        said[author] += [f"ground{place} + ending{place}" for place in range(4)]
        said[author].append(f"war {'+-'[number]} fear")
    lines = compare(synthetic_case(said)).text.splitlines()
    assert len(lines) <= 45
    assert "THEY AGREE (4 matters)" in lines
    assert "SAME EFFECT, DIFFERENT CAUSES (4 effects)" in lines


def test_a_thing_that_several_name_stands_once_with_all_of_them() -> None:
    """What some conclude alike, and another does not, is one row; and who sees the premise."""
    said = {
        "doe-2001": ["weakness + caution", "weakness + hope"],
        "roe-2002": ["weakness + caution"],
        "poe-2003": ["weakness + leverage"],
    }
    seen = {author: ["weakness = yes"] for author in ("doe", "poe")}
    case = described(synthetic_case(said), **seen)
    row = "⇒ Doe, Roe: + Caution | Poe: + Leverage; 1 more"
    assert f"Weakness (2 say so) {row}" in " ".join(compare(case).text.split())
    whole = " ".join(compare(case).whole_text.split())
    assert "Weakness (so Doe d1, Poe d1) ⇒ Doe, Roe: raises Caution" in whole
    one = synthetic_case({**said, "roe-2002": ["war + caution"]})
    assert (
        "⇐ Doe: raised by Weakness | Roe: raised by War | stated without a cause by Poe d1"
        in " ".join(compare(described(one, poe=["caution = yes"])).whole_text.split())
    )


def test_however_short_a_row_two_sides_stand_in_it() -> None:
    """A difference of one author is none, and an agreement has one word for all."""
    long = "cause-of-a-name-that-no-line-of-a-terminal-has-room-for-beside-another-such-name"
    case = synthetic_case(
        {"doe-2001": [f"first-{long} + fear"], "roe-2002": [f"other-{long} + fear"]}
    )
    row = compare(case).text.partition("SAME EFFECT")[2]
    assert "Doe: + First" in row
    assert "Roe: + Other" in " ".join(row.split())
    forecast = Prediction(
        id=PredictionId("p1"), text="It grows.", variable=VariableId("fear"), value=["increase"]
    )
    case = described(case, doe=["fear = yes"], roe=["fear = increase"])
    text = compare(changed(case, "doe-2001", predictions=(forecast,))).text
    assert " Fear: yes Roe d1, Doe d1\n" in text, "who expects it too says so in own words"
