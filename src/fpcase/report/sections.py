"""What the one-page report shows of a study, section by section; how it looks, templates say."""

import json
import re
import warnings
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import attrs

from fpcase.casefiles.record_trees import to_record
from fpcase.casefiles.spreadsheets import to_csv
from fpcase.casefiles.tables import flat_tables
from fpcase.comparison import Comparison, Congruence, Ledger, compare, congruence, prediction_ledger
from fpcase.comparison.predictions import NOT_JUDGED, JudgedPrediction
from fpcase.comparison.sentences import Sentences
from fpcase.figures import Figure, make_figure
from fpcase.inference import Weighing, weigh
from fpcase.model.cases import Case
from fpcase.model.claims import CausalClaim
from fpcase.model.decisions import Decision
from fpcase.model.evidence import PredictionOutcome
from fpcase.model.ids import EvidenceId, ExplanationId, SourceId, VariableId
from fpcase.model.sources import Locator
from fpcase.model.terms import Basis, Certainty, PredictionStatus, Stance
from fpcase.model.wording import counted
from fpcase.passages import IndexedText
from fpcase.passages.finding import passage_of
from fpcase.report.names import name_of
from fpcase.statements import Matter, Statement, View, Voice
from fpcase.statements.record import ANY
from fpcase.statements.signs import named, turned

Signed = tuple[Statement, str]
"""A statement in a table of causes, and what it says of the outcome in whose table it stands."""


@attrs.frozen(kw_only=True)
class CauseTable:
    """What each author gives as direct causes of an outcome, or of a kind of it.

    Attributes:
        outcome: The outcome.
        rows: Cause -> author -> what the author says; those that more authors name come first.
    """

    outcome: VariableId
    rows: Mapping[VariableId, Mapping[ExplanationId, tuple[Signed, ...]]]

    @property
    def shared(self) -> int:
        """How many of the causes two authors or more name."""
        return sum(len(by_author) > 1 for by_author in self.rows.values())

    @property
    def authors(self) -> tuple[ExplanationId, ...]:
        """Who names a cause."""
        return tuple(dict.fromkeys(author for row in self.rows.values() for author in row))


