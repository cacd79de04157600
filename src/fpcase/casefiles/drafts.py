"""A case folder as far as it could be read: records, what they define, and where.

A draft keeps going where a load would stop: a record that does not fit still counts as
defined, so that one mistake is reported once and hides no other.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from fpcase.casefiles.converter import structure
from fpcase.casefiles.documents import Document, Steps, describe, parse, parse_text
from fpcase.casefiles.layout import (
    CASE_FILES,
    EXPLANATIONS,
    HEAD_FILE,
    VOCABULARY_FILES,
    CaseHead,
)
from fpcase.casefiles.problems import Problem, Severity
from fpcase.casefiles.references import NOUNS, Use, collector, references
from fpcase.model.actors import Actor
from fpcase.model.cases import Case, Vocabulary
from fpcase.model.catalogue import Catalogue, catalogue, nearest
from fpcase.model.claims import CausalClaim
from fpcase.model.decisions import Decision
from fpcase.model.evidence import Appraisal, Evidence, PredictionOutcome
from fpcase.model.explanations import Explanation, Prediction
from fpcase.model.ids import (
    FULL_ID_KINDS,
    ID_PATTERN,
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

MAX_PROBLEMS = 10_000
"""How many problems of one file are worth noting; the rest of it is then not checked."""


@attrs.frozen(kw_only=True, eq=False)
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
        return Place(document=self.document, steps=(*self.steps, *steps))

    def problem(self, rule: str, *, of_key: bool = False, **text: Any) -> Problem:  # noqa: ANN401 - as Problem types them
        """A problem at this place."""
        return self.document.problem(rule, self.steps, of_key=of_key, **text)


@attrs.define(kw_only=True, eq=False)
class ReadFile:
    """A file whose tree has become records.

    Attributes:
        document: The file, without its tree.
        keys: Key at the top of the file -> the kind of what stands under it; the key "" stands
            for the file as a whole.
        used: Kind of id -> the ids that the file uses.
        data: Its tree, if something in it does not fit; else it is read again when needed.
    """

    document: Document
    keys: Mapping[str, type]
    used: Use
    data: Any = None

    def references(self) -> Iterator[tuple[Any, str, Place]]:
        """Every id that the file uses: its kind, its text and its place."""
        data = self.data or parse_text(self.document.text, self.document.name).data
        if "" in self.keys:  # an explanation, whose source is called as its file if it names none
            data = {"source": explanation_id(self.document), **data}
        for key, kind in self.keys.items():
            steps: Steps = (key,) if key else ()
            raw = data.get(key) if key else data
            several = raw if key and isinstance(raw, list) else [raw]
            for index, item in enumerate(several):
                at = (*steps, index) if key else steps
                for id_kind, text, inside in references(item, kind):
                    yield id_kind, text, Place(document=self.document, steps=(*at, *inside))


@attrs.define(kw_only=True, eq=False)
class Draft:
    """What could be read of a case folder.

    Attributes:
        problems: What is wrong so far.
        head: The case's own keys, if they fit.
        records: Every record that fits, with its place, in the order of the files; claims are
            listed apart from their explanations.
        claims: Every claim that fits, with the id of its explanation and its place.
        definitions: Kind of id -> id -> where it is defined, whether or not the record fits.
        files: What was read, and which ids it uses.
        unread: Kinds of id whose definitions could not all be read.
        unfit: Names of files in which something does not fit.
        vocabularies: The common vocabularies in use.
        owner: The vocabulary being read, if any; None while the case itself is read.
        common: Which definitions come from a common vocabulary.
    """

    problems: list[Problem] = attrs.field(factory=list)
    head: CaseHead | None = None
    records: list[tuple[Any, Place]] = attrs.field(factory=list)
    claims: list[tuple[str, CausalClaim, Place]] = attrs.field(factory=list)
    definitions: dict[Any, dict[str, Place]] = attrs.field(
        factory=lambda: {kind: {} for kind in NOUNS}
    )
    files: list[ReadFile] = attrs.field(factory=list)
    unread: set[Any] = attrs.field(factory=set)
    unfit: set[str] = attrs.field(factory=set)
    vocabularies: dict[VocabularyId, Vocabulary] = attrs.field(factory=dict)
    owner: VocabularyId | None = None
    common: set[tuple[Any, str]] = attrs.field(factory=set)

    def of(self, kind: type[Any]) -> Iterator[tuple[Any, Place]]:
        """The records of one kind, with their places."""
        return ((record, place) for record, place in self.records if isinstance(record, kind))

    def used(self, kind: Any) -> set[str]:  # noqa: ANN401 - a kind of id
        """The ids of one kind that the files use."""
        return set().union(*(file.used.get(kind, ()) for file in self.files))

    def case(self) -> Case:
        """The case; every record of it fits, or it would not be asked for."""
        claims: dict[str, dict[Any, CausalClaim]] = {}
        for author, claim, _ in self.claims:
            claims.setdefault(author, {})[claim.id] = claim
        explanations = {
            record.id: attrs.evolve(record, claims=Catalogue(claims.get(record.id, {})))
            for record, _ in self.of(Explanation)
        }
        if self.head is None:
            message = "the case has no head"
            raise ValueError(message)
        return Case(
            **attrs.asdict(self.head, recurse=False),
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

    def define(self, kind: Any, full_id: str, place: Place) -> None:  # noqa: ANN401 - a kind of id
        """Note that an id is defined here; a second definition is a problem."""
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

    def structure(self, raw: object, kind: type[Any], place: Place) -> Any:  # noqa: ANN401 - a record or None
        """A record, or None after noting what does not fit."""
        record, misfits = structure(raw, kind)
        if misfits:
            self.unfit.add(place.document.name)
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
        return record

    def read_list(self, raw: object, kind: Any, place: Place, used: Use) -> None:  # noqa: ANN401 - a record type
        """Read the records of a list; note what they define and use."""
        if raw is None:
            return
        if not isinstance(raw, list):
            self.unread_kind(kind)
            self.unfit.add(place.document.name)
            self.problems.append(
                place.problem(
                    "value",
                    expected="a list of records",
                    found=describe(raw),
                    advice="begin each record with '- id: ...'",
                )
            )
            return
        id_kind = ID_OF.get(kind)
        author = explanation_id(place.document)
        prefix = f"{author}/" if id_kind in FULL_ID_KINDS else ""
        collect = collector(kind)
        most = len(self.problems) + MAX_PROBLEMS
        for index, item in enumerate(raw):
            inside = Place(document=place.document, steps=(*place.steps, index))
            collect(item, used)
            if id_kind is not None and isinstance(item, dict):
                own = item.get("id")
                if isinstance(own, str):
                    self.define(id_kind, prefix + own, inside)
            record = self.structure(item, kind, inside)
            if record is None:
                if len(self.problems) > most:
                    self.unread_kind(kind)
                    self.problems.append(_too_many(inside))
                    return
            elif kind is CausalClaim:
                self.claims.append((author, record, inside))
            else:
                self.records.append((record, inside))

    def remember(self, document: Document, file: ReadFile) -> None:
        """Keep what a file uses, and its tree if we shall look for places in it anyway."""
        if document.name in self.unfit:
            file.data = document.data
        self.files.append(file)

    def unread_kind(self, kind: type[Any]) -> None:
        """Note that ids of this kind may be defined where nothing could be read."""
        if kind in ID_OF:
            self.unread.add(ID_OF[kind])

    def note(self, document: Document, kinds: tuple[type[Any], ...]) -> None:
        """Note what is wrong with a file, and what cannot be checked if it has no tree."""
        problems = list(document.problems)
        if document.data is None and document.problems[0].rule != "empty-file":
            self.unfit.add(document.name)
            for kind in kinds:
                self.unread_kind(kind)
            nouns = [NOUNS[ID_OF[kind]] for kind in kinds if kind in ID_OF]
            if nouns:
                names = " or ".join(nouns)
                unchecked = f"; until it is read, no {names} that a file names is checked"
                problems[0] = attrs.evolve(problems[0], advice=problems[0].advice + unchecked)
        self.problems += problems


def _too_many(place: Place) -> Problem:
    return place.problem(
        "too-many-problems",
        what=f"more than {MAX_PROBLEMS} problems are in this file; what follows is not checked",
        advice="mend some, and check again",
    )


def explanation_id(document: Document) -> str:
    """An explanation's id is its file's name."""
    return document.name.rpartition("/")[2].removesuffix(".yaml")


def read_draft(folder: Path, homes: Sequence[Path]) -> Draft:
    """Read a case folder as far as it goes.

    Args:
        folder: The case folder.
        homes: Where common vocabularies are sought, in this order.
    """
    draft = Draft()
    if not folder.is_dir():
        draft.problems.append(_no_case(folder.name, "there is no such folder"))
        return draft
    try:
        names = _names(folder)
    except OSError as error:
        draft.problems.append(_no_case(folder.name, f"it cannot be read ({error.strerror})"))
        return draft
    uses = _read_head(draft, folder, names)
    for vocabulary, place in uses.items():
        _read_vocabulary(draft, vocabulary, place, homes)
    _read_files(draft, folder, names, CASE_FILES)
    _read_explanations(draft, folder, names)
    return draft


def _names(folder: Path) -> list[str]:
    """What is in a folder; hidden files, which editors and systems leave behind, do not count."""
    return sorted(name for name in os.listdir(folder) if not name.startswith("."))  # noqa: PTH208 - names suffice


def _written(name: str) -> str:
    """A file's name as a message can show it, whatever bytes it has."""
    return name if name.isprintable() else ascii(name)[1:-1]


