"""The records of a case that have an id, what each is called, and where others name it."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import attrs

from fpcase.casefiles.layout import ID_OF, NOUNS
from fpcase.model.cases import Case
from fpcase.model.claims import Explanation
from fpcase.model.evidence import Appraisal, PredictionOutcome
from fpcase.model.fields import records_in
from fpcase.model.ids import ExplanationId, RivalId, SourceId
from fpcase.model.sources import Locator

NAMED_BY: Mapping[Any, str] = {
    **NOUNS,
    ExplanationId: "author",
    RivalId: "rival",
}
"""Kind of id in a field -> kind of record that it names, in the words of links and commands."""

KINDS: Mapping[type, str] = {
    Case: "case",
    **{record: NAMED_BY[kind] for record, kind in ID_OF.items()},
    Appraisal: "evidence",
    PredictionOutcome: "prediction",
}
"""What kind of thing a record is, or is a judgement on."""

LISTED = ("variables", "theories", "actors", "contests", "decisions", "evidence", "sources")
"""What a case lists beside its explanations."""

INSIDE = ("claims", "descriptions", "predictions")
"""The fields of an explanation that hold records with an id of their own."""

USES: Mapping[tuple[str, str], str] = {
    ("claim", "effect"): "Causes",
    ("claim", "cause"): "Effects",
    ("claim", "causes"): "Effects",
    ("claim", "intervening"): "Works between",
    ("claim", "conditions"): "Condition of",
    ("claim", "variable"): "What it was",
    ("claim", "actors"): "Acts in",
    ("claim", "evidence"): "Claims that rest on this evidence",
    ("author", "source"): "Coded as",
    ("author", "theories"): "Declared by",
    ("author", "explains"): "Explained by",
    ("author", "sets_aside"): "Set aside by",
    ("author", "rejects"): "Rejected by",
    ("prediction", "variable"): "Predicted by",
    ("prediction", "prediction"): "How it turned out",
    ("prediction", "evidence"): "Predictions judged by this evidence",
    ("variable", "broader"): "Kinds of it",
    ("variable", "opposite"): "Opposite of",
    ("variable", "about"): "Variables about it",
    ("actor", "memberships"): "Members",
    ("actor", "offices"): "Offices in it",
    ("theory", "key_works"): "Key work of",
    ("decision", "actor"): "Decided",
    ("decision", "outcomes"): "Outcome of",
    ("decision", "conditions"): "Condition in",
    ("evidence", "actors"): "Evidence on it",
    ("evidence", "depends_on"): "Dependent evidence",
    ("evidence", "evidence"): "Coder’s judgements",
    ("contest", "outcome"): "Contested in",
    ("contest", "decision"): "Contested in",
    ("contest", "given"): "Taken as given in",
    ("contest", "built_on"): "Foundation of a rival in",
    ("contest", "rivals"): "Rival in",
    ("contest", "prior"): "Rival in",
    ("evidence", "contest"): "Evidence judged in this contest",
    ("evidence", "explanation"): "Evidence judged for or against this rival",
    ("evidence", "rival"): "Evidence judged for or against this rival",
    ("evidence", "chances"): "Evidence judged for or against this rival",
    ("evidence", "knowing"): "Taken as known when judging",
    ("theory", "rivals"): "Rival of",
    ("theory", "propositions"): "Named in propositions of",
}
"""Kind of record and its field that names another -> what a description of that other calls it.

Of a field that is not here, its own name says it.
"""


class Entry(NamedTuple):
    """A record of a case.

    Attributes:
        id: Its id, with that of its author if only the two together name it; of a judgement that
            of what is judged.
        record: The record.
        author: The explanation that it stands in.
    """

    id: str
    record: Any
    author: Explanation | None = None

    @property
    def kind(self) -> str:
        """What kind of thing it is."""
        return KINDS[type(self.record)]


def entries(case: Case) -> Iterator[Entry]:
    """Every record of a case that has an id, authors and what they say first."""
    for author, explanation in case.explanations.items():
        yield Entry(author, explanation)
        for one in (*explanation.statements, *explanation.predictions):
            yield Entry(f"{author}/{one.id}", one, explanation)
    for name in LISTED:
        for id_, record in getattr(case, name).items():
            yield Entry(id_, record)


Use = tuple[Entry, str]
"""A record that names another, and the field in which it does."""


@attrs.frozen(kw_only=True)
class Uses:
    """Where a case names its records.

    Attributes:
        of: Kind and id of a record -> label of a list -> what is in it.
        places: Source -> place in it -> what rests on that place.
        leaning: Source -> what rests on another work that leans on it.
    """

    of: Mapping[tuple[str, str], Mapping[str, list[Use]]]
    places: Mapping[SourceId, Mapping[str, list[Entry]]]
    leaning: Mapping[SourceId, list[Entry]]


def find_uses(case: Case) -> Uses:
    """Where the case names its records, each in the order of the files."""
    of: dict[tuple[str, str], dict[str, list[Use]]] = {}
    places: dict[SourceId, dict[str, list[Entry]]] = {}
    leaning: dict[SourceId, list[Entry]] = {}
    judged = [Entry(one.evidence, one) for one in case.appraisals]
    judged += [Entry(one.prediction, one) for one in case.prediction_outcomes]
    for entry in [*entries(case), *judged]:
        for kind, id_, name in dict.fromkeys(_named(entry.record)):
            label = USES.get((entry.kind, name), f"In {name.replace('_', ' ')} of")
            called = "author" if kind == "rival" else kind
            of.setdefault((called, id_), {}).setdefault(label, []).append((entry, name))
        for locator, (field, *_) in records_in(entry.record, Locator):
            if field in INSIDE:
                continue
            source = locator.source or getattr(entry.author or entry.record, "source", None)
            if source:
                places.setdefault(source, {}).setdefault(locator.place, []).append(entry)
            for cited in locator.citing:
                leaning.setdefault(cited, []).append(entry)
    return Uses(of=of, places=places, leaning=leaning)


def _named(record: Any) -> Iterator[tuple[str, str, str]]:  # noqa: ANN401 - any record
    """Each id that a record holds: kind of what it names, id, and the field that it stands in.

    Its own id is none; records inside it name for themselves, and places stand apart.
    """
    for wanted, kind in NAMED_BY.items():
        for id_, steps in records_in(record, wanted):
            if steps[0] not in {"id", *INSIDE} and "at" not in steps:
                yield kind, id_, str(steps[0])