@attrs.frozen(kw_only=True, eq=False)
class Sections:
    """A study as the sections of a report show it.

    Attributes:
        view: What is looked at.
        texts: The sources' texts, if passages are to be shown.
        draw: Draws an author's argument.
    """

    view: View
    texts: Mapping[SourceId, IndexedText]
    draw: Callable[[View], Figure] = make_figure

    @property
    def case(self) -> Case:
        """The case, as the filters left it."""
        return self.view.case

    @cached_property
    def _as_coded(self) -> View:
        """The same with the coder's own readings."""
        return self.view.only(include_inferred=True)

    @cached_property
    def comparison(self) -> Comparison:
        """Where the authors agree and where they differ."""
        return compare(self.view)

    @property
    def ends(self) -> list[VariableId]:
        """The outcomes of explanations and decisions, in alphabetical order."""
        return sorted(self.comparison.outcomes, key=self._alphabetical)

    @cached_property
    def words(self) -> Sentences:
        """How things are called."""
        return Sentences(case=self.case)

    @cached_property
    def congruence(self) -> Congruence:
        """Whether authors argue as theories say."""
        return congruence(self.view)

    @cached_property
    def ledger(self) -> Ledger:
        """What authors expected, and what came."""
        return prediction_ledger(self.view)

    @cached_property
    def matters(self) -> Mapping[Matter, tuple[Statement, ...]]:
        """Everything coded of authors, by what they speak of; forecasts stand elsewhere."""
        found: dict[Matter, dict[str, Statement]] = {}
        for one in self._as_coded.statements:
            if one.voice is not Voice.FORECASTS:
                found.setdefault(one.matter, {}).setdefault(one.id, one)
        return {
            matter: tuple(found[matter].values())
            for matter in sorted(found, key=lambda matter: [*map(self._alphabetical, matter)])
        }

    @property
    def filled(self) -> frozenset[str]:
        """The sections that have something to show."""
        comparison = self.comparison
        parting = (comparison.contradictions, comparison.pulling_apart, comparison.by_scope)
        there = {
            "disputes": (*parting, comparison.agreements, comparison.self_contradictions),
            "maps": (self.arrows,),
            "causes": (self.cause_tables,),
            "theories": (self.case.theories,),
            "decisions": (self.case.decisions,),
            "evidence": (self.case.evidence,),
            "predictions": (self.ledger.entries,),
            "ways": (self.view.bundles.nodes,),
        }
        always = {"authors", "claims", "variables", "cite"}
        return frozenset(always | {name for name, held in there.items() if any(held)})

    @property
    def arrows(self) -> tuple[Matter, ...]:
        """Every cause and effect of which somebody speaks."""
        return tuple(matter for matter in self.matters if len(matter) > 1)

    @cached_property
    def claims(self) -> Mapping[str, Matter]:
        """Every claim, with the first of the matters that it speaks of."""
        found: dict[str, Matter] = {}
        for matter, said in self.matters.items():
            for one in said:
                found.setdefault(one.id, matter)
        return found

    @cached_property
    def variables(self) -> tuple[VariableId, ...]:
        """Every variable of which somebody speaks, in alphabetical order."""
        spoken = {end for matter in self.matters for end in matter}
        between = {
            variable
            for said in self.matters.values()
            for one in said
            if isinstance(one.claim, CausalClaim)
            for variable in one.claim.variables
        }
        above = {way.term for one in spoken for way in self.comparison.tree.line(one)}
        outcomes = set(self.ends)
        return tuple(sorted(spoken | between | above | outcomes, key=self._alphabetical))

    def _alphabetical(self, variable: VariableId) -> tuple[str, str]:
        return (self.words.name(variable).casefold(), variable)

    def about(self, variable: VariableId, end: int) -> tuple[Matter, ...]:
        """The arrows that begin (0) or end (1) at a variable."""
        return self._ends[end].get(variable, ())

    @cached_property
    def _ends(self) -> tuple[Mapping[VariableId, tuple[Matter, ...]], ...]:
        found: tuple[dict[VariableId, tuple[Matter, ...]], ...] = ({}, {})
        for matter in self.arrows:
            for ends, variable in zip(found, matter, strict=True):
                ends[variable] = (*ends.get(variable, ()), matter)
        return found

    def signs(self, matter: Matter) -> list[tuple[str, str]]:
        """Who says what of a matter, in a few signs, each author and sign once."""
        return list(
            dict.fromkeys(
                (one.author, self.says(one) if len(matter) == 1 else named(one.leaves_open).value)
                for one in self.matters[matter]
            )
        )

    def says(self, one: Statement) -> str:
        """What a statement says of its own matter: a verb, or the word of a description."""
        return self.words.content(one.leaves_open, one)

    # --- filters ---------------------------------------------------------------------------------

    @cached_property
    def _leading(self) -> Mapping[ExplanationId, Mapping[VariableId, frozenset[str]]]:
        """Author -> outcome -> what leads to it on the author's own chains, itself included."""
        return {
            author: {
                outcome: _upstream(self.view.bundles.of_author(author).before, outcome)
                for outcome in self.ends
            }
            for author in self.view.authors
        }

    def facts(self, one: Statement) -> Mapping[str, str]:
        """What a claim can be chosen by, unless it is usual; outcomes by their numbers in a list.

        An outcome counts if the (last) variable leads to it in the author's own argument.
        """
        leading = self._leading[one.author].values()
        begins, ends = one.scope.span
        outcomes = (str(n) for n, lead in enumerate(leading, 1) if one.matter[-1] in lead)
        levels = dict.fromkeys(level for end in one.matter if (level := self._level(end)))
        claim: Any = one.claim
        usual = (Stance.ASSERTS, Certainty.PLAIN)
        return {
            "stance": "" if claim.stance in usual else claim.stance.value,
            "sign": claim.sign.value if one.is_causal else "",
            "certainty": "" if claim.certainty in usual else claim.certainty.value,
            "level": " ".join(levels),
            "outcome": " ".join(outcomes),
            "from": str(begins or ""),
            "to": str(ends or ""),
        }

    def _level(self, variable: VariableId) -> str:
        level = self.case.variables[variable].level
        return level.value if level else ""

    # --- tables ----------------------------------------------------------------------------------

    @cached_property
    def cause_tables(self) -> tuple[CauseTable, ...]:
        """The direct causes of each outcome that two authors or more explain, then of the rest."""
        found: dict[VariableId, dict[VariableId, dict[ExplanationId, tuple[Signed, ...]]]] = {
            outcome: {} for outcome in self.ends
        }
        tree = self.comparison.tree
        for one in self.comparison.own:
            if not one.is_causal:
                continue
            cause, effect = one.matter
            for way in tree.line(effect):
                if way.term in found and cause != way.term:
                    open_ = turned(one.leaves_open, turns=way.turned)
                    row = found[way.term].setdefault(cause, {})
                    row[one.author] = (*row.get(one.author, ()), (one, named(open_).value))
        tables = [
            CauseTable(
                outcome=outcome,
                rows=dict(
                    sorted(rows.items(), key=lambda row: (-len(row[1]), self._alphabetical(row[0])))
                ),
            )
            for outcome, rows in found.items()
            if rows
        ]
        return tuple(sorted(tables, key=lambda one: (-len(one.authors), -one.shared)))

    @cached_property
    def theory_rows(self) -> list[tuple[str, Mapping[str, object]]]:
        """Theory -> what the table of congruence says of it."""
        table = self.congruence.table("theories")
        return [(str(row["theory"]), row) for row in table.to_records()]

    @cached_property
    def proposition_rows(self) -> Mapping[str, list[tuple[str, Mapping[str, object]]]]:
        """Theory -> the text of each proposition, and what each author's diagram answers."""
        found: dict[str, list[tuple[str, Mapping[str, object]]]] = {}
        for row in self.congruence.table("propositions").to_records():
            theory = next(t for t in self.case.theories.values() if t.id == row["theory"])
            text = next(p.text for p in theory.propositions if p.id == row["proposition"])
            found.setdefault(theory.name, []).append((text, row))
        return found

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions, by date."""
        return tuple(sorted(self.case.decisions.values(), key=lambda one: (one.date, one.id)))

    @cached_property
    def predictions(self) -> Mapping[str, list[tuple[JudgedPrediction, PredictionOutcome | None]]]:
        """Predictions by how they turned out, those that failed first, those not judged last."""
        found: dict[str, list[tuple[JudgedPrediction, PredictionOutcome | None]]] = {
            status.value: [] for status in (*_FAILED, *PredictionStatus)
        }
        found[NOT_JUDGED] = []
        for entry in self.ledger.entries:
            for outcome in entry.outcomes or (None,):
                found[outcome.status.value if outcome else NOT_JUDGED].append((entry, outcome))
        return {status: rows for status, rows in found.items() if rows}

    @cached_property
    def weighings(self) -> tuple[Weighing, ...]:
        """The evidence weighed in each contest, and between explanations that were judged bare."""
        case = self.view.whole
        pairs = {
            (min(one.explanation, one.rival), max(one.explanation, one.rival)): None
            for one in case.appraisals
            if not one.contest and one.explanation and one.rival
        }
        bare = [
            pair for pair in pairs if all(ExplanationId(one) in case.explanations for one in pair)
        ]
        return (
            *(weigh(case, contest) for contest in case.contests),
            *(weigh(case, between=pair) for pair in bare),
        )

    def named(self, sentence: str) -> Iterator[tuple[str, str]]:
        """A sentence in parts, each with the id of the piece of evidence that it names, if any."""
        whole = self.view.whole
        for part in re.split(r"([a-z0-9]+(?:-[a-z0-9]+)+)", sentence):
            if EvidenceId(part) in self.case.evidence:
                yield f"“{name_of(whole, 'evidence', part)}”", part
            else:
                yield whole.rival_label(part), ""

    @cached_property
    def bearing(self) -> Mapping[EvidenceId, list[Statement]]:
        """Evidence -> the claims that rest on it."""
        found: dict[EvidenceId, dict[str, Statement]] = {}
        for said in self.matters.values():
            for one in said:
                for piece in getattr(one.claim, "evidence", ()):
                    found.setdefault(piece, {})[one.id] = one
        return {piece: list(claims.values()) for piece, claims in found.items()}

    # --- pictures, passages, files ---------------------------------------------------------------

    def maps(self) -> Iterator[tuple[ExplanationId, str, str]]:
        """Each author's argument as SVG whose parts lead to what is said of them, and a caption."""
        for number, author in enumerate(self.view.authors):
            if not self.case.explanations[author].claims:
                continue
            with warnings.catch_warnings():  # a browser has more letters than we
                warnings.filterwarnings("ignore", "no font on this system has")
                figure = self.draw(self.view.only(author)).without_caption()
            svg = figure.to_svg(links=self.anchor, name=f"map-{number}")
            yield author, svg, figure.caption

    def anchor(self, id_: str) -> str | None:
        """The address within the page of a claim's arrow, or of a variable."""
        if id_ in self.claims:
            matter = self.claims[id_]
            said = [one for one in self.matters[matter] if one.id == id_]
            joint = isinstance(said[0].claim, CausalClaim) and said[0].claim.causes
            return f"#{id_}" if joint else f"#{anchor_of(matter)}"
        return f"#v-{id_}" if id_ in self.variables else None

    def passage(self, locator: Locator, own: SourceId | None) -> str:
        """The passage that a locator points at, if its text is at hand."""
        return passage_of(locator, own, self.texts)

    @property
    def tables(self) -> str:
        """The case's tables and the comparison's as CSV in a ZIP file, as an address of data."""
        case = self._as_coded.only(include_reports=True).case
        tables = {name: to_csv(lines) for name, lines in flat_tables(case).items()}
        found = (*self.comparison.tables, self.ledger.tables[0])
        tables |= {
            table.name: table.to_csv()
            for table in found
            if table.name in {"contradictions", "agreements", "predictions"}
        }
        packed = BytesIO()
        with ZipFile(packed, "w", ZIP_DEFLATED) as file:
            for name, text in tables.items():
                entry = ZipInfo(f"{name}.csv")  # of no date: the same case gives the same bytes
                file.writestr(entry, text.encode(errors="backslashreplace"), ZIP_DEFLATED, 9)
        return f"data:application/zip;base64,{b64encode(packed.getvalue()).decode()}"

    @cached_property
    def checksum(self) -> str:
        """The checksum of the case as coded, so that a reader knows which one this was."""
        tree = to_record(self.view.whole)
        text = json.dumps(tree, sort_keys=True, default=str)
        return sha256(text.encode()).hexdigest()

    @property
    def web(self) -> dict[str, object]:
        """What the page finds chains in: names, authors, and each arrow that carries a chain."""
        places = {author: place for place, author in enumerate(self.view.authors)}
        return {
            "names": [(one, self.words.name(VariableId(one))) for one in self.view.bundles.nodes],
            "authors": [(author, self.case.label(author)) for author in places],
            "arrows": [
                (cause, effect, [_step(one, places) for one in bundle])
                for cause, nexts in self.view.bundles.after.items()
                for effect, bundle in nexts.items()
            ],
        }

    def tallies(self, author: ExplanationId) -> str:
        """How many claims of an author are of which kind, in words."""
        own = [self.matters[matter] for matter in self.matters]
        said = {one.id: one for some in own for one in some if one.author == author}
        hedged = sum(getattr(one.claim, "certainty").value != "plain" for one in said.values())  # noqa: B009
        inferred = sum(one.claim.basis is Basis.INFERRED for one in said.values())  # type: ignore[union-attr]
        parts = [counted(len(said), "claim")]
        parts += [f"{hedged} hedged or conjectured"] if hedged else []
        parts += [f"{inferred} inferred by the coder"] if inferred else []
        return ", ".join(parts)


_FAILED = (PredictionStatus.NOT_BORNE_OUT, PredictionStatus.PARTLY_BORNE_OUT)


def anchor_of(matter: Matter) -> str:
    """What the block on a matter is called in the page's address."""
    return f"on-{'--'.join(matter)}" if len(matter) > 1 else f"so-{matter[0]}"


def _upstream(before: Mapping[str, Iterable[str]], outcome: str) -> frozenset[str]:
    found = {outcome}
    pending = [outcome]
    while pending:
        fresh = set(before.get(pending.pop(), ())) - found
        found |= fresh
        pending += fresh
    return frozenset(found)


def _step(one: Statement, places: Mapping[ExplanationId, int]) -> list[object]:
    """A claim on an arrow: author, sign, id; and when and under which conditions it holds."""
    step: list[object] = [places[one.author], one.position.value, one.id]
    if one.scope != ANY:
        begin, end = (day.isoformat() if day else None for day in one.scope.span)
        step += [begin, end, {c.variable: c.value for c in one.scope.conditions}]
    return step
