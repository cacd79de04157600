"""A case folder as far as it could be read: records, what they define, and where.

A draft keeps going where a load would stop: a record that does not fit still counts as
defined, so that one mistake is reported once and hides no other.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import attrs

from fpcase.casefiles.converter import Use, structure
from fpcase.casefiles.layout import CASE_FILES, ID_OF, NOUNS, yaml_stem
from fpcase.casefiles.slugs import meant_id
from fpcase.documents import Document, Place, Problem, Severity, Steps, describe, parse_text
from fpcase.model.cases import Case, CaseHead, Vocabulary
from fpcase.model.claims import CausalClaim, DescriptiveClaim, Explanation
from fpcase.model.fields import (
    Field,
    Form,
    Shape,
    fields_of,
    finders,
    kinds_in,
    shape_of,
    spelled_out,
)
from fpcase.model.ids import FULL_ID_KINDS, RivalId, VocabularyId, is_id
from fpcase.model.variables import Variable

MAX_PROBLEMS = 10_000
"""How many problems of one file are worth noting; the rest of it is then not checked."""

_NOTHING = describe(None)


Reference = tuple[Any, str, Place]
"""An id of another record that a tree uses: its kind, its text and its place."""


@attrs.define(kw_only=True, eq=False)
class ReadFile:
    """A file whose tree becomes records.

    Attributes:
        document: The file, without its tree.
        keys: Key at the top of the file -> the kind of what is listed under it; the key "" stands
            for the file as a whole.
        used: Kind of id -> the ids that the file uses.
        owner: The vocabulary that the file belongs to, if any.
        data: Its tree, if something in it does not fit; else it is made again when needed.
    """

    document: Document
    keys: dict[str, type] = attrs.field(factory=dict)
    used: Use = attrs.field(factory=lambda: defaultdict(set))
    owner: VocabularyId | None = None
    data: Any = None

    def references(self) -> Iterator[Reference]:
        """Every id that the file uses: its kind, its text and its place."""
        data = self.data or parse_text(self.document.text, self.document.name).data
        place = Place(self.document)
        for key, kind in self.keys.items():
            if key:
                several = Shape(form=Form.LIST, kind=tuple, item=shape_of(kind))
                yield from _references(data.get(key), several, place.below(key))
            else:  # an explanation's source is called as its file if it names none
                rest = {name: value for name, value in data.items() if name not in self.keys}
                whole = {"source": explanation_id(self.document), **rest}
                yield from _references(whole, shape_of(kind), place)


@attrs.define(kw_only=True, eq=False)
class Draft:
    """What could be read of a case folder.

    Attributes:
        problems: What is wrong so far.
        definitions: Kind of id -> id -> where it is defined, whether or not the record fits.
        files: What was read, and which ids it uses.
        unread: Kinds of id whose definitions could not all be read.
        unfit: Names of files in which something does not fit.
        refused: Name of a file -> where in it something was refused, and so is not in the tree.
        vocabularies: The common vocabularies in use.
        owner: The vocabulary being read, if any; None while the case itself is read.
        folder: The case folder.
        common: Which definitions come from a common vocabulary.
    """

    problems: list[Problem] = attrs.field(factory=list)
    definitions: dict[Any, dict[str, Place]] = attrs.field(
        factory=lambda: {kind: {} for kind in NOUNS}
    )
    files: list[ReadFile] = attrs.field(factory=list)
    unread: set[Any] = attrs.field(factory=set)
    unfit: set[str] = attrs.field(factory=set)
    refused: dict[str, set[tuple[int, int]]] = attrs.field(factory=dict)
    vocabularies: dict[VocabularyId, Vocabulary] = attrs.field(factory=dict)
    owner: VocabularyId | None = None
    folder: Path = Path()
    common: set[tuple[Any, str]] = attrs.field(factory=set)
    _tree: Any = attrs.field(default=None, init=False)  # of the file being read
    _kept: dict[type, list[tuple[Any, Place]]] = attrs.field(factory=dict, init=False)
    _inside: dict[type, list[tuple[Any, Place]]] = attrs.field(factory=dict, init=False)

    def each(self, kind: Any) -> list[tuple[Any, Place]]:  # noqa: ANN401 - a record type
        """Every record of a kind that fits, wherever it stands, with its place.

        The records that a file lists are complete at any time, those inside them once all files
        are read.
        """
        if kind in self._kept:
            return self._kept[kind]
        if kind not in self._inside:
            kept: list[tuple[Any, Place]] = []
            for owner, records in self._kept.items():
                for name, find in finders(owner, kind):
                    for record, place in records:
                        if value := getattr(record, name):
                            found: list[tuple[Any, Steps]] = []
                            find(value, (*place.steps, name), found)
                            kept += [(one, Place(place.document, steps)) for one, steps in found]
            self._inside[kind] = kept
        return self._inside[kind]

    @property
    def records(self) -> Iterator[tuple[Any, Place]]:
        """Every record that a file lists, and that fits; the case's head is one of them."""
        return chain.from_iterable(self._kept.values())

    def own(self, kind: type[Any]) -> Iterator[tuple[Any, Place]]:
        """The records of a kind, less those of common vocabularies."""
        id_kind = ID_OF[kind]
        return (one for one in self.each(kind) if (id_kind, one[0].id) not in self.common)

    @property
    def head(self) -> CaseHead | None:
        """The case's own keys, if they fit."""
        return next((record for record, _ in self.each(CaseHead)), None)

    def used(self, kind: Any, *, by_case: bool = False) -> set[str]:  # noqa: ANN401 - a kind of id
        """The ids of one kind that the files use; `by_case` leaves the vocabularies' files out."""
        files = (file for file in self.files if not (by_case and file.owner))
        return set().union(*(file.used.get(kind, ()) for file in files))

    def case(self) -> Case:
        """The case; every record of it fits, or it would not be asked for."""
        said: dict[tuple[type, str], dict[Any, Any]] = defaultdict(dict)
        for claim, place in (*self.each(CausalClaim), *self.each(DescriptiveClaim)):
            said[claim.__class__, place.document.name][claim.id] = claim
        explanations = {
            record.id: attrs.evolve(
                record,
                claims=said[CausalClaim, place.document.name],
                descriptions=said[DescriptiveClaim, place.document.name],
            )
            for record, place in self.each(Explanation)
        }
        head = self.head
        if head is None:
            raise ValueError("the case has no case.yaml")
        variables = {variable.id: variable for variable, _ in self.each(Variable)}
        for name, level in head.levels.items():
            variables[name] = attrs.evolve(variables[name], level=level)
        listed: dict[str, Any] = {}
        for keys in CASE_FILES.values():
            for key, kind in keys.items():
                found = [record for record, _ in self.each(kind)]
                listed[key] = {one.id: one for one in found} if kind in ID_OF else found
        listed |= {"variables": variables, "explanations": explanations}
        return Case(**attrs.asdict(head, recurse=False), vocabularies=self.vocabularies, **listed)

    def define(self, kind: Any, full_id: str, place: Place) -> None:  # noqa: ANN401 - a kind of id
        """Note that an id is defined here; a second definition is a problem."""
        first = self.definitions[kind].setdefault(full_id, place)
        if first is not place:
            where = "a common vocabulary, " if (kind, full_id) in self.common else ""
            self.refuse(
                place.below("id"),
                "duplicate-id",
                what=f"the {NOUNS[kind]} {full_id!r} is already defined in "
                f"{where}{first.document.name}:{first.line}",
                advice="delete one, or give it another id",
            )
        elif self.owner:
            self.common.add((kind, full_id))

    def refuse(self, place: Place, rule: str, *, of_key: bool = False, **text: str) -> None:
        """Note a problem at a place; its text is what `Problem` holds."""
        self.problems.append(place.problem(rule, of_key=of_key, **text))

    def compare_spellings(self) -> None:
        """Note ids that differ from another one in capitals, hyphens or Unicode form alone.

        Mended each by itself, they would become one.
        """
        for kind, defined in self.definitions.items() if self.unfit else ():
            first: dict[str | None, str] = {}
            for text, place in sorted(defined.items(), key=lambda one: not is_id(one[0], kind)):
                meant = meant_id(text, kind)
                other = first.setdefault(meant, text)
                if meant and other != text:
                    there = defined[other]
                    self.refuse(
                        place.below("id"),
                        "duplicate-id",
                        what=f"the {NOUNS[kind]} {text!r} differs from {other!r} ("
                        f"{there.document.name}:{there.line}) only in spelling",
                        advice="if they mean the same, delete one; if not, rename one of them",
                    )

    def open(self, document: Document, kinds: tuple[type[Any], ...]) -> Place:
        """Begin to read a file; note what is wrong with it, and what cannot be checked then.

        Args:
            document: The file.
            kinds: The kinds of records that it may define.
        """
        file = ReadFile(document=attrs.evolve(document, data=None), owner=self.owner)
        self.files.append(file)
        self._tree = document.data
        problems = list(document.problems)
        errors = [one for one in problems if one.severity is Severity.ERROR]
        if errors:
            self.unfit.add(document.name)
            self.refused[document.name] = {(one.line, one.column) for one in errors}
        if document.data is None and problems[0].rule != "empty-file":
            self.leave_unread(kinds)
            advice = problems[0].advice + unchecked(kinds)
            problems[0] = attrs.evolve(problems[0], advice=advice)
        elif document.incomplete:
            self.leave_unread(kinds)
        self.problems += problems
        return Place(file.document)

    def read(self, raw: object, kind: type[Any], place: Place) -> bool:
        """Keep a record of the open file, or note what does not fit; the ids used are noted."""
        file = self.files[-1]
        if not place.steps:
            file.keys[""] = kind
        record, misfits = structure(raw, kind, file.used)
        if not misfits:
            self._kept.setdefault(kind, []).append((record, place))
            return True
        self.unfit.add(place.document.name)
        file.data = self._tree
        refused = self.refused.get(place.document.name, ())
        for misfit in misfits:
            at = place.below(*misfit.steps)
            problem = at.problem(misfit.rule, of_key=misfit.of_key, **misfit.said)
            if problem.found != _NOTHING or (problem.line, problem.column) not in refused:
                self.problems.append(problem)
        return False

    def read_list(self, raw: object, kind: Any, place: Place) -> None:  # noqa: ANN401 - a record type
        """Read the records listed under a key of the open file; note what they define and use."""
        self.files[-1].keys[str(place.steps[0])] = kind
        if raw is None:
            return
        if not isinstance(raw, list):
            self.leave_unread([kind])
            self.unfit.add(place.document.name)
            self.refuse(
                place,
                "value",
                expected="a list of records",
                found=describe(raw),
                advice="begin each record with '- id: ...'",
            )
            return
        id_kind = ID_OF.get(kind)
        prefix = f"{explanation_id(place.document)}/" if id_kind in FULL_ID_KINDS else ""
        most = len(self.problems) + MAX_PROBLEMS
        for index, item in enumerate(raw):
            inside = place.below(index)
            own = item.get("id") if isinstance(item, dict) else None
            if isinstance(own, str) and id_kind is not None:
                self.define(id_kind, prefix + own, inside)
            else:  # it may be what another file names
                self.leave_unread([kind])
            if not self.read(item, kind, inside) and len(self.problems) > most:
                self.leave_unread([kind])
                self.problems.append(too_many(inside))
                return

    def leave_unread(self, kinds: Iterable[type[Any]]) -> None:
        """Note that ids of these kinds may be defined where nothing could be read."""
        self.unread.update(ID_OF[kind] for kind in kinds if kind in ID_OF)


