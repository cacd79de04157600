"""What authors claim, held against the decisions that they and others tell of."""

from collections.abc import Mapping
from functools import cached_property
from operator import itemgetter

import attrs

from fpcase.comparison.sentences import Sentences, verb
from fpcase.comparison.tables import CellValue, sheet
from fpcase.decisions.expressions import Expression, Literal, has_own_set
from fpcase.decisions.selection import decision_table
from fpcase.decisions.shares import standing
from fpcase.decisions.table import DecisionAnswer, DecisionTable, Row, named, passages
from fpcase.model import (
    Case,
    CausalClaim,
    Certainty,
    Decision,
    DecisionId,
    Explanation,
    FullClaimId,
    Locator,
    Modality,
    Sign,
    Stance,
    VariableId,
    span,
)
from fpcase.model.decisions import values_in
from fpcase.model.signatures import checked
from fpcase.model.wording import counted, first_few
from fpcase.statements import Tree, View, tree_of
from fpcase.statements.record import spans_overlap
from fpcase.statements.signs import position

_RELATIONS = {Modality.NECESSARY: "necessary", Modality.SUFFICIENT: "sufficient"}
_STANDING = {"confirms": "agrees", "deviates": "disagrees", "outside": "outside"}
_SIGNS = {Sign.POSITIVE, Sign.NEGATIVE}
_STANCES = {Stance.ASSERTS: "", Stance.DENIES: " denies", Stance.REPORTS: " reports"}
_WAYS = {
    "agrees": "agreeing",
    "both-absent": "with neither",
    "disagrees": "at odds",
    "open": "open",
    "own": "only in this work",
    "outside": "outside",
}
"""How a decision may stand to a claim: ``both-absent`` are those without cause and effect, which
agree with much else as well; ``own`` are told by the claim's work alone, and no test;
``outside`` are those of which a necessary or a sufficient condition says nothing."""
_SHOWN = 10
"""How many claims on decisions that deviate a screen shows in all, at least one of each."""


@attrs.frozen(kw_only=True, eq=False)
class ClaimTest:
    """A claim, and how the decisions stand to it.

    Attributes:
        id: The claim's full id.
        author: Whose claim it is.
        claim: The claim.
        of: The decisions that it may apply to, with the outcome that it expects.
        condition: Its causes, as conditions of decisions.
    """

    id: FullClaimId
    author: Explanation
    claim: CausalClaim
    of: DecisionTable
    condition: Expression

    @property
    def says(self) -> str:
        """The conditions, and the outcome."""
        modality = self.claim.modality
        return f"{self.condition}, {modality.value if modality else 'moves'}: {self.of.outcome}"

    @property
    def label(self) -> str:
        """Whose claim it is."""
        hedged = ", hedged" * (self.claim.certainty is Certainty.HEDGED)
        stance = _STANCES[self.claim.stance]
        return f"{self.of.case.label(self.author.id)}{stance} ({self.claim.id}{hedged})"

    @property
    def named(self) -> str:
        """Whose claim it is, and what it says in the author's own terms."""
        claim, variables = self.claim, self.of.case.variables
        causes = " and ".join(f"“{variables[one].name}”" for one, _ in claim.signed_causes)
        does = verb(position(claim.sign).leaves_open)
        return f"{self.label}: {causes} {does} “{variables[claim.effect].name}”"

    @property
    def matter(self) -> frozenset[VariableId]:
        """The conditions and the outcome as variables."""
        return frozenset({*self.condition.variables, *self.of.outcome.variables})

    @cached_property
    def standing(self) -> Mapping[DecisionId, str]:
        """Decision -> how it stands to the claim; empty for a denial, or without a sign."""
        tested = self.claim.sign in _SIGNS and self.claim.stance is Stance.ASSERTS
        return {row.decision.id: self._stands(row) for row in self.of.rows if tested}

    def _stands(self, row: Row) -> str:
        """How a decision stands, if the claim surely speaks of it and another work tells of it."""
        told = ((row.cells.get(one.variable), one.value) for one in self.claim.conditions)
        if any(cell is None or cell.possible != (value,) for cell, value in told):
            return "open"
        pairs = {(_side(x), _side(y)) for x, y in self.of.pairs(row, self.condition)}
        relation = _RELATIONS.get(self.claim.modality or Modality.CONTRIBUTORY, "moves")
        way = _STANDING.get(standing(pairs, relation), "open")
        if way == "agrees" and pairs == {(0, 0)}:
            way = "both-absent"
        works = {work for one in self.matter for work in row.cells[one].sources}
        own = works == {self.author.source}
        return "own" if own and way in {"agrees", "both-absent", "disagrees"} else way

    @property
    def counts(self) -> Mapping[str, int]:
        """How many decisions stand to it in each way."""
        return {way: [*self.standing.values()].count(way) for way in _WAYS}

    @property
    def against(self) -> tuple[DecisionId, ...]:
        """The decisions that disagree."""
        return tuple(one for one, way in self.standing.items() if way == "disagrees")


