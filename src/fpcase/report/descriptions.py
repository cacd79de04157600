"""What a case says of one of its records: written once, shown by a terminal, a page or a site."""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

import attrs

from fpcase.model.cases import Case, CaseHead
from fpcase.model.claims import (
    CausalClaim,
    Condition,
    DescriptiveClaim,
    Explanation,
    Prediction,
    Rejection,
    SetAside,
)
from fpcase.model.decisions import Decision, Membership, Office, Reading, values_in, years
from fpcase.model.evidence import Appraisal, Evidence, PredictionOutcome
from fpcase.model.fields import Form, Shape, fields_of
from fpcase.model.ids import EvidenceId, ExplanationId, SourceId, VariableId
from fpcase.model.sources import Locator, Source
from fpcase.model.terms import Basis, Certainty, Sign, Stance
from fpcase.model.variables import Broader, Proposition, Variable
from fpcase.model.wording import counted
from fpcase.passages import IndexedText
from fpcase.passages.finding import passage_of
from fpcase.report.demands import demand
from fpcase.report.linked_text import Link, Said, joined, plainly
from fpcase.report.names import in_words, name_of
from fpcase.report.uses import INSIDE, NAMED_BY, USES, Entry, Use, Uses, find_uses

SIGNS = {Sign.POSITIVE: "+", Sign.NEGATIVE: "−", Sign.NO_EFFECT: "0", Sign.UNSTATED: "?"}
"""How an arrow shows each sign."""


class Part(NamedTuple):
    """What is said of a record under one label.

    Attributes:
        label: The label.
        items: One text, or several that stand in a list.
    """

    label: str
    items: tuple[Said, ...]


@attrs.frozen(kw_only=True)
class Description:
    """What a case says of a record.

    Attributes:
        kind: What kind of record it is.
        id: Its id, with that of its author if only the two together name it.
        title: What it is called.
        says: What it says, in a line; of a record that says nothing, the title.
        lead: Paragraphs that come first.
        parts: What each of its fields holds, then where others name it.
    """

    kind: str
    id: str
    title: str
    says: str
    lead: tuple[Said, ...]
    parts: tuple[Part, ...]


