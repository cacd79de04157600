"""A case, or one of its records, in words."""

import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from fpcase.model.actors import Actor
from fpcase.model.cases import Case
from fpcase.model.cells import cell
from fpcase.model.claims import CausalClaim, DescriptiveClaim
from fpcase.model.decisions import Decision
from fpcase.model.errors import FpcaseError
from fpcase.model.evidence import Contest, Evidence
from fpcase.model.explanations import Explanation, Prediction
from fpcase.model.fields import Field, fields_of, kinds_in
from fpcase.model.ids import ActorId, EvidenceId, ExplanationId, SourceId, VariableId
from fpcase.model.signatures import checked
from fpcase.model.sources import Locator, Source
from fpcase.model.spelling import hint
from fpcase.model.terms import Basis, Certainty, Sign, Stance
from fpcase.model.theories import Theory
from fpcase.model.variables import Variable
from fpcase.model.wording import counted
from fpcase.passages import Grade, IndexedText, find_anchor
from fpcase.report.uses import find_uses

_WIDTH = 96


_Other = Actor | Contest | Decision | Evidence | Source
Subject = (
    Case | Explanation | Variable | Theory | CausalClaim | DescriptiveClaim | Prediction | _Other
)
"""What may be asked about."""


_ARROWS = {
    Sign.POSITIVE: "--(+)-->",
    Sign.NEGATIVE: "--(−)-->",
    Sign.NO_EFFECT: "--(0)-->",
    Sign.UNSTATED: "--(?)-->",
}


@checked
def describe(
    case: Case, subject: str | None = None, texts: Mapping[SourceId, IndexedText] | None = None
) -> str:
    """Say what the case holds on a subject, in plain text.

    Args:
        case: The case.
        subject: Nothing for the case as a whole, or the id of an author
            (``hananya-2019``), a claim (``hananya-2019/h12``), a prediction
            (``ramani-2016/p2``), or of any other record, such as a variable
            (``neutrality-between-powers``).
        texts: The sources' texts, to show the passage that a claim stands in.

    Raises:
        FpcaseError: the case has no such subject; the nearest one is named.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> print(fpcase.report.describe(case, "anarchy").splitlines()[0])
    Anarchy (variable anarchy, level: system)
    """
    author = ExplanationId(str(subject).partition("/")[0])
    told = (_told(case, one, author, texts or {}) for one in _subjects(case, subject))
    return "\n".join("\n".join(map(_on_one_line, lines)) + "\n" for lines in told)


def _told(
    case: Case, record: Subject, author: ExplanationId, texts: Mapping[SourceId, IndexedText]
) -> Iterator[str]:
    match record:
        case Explanation():
            lines = _author(case, record)
        case Variable():
            lines = _variable(case, record)
        case Theory():
            lines = _theory(case, record)
        case Prediction():
            lines = _prediction(case, case.explanations[author], record, texts)
        case CausalClaim() | DescriptiveClaim():
            lines = _claim(case, case.explanations[author], record, texts)
        case Case():
            lines = _case(case)
        case other:
            lines = _other(case, other)
    return lines


@checked
def find_subject(case: Case, subject: str | None = None) -> Subject:
    """The record that an id names, or the case itself; of records of one id the first.

    Args:
        case: The case.
        subject: The id of a record, of a claim or prediction the full one, or None for the case
            itself.

    Raises:
        FpcaseError: the case has no such record; the nearest id is named.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("ukraine"))
    >>> fpcase.report.find_subject(case, "cai-2022").source
    'cai-2022'
    """
    return _subjects(case, subject)[0]


