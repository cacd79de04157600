"""What authors claim, held against the decisions that they and others tell of."""

from collections.abc import Mapping

import attrs

from fpcase.comparison.tables import Cell as Text
from fpcase.comparison.tables import Result, Table, screen, sheet
from fpcase.decisions.cells import Row
from fpcase.decisions.expressions import Expression, Literal, has_own_set
from fpcase.decisions.shares import Pair, standing
from fpcase.decisions.table import DecisionTable, decision_table, named, passages
from fpcase.model.cases import Case
from fpcase.model.claims import CausalClaim
from fpcase.model.dates import span
from fpcase.model.ids import DecisionId, FullClaimId, VariableId
from fpcase.model.signatures import checked
from fpcase.model.terms import Modality, Sign, Stance
from fpcase.model.wording import counted
from fpcase.statements import Tree, View, tree_of
from fpcase.statements.record import spans_overlap

_RELATIONS = {Modality.NECESSARY: "necessary", Modality.SUFFICIENT: "sufficient"}
_STANDING = {"confirms": "agrees", "deviates": "disagrees", "outside": "outside"}
_VERBS = {Sign.POSITIVE: "raises", Sign.NEGATIVE: "lowers", Sign.NO_EFFECT: "does not move"}
_STANCES = {Stance.ASSERTS: "", Stance.DENIES: " denies", Stance.REPORTS: " reports"}
_WAYS = ("agrees", "disagrees", "open", "own", "outside")
"""How a decision may stand to a claim: ``own`` are told by the claim's work alone, and no test;
``outside`` are those of which a necessary or a sufficient condition says nothing."""


@attrs.frozen(kw_only=True, eq=False)
class Held:
    """A claim, and how the decisions stand to it.

    Attributes:
        id: The claim's full id.
        claim: The claim.
        condition: The conditions that its causes come to.
        outcome: The outcome that it expects of them.
        standing: Decision -> how it stands to it; empty for a denial, or without a sign.
    """

    id: FullClaimId
    claim: CausalClaim
    condition: Expression
    outcome: Literal
    standing: Mapping[DecisionId, str]

    @property
    def says(self) -> str:
        """The conditions, and the outcome."""
        modality = self.claim.modality
        return f"{self.condition}, {modality.value if modality else 'moves'}: {self.outcome}"

    def named(self, case: Case) -> str:
        """Whose claim it is, and what it says in the author's own terms.

        Args:
            case: The case.
        """
        author = case.label(self.id.partition("/")[0])  # type: ignore[arg-type]
        names = [case.variables[one].name for one, _ in self.claim.signed_causes]
        causes = " and ".join(f"“{name}”" for name in names)
        verb = _VERBS.get(self.claim.sign, "moves")
        says = f"{causes} {verb} “{case.variables[self.claim.effect].name}”"
        return f"{author}{_STANCES[self.claim.stance]} ({self.claim.id}): {says}"

    @property
    def matter(self) -> frozenset[VariableId]:
        """The conditions and the outcome as variables."""
        return frozenset({*self.condition.variables, self.outcome.variable})

    @property
    def counts(self) -> Mapping[str, int]:
        """How many decisions stand to it in each way."""
        return {way: list(self.standing.values()).count(way) for way in _WAYS}

    @property
    def against(self) -> tuple[DecisionId, ...]:
        """The decisions that disagree."""
        return tuple(one for one, way in self.standing.items() if way == "disagrees")


@attrs.frozen(kw_only=True, repr=False, eq=False)
class ClaimsOnDecisions(Result):
    """The claims that decisions bear on.

    Attributes:
        case: The case.
        chosen: What was chosen of decisions and readings, in words.
        claims: The claims, those first that most decisions disagree with.
    """

    case: Case
    chosen: tuple[str, ...]
    claims: tuple[Held, ...]

    @property
    def title(self) -> str:
        """Whose claims."""
        what = f"Claims held against the decisions of {self.case.title}"
        return "; ".join([what, *self.chosen])

    @property
    def tables(self) -> tuple[Table, ...]:
        """The claims, and the decisions that deviate, with where the texts tell of them."""
        basis = f"Case {self.case.id}, version {self.case.version}."
        said = "How decisions stand to each claim; those that its own work alone tells are no test"
        claims: list[tuple[Text, ...]]
        claims = [(o.id, o.says, *o.counts.values()) for o in self.claims]
        why = "Decisions that disagree, and every claim on the same matter"
        against: list[tuple[Text, ...]] = [
            (o.id, one, self.case.decisions[one].date, passages(self.case, one, o.matter),
             self._on_same(o))
            for o in self.claims for one in o.against
        ]  # fmt: skip
        columns = "claim decision date told-in claims-on-it"
        return (
            sheet("claims", f"{said}. {basis}", f"claim says {' '.join(_WAYS)}", claims),
            sheet("deviations", f"{why}. {basis}", columns, against),
        )

    def _on_same(self, held: Held) -> tuple[FullClaimId, ...]:
        return tuple(one.id for one in self.claims if one.matter == held.matter)

    def facts(self) -> dict[str, object]:
        """The case and its version."""
        case = {"case": self.case.id, "version": self.case.version}
        return {**case, "chosen": list(self.chosen)}

    @property
    def text(self) -> str:
        """The claims that decisions disagree with, and those decisions, on one screen."""
        tested = [one for one in self.claims if one.standing]
        rest = len(self.claims) - len(tested)
        said = f"{counted(len(tested), 'claim')} to test; {rest} listed only"
        lines = [f"{self.title}.", f"{said} (denials, no effect, no sign).", ""]
        for held in tested:
            told = ", ".join(f"{way} {number}" for way, number in held.counts.items() if number)
            own = {*(one for one, _ in held.claim.signed_causes), held.claim.effect}
            both = (held.condition.named(self.case), held.outcome.named(self.case))
            as_ = f"; taken as {both[0]}, then {both[1]}" if held.matter != own else ""
            lines += [held.named(self.case), f"  {told}{as_}"]
            for one in held.against[:1]:
                where = "; ".join(passages(self.case, one, held.matter)[:1])
                more = f" (and {len(held.against) - 1} more)" if len(held.against) > 1 else ""
                lines.append(f"  against it: {named(self.case.decisions[one])}{more}: {where}")
            others = [one for one in self._on_same(held) if one != held.id]
            if held.against and others:
                lines.append(f"  on the same: {', '.join(others)}")
        return screen(lines)