@attrs.frozen(kw_only=True, eq=False)
class Descriptions:
    """Describes the records of a case.

    Attributes:
        case: The case.
        texts: The sources' texts, to show passages; without them the anchors are shown.
    """

    case: Case
    texts: Mapping[SourceId, IndexedText] = attrs.field(factory=dict)

    @cached_property
    def uses(self) -> Uses:
        """Where the case names its records."""
        return find_uses(self.case)

    def of(self, entry: Entry) -> Description:
        """What the case says of a record.

        Args:
            entry: The record.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
        >>> anarchy = Entry("anarchy", case.variables["anarchy"])
        >>> found = Descriptions(case=case).of(anarchy)
        >>> found.title, found.parts[0]
        ('Anarchy', Part(label='Level', items=(('system',),)))
        """
        record, kind = entry.record, entry.kind
        title = name_of(self.case, kind, entry.id)
        says = plainly(self._statement(record)) or getattr(record, "text", "") or title
        return Description(
            kind=kind,
            id=entry.id,
            title=title,
            says=says if kind in {"claim", "prediction"} else title,
            lead=tuple(filter(None, self._lead(record))),
            parts=tuple(chain(self._fields(entry), self._named_by(entry))),
        )

    def link(self, kind: str, id_: str) -> Said:
        """A record's name, which leads to it; an account of its own in a contest leads nowhere."""
        if kind == "rival":
            if ExplanationId(id_) not in self.case.explanations:
                return (id_,)
            kind = "author"
        return (Link(kind, id_, name_of(self.case, kind, id_)),)

    def told(self, entry: Entry) -> Said:
        """A claim or a prediction in a list: whose it is, and what it says."""
        said = self._statement(entry.record) or (entry.record.text,)
        return (*self.link(entry.kind, entry.id), ": ", *said)

    # --- what a record says -----------------------------------------------------------------------

    def _statement(self, record: object) -> Said:
        """What a claim says: an arrow with its sign, or a variable and what it was."""
        if isinstance(record, DescriptiveClaim):
            when = f", {record.period}" if record.period else ""
            variable = self.link("variable", record.variable)
            said: Said = (*variable, f": {' or '.join(record.value)}{when}")
        elif isinstance(record, CausalClaim):
            causes = record.signed_causes
            mixed = len({sign for _, sign in causes}) > 1
            names: list[Said] = [
                (*self.link("variable", cause), f" ({SIGNS[sign]})" * mixed)
                for cause, sign in causes
            ]
            arrow = " → " if mixed else f" —({SIGNS[causes[0][1]]})→ "
            said = (*joined(names, " and "), arrow, *self.link("variable", record.effect))
        else:
            return ()
        return said if record.stance is Stance.ASSERTS else (f"{record.stance.value}: ", *said)

    def _lead(self, record: Any) -> Iterator[Said]:  # noqa: ANN401 - any record
        """The paragraphs that come before what is said field by field."""
        match record:
            case Case():
                yield (record.question,) if record.question else ()
            case Explanation():
                yield reference(self.case.sources[record.source])
                yield (record.summary,) if record.summary else ()
            case Source():
                yield reference(record)
            case Variable():
                yield (record.definition,)
            case Evidence():
                title = name_of(self.case, "evidence", record.id)
                yield (record.description,) if record.description.rstrip(".") != title else ()
            case Prediction():
                yield (record.text,)
                if record.variable:
                    outlook = f": {record.outlook}" if record.outlook else ""
                    yield (*self.link("variable", record.variable), outlook)
            case _:
                yield self._statement(record)

    def _fields(self, entry: Entry) -> Iterator[Part]:
        """What each field holds; what goes without saying is left out."""
        record: Any = entry.record
        own = getattr(entry.author or record, "source", None)
        for field in fields_of(CaseHead if isinstance(record, Case) else record.__class__):
            value = getattr(record, field.name)
            plain = field.name.replace("_", " ").capitalize()
            label = LABELS.get((entry.kind, field.name), LABELS.get(("", field.name), plain))
            if label:
                held = self._items(value, field.shape, own) if value != field.default else ()
                if items := held or NOTHING.get((entry.kind, label), ()):
                    yield Part(label, items)

    def _items(self, value: Any, shape: Shape, own: SourceId | None) -> tuple[Said, ...]:  # noqa: ANN401 - any value
        """What a field holds: one text, or one for each of several records."""
        if shape.form is Form.MAPPING and shape.key:
            names = {key: self._one(key, shape.key, own) for key in value}
            silent = joined((names[key] for key, held in value.items() if not held), ", ")
            return (
                *(
                    (*names[key], ": ", *joined(self._items(held, shape.inner, own), "; "))
                    for key, held in value.items()
                    if held
                ),
                *([("the texts are silent on ", *silent)] if silent else ()),
            )
        if shape.form is Form.LIST:
            texts = [self._one(one, shape.inner, own) for one in value]
            if shape.inner.form is Form.RECORD:
                return tuple(texts)
            return (joined(texts, "; " if shape.inner.kind is EvidenceId else ", "),)
        return (self._one(value, shape, own),)

    def _one(  # noqa: C901, PLR0911 - a line for each kind of record
        self,
        value: Any,  # noqa: ANN401 - any value
        shape: Shape,
        own: SourceId | None,
    ) -> Said:
        """One thing that a field holds."""
        match value:
            case Enum():
                return (in_words(value),)
            case True:
                return ("yes",)
            case Locator():
                return self._place(value, own)
            case Condition():
                return (*self.link("variable", value.variable), f" is {value.value}")
            case Broader():
                inverse = "" if value.sign is Sign.POSITIVE else " (inverse)"
                return (*self.link("variable", value.variable), inverse)
            case Office():
                of = (" of ", *self.link("actor", value.of)) if value.of else ()
                return (value.title, *of, years(value.since, value.until))
            case Membership():
                capacity = f", {value.capacity}" if value.capacity else ""
                when = years(value.since, value.until)
                return (*self.link("actor", value.organisation), capacity + when)
            case SetAside():
                return (*self.link("variable", value.variable), *self._reason(value, own))
            case Rejection():
                return (*self.link("theory", value.theory), *self._reason(value, own))
            case Reading():
                usual = (Basis.EXPLICIT, Certainty.PLAIN)
                rest = [one.value for one in (value.basis, value.certainty) if one not in usual]
                return ("; ".join([value.value, *rest]), *self._in_brackets(value.at, own))
            case Proposition():
                expects = demand(value.expects, self.link)
                return (f"{value.text} ", *expects, *self._in_brackets(value.at, own))
        kind = NAMED_BY.get(shape.kind)
        return self.link(kind, value) if kind else (str(value),)

    def _reason(self, given: SetAside | Rejection, own: SourceId | None) -> Said:
        return (f": {given.because}", *self._in_brackets(given.at, own))

    def _in_brackets(self, at: Iterable[Locator], own: SourceId | None) -> Said:
        places = joined((self._place(one, own) for one in at), "; ")
        return (" (", *places, ")") if places else ()

    def _place(self, locator: Locator, own: SourceId | None) -> Said:
        """A place, its work unless that is known, its passage or anchor, and what it leans on."""
        source = () if locator.source in {None, own} else self.link("source", str(locator.source))
        anchor = locator.anchor
        words = passage_of(locator, own, self.texts) or (
            f"“{anchor.start} … {anchor.end}”" if anchor else ""
        )
        leaning = joined((self.link("source", one) for one in locator.citing), ", ")
        return (
            *source,
            ", " * bool(source) + locator.place + (f": {words}" if words else ""),
            *(("; citing ", *leaning) if leaning else ()),
        )

    # --- who names it -----------------------------------------------------------------------------

    def _named_by(self, entry: Entry) -> Iterator[Part]:
        """Where other records name it."""
        kind, id_ = entry.kind, entry.id
        held = self.uses.of.get((kind, id_), {})
        if kind == "variable" and (terms := tuple(self._terms(held))):
            yield Part("Authors' terms", terms)
        yield from self._used_in(kind, id_, held)
        if kind == "source":
            places = self.uses.places.get(SourceId(id_), {})
            if by_place := [(f"{at}: ", *self._links(some)) for at, some in places.items()]:
                yield Part("Places", tuple(by_place))
            if leaning := self._links(self.uses.leaning.get(SourceId(id_), ())):
                yield Part("Cited by", (leaning,))
        elif kind == "author":
            for name in INSIDE:
                found = getattr(entry.record, name)
                records = found if isinstance(found, tuple) else found.values()
                told = [self.told(Entry(f"{id_}/{one.id}", one, entry.record)) for one in records]
                yield from [Part(name.capitalize(), tuple(told))] if told else []
        elif kind == "case":
            authors = tuple(map(self._author, self.case.explanations.values()))
            begin: Said = ("none yet; 'fpcase new-author' creates the file for an author",)
            yield Part("Authors", authors or (begin,))
            yield Part("Holds", ((", ".join(holdings(self.case)),),))

    def _used_in(self, kind: str, id_: str, held: Mapping[str, list[Use]]) -> Iterator[Part]:
        """The lists of records that name it; decisions on which the texts are silent come last."""
        for label in dict.fromkeys((*USES.values(), *held)):
            uses = held.get(label, ())
            silent = [use for use in uses if self._values(id_, use) == ()]
            texts = dict.fromkeys(self._use(kind, id_, use) for use in uses if use not in silent)
            shown = tuple(texts) if label in LISTS else (joined(texts, ", "),)
            items = tuple(filter(None, shown)) or NOTHING.get((kind, label), ())
            if silent:
                links = (self.link(entry.kind, entry.id) for entry, _ in silent)
                items += (("the texts are silent for ", *joined(links, ", ")),)
            yield from [Part(label, items)] if items else []

    def _use(self, kind: str, id_: str, use: Use) -> Said:
        """A record that names another, in a list of such."""
        entry, field = use
        match entry.record, field:
            case Appraisal() as judged, "evidence":
                return self._judgement(judged)
            case PredictionOutcome() as outcome, "evidence":
                return self.link("prediction", outcome.prediction)
            case PredictionOutcome() as outcome, _:
                return self._turned_out(outcome)
            case (CausalClaim() | DescriptiveClaim(), _) if kind == "variable":
                return self.told(entry)
        link = self.link(entry.kind, entry.id)
        match entry.record, field:
            case Explanation() as author, "sets_aside" | "rejects":
                given = (one for one in getattr(author, field) if _left_out(one) == id_)
                return (*link, *self._reason(next(given), author.source))
        values = self._values(id_, use)
        return (*link, f" ({' or '.join(values)})") if values else link

    def _values(self, id_: str, use: Use) -> tuple[str, ...] | None:
        """What a decision has as values of a variable; None if no decision names it so."""
        (_, record, _), field = use
        if isinstance(record, Decision) and field in {"outcomes", "conditions"}:
            return tuple(values_in(getattr(record, field).get(VariableId(id_))))
        return None

    def _turned_out(self, outcome: PredictionOutcome) -> Said:
        """How a prediction turned out, and what that rests on."""
        pieces = joined((self.link("evidence", one) for one in outcome.evidence), "; ")
        said = f"{in_words(outcome.status)}: {outcome.because}"
        rest = (" Evidence: ", *pieces) if pieces else ()
        return (said, *self._in_brackets(outcome.at, None), *rest)

    def _judgement(self, judged: Appraisal) -> Said:
        """Between whom a piece of evidence is judged, how strongly it tells, and why."""
        if judged.explanation and judged.rival:
            one, other = (self.link("rival", name) for name in (judged.explanation, judged.rival))
            between: Said = ("For ", *one, " against ", *other)
        else:
            between = self.link("contest", judged.contest) if judged.contest else ()
        strength: list[Said] = [
            (f"{str(chance).replace('-', ' ')} if ", *self.link("rival", rival), " is right; ")
            for rival, chance in judged.chances.items()
        ]
        if judged.decibels:
            strength.append((f"{judged.decibels} dB; ",))
        if judged.test:
            strength.append((f"{in_words(judged.test)}; ",))
        if judged.likelihood_ratio:
            strength.append((f"{judged.likelihood_ratio} times likelier; ",))
        return (*between, ": ", *chain.from_iterable(strength), judged.because)

    def _terms(self, held: Mapping[str, Iterable[Use]]) -> Iterator[Said]:
        """Each author's terms in claims that the variable is a cause or the effect of."""
        words: dict[str, dict[str, None]] = {}
        for (id_, claim, _), _ in chain(held.get("Causes", ()), held.get("Effects", ())):
            if claim.term:
                words.setdefault(id_.partition("/")[0], {})[f"“{claim.term}”"] = None
        for author, terms in words.items():
            yield (*self.link("author", author), f": {', '.join(terms)}")

    def _author(self, one: Explanation) -> Said:
        """An author in the list of a case's: claims, theories, outcomes."""
        theories = joined((self.link("theory", id_) for id_ in one.theories), ", ")
        outcomes = joined((self.link("variable", id_) for id_ in one.explains), ", ")
        explains = ("; explains ", *outcomes) if outcomes else ()
        claims = f": {counted(len(one.claims), 'claim')}; "
        declared = theories or ("no theory declared",)
        return (*self.link("author", one.id), claims, *declared, *explains)

    def _links(self, found: Iterable[Entry]) -> Said:
        return joined(
            (self.link(*one) for one in dict.fromkeys((e.kind, e.id) for e in found)), ", "
        )