def _subjects(case: Case, subject: str | None) -> list[Subject]:
    """The records of an id: an author's, and with it no source; claims are unique."""
    if subject is None:
        return [case]
    claims: dict[str, Subject] = {}
    for author, explanation in case.explanations.items():
        claims |= {f"{author}/{id_}": claim for id_, claim in explanation.claims.items()}
        claims |= {f"{author}/{id_}": claim for id_, claim in explanation.descriptions.items()}
        claims |= {f"{author}/{one.id}": one for one in explanation.predictions}
    known = {id_: [claim] for id_, claim in claims.items()}
    found = (case.explanations, case.variables, case.theories, case.actors, case.contests)
    for records in (*found, case.decisions, case.evidence, case.sources):
        for id_, record in records.items():
            if records is not case.sources or id_ not in case.explanations:
                known.setdefault(str(id_), []).append(record)
    if subject in known:
        return known[subject]
    namesakes = [full_id for full_id in claims if full_id.partition("/")[2] == subject]
    if namesakes:
        message = f"a claim is called with its author; is {subject!r} {' or '.join(namesakes)}?"
        raise FpcaseError(message)
    message = f"the case has no record {subject!r}{hint(subject, known)}"
    raise FpcaseError(message)


def _on_one_line(line: str) -> str:
    """A line whose names, whatever they hold, make no second one."""
    return "".join(" " if one.isspace() else one for one in line)


def _case(case: Case) -> Iterator[str]:
    yield f"{case.title} (case {case.id}, version {case.version})"
    if case.question:
        yield from _wrapped(case.question)
    yield ""
    if case.explanations:
        yield f"{counted(len(case.explanations), 'author')}:"
    else:
        yield "No authors yet; 'fpcase new-author' begins the file of one."
    for author, explanation in case.explanations.items():
        theories = ", ".join(case.theories[t].name for t in explanation.theories)
        yield (
            f"  {author}: {case.label(author)}, "
            f"{counted(len(explanation.claims), 'claim')}, "
            f"{theories.lower() if theories else 'no theory declared'}"
        )
        for outcome in explanation.explains:
            yield f"      explains {case.variables[outcome].name} ({outcome})"
    yield ""
    yield ", ".join(holdings(case))


def holdings(case: Case) -> list[str]:
    """How much a case has of everything that it uses."""
    used = case.in_use()
    return [
        counted(len(used.variables), "variable"),
        counted(len(used.actors), "actor"),
        counted(len(used.theories), "theory", "theories"),
        counted(len(used.decisions), "decision"),
        counted(len(used.evidence), "piece of evidence", "pieces of evidence"),
        counted(len(used.sources), "source"),
    ]


def _author(case: Case, explanation: Explanation) -> Iterator[str]:
    source = case.sources[explanation.source]
    yield f"{', '.join(source.authors)} ({source.year or 'n.d.'}): {source.title}"
    names = {
        "Theory": ", ".join(case.theories[theory].name for theory in explanation.theories),
        "Question": explanation.question,
        "Explains": ", ".join(
            f"{case.variables[outcome].name} ({outcome})" for outcome in explanation.explains
        ),
        "Argument": explanation.summary,
    }
    yield from _facts(names)
    for aside in explanation.sets_aside:
        yield from _wrapped(f"Sets aside {case.variables[aside.variable].name}: {aside.because}")
    for rejection in explanation.rejects:
        yield from _wrapped(f"Rejects {case.theories[rejection.theory].name}: {rejection.because}")
    for prediction in explanation.predictions:
        due = f" (due {prediction.due})" if prediction.due else ""
        yield from _wrapped(f"Predicts {prediction.id}{due}: {prediction.text}")
    counts = Counter(claim.stance for claim in explanation.claims.values())
    listed = ", ".join(f"{counts[stance]} {stance.value}" for stance in Stance if counts[stance])
    yield f"Claims: {listed or 'none'}"
    for claim in explanation.claims.values():
        yield f"  {claim.id}: {_arrow(case, claim)}"
    if explanation.descriptions:
        yield f"Says was so: {counted(len(explanation.descriptions), 'description')}"
    for described in explanation.descriptions.values():
        yield f"  {described.id}: {_said(case, described)}"


def _broader(case: Case, variable: Variable) -> str:
    if variable.broader is None:
        return ""
    name = case.variables[variable.broader.variable].name
    return name if variable.broader.sign is Sign.POSITIVE else f"{name} (inverse)"


