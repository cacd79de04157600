"""Cases whose every text is as hostile as a text may be, for the round trip through YAML."""

from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin

import attrs
from hypothesis import strategies as st

from fpcase import Case
from fpcase.model import (
    Actor,
    Anchor,
    Appraisal,
    Catalogue,
    CausalClaim,
    Chance,
    Contest,
    ContestId,
    Decibels,
    Decision,
    DescriptiveClaim,
    Evidence,
    Explanation,
    Inference,
    JointCause,
    LevelOfAnalysis,
    LikelihoodRatio,
    Locator,
    Membership,
    Modality,
    Office,
    PathPattern,
    Pattern,
    Prediction,
    PredictionOutcome,
    Proposition,
    Reading,
    RivalId,
    Search,
    Sign,
    Source,
    Stance,
    Theory,
    ValueWord,
    Variable,
    Vocabulary,
)
from fpcase.model.dates import Edtf
from fpcase.model.ids import (
    ActorId,
    DecisionId,
    EvidenceId,
    ExplanationId,
    FullPredictionId,
    PropositionId,
    SourceId,
    TheoryId,
    VariableId,
)

LOOKALIKES = (
    *("NO", "no", "on", "y", "N", "true", "~", "null", "=", "<<", "1:30", "0123", "1e3", "1.10"),
    *("1962-10-16", "2014-03", "0x1F", "0o14", "1_000", ".inf", "+1", "12e03", "-", "?", "|", ">"),
    *(
        "- a",
        "? a",
        "a: b",
        "a:b",
        "a:",
        ":a",
        "a #b",
        "#5",
        "&Sons",
        "*a",
        "!x",
        "%a",
        "@a",
        "`a`",
    ),
    *(
        "'a'",
        '"a"',
        "[a]",
        "{a: b}",
        "a, b",
        "---",
        "...",
        "--- a",
        "\\n",
        "a\\",
        " a",
        "a ",
        "a  b",
    ),
    *("a\nb", "a\n\nb\n", "\na", "a\n", "a\n\n", "a\n b\nc", "a\tb", "\ta", "a\r\nb", "a\rb"),
    *("a\u2028b", "a\x85b", "\ufeffa", "a\u200bb", "\u202eabc", "a\xa0b", "\U0001f600"),
    *("中国 哈萨克斯坦", "می‌خواهم", "x" * 300, "é" * 80, "http://a.b/c#d", "word " * 60 + "end"),
    *("long line " * 12 + "\nshort", "a" * 90 + " " + "b" * 90, "# " * 60 + "x", "a: " * 50 + "x"),
)
"""Texts that YAML, or a reader of it, might take for something else."""

CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
TEXT = (
    st.sampled_from(LOOKALIKES)
    | st.text(CHARACTERS, min_size=1, max_size=40)
    | st.text(st.sampled_from(" ab\n\t:#-'\"\\[]{},&*!|>%@`"), min_size=1, max_size=40)
).filter(lambda text: not text.isspace())
WORD = st.sampled_from([text for text in LOOKALIKES if len(text.split()) == 1])
KEY = st.sampled_from([text for text in LOOKALIKES if text.isprintable()])
DATES = st.sampled_from(["1914", "1914-08-03", "1914~", "1914/..", "../1914", "1914-08/1918-11"])

POOLS: dict[Any, list[str]] = {
    VariableId: ["war", "trade", "no", "0"],
    ActorId: ["ruritania", "on"],
    SourceId: ["doe-2001", "1e3"],
    TheoryId: ["realism", "null"],
    EvidenceId: ["telegram", "2014-01-01"],
    DecisionId: ["d1"],
    ExplanationId: ["doe-2001", "yes"],
    FullPredictionId: ["doe-2001/p1"],
    PropositionId: ["off"],
}