LABELS: Mapping[tuple[str, str], str] = {
    **{("", name): "" for name in ("id", "name", "title", "question", *INSIDE)},
    **{("claim", name): "" for name in ("cause", "causes", "effect", "sign", "stance")},
    **{("claim", name): "" for name in ("variable", "value")},
    **{("source", name): "" for name in ("authors", "year", "container", "url", "doi", "text")},
    **{("case", name): "" for name in ("kind", "levels", "inference")},
    ("author", "question"): "Question",
    ("author", "summary"): "",
    ("evidence", "description"): "",
    ("variable", "definition"): "",
    **{("prediction", name): "" for name in ("text", "variable", "value", "expected")},
    ("", "at"): "Where",
    ("", "broader"): "A kind of",
    ("", "memberships"): "Member of",
    ("claim", "general"): "About states in general",
    ("claim", "mechanism"): "How",
    ("claim", "intervening"): "Through",
    ("claim", "conditions"): "If",
    ("claim", "period"): "When",
    ("claim", "modality"): "Strength",
    ("claim", "term"): "Author’s term",
    ("claim", "stated_role"): "Role in the author’s words",
    ("case", "uses"): "Uses the vocabularies",
}
"""Kind of record, or any, and field -> its label where its name is none; empty: not shown."""

LISTS = {
    *("Causes", "Effects", "Works between", "Condition of", "What it was", "Set aside by"),
    *("Rejected by", "Coder’s judgements", "How it turned out", "Evidence judged in this contest"),
    *(
        "Evidence judged for or against this rival",
        "Dependent evidence",
        "Taken as known when judging",
    ),
}
"""The labels under which each use has an item of its own."""