def unchecked(kinds: Iterable[type[Any]]) -> str:
    """What to add to the advice where ids of these kinds may be defined but cannot be read."""
    nouns = [NOUNS[ID_OF[kind]] for kind in kinds if kind in ID_OF]
    if not nouns:
        return ""
    *most, last = nouns
    names = f"{', '.join(most)} or {last}" if most else last
    return f"; until then, references to any {names} are not checked"


def too_many(place: Place) -> Problem:
    """That a file has so many problems that what follows a place is not checked."""
    return place.problem(
        "too-many-problems",
        what=f"this file has more than {MAX_PROBLEMS} problems; what follows is not checked",
        advice="correct some of them, and check again",
    )


def explanation_id(document: Document) -> str:
    """An explanation's id is its file's name."""
    name = document.name.rpartition("/")[2]
    return yaml_stem(name) or name


def _references(raw: Any, shape: Shape, place: Place) -> Iterator[Reference]:  # noqa: ANN401 - a tree
    """Every id of another record that a tree uses."""
    if shape.kind in _REFERRING and isinstance(raw, str):
        yield shape.kind, raw, place
    elif shape.form is Form.RECORD:
        tree = spelled_out(raw, shape.kind)
        for field in _with_ids(shape.kind) if isinstance(tree, dict) else ():
            yield from _references(tree.get(field.name), field.shape, place.below(field.name))
    elif shape.form is Form.MAPPING and isinstance(raw, dict):
        for key, item in raw.items():
            inside = place.below(key)
            yield from _references(key, shape.key or shape, inside._replace(of_key=True))
            yield from _references(item, shape.inner, inside)
    elif shape.item and isinstance(raw, list):
        for index, item in enumerate(raw):
            yield from _references(item, shape.item, place.below(index))
    elif shape.item and isinstance(raw, str | dict):  # one alone for a list of one
        yield from _references(raw, shape.item, place)


_REFERRING = frozenset({*NOUNS, RivalId})
"""Kinds of id that lead to other records; a rival is an explanation, or a contest's own."""


@cache
def _with_ids(record: type) -> tuple[Field, ...]:
    """A record's fields that can hold ids of other records."""
    fields = [field for field in fields_of(record) if field.name != "id"]
    return tuple(field for field in fields if kinds_in(field.shape) & _REFERRING)
