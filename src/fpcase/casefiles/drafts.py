"""A case folder as far as it could be read: records, what they define, and where.

A draft keeps going where a load would stop: a record that does not fit still counts as
defined, so that one mistake is reported once and hides no other.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin

import attrs

from fpcase.casefiles.converter import spelled_out, structure
from fpcase.casefiles.documents import Document, Steps, describe, parse
from fpcase.casefiles.layout import (
    CASE_FILES,
    EXPLANATIONS,
    HEAD_FILE,
    VOCABULARY_FILES,
    CaseHead,
)
from fpcase.casefiles.problems import Problem
from fpcase.model.actors import Actor
from fpcase.model.cases import Case, Vocabulary
from fpcase.model.catalogue import Catalogue, catalogue, nearest
from fpcase.model.claims import CausalClaim
from fpcase.model.decisions import Decision
from fpcase.model.evidence import Appraisal, Evidence, PredictionOutcome
from fpcase.model.explanations import Explanation, Prediction
from fpcase.model.ids import (
    FULL_ID_KINDS,
    ID_KINDS,
    ActorId,
    DecisionId,
    EvidenceId,
    ExplanationId,
    FullClaimId,
    FullPredictionId,
    SourceId,
    TheoryId,
    VariableId,
    VocabularyId,
)
from fpcase.model.sources import Source
from fpcase.model.theories import Proposition, Theory
from fpcase.model.variables import Variable

ID_OF: dict[type, Any] = {
    Source: SourceId,
    Actor: ActorId,
    Variable: VariableId,
    Theory: TheoryId,
    Evidence: EvidenceId,
    Decision: DecisionId,
    Explanation: ExplanationId,
    CausalClaim: FullClaimId,
    Prediction: FullPredictionId,
}
"""The kind of id that each record defines."""

NOUNS: dict[Any, str] = {
    SourceId: "source",
    ActorId: "actor",
    VariableId: "variable",
    TheoryId: "theory",
    EvidenceId: "evidence",
    DecisionId: "decision",
    ExplanationId: "explanation",
    FullClaimId: "claim",
    FullPredictionId: "prediction",
}
"""What a record is called in a message."""


@attrs.frozen(kw_only=True)
class Place:
    """Where a record stands.

    Attributes:
        document: The file.
        steps: Keys and indices from the file's root.
    """

    document: Document
    steps: Steps = ()

    def below(self, *steps: str | int) -> "Place":
        """A place inside this one."""
        return attrs.evolve(self, steps=(*self.steps, *steps))

    def problem(self, rule: str, *, of_key: bool = False, **text: Any) -> Problem:  # noqa: ANN401 - as Problem types them
        """A problem at this place."""
        return self.document.problem(rule, self.steps, of_key=of_key, **text)


@attrs.define(kw_only=True, eq=False)
class Draft:
    """What could be read of a case folder.

    Attributes:
        problems: What is wrong so far.
        head: The case's own keys, if they fit.
        head_place: Where they stand.
        records: Every record that fits, with its place, in the order of the files; claims are
            listed apart from their explanations.
        definitions: Kind of id -> id -> where it is defined, whether or not the record fits.
        references: Every id that is used: its kind, its text and its place.
        vocabularies: The common vocabularies in use.
        owner: The vocabulary being read, if any; None while the case itself is read.
        common: Which definitions come from a common vocabulary.
    """

    problems: list[Problem] = attrs.field(factory=list)
    head: CaseHead | None = None
    head_place: Place | None = None
    records: list[tuple[Any, Place]] = attrs.field(factory=list)
    definitions: dict[Any, dict[str, Place]] = attrs.field(
        factory=lambda: {kind: {} for kind in NOUNS}
    )
    references: list[tuple[Any, str, Place]] = attrs.field(factory=list)
    vocabularies: dict[VocabularyId, Vocabulary] = attrs.field(factory=dict)
    owner: VocabularyId | None = None
    common: set[tuple[Any, str]] = attrs.field(factory=set)

    def of(self, kind: type[Any]) -> Iterator[tuple[Any, Place]]:
        """The records of one kind, with their places."""
        return ((record, place) for record, place in self.records if isinstance(record, kind))

    def claims(self) -> Iterator[tuple[str, CausalClaim, Place]]:
        """Every claim that fits, with the id of its explanation."""
        for record, place in self.records:
            if isinstance(record, CausalClaim):
                yield explanation_id(place.document), record, place

    def case(self) -> Case:
        """The case; every record of it fits, or it would not be asked for."""
        claims: dict[str, dict[Any, CausalClaim]] = {}
        for author, claim, _ in self.claims():
            claims.setdefault(author, {})[claim.id] = claim
        explanations = {
            record.id: attrs.evolve(record, claims=Catalogue(claims.get(record.id, {})))
            for record, _ in self.of(Explanation)
        }
        head = self.head
        if head is None:  # pragma: no cover - a draft without a head has an error and is not built
            message = "the case has no head"
            raise AssertionError(message)
        return Case(
            **{field.name: getattr(head, field.name) for field in attrs.fields(CaseHead)},
            vocabularies=catalogue(self.vocabularies),
            sources=self.by_id(Source),
            actors=self.by_id(Actor),
            variables=self.by_id(Variable),
            theories=self.by_id(Theory),
            explanations=Catalogue(explanations),
            evidence=self.by_id(Evidence),
            appraisals=[record for record, _ in self.of(Appraisal)],
            prediction_outcomes=[record for record, _ in self.of(PredictionOutcome)],
            decisions=self.by_id(Decision),
        )

    def by_id(self, kind: type[Any]) -> Catalogue[Any, Any]:
        """The records of one kind, found by id."""
        return Catalogue({record.id: record for record, _ in self.of(kind)})

    def define(self, kind: Any, full_id: object, place: Place) -> None:  # noqa: ANN401 - a kind of id
        """Note that an id is defined here; a second definition is a problem."""
        if not isinstance(full_id, str):
            return
        first = self.definitions[kind].setdefault(full_id, place)
        if first is not place:
            line, _ = first.document.position(first.steps)
            again = "of a common vocabulary " if (kind, full_id) in self.common else ""
            self.problems.append(
                place.below("id").problem(
                    "duplicate-id",
                    what=f"the {NOUNS[kind]} {full_id!r} {again}is defined a second time; "
                    f"first in {first.document.name}:{line}",
                    advice="delete one, or give it another id",
                )
            )
        elif self.owner:
            self.common.add((kind, full_id))

    def add(self, raw: object, kind: type[Any], place: Place) -> None:
        """Structure one record, and note what it defines and uses."""
        if isinstance(raw, dict) and kind in ID_OF:
            prefix = f"{explanation_id(place.document)}/" if ID_OF[kind] in FULL_ID_KINDS else ""
            if isinstance(raw.get("id"), str):
                self.define(ID_OF[kind], prefix + raw["id"], place)
            self.unique_within(raw, kind, place)
        for id_kind, text, steps in references(raw, kind):
            self.references.append((id_kind, text, place.below(*steps)))
        record, misfits = structure(raw, kind)
        for misfit in misfits:
            self.problems.append(
                place.below(*misfit.steps).problem(
                    misfit.rule,
                    of_key=misfit.of_key,
                    what=misfit.what,
                    expected=misfit.expected,
                    found=misfit.found,
                    advice=misfit.advice,
                )
            )
        if record is not None:
            self.records.append((record, place))

    def unique_within(self, raw: Mapping[str, Any], kind: type[Any], place: Place) -> None:
        """Propositions are unique in their theory."""
        if kind is not Theory or not isinstance(raw.get("propositions"), list):
            return
        seen: dict[str, int] = {}
        for index, item in enumerate(raw["propositions"]):
            own = item.get("id") if isinstance(item, dict) else None
            if isinstance(own, str) and seen.setdefault(own, index) != index:
                inside = place.below("propositions", index, "id")
                what = f"the proposition {own!r} is defined a second time in this theory"
                self.problems.append(
                    inside.problem("duplicate-id", what=what, advice="give it another id")
                )


def explanation_id(document: Document) -> str:
    """An explanation's id is its file's name."""
    return document.name.rpartition("/")[2].removesuffix(".yaml")


def read_draft(folder: Path, shared: Path) -> Draft:
    """Read a case folder as far as it goes.

    Args:
        folder: The case folder.
        shared: Where common vocabularies are sought if the case's own parent has none.
    """
    draft = Draft()
    head_path = folder / HEAD_FILE
    if not folder.is_dir():
        draft.problems.append(_no_case(folder.name, "there is no such folder"))
        return draft
    if not head_path.exists():
        draft.problems.append(_no_case(HEAD_FILE, "the folder has no case.yaml, so it is no case"))
    else:
        _read_head(draft, parse(head_path, HEAD_FILE))
    for vocabulary in draft.head.uses if draft.head else ():
        _read_vocabulary(draft, vocabulary, folder, shared)
    _read_files(draft, folder, CASE_FILES, "")
    _refuse_strangers(draft, folder)
    explanations = folder / EXPLANATIONS
    if explanations.is_dir():
        for path in sorted(explanations.iterdir()):
            if path.suffix == ".yaml":
                _read_explanation(draft, parse(path, f"{EXPLANATIONS}/{path.name}"))
            elif path.suffix == ".yml":
                draft.problems.append(_wrong_ending(f"{EXPLANATIONS}/{path.name}"))
    return draft


def _no_case(name: str, what: str) -> Problem:
    return Problem(
        rule="not-readable",
        file=name,
        line=1,
        column=1,
        what=what,
        advice="give a case folder, or the name of a bundled case such as kazakhstan",
    )


def _read_head(draft: Draft, document: Document) -> None:
    draft.problems += document.problems
    if document.data is None:
        return
    place = Place(document=document)
    before = len(draft.records)
    draft.add(document.data, CaseHead, place)
    for record, _ in draft.records[before:]:
        draft.head, draft.head_place = record, place
    del draft.records[before:]


def _read_vocabulary(draft: Draft, name: VocabularyId, folder: Path, shared: Path) -> None:
    home = next((p / name for p in (folder.parent, shared) if (p / name).is_dir()), None)
    if home is None:
        place = Place(document=draft.head_place.document) if draft.head_place else None
        if place is not None:
            uses = draft.head.uses if draft.head else ()
            draft.problems.append(
                place.below("uses", uses.index(name)).problem(
                    "unknown-vocabulary",
                    what=f"there is no vocabulary {name!r} beside the case or among the bundled",
                    advice="correct the name, or put its folder beside the case folder",
                )
            )
        return
    before = len(draft.records)
    draft.owner = name
    _read_files(draft, home, VOCABULARY_FILES, f"{name}/")
    draft.owner = None
    own = [record for record, _ in draft.records[before:]]
    draft.vocabularies[name] = Vocabulary(
        id=name,
        variables=Catalogue({v.id: v for v in own if isinstance(v, Variable)}),
        theories=Catalogue({t.id: t for t in own if isinstance(t, Theory)}),
        sources=Catalogue({s.id: s for s in own if isinstance(s, Source)}),
    )


def _read_files(
    draft: Draft, folder: Path, files: Mapping[str, Mapping[str, type]], prefix: str
) -> None:
    for name, keys in files.items():
        path = folder / name
        if not path.exists():
            continue
        document = parse(path, prefix + name)
        draft.problems += document.problems
        place = Place(document=document)
        if document.data is None:
            continue
        if not isinstance(document.data, dict):
            draft.problems.append(
                place.problem(
                    "value",
                    expected=f"a mapping with {' and '.join(keys)}",
                    found=describe(document.data),
                    advice=f"begin the file with '{next(iter(keys))}:'",
                )
            )
            continue
        for key, raw in document.data.items():
            if key not in keys:
                draft.problems.append(_unknown_key(place.below(key), key, list(keys)))
            else:
                _read_list(draft, raw, keys[key], place.below(key))


def _unknown_key(place: Place, key: str, known: list[str]) -> Problem:
    near = nearest(key, known)
    return place.problem(
        "unknown-key",
        of_key=True,
        what=f"unknown key {key!r}",
        expected=f"one of {', '.join(known)}" if len(known) > 1 else known[0],
        advice=f"did you mean {near!r}?" if near else "correct or delete it",
    )


def _read_list(draft: Draft, raw: object, kind: type[Any], place: Place) -> None:
    if raw is None:
        return
    if not isinstance(raw, list):
        draft.problems.append(
            place.problem(
                "value",
                expected="a list of records",
                found=describe(raw),
                advice="begin each record with '- id: ...'",
            )
        )
        return
    for index, item in enumerate(raw):
        draft.add(item, kind, place.below(index))


def _refuse_strangers(draft: Draft, folder: Path) -> None:
    known = [HEAD_FILE, *CASE_FILES]
    for path in sorted(folder.iterdir()):
        if path.suffix == ".yml":
            draft.problems.append(_wrong_ending(path.name))
        elif path.suffix == ".yaml" and path.name not in known:
            near = nearest(path.name, known)
            draft.problems.append(
                Problem(
                    rule="unknown-file",
                    file=path.name,
                    line=1,
                    column=1,
                    what="a case folder has no file of this name",
                    expected=f"one of {', '.join(known)}",
                    advice=f"did you mean {near!r}?" if near else "rename it or move it elsewhere",
                )
            )


def _wrong_ending(name: str) -> Problem:
    return Problem(
        rule="unknown-file",
        file=name,
        line=1,
        column=1,
        what="the file's name ends in .yml and would not be read",
        advice="rename it so that it ends in .yaml",
    )


def _read_explanation(draft: Draft, document: Document) -> None:
    draft.problems += document.problems
    if document.data is None:
        return
    place = Place(document=document)
    stem = explanation_id(document)
    if not isinstance(document.data, dict):
        draft.definitions[ExplanationId].setdefault(stem, place)
        draft.add(document.data, Explanation, place)
        return
    if document.data.get("id", stem) != stem:
        draft.problems.append(
            place.below("id").problem(
                "file-name",
                what="an explanation's id is its file's name",
                expected=repr(stem),
                found=describe(document.data["id"]),
                advice="rename the file, or delete the key",
            )
        )
    head = {"id": stem, "source": stem, **document.data}
    head["id"] = stem
    claims = head.pop("claims", None)
    draft.add(head, Explanation, place)
    _read_list(draft, claims, CausalClaim, place.below("claims"))
    predictions = head.get("predictions")
    for index, item in enumerate(predictions if isinstance(predictions, list) else ()):
        if isinstance(item, dict) and isinstance(item.get("id"), str):
            inside = place.below("predictions", index)
            draft.define(FullPredictionId, f"{stem}/{item['id']}", inside)


def references(raw: Any, kind: Any) -> Iterator[tuple[Any, str, Steps]]:  # noqa: ANN401 - trees and types
    """Every id of another record that a tree uses, whether or not the tree fits `kind`.

    Yields:
        The kind of id, its text, and the steps to it.
    """
    kind = _unwrapped(kind)
    if kind in NOUNS:
        if isinstance(raw, str):
            yield kind, raw, ()
        return
    if raw is None or kind in _LEAVES:
        return
    shape, inner = _shape(kind)
    raw = spelled_out(raw, kind)
    if shape == "record":
        for name, field_kind in inner:
            if isinstance(raw, dict) and name in raw:
                for id_kind, text, steps in references(raw[name], field_kind):
                    yield id_kind, text, (name, *steps)
    elif isinstance(raw, list) and shape in {"list", "mapping"}:
        for index, item in enumerate(raw):
            for id_kind, text, steps in references(item, inner[-1][1]):
                yield id_kind, text, (index, *steps)
    elif isinstance(raw, dict) and shape == "mapping":
        for key, item in raw.items():
            for id_kind, text, _ in references(key, inner[0][1]):
                yield id_kind, text, (key,)
            for id_kind, text, steps in references(item, inner[1][1]):
                yield id_kind, text, (key, *steps)
    elif isinstance(raw, str) and shape == "list":  # a selector's single word
        for id_kind, text, _ in references(raw, inner[-1][1]):
            yield id_kind, text, ()


_LEAVES: frozenset[Any] = frozenset({str, int, float, bool, *ID_KINDS} - set(NOUNS))


@cache
def _shape(kind: Any) -> tuple[str, tuple[tuple[str, Any], ...]]:  # noqa: ANN401 - a type
    """What a type is made of: a record's fields, a list's items, a mapping's keys and values."""
    if attrs.has(kind):
        fields = attrs.fields(attrs.resolve_types(kind))
        own = {"id"}
        return "record", tuple((f.name, f.type) for f in fields if f.name not in own)
    if get_origin(kind) is Catalogue:
        key, value = get_args(kind)
        return "mapping", (("key", key), ("value", value))
    if get_origin(kind) is tuple:
        return "list", (("item", get_args(kind)[0]),)
    return "leaf", ()


@cache
def _unwrapped(kind: Any) -> Any:  # noqa: ANN401 - a type
    """The type itself of a value that may be left out."""
    arguments = get_args(kind)
    if type(None) in arguments:
        return next(argument for argument in arguments if argument is not type(None))
    return kind


def propositions(draft: Draft) -> Iterator[tuple[Proposition, Place]]:
    """Every proposition, with its place."""
    for theory, place in draft.of(Theory):
        for index, proposition in enumerate(theory.propositions):
            yield proposition, place.below("propositions", index)