def _variable(case: Case, variable: Variable) -> Iterator[str]:
    level = variable.level.value if variable.level else "not given"
    yield f"{variable.name} (variable {variable.id}, level: {level})"
    yield from _wrapped(variable.definition)
    names = {
        "A kind of": _broader(case, variable),
        "Opposite": case.variables[variable.opposite].name if variable.opposite else "",
        "About": ", ".join(case.actors[actor].name for actor in variable.about),
        "Values": ", ".join(variable.values),
        "Tags": ", ".join(variable.tags),
    }
    yield from _facts(names)
    for author, explanation in case.explanations.items():
        for aside in explanation.sets_aside:
            if aside.variable == variable.id:
                yield from _wrapped(f"{case.label(author)} sets it aside: {aside.because}")
    said = [
        f"  {full_id}: {_said(case, claim)}"
        for full_id, _, claim in case.descriptions()
        if claim.variable == variable.id
    ]
    if said:
        yield "Value:"
        yield from said
    for title, takes_part in _PARTS.items():
        listed = [
            f"  {full_id}: {_arrow(case, claim)}"
            for full_id, _, claim in case.claims()
            if takes_part(claim, variable.id)
        ]
        if listed:
            yield title
            yield from listed


_PARTS: Mapping[str, Callable[[CausalClaim, VariableId], bool]] = {
    "Causes:": lambda claim, variable: claim.effect == variable,
    "Effects:": lambda claim, variable: variable in dict(claim.signed_causes),
    "What works through it:": lambda claim, variable: variable in claim.intervening,
    "What holds on condition of it:": lambda claim, variable: (
        variable in {condition.variable for condition in claim.conditions}
    ),
}
"""The parts that a variable can play in a claim."""


def _theory(case: Case, theory: Theory) -> Iterator[str]:
    yield f"{theory.name} (theory {theory.id})"
    for author, explanation in case.explanations.items():
        if theory.id in explanation.theories:
            yield f"  {case.label(author)} declares it."
        for rejection in explanation.rejects:
            if rejection.theory == theory.id:
                yield from _wrapped(f"{case.label(author)} rejects it: {rejection.because}")
    for proposition in theory.propositions:
        yield from _wrapped(f"{proposition.id}: {proposition.text}")


def _other(case: Case, record: _Other) -> Iterator[str]:
    """An actor, a contest, a decision, a piece of evidence or a source: each of its fields."""
    kind: type = type(record)
    named = ("name", "title", "description", "question")
    title = next(getattr(record, name) for name in named if hasattr(record, name))
    yield f"{title} ({kind.__name__.lower()} {record.id})"
    fields = (field for field in fields_of(kind) if field.name not in {"id", *named})
    yield from _facts(
        {field.name.replace("_", " ").capitalize(): _named(case, record, field) for field in fields}
    )
    uses = find_uses(case)
    claims = [
        *uses.actors.get(ActorId(record.id), ()),
        *uses.evidence.get(EvidenceId(record.id), ()),
    ]
    yield from _facts({"Claims": ", ".join(one.full_id(claim) for one, claim in claims)})
    for judged in case.appraisals:
        if judged.evidence == record.id:
            yield from _wrapped(f"A coder's judgement: {judged.because}")


def _named(case: Case, record: _Other, field: Field) -> str:
    """What a field holds, with names for the ids of actors and variables."""
    text = cell(getattr(record, field.name))
    names: dict[str, str] = {}
    if ActorId in kinds_in(field.shape):
        names |= {id_: actor.name for id_, actor in case.actors.items()}
    if VariableId in kinds_in(field.shape):
        names |= {id_: variable.name for id_, variable in case.variables.items()}
    return re.sub(r"[\w-]+", lambda found: names.get(found[0], found[0]), text)


def _prediction(
    case: Case,
    explanation: Explanation,
    prediction: Prediction,
    texts: Mapping[SourceId, IndexedText],
) -> Iterator[str]:
    yield f"{explanation.id}/{prediction.id} ({case.label(explanation.id)} expects)"
    if prediction.variable:
        name = case.variables[prediction.variable].name
        yield f"  {name}: {prediction.outlook}" if prediction.outlook else f"  {name}"
    yield from _facts({"Expects": prediction.text, "Due": prediction.due})
    yield from _places(case, explanation, prediction.at, texts)