def of_type(kind: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401, PLR0911 - a type
    """Any value of a field's type."""
    if kind in POOLS:
        return st.sampled_from(POOLS[kind])
    if kind is Edtf:
        return DATES
    if NoneType in get_args(kind):
        return st.none() | of_type(next(k for k in get_args(kind) if k is not NoneType))
    if get_origin(kind) is tuple:
        item = get_args(kind)[0]
        return st.lists(of_type(item), max_size=2, unique=item in POOLS).map(tuple)
    if get_origin(kind) is Catalogue:
        key, value = get_args(kind)
        keys = KEY if key is str else of_type(key)
        return st.dictionaries(keys, of_type(value), max_size=3).map(Catalogue)
    if attrs.has(kind):
        return record(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(kind)
    return SIMPLE[kind]


SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: st.integers(-(10**17), 10**17),
    float: st.floats(0.001, 1000),
    bool: st.booleans(),
}


def record(kind: Any, **given: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - a type, strategies
    """Any record, with strategies for fields that a rule watches over."""
    given = WATCHED.get(kind, {}) | given
    fields = {
        field.name: of_type(field.type)
        for field in attrs.fields(attrs.resolve_types(kind))
        if field.name not in given
    }
    return st.builds(kind, **(fields | given))


NONE, NOTHING = st.none(), st.just(())
BUILT_ON = st.sampled_from([Catalogue[Any, Any](), Catalogue[Any, Any]({"no": (), "y": ()})])
PRIORS = st.sampled_from([Catalogue[Any, Any](), Catalogue[Any, Any]({"no": 0.5, "y": 2.0})])
CELLS = NONE | st.deferred(lambda: st.lists(record(Reading), min_size=1, max_size=2).map(tuple))
RIVALS = st.dictionaries(st.sampled_from(["no", "y"]), TEXT, min_size=2).map(Catalogue)
WORDS = st.sampled_from([word.value for word in ValueWord])
WATCHED: dict[Any, dict[str, st.SearchStrategy[Any]]] = {
    Variable: {
        **dict.fromkeys(("broader", "opposite"), NONE),
        **dict.fromkeys(("membership", "anchors"), st.just(Catalogue())),
        "values": NOTHING,
    },
    Decision: {
        "at": st.just((Locator(source=SourceId("doe-2001")),)),
        "outcomes": st.dictionaries(st.sampled_from(["war", "no"]), CELLS, max_size=2),
        "conditions": st.dictionaries(st.sampled_from(["war", "no"]), CELLS, max_size=2),
    },
    PathPattern: {"sign": NONE | st.sampled_from([Sign.POSITIVE, Sign.NEGATIVE])},
    DescriptiveClaim: {"value": WORDS.map(lambda word: (word,)) | st.just(("low", "decrease"))},
    Prediction: {"value": NOTHING},
    Office: {"until": NONE},
    Membership: {"until": NONE},
    Locator: {"source": st.just("doe-2001"), "paragraph": NONE | st.integers(1, 99)},
    Anchor: {"start": WORD, "end": WORD},
    Pattern: {
        "some_path": st.deferred(lambda: record(PathPattern)),
        **dict.fromkeys(("every_path", "no_path", "loop", "outcome_cause_share"), st.none()),
    },
    LikelihoodRatio: {"low": st.floats(0.001, 1), "high": st.floats(1, 1e300)},
    Decibels: {"low": st.floats(-60, 0), "high": st.floats(0, 60)},
    Chance: {
        "low": st.floats(0.01, 0.5), "high": st.floats(0.5, 0.99), "word": NONE
    },
    Contest: {"rivals": RIVALS, "prior": PRIORS, "built_on": BUILT_ON},
    Evidence: {"search": st.sampled_from([Search.FOUND, Search.NOT_FOUND])},
    Inference: {"cut_off": st.floats(1.1, 9)},
    Appraisal: {
        "contest": NONE,
        "explanation": st.just("doe-2001"),
        "rival": st.just("yes"),
        "decibels": NONE,
        "chances": st.just(Catalogue()),
        "knowing": NOTHING,
        "test": NONE,
    },
    Explanation: dict.fromkeys(("claims", "descriptions"), st.just(Catalogue())),
    CausalClaim: {
        "causes": NOTHING,
        "cause": st.sampled_from(POOLS[VariableId]),
        "stance": st.sampled_from([Stance.ASSERTS, Stance.REPORTS]),
        "modality": NONE | st.sampled_from([m for m in Modality if m is not Modality.CONSTRAINING]),
    },
}  # fmt: skip


def numbered(kind: Any, ids: list[str], **given: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - a type, strategies
    """A catalogue of one record for each id."""
    return st.builds(by_id, *(record(kind, id=st.just(one), **given) for one in ids))


def by_id(*records: Any) -> Catalogue[Any, Any]:  # noqa: ANN401 - any records
    """Records as a case holds them."""
    return Catalogue({one.id: one for one in records})


def both(shared: Catalogue[Any, Any], own: Catalogue[Any, Any]) -> Catalogue[Any, Any]:
    """A vocabulary's records, then the case's own."""
    return Catalogue({**shared, **own})


def levelled(
    shared: Catalogue[Any, Any], levels: Catalogue[Any, Any], own: Catalogue[Any, Any]
) -> Catalogue[Any, Any]:
    """A vocabulary's variables at the levels that the case gives them, then the case's own."""
    given = {
        name: attrs.evolve(variable, level=levels.get(name, None))
        for name, variable in shared.items()
    }
    return Catalogue({**given, **own})


def text_fields(kind: Any) -> set[tuple[type, str]]:  # noqa: ANN401 - a type
    """Every field, by record and name, in which text may stand, of a record and all it holds."""
    found: set[tuple[type, str]] = set()
    waiting, seen = [kind], {kind}
    while waiting:
        record_kind = waiting.pop()
        for field in attrs.fields(attrs.resolve_types(record_kind)):
            for leaf in _leaves(field.type):
                if leaf is str:
                    found.add((record_kind, field.name))
                elif attrs.has(leaf) and leaf not in seen:
                    seen.add(leaf)
                    waiting.append(leaf)
    return found


def _leaves(kind: Any) -> list[Any]:  # noqa: ANN401 - a type
    """What a type is made of: itself, or what a list, a mapping or a choice holds."""
    inside = [leaf for part in get_args(kind) if part is not ... for leaf in _leaves(part)]
    return inside or [kind]


def hostile_fields(held: Any) -> set[tuple[type, str]]:  # noqa: ANN401 - a record
    """The fields of a record, and of all it holds, in which a hostile text stands."""
    found: set[tuple[type, str]] = set()
    for field in attrs.fields(type(held)):
        waiting = [getattr(held, field.name)]
        while waiting:
            value = waiting.pop()
            if attrs.has(type(value)):
                found |= hostile_fields(value)
            elif isinstance(value, Catalogue):
                waiting += [*value, *value.values()]
            elif isinstance(value, tuple):
                waiting += value
            elif isinstance(value, str) and (value in LOOKALIKES or not value.isalnum()):
                found.add((type(held), field.name))
    return found


def joint() -> st.SearchStrategy[CausalClaim]:
    """A claim of joint causes."""
    both = (JointCause(variable="war"), JointCause(variable="trade", sign=Sign.NEGATIVE))  # type: ignore[arg-type] # ids are text
    return record(CausalClaim, id=st.just("j"), cause=NONE, causes=st.just(both))


_JUDGED = Appraisal(
    evidence=EvidenceId("telegram"),
    contest=ContestId("no"),
    explanation=RivalId("no"),
    rival=RivalId("y"),
    decibels=Decibels(low=-1, high=2),
    because="It is said.",
)
_WEIGHED = Appraisal(
    evidence=EvidenceId("2014-01-01"),
    contest=ContestId("no"),
    chances={RivalId("no"): [0.1, 0.2], RivalId("y"): "likely"},
    knowing=[EvidenceId("telegram")],
    rater="y",
    because="~",
)


@cache
def hostile_cases() -> st.SearchStrategy[Case]:
    """Any case that keeps the rules, with hostile text wherever text may stand."""
    claims = st.builds(by_id, record(CausalClaim, id=st.just("no")), joint())
    descriptions = numbered(DescriptiveClaim, ["off"])
    foretold = record(Prediction, id=st.just("p1"), variable=st.just("war"), value=st.just("no"))
    predictions = st.tuples(record(Prediction, id=st.just("p1")) | foretold)
    doe = record(
        Explanation,
        id=st.just("doe-2001"),
        claims=claims,
        descriptions=descriptions,
        predictions=predictions,
    )
    yes = record(Explanation, id=st.just("yes"), predictions=NOTHING)
    judged = st.lists(record(Appraisal), max_size=1) | st.just([_JUDGED, _WEIGHED])
    theory = record(Theory, id=st.just("null"), propositions=NOTHING)
    common = st.shared(st.builds(by_id, theory), key="common")
    actors = st.shared(numbered(Actor, ["off"]), key="actors")
    seen = st.shared(numbered(Evidence, ["off"]), key="evidence")
    varying = st.shared(numbered(Variable, ["off"], level=NONE), key="varying")
    given = st.dictionaries(st.just("off"), st.sampled_from(LevelOfAnalysis)).map(Catalogue)
    levels = st.shared(given, key="levels")
    variables = numbered(Variable, POOLS[VariableId])
    valued = numbered(Variable, ["values"], values=st.lists(TEXT, unique=True, max_size=3))
    shares = st.dictionaries(KEY, st.floats(0, 1), max_size=3).map(Catalogue)
    member = numbered(Variable, ["member"], values=NOTHING, membership=shares, because=TEXT)
    own = record(Theory, id=st.just("realism"), propositions=st.tuples(record(Proposition)))
    vocabularies = st.builds(
        lambda **shared: by_id(Vocabulary(id="off", **shared)),  # type: ignore[arg-type] # ids are text
        theories=common,
        actors=actors,
        evidence=seen,
        variables=varying,
    )
    return record(
        Case,
        id=st.just("ruritania"),
        uses=st.just(("off",)),
        vocabularies=vocabularies,
        sources=numbered(Source, POOLS[SourceId]),
        actors=st.builds(both, actors, numbered(Actor, POOLS[ActorId])),
        levels=levels,
        variables=st.builds(
            levelled, varying, levels, st.builds(both, variables, st.builds(both, valued, member))
        ),
        theories=st.builds(lambda shared, mine: both(shared, by_id(mine)), common, own),
        explanations=st.builds(by_id, doe, yes),
        evidence=st.builds(both, seen, numbered(Evidence, POOLS[EvidenceId])),
        decisions=numbered(Decision, ["d1"]),
        contests=numbered(Contest, ["no"]),
        appraisals=judged.map(tuple),
        prediction_outcomes=st.lists(record(PredictionOutcome), max_size=1).map(tuple),
    )