@checked
def claims_on_decisions(of: Case | DecisionTable) -> ClaimsOnDecisions:
    """Hold the authors' claims against the decisions.

    A claim counts if its causes are conditions of decisions, or stand above or below some, and
    its effect is an outcome, or stands below one. A negative sign expects the outcome's absence,
    joint causes count together, and conditions and a period leave decisions out.

    Args:
        of: A case, or a table of its decisions: then claims about its outcome only, held against
            what was chosen.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> table = fpcase.decisions.decision_table(case, "distancing-from-russia")
    >>> {held.outcome.variable for held in claims_on_decisions(table).claims}
    {'distancing-from-russia'}
    """
    if isinstance(of, DecisionTable):
        case, chosen, tables = of.case, of.chosen, dict.fromkeys(of.outcome.variables, of)
    else:
        asked = dict.fromkeys(one for d in of.decisions.values() for one in d.outcomes)
        case, chosen = of, ()
        tables = {one: decision_table(of, one) for one in asked if has_own_set(of, one)}
    tables = {one: table for one, table in tables.items() if has_own_set(case, one)}
    tree = tree_of(case)
    every = View.of(case).case.claims()
    held = (_held(id_, claim, tables, tree, str(author.source)) for id_, author, claim in every)
    found = [one for one in held if one]
    found.sort(key=lambda one: (not one.standing, -len(one.against), one.id))
    return ClaimsOnDecisions(case=case, chosen=chosen, claims=tuple(found))


def _held(
    id_: FullClaimId,
    claim: CausalClaim,
    tables: Mapping[VariableId, DecisionTable],
    tree: Tree,
    source: str,
) -> Held | None:
    """A claim as it reads on decisions; None if it speaks of none of their conditions."""
    effect = next((way for way in tree.line(claim.effect) if way.term in tables), None)
    if effect is None:
        return None
    table = tables[effect.term]
    literals = []
    for cause, sign in claim.signed_causes:
        sets = (o for o in table.conditions if has_own_set(table.case, o))
        met = [(tree.meet(cause, one), one) for one in sets]
        near = [(one.steps, name, one.turned) for one, name in met if one and one.in_line]
        if not near:
            return None
        _, nearest, turned = min(near)
        turned = turned is not (sign is not claim.sign)
        literals.append(Literal(variable=nearest, negated=turned))
    lowered = effect.turned is not (claim.sign is Sign.NEGATIVE)
    outcome = Literal(variable=effect.term, negated=lowered)
    condition = Expression(terms=(tuple(literals),))
    held = Held(id=id_, claim=claim, condition=condition, outcome=outcome, standing={})
    if claim.sign not in {Sign.POSITIVE, Sign.NEGATIVE} or claim.stance is not Stance.ASSERTS:
        return held
    rows = {row.decision.id: row for row in table.rows if _in_scope(claim, row)}
    expected = Expression(terms=((outcome,),))
    chosen = attrs.evolve(table, outcome=expected, rows=tuple(rows.values()))
    told = {
        one: _stands(rows[one], held, frozenset(pair for _, pair in ways), source)
        for one, ways in chosen.ways(held.condition).items()
    }
    return attrs.evolve(held, standing=told)


def _in_scope(claim: CausalClaim, row: Row) -> bool:
    """Whether a claim may speak of a decision, by its period and its conditions."""
    told = [(row.cells.get(one.variable), one.value) for one in claim.conditions]
    possible = all(cell is None or value in cell.possible for cell, value in told)
    return possible and spans_overlap(span(row.decision.date), span(claim.period))


def _stands(row: Row, held: Held, pairs: frozenset[Pair], source: str) -> str:
    """How a decision stands, if the claim surely speaks of it and another work tells of it too."""
    for one in held.claim.conditions:
        if one.variable not in row.cells or row.cells[one.variable].possible != (one.value,):
            return "open"
    relation = _RELATIONS.get(held.claim.modality) if held.claim.modality else None
    sides = {((x > 1 / 2) - (x < 1 / 2)) * ((y > 1 / 2) - (y < 1 / 2)) for x, y in pairs}
    way = "agrees" if sides == {1} else "disagrees" if sides == {-1} else "open"
    if relation:
        way = _STANDING.get(standing(pairs, relation), "open")
    told = frozenset[str]().union(*(row.cells[one].sources for one in held.matter))
    return "own" if told == {source} and way in {"agrees", "disagrees"} else way