def _no_case(name: str, what: str) -> Problem:
    return Problem(
        rule="not-readable",
        file=_written(name),
        line=1,
        column=1,
        what=what,
        advice="give a case folder, or the name of a bundled case such as kazakhstan",
    )


def _read_head(draft: Draft, folder: Path, names: list[str]) -> dict[str, Place]:
    """Read `case.yaml`; the vocabularies that it uses, whether or not its other keys fit."""
    shared = (Variable, Theory, Source)
    if HEAD_FILE not in names:
        what = "the folder has no case.yaml, so it is no case"
        draft.problems.append(_no_case(HEAD_FILE, what))
        for kind in shared:
            draft.unread_kind(kind)
        return {}
    document = parse(folder / HEAD_FILE, HEAD_FILE, folder)
    if document.problems:
        draft.note(document, shared)
    if document.data is None:
        return {}
    place = Place(document=document.without_data())
    draft.head = draft.structure(document.data, CaseHead, place)
    uses = document.data.get("uses") if isinstance(document.data, dict) else None
    found: dict[str, Place] = {}
    for index, name in enumerate(uses if isinstance(uses, list) else ()):
        inside = place.below("uses", index)
        if not isinstance(name, str) or not ID_PATTERN.fullmatch(name):
            continue  # the head does not fit, and has been reported
        if name in found:
            what = f"the vocabulary {name!r} is named a second time"
            draft.problems.append(inside.problem("duplicate-id", what=what, advice="delete one"))
        found[name] = inside
    return found