def _side(degree: float) -> float:
    """In a set if more in than out; half in is neither."""
    return degree if degree == 1 / 2 else float(degree > 1 / 2)


@checked
def claims_on_decisions(of: Case | DecisionTable) -> DecisionAnswer:
    """Compare the authors' claims with the decisions.

    A claim counts if its causes are conditions of decisions, or stand above or below some, and
    its effect is an outcome, or stands below one. A negative sign expects the outcome's absence,
    joint causes count together, and conditions and a period leave decisions out.

    Args:
        of: A case, or a table of its decisions: then claims about its outcome only, held against
            what was chosen.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> claims_on_decisions(case).table("deviations").columns
    ('claim', 'decision', 'date', 'told-in', 'claims-on-it', 'said-of-it')
    """
    case, chosen = (of, []) if isinstance(of, Case) else (of.case, [*of.chosen])
    found, basis = claim_tests(of), f"Case {case.id}, version {case.version}."
    tested = [one for one in found if one.standing]
    about = f" about {of.outcome.named(case)}" if isinstance(of, DecisionTable) else ""
    title = "; ".join([f"Claims{about} compared with the decisions of {case.title}", *chosen])
    rest = f"; {len(found) - len(tested)} cannot (denials, claims of no effect or without a sign)"
    said = f"{counted(len(tested), 'claim')} can be tested{rest * (tested != found)}."
    lines, by_decision = [f"{title}.", said, ""], dict[DecisionId, list[ClaimTest]]()
    for test in (one for one in tested if one.against):
        counts = ", ".join(f"{n} {_WAYS[way]}" for way, n in test.counts.items() if n)
        lines += [test.named, f"  decisions: {counts}"]
        if test.matter != {*(one for one, _ in test.claim.signed_causes), test.claim.effect}:
            wider = " and ".join(one.named(case) for one in (test.condition, test.of.outcome))
            lines.append(f"  in broader terms, {wider}: a lead, not a refutation")
        for one in test.against:
            by_decision.setdefault(one, []).append(test)
    quiet = "; ".join(test.label for test in tested if not test.against)
    lines += [f"No decision is at odds with {quiet}."] * bool(quiet)
    deviations: list[tuple[CellValue, ...]] = []
    said = "What authors say of the decisions that are at odds with a claim:"
    lines += ["", said] * bool(by_decision)
    most = max(1, _SHOWN // max(1, len(by_decision)))
    for one, tests in by_decision.items():
        record, those = case.decisions[one], " and ".join(test.claim.id for test in tests)
        says = said_of(case, record)
        lines += [f"{named(record)}, at odds with {those}{untold(tests[0].of, one)}"]
        lines.append(f"  {first_few(says, most, '; ') or 'No author says anything more of it.'}")
        for test in tests:
            on = tuple(other.id for other in found if other.matter == test.matter)
            told = passages(case, one, test.matter)
            deviations.append((test.id, one, record.date, told, on, says))
    ways: list[tuple[CellValue, ...]]
    ways = [(test.id, test.says, *test.counts.values()) for test in found]
    said = (
        "How decisions relate to each claim; decisions that only the claim's own work "
        "describes are no test"
    )
    why = "Decisions at odds with a claim, all claims about the same matter, and what authors say"
    columns = "claim decision date told-in claims-on-it said-of-it"
    tables = (
        sheet("claims", f"{said}. {basis}", f"claim says {' '.join(_WAYS)}", ways),
        sheet("deviations", f"{why}. {basis}", columns, deviations),
    )
    facts = {"case": case.id, "version": case.version, "chosen": chosen}
    return DecisionAnswer(title=title, lines=lines, tables=tables, about=facts)


def said_of(case: Case, of: Decision) -> tuple[str, ...]:
    """What authors say of a decision: claims where it is reported, and values of its conditions.

    Of the claims those count that are on one of its outcomes, or rest on a passage that tells of
    it; these in turn stand behind the others.

    Args:
        case: The case.
        of: The decision.
    """

    def paragraph(at: Locator, work: object = None) -> tuple[object, ...]:
        return at.source or work, at.section, at.paragraph, at.page

    tree, reported, sentences = tree_of(case), {*map(paragraph, of.at)}, Sentences(case=case)
    brought = {one for one, cell in of.outcomes.items() if "yes" in values_in(cell)}
    found, passages_of_it = list[tuple[int, str, str, Locator]](), set[object]()
    for part, variable, _, reading in of.readings():
        for at in reading.at or of.at:
            passages_of_it.add(at.anchor)
            if part == "conditions" and at.source:
                said = f"“{case.variables[variable].name}”: {reading.value}"
                rank = 3 - (paragraph(at) in reported)
                found.append((rank, case.sources[at.source].surnames[0], said, at))
    for one in View.of(case).statements:
        work = case.explanations[one.author].source
        here = [at for at in one.claim.at if paragraph(at, work) in reported]
        if here and spans_overlap(one.scope.span, span(of.date)):
            content = sentences.content(one.leaves_open, one)
            names = [f"“{case.variables[end].name}”" for end in one.matter]
            said = f" {content} ".join(names) if one.is_causal else f"{names[0]}: {content}"
            near = not brought.isdisjoint(way.term for way in tree.line(one.matter[-1]))
            if near or here[0].anchor in passages_of_it:
                found.append((int(not near), sentences.who([one]), said, here[0]))
    return tuple(
        f"{who}: {said} ({at.place.rpartition(', ')[2]}"
        f"{f', “{at.anchor.start} …”' if at.anchor else ''})"
        for _, who, said, at in sorted(found, key=itemgetter(0))
    )


def untold(of: DecisionTable, decision: DecisionId, *, common: bool = False) -> str:
    """Of which conditions by which authors explain the outcome nothing is told of a decision.

    Args:
        of: The decisions.
        decision: The decision.
        common: Whether only those count that no decision with the outcome is known to lack.
    """
    (row,) = (row for row in of.rows if row.decision.id == decision)
    causes = {o: None for test in claim_tests(of) if test.standing for o in test.condition.terms[0]}
    those = " or ".join(
        f"“{of.case.variables[one.variable].name}”"
        for one in causes
        if not row.cells[one.variable].told and not (common and of.counts(one)["with it"]["no"])
    )
    lack = ", which no decision with the outcome is known to lack" * common
    return f"; no text mentions {those}{lack}" * bool(those)


@checked
def claim_tests(of: Case | DecisionTable) -> list[ClaimTest]:
    """The claims that decisions bear on, those first that most decisions disagree with.

    Args:
        of: A case, or a table of its decisions.
    """
    if isinstance(of, DecisionTable):
        case, tables = of.case, dict.fromkeys(of.outcome.variables, of)
        tables = {one: table for one, table in tables.items() if has_own_set(case, one)}
    else:
        case, asked = of, dict.fromkeys(one for d in of.decisions.values() for one in d.outcomes)
        tables = {one: decision_table(of, one) for one in asked if has_own_set(of, one)}
    tree = tree_of(case)
    every = (_claim_test(*one, tables, tree) for one in View.of(case).case.claims())
    found = [one for one in every if one]
    return sorted(found, key=lambda one: (not one.standing, -len(one.against), one.id))


def _claim_test(
    id_: FullClaimId,
    author: Explanation,
    claim: CausalClaim,
    tables: Mapping[VariableId, DecisionTable],
    tree: Tree,
) -> ClaimTest | None:
    """A claim as it reads on decisions; None if it speaks of none of their conditions."""
    effect = next((way for way in tree.line(claim.effect) if way.term in tables), None)
    if effect is None:
        return None
    of, found = tables[effect.term], []
    for cause, sign in claim.signed_causes:
        sets = (one for one in of.conditions if has_own_set(of.case, one))
        met = [(tree.meet(cause, one), one) for one in sets]
        near = [(way.steps, one, way.turned) for way, one in met if way and way.in_line]
        if not near:
            return None
        _, nearest, turned = min(near)
        found.append(Literal(variable=nearest, negated=turned is not (sign is not claim.sign)))
    lowered = effect.turned is not (claim.sign is Sign.NEGATIVE)
    outcome = Literal(variable=effect.term, negated=lowered)
    rows = tuple(row for row in of.rows if _in_scope(claim, row))
    scope = attrs.evolve(of, outcome=Expression(terms=((outcome,),)), rows=rows)
    condition = Expression(terms=(tuple(found),))
    return ClaimTest(id=id_, author=author, claim=claim, of=scope, condition=condition)


def _in_scope(claim: CausalClaim, row: Row) -> bool:
    """Whether a claim may speak of a decision, by its period and its conditions."""
    told = [(row.cells.get(one.variable), one.value) for one in claim.conditions]
    possible = all(cell is None or value in cell.possible for cell, value in told)
    return possible and spans_overlap(span(row.decision.date), span(claim.period))