def _claim(
    case: Case,
    explanation: Explanation,
    claim: CausalClaim | DescriptiveClaim,
    texts: Mapping[SourceId, IndexedText],
) -> Iterator[str]:
    yield f"{explanation.full_id(claim)} ({case.label(explanation.id)})"
    names: dict[str, str | None] = {}
    if isinstance(claim, CausalClaim):
        yield f"  {_arrow(case, claim)}"
        names = {
            "Of": "states in general" if claim.general else "",
            "How": claim.mechanism,
            "Through": ", ".join(case.variables[v].name for v in claim.intervening),
            "Strength": claim.modality.value if claim.modality else "",
            "Role, in the author's term": claim.stated_role,
        }
    else:
        yield f"  {_said(case, claim)}"
    names |= {
        "If": ", ".join(
            f"{case.variables[c.variable].name} is {c.value}" for c in claim.conditions
        ),
        "When": claim.period,
        "Basis": claim.basis.value if claim.basis is not Basis.EXPLICIT else "",
        "Certainty": claim.certainty.value if claim.certainty is not Certainty.PLAIN else "",
        "Author's term": claim.term,
        "Actors": ", ".join(case.actors[actor].name for actor in claim.actors),
    }
    yield from _facts(names)
    for evidence in claim.evidence:
        yield from _wrapped(f"Evidence: {case.evidence[evidence].description} ({evidence})")
    yield from _facts({"Note": claim.note})
    yield from _places(case, explanation, claim.at, texts)


def _places(
    case: Case,
    explanation: Explanation,
    at: Iterable[Locator],
    texts: Mapping[SourceId, IndexedText],
) -> Iterator[str]:
    for locator in at:
        source = locator.source or explanation.source
        leaning = "".join(f"; leans on {case.sources[cited].short}" for cited in locator.citing)
        yield f"  At: {case.sources[source].short}, {locator.place}{leaning}"
        yield from _passage(locator, texts.get(source))


def _passage(locator: Locator, text: IndexedText | None) -> Iterator[str]:
    if text is None:
        if locator.quote:
            yield from _wrapped(f"“{locator.quote}”", indent=6)
        elif locator.anchor:
            yield f"      “{locator.anchor.start} ... {locator.anchor.end}”"
        return
    match = find_anchor(locator, text)
    if match.start is None or match.end is None:
        yield f"      [{match.grade.value}: {match.reason}]"
        return
    passage = " ".join(text.text[match.start : match.end].split())
    score = f", score {match.score:.2f}" if match.grade is Grade.FUZZY else ""
    grade = "" if match.grade is Grade.EXACT else f" [{match.grade.value}{score}]"
    yield from _wrapped(f"“{passage}”{grade}", indent=6)


def _facts(facts: Mapping[str, str | None]) -> Iterator[str]:
    """Each fact that is given, after its name."""
    for name, value in facts.items():
        if value:
            yield from _wrapped(f"{name}: {value}")


def _arrow(case: Case, claim: CausalClaim) -> str:
    causes = claim.signed_causes
    names = " and ".join(case.variables[variable].name for variable, _ in causes)
    signs = {sign for _, sign in causes}
    arrow = _ARROWS[claim.sign] if len(signs) == 1 else "--(mixed)-->"
    stance = "" if claim.stance is Stance.ASSERTS else f" [{claim.stance.value}]"
    return f"{names} {arrow} {case.variables[claim.effect].name}{stance}"


def _said(case: Case, claim: DescriptiveClaim) -> str:
    """What a descriptive claim says of its variable."""
    stance = "" if claim.stance is Stance.ASSERTS else f" [{claim.stance.value}]"
    when = f", {claim.period}" if claim.period else ""
    return f"{case.variables[claim.variable].name}: {' or '.join(claim.value)}{when}{stance}"


def _wrapped(text: str, indent: int = 2) -> list[str]:
    margin = " " * indent
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=margin,
        subsequent_indent=margin + "  ",
        break_long_words=False,
        break_on_hyphens=False,  # an id must be there in one piece, to be copied
    )