def _read_vocabulary(draft: Draft, name: str, place: Place, homes: Sequence[Path]) -> None:
    home = next((p / name for p in homes if (p / name).is_dir()), None)
    what = ""
    names: list[str] = []
    if home is None:
        what = f"there is no vocabulary {name!r} beside the case or among the bundled"
    else:
        try:
            names = _names(home)
        except OSError as error:
            what = f"the vocabulary {name!r} cannot be read ({error.strerror})"
        if HEAD_FILE in names:
            what = f"{name!r} is a case and no vocabulary"
    if home is None or what:
        for kind in (Variable, Theory, Source):
            draft.unread_kind(kind)
        advice = "correct the name, or put the vocabulary's folder beside the case folder"
        draft.problems.append(place.problem("unknown-vocabulary", what=what, advice=advice))
        return
    vocabulary = VocabularyId(name)
    before = len(draft.records)
    draft.owner = vocabulary
    _read_files(draft, home, names, VOCABULARY_FILES, f"{name}/")
    draft.owner = None
    own = [record for record, _ in draft.records[before:]]
    draft.vocabularies[vocabulary] = Vocabulary(
        id=vocabulary,
        variables=Catalogue({v.id: v for v in own if isinstance(v, Variable)}),
        theories=Catalogue({t.id: t for t in own if isinstance(t, Theory)}),
        sources=Catalogue({s.id: s for s in own if isinstance(s, Source)}),
    )


def _read_files(
    draft: Draft,
    folder: Path,
    names: list[str],
    files: Mapping[str, Mapping[str, type]],
    prefix: str = "",
) -> None:
    for name, keys in files.items():
        if name in names:
            _read_file(draft, parse(folder / name, prefix + name, folder), keys)
    known = list(files) if prefix else [HEAD_FILE, *files]
    for name in names:
        if name not in known:
            _look_at_stranger(draft, folder / name, prefix, known)


def _read_file(draft: Draft, document: Document, keys: Mapping[str, type]) -> None:
    if document.problems:
        draft.note(document, tuple(keys.values()))
    if document.data is None:
        return
    place = Place(document=document.without_data())
    if not isinstance(document.data, dict):
        draft.unfit.add(document.name)
        for kind in keys.values():
            draft.unread_kind(kind)
        draft.problems.append(
            place.problem(
                "value",
                expected=f"a mapping with {' and '.join(keys)}",
                found=describe(document.data),
                advice=f"begin the file with '{next(iter(keys))}:'",
            )
        )
        return
    used: Use = {}
    for key, raw in document.data.items():
        if key not in keys:
            draft.problems.append(_unknown_key(place.below(key), key, list(keys)))
        else:
            draft.read_list(raw, keys[key], place.below(key), used)
    draft.remember(document, ReadFile(document=place.document, keys=keys, used=used))


def _unknown_key(place: Place, key: str, known: list[str]) -> Problem:
    near = nearest(key, known)
    return place.problem(
        "unknown-key",
        of_key=True,
        what=f"unknown key {key!r}",
        expected=f"one of {', '.join(known)}" if len(known) > 1 else known[0],
        advice=f"did you mean {near!r}?" if near else "correct or delete it",
    )