NOTHING: Mapping[tuple[str, str], tuple[Said, ...]] = {
    ("claim", "Where"): (("no place given",),),
    ("prediction", "Where"): (("no place given",),),
    ("prediction", "How it turned out"): (("not judged",),),
}
"""Kind of record and label -> what is said where there is nothing; elsewhere, nothing is."""


def _left_out(given: SetAside | Rejection) -> str:
    """What an author leaves out or turns down."""
    return given.variable if isinstance(given, SetAside) else given.theory


def reference(source: Source) -> Said:
    """A work as a bibliography gives it."""
    who = ", ".join(source.authors) or "No author named"
    container = f" {source.container}." if source.container else ""
    address = f"https://doi.org/{source.doi}" if source.doi else source.url
    web = (" ", Link("", address, address)) if address else ()
    return (f"{who} ({source.year or 'n.d.'}). {source.title}.{container}", *web)


def holdings(case: Case) -> list[str]:
    """How much a case has of everything that it uses."""
    used = case.in_use()
    return [
        counted(len(used.explanations), "explanation"),
        counted(sum(1 for _ in used.claims()), "claim"),
        counted(len(used.variables), "variable"),
        counted(len(used.actors), "actor"),
        counted(len(used.theories), "theory", "theories"),
        counted(len(used.decisions), "decision"),
        counted(len(used.evidence), "piece of evidence", "pieces of evidence"),
        counted(len(used.sources), "source"),
    ]