def _look_at_stranger(draft: Draft, path: Path, prefix: str, known: list[str]) -> None:
    """Say so where a file looks like one that is meant to be read."""
    name = prefix + _written(path.name)
    ending = path.suffix.lower()
    near = nearest(path.name, [*known, EXPLANATIONS])
    if path.is_dir():
        if path.name != EXPLANATIONS and near == EXPLANATIONS and not prefix:
            what = "a case folder has no folder of this name"
            draft.problems.append(_stranger(name, what, f"did you mean {near!r}?"))
    elif ending == ".yml" or (ending == ".yaml" and path.suffix != ".yaml"):
        what = f"the file's name ends in {path.suffix} and would not be read"
        draft.problems.append(_stranger(name, what, "rename it so that it ends in .yaml"))
    elif ending == ".yaml":
        what = "a case folder has no file of this name"
        if prefix:
            what = "a common vocabulary has no file of this name"
        advice = f"did you mean {near!r}?" if near else "rename it or move it elsewhere"
        draft.problems.append(_stranger(name, what, advice, f"one of {', '.join(known)}"))


def _stranger(name: str, what: str, advice: str, expected: str = "") -> Problem:
    return Problem(
        rule="unknown-file",
        file=name,
        line=1,
        column=1,
        what=what,
        expected=expected,
        advice=advice,
    )


def _read_explanations(draft: Draft, folder: Path, names: list[str]) -> None:
    home = folder / EXPLANATIONS
    if EXPLANATIONS not in names:
        return
    try:
        inside = _names(home)
    except OSError as error:
        what = f"the explanations cannot be read ({error.strerror})"
        draft.problems.append(_stranger(EXPLANATIONS, what, "make it a folder that can be read"))
        draft.unread |= {ExplanationId, FullClaimId, FullPredictionId}
        return
    for name in inside:
        path = home / name
        if name.endswith(".yaml"):
            document = parse(path, f"{EXPLANATIONS}/{_written(name)}", folder)
            _read_explanation(draft, document, name.removesuffix(".yaml"))
        elif path.suffix.lower() in {".yaml", ".yml"}:
            _look_at_stranger(draft, path, f"{EXPLANATIONS}/", [])
        elif path.is_dir():
            what = "what lies in a folder among the explanations is not read"
            advice = "put its files beside the others, or move it out of the case folder"
            problem = _stranger(f"{EXPLANATIONS}/{_written(name)}", what, advice)
            draft.problems.append(attrs.evolve(problem, severity=Severity.WARNING))


def _read_explanation(draft: Draft, document: Document, stem: str) -> None:
    place = Place(document=document.without_data())
    if document.problems:
        draft.note(document, (CausalClaim, Prediction))
    if not ID_PATTERN.fullmatch(stem):
        draft.problems.append(
            place.problem(
                "file-name",
                what=f"the file's name is the explanation's id, and {_written(stem)!r} is none",
                expected="small letters a-z, digits and single hyphens, such as doe-2001.yaml",
                advice="rename the file",
            )
        )
        return
    draft.define(ExplanationId, stem, place)
    if document.data is None:
        return
    raw = document.data
    if not isinstance(raw, dict):
        draft.unread |= {FullClaimId, FullPredictionId}
        draft.structure(raw, Explanation, place)
        return
    if raw.get("id", stem) != stem:
        draft.problems.append(
            place.below("id").problem(
                "file-name",
                what="an explanation's id is its file's name",
                expected=repr(stem),
                found=describe(raw["id"]),
                advice="rename the file, or delete the key",
            )
        )
    head = {"source": stem, **raw, "id": stem}
    claims = head.pop("claims", None)
    used: Use = {}
    collector(Explanation)(head, used)
    record = draft.structure(head, Explanation, place)
    if record is not None:
        draft.records.append((record, place))
    draft.read_list(claims, CausalClaim, place.below("claims"), used)
    predictions = head.get("predictions")
    for index, item in enumerate(predictions if isinstance(predictions, list) else ()):
        if isinstance(item, dict) and isinstance(item.get("id"), str):
            inside = place.below("predictions", index)
            draft.define(FullPredictionId, f"{stem}/{item['id']}", inside)
    draft.remember(document, ReadFile(document=place.document, keys={"": Explanation}, used=used))


def propositions(draft: Draft) -> Iterator[tuple[Proposition, Theory, Place]]:
    """Every proposition, with its theory and its place."""
    for theory, place in draft.of(Theory):
        for index, proposition in enumerate(theory.propositions):
            yield proposition, theory, place.below("propositions", index)
