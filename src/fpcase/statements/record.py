"""The one record of what is said: one claim's position on one matter, within a scope.

Those that say there is an effect carry chains, and are gathered by ordered pair.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import cached_property, lru_cache
from itertools import combinations, pairwise

import attrs

from fpcase.model.cases import Case
from fpcase.model.claims import CausalClaim, Condition, DescriptiveClaim, Explanation, Prediction
from fpcase.model.dates import span
from fpcase.model.fields import grouped
from fpcase.model.ids import ExplanationId, FullClaimId, VariableId
from fpcase.model.signatures import checked
from fpcase.model.terms import Basis, Certainty, Stance
from fpcase.model.variables import Variable
from fpcase.statements.signs import (
    Position,
    has_values,
    leaning,
    left_open,
    named,
    position,
)

Span = tuple[dt.date | None, dt.date | None]
"""First and last day; None on an open side."""


@attrs.frozen(kw_only=True)
class Scope:
    """The time and the conditions that a statement speaks of.

    A statement without a period speaks of any time, one without conditions of any situation.

    Attributes:
        span: First and last day of its period; None on an open side.
        conditions: What must hold.
        approximate: Whether the period is only approximate (``2014~``).
    """

    span: Span = (None, None)
    conditions: tuple[Condition, ...] = ()
    approximate: bool = False

    def overlaps(self, other: "Scope") -> bool:
        """Whether two statements can both speak of the same situation.

        They cannot if their periods are disjoint, or if they demand different values of the
        same condition.

        Args:
            other: The other statement's scope.

        >>> scope_of("2014").overlaps(scope_of("2015/..")), scope_of("2014").overlaps(Scope())
        (False, True)
        """
        return self.meets(other) and self.agrees(other)

    def meets(self, other: "Scope") -> bool:
        """Whether the two periods have a day in common.

        Args:
            other: The other statement's scope.

        >>> scope_of("2014").meets(scope_of("2014-12/.."))
        True
        """
        return spans_overlap(self.span, other.span)

    def is_earlier(self, other: "Scope") -> bool:
        """Whether the period ends before the other, or begins and ends in earlier years.

        Args:
            other: The other statement's scope.

        >>> scope_of("2013/2014").is_earlier(scope_of("2014/2015"))
        True
        >>> scope_of("2014").is_earlier(scope_of("2014-03/2015")), Scope().is_earlier(Scope())
        (False, False)
        """
        return _ends_before(self.span, other.span) or all(
            mine is not None and others is not None and mine.year < others.year
            for mine, others in zip(self.span, other.span, strict=True)
        )

    def agrees(self, other: "Scope") -> bool:
        """Whether the two demand no different values of one condition.

        Args:
            other: The other statement's scope.

        >>> Scope().agrees(Scope())
        True
        """
        if not self.conditions or not other.conditions:
            return True
        demanded = {one.variable: one.value for one in self.conditions}
        return all(demanded.get(one.variable, one.value) == one.value for one in other.conditions)


ANY = Scope()
"""Any time, any situation."""


@lru_cache(maxsize=20_000)
def scope_of(period: str | None, conditions: tuple[Condition, ...] = ()) -> Scope:
    """The scope of what is said of a period, under conditions.

    Args:
        period: A date or an interval; any time if left out.
        conditions: What must hold.

    >>> scope_of("2014~").approximate
    True
    """
    if not period:
        return Scope(conditions=conditions)
    approximate = any(mark in period for mark in "~?%")
    return Scope(span=span(period), conditions=conditions, approximate=approximate)


def of_one_situation(scopes: Iterable[Scope]) -> bool:
    """Whether all of some scopes can be those of one situation: every two overlap.

    >>> of_one_situation(map(scope_of, ("2013/2015", "2014", "2016")))
    False
    """
    return all(one.overlaps(other) for one, other in combinations(scopes, 2))


def spans_overlap(one: Span, other: Span) -> bool:
    """Whether two spans of time have a day in common; None is an open side.

    >>> from fpcase.model.dates import span
    >>> spans_overlap(span("2014"), span("2014-12/.."))
    True
    """
    return not (_ends_before(one, other) or _ends_before(other, one))


def _ends_before(one: Span, other: Span) -> bool:
    return one[1] is not None and other[0] is not None and one[1] < other[0]


Matter = tuple[VariableId, ...]
"""What a statement speaks of: cause and effect, in this order, or one variable."""


class Voice(Enum):
    """Whose word a statement is."""

    OWN = "own"
    """The author's own."""
    REPORTS = "reports"
    """Somebody else's, whom the author reports."""
    FORECASTS = "forecasts"
    """The author's, of what is still to come."""


@attrs.frozen(kw_only=True)
class Statement:
    """What one claim says of one matter; a joint claim makes a statement for each cause.

    Every statement speaks of a matter and leaves open some of what could be the case. Two
    statements on a matter contradict each other if nothing is left open by both.

    Attributes:
        id: The claim's full id.
        author: Whose claim it is.
        matter: Cause and effect; for a description its variable.
        leaves_open: Which of +, − and 0 a causal claim leaves open; for a description, which
            situations, or which of the variable's own values.
        leans: Which way a description leans: 1 up, -1 down, 0 neither.
        own_values: Whether a description is in the variable's own values.
        exclusive: Whether it excludes what it does not leave open; a statement that names one of
            several values that can hold together does not.
        voice: Whose word it is.
        scope: When, and under which conditions, it holds.
        claim: The claim.
    """

    id: FullClaimId
    author: ExplanationId
    matter: Matter
    leaves_open: frozenset[str]
    leans: int = 0
    own_values: bool = False
    exclusive: bool = True
    voice: Voice
    scope: Scope
    claim: CausalClaim | DescriptiveClaim | Prediction = attrs.field(repr=False)

    @property
    def claims(self) -> tuple[FullClaimId, ...]:
        """The claim, where those of several statements are gathered."""
        return (self.id,)

    @property
    def position(self) -> Position:
        """The name of what it leaves open."""
        return named(self.leaves_open)

    @property
    def period(self) -> str | None:
        """When it holds, as the claim has it; for a forecast, when it is due."""
        return self.claim.due if isinstance(self.claim, Prediction) else self.claim.period

    @property
    def is_causal(self) -> bool:
        """Whether it speaks of a cause and an effect, and not of what was so."""
        return len(self.matter) > 1

    @property
    def is_denied(self) -> bool:
        """Whether the author denies it."""
        return not isinstance(self.claim, Prediction) and self.claim.stance is Stance.DENIES

    @property
    def is_general(self) -> bool:
        """Whether it is said about states in general, as a theory's premise."""
        return isinstance(self.claim, CausalClaim) and self.claim.general

    @property
    def is_plain(self) -> bool:
        """Whether the text says it explicitly, and the author does not sound unsure."""
        return not isinstance(self.claim, Prediction) and (
            self.claim.basis is Basis.EXPLICIT and self.claim.certainty is Certainty.PLAIN
        )

    def excludes(self, other: "Statement") -> bool:
        """Whether nothing is left open by both, and both may speak of one situation.

        Args:
            other: Another statement on the same matter, in the same terms.
        """
        disjoint = self.leaves_open.isdisjoint(other.leaves_open)
        exclusive = self.exclusive or other.exclusive
        return disjoint and exclusive and self.scope.overlaps(other.scope)

    @property
    def carries_chain(self) -> bool:
        """Whether a chain may pass: the author's own word says that there is an effect.

        Denials never carry a chain, and reports only where they count as the author's own.
        """
        own = self.voice is Voice.OWN and not self.is_denied
        return own and self.is_causal and "0" not in self.leaves_open


@checked
def said_in(
    case: Case, *, include_inferred: bool = False, include_reports: bool = False
) -> Iterator[Statement]:
    """Every statement of a case, in the order of the files.

    Args:
        case: The case.
        include_inferred: Whether claims that are the coder's own reading count.
        include_reports: Whether what authors report of others counts as their own word.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> one = next(one for one in said_in(case) if one.id == "hananya-2019/h54")
    >>> one.matter, one.position.value
    (('limited-national-capability', 'neutrality-between-powers'), '+')
    """
    for author in case.explanations.values():
        claims: list[CausalClaim | DescriptiveClaim] = [*author.claims.values()]
        for claim in (*claims, *author.descriptions.values()):
            if claim.basis is Basis.INFERRED and not include_inferred:
                continue
            reported = claim.stance is Stance.REPORTS
            voice = Voice.REPORTS if reported and not include_reports else Voice.OWN
            if isinstance(claim, CausalClaim):
                yield from _causal(author, claim, voice)
            else:
                yield _described(author, claim, case.variables[claim.variable], voice)
        for one in author.predictions:
            if one.variable and one.value:
                yield _described(author, one, case.variables[one.variable], Voice.FORECASTS)


def _described(
    author: Explanation, claim: DescriptiveClaim | Prediction, variable: Variable, voice: Voice
) -> Statement:
    """What a description says of a variable, or a forecast of what it will be like."""
    if isinstance(claim, Prediction):
        denied, scope = False, scope_of(claim.due)
    else:
        denied, scope = claim.stance is Stance.DENIES, scope_of(claim.period, claim.conditions)
    return Statement(
        id=FullClaimId(f"{author.id}/{claim.id}"),
        author=author.id,
        matter=(variable.id,),
        leaves_open=left_open(claim.value, variable.values, denied=denied),
        leans=leaning(claim.value, variable.values, denied=denied),
        own_values=has_values(variable.values),
        exclusive=variable.exclusive or denied or not has_values(variable.values),
        voice=voice,
        scope=scope,
        claim=claim,
    )


def _causal(author: Explanation, claim: CausalClaim, voice: Voice) -> Iterator[Statement]:
    denied = claim.stance is Stance.DENIES
    for cause, sign in claim.signed_causes:
        yield Statement(
            id=author.full_id(claim),
            author=author.id,
            matter=(cause, claim.effect),
            leaves_open=position(sign, denied=denied).leaves_open,
            voice=voice,
            scope=scope_of(claim.period, claim.conditions),
            claim=claim,
        )


Bundle = tuple[Statement, ...]
"""All statements on one ordered pair of variables that say there is an effect."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Bundles:
    """The arrows that chains may use, gathered by ordered pair.

    Attributes:
        after: Variable -> the variables that it moves, in alphabetical order -> the claims.
    """

    after: Mapping[str, Mapping[str, Bundle]]

    @cached_property
    def before(self) -> Mapping[str, tuple[str, ...]]:
        """Variable -> the variables that move it."""
        found = grouped((other, node) for node, other in self.arrows)
        return {node: tuple(causes) for node, causes in found.items()}

    @property
    def statements(self) -> Iterator[Statement]:
        """All that carries chains, pair by pair."""
        return (one for nexts in self.after.values() for bundle in nexts.values() for one in bundle)

    @property
    def arrows(self) -> Iterator[tuple[str, str]]:
        """The ordered pairs of variables with a claim."""
        return ((node, other) for node, nexts in self.after.items() for other in nexts)

    @cached_property
    def signs(self) -> Mapping[str, Mapping[str, frozenset[Position]]]:
        """Variable -> the variables that it moves -> the signs that are claimed."""
        return {
            node: {
                other: frozenset(step.position for step in bundle)
                for other, bundle in nexts.items()
            }
            for node, nexts in self.after.items()
        }

    @cached_property
    def has_scopes(self) -> bool:
        """Whether some claim speaks of a period, or under conditions."""
        return any(one.scope != ANY for one in self.statements)

    @cached_property
    def sign_bits(self) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """The same as `signs`, for searches: 1 for +, 2 for −, 4 for ?, and their sums."""
        return {
            node: tuple((other, sum(_BITS[sign] for sign in said)) for other, said in nexts.items())
            for node, nexts in self.signs.items()
        }

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        """The variables at an arrow, in alphabetical order."""
        return tuple(sorted({*self.after, *self.before}))

    def along(self, nodes: tuple[str, ...]) -> tuple[Bundle, ...]:
        """The bundles from each node to the next.

        Args:
            nodes: Variables, each with a claim that leads to the next.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("ukraine"))
        >>> web = fpcase.statements.View.of(case).bundles
        >>> way = ("ukraine-western-turn", "russian-threat-perception")
        >>> [[step.id for step in bundle] for bundle in web.along(way)]
        [['chukubayev-2023/k2']]
        """
        return tuple(self.after[one][other] for one, other in pairwise(nodes))

    def of_author(self, author: str) -> "Bundles":
        """One author's claims alone.

        Args:
            author: The author's id.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("ukraine"))
        >>> web = fpcase.statements.View.of(case).bundles
        >>> len(web.of_author("roe-2002").nodes)
        0
        """
        return gather(one for one in self.statements if one.author == author)


_BITS = {Position.PLUS: 1, Position.MINUS: 2, Position.UNSTATED: 4}


@checked
def gather(statements: Iterable[Statement]) -> Bundles:
    """Gather statements in bundles by their matter; one claim counts once on a pair.

    Those that carry no chain are left out.
    """
    found: dict[str, dict[str, dict[str, Statement]]] = {}
    for one in statements:
        if one.carries_chain:
            cause, effect = one.matter
            found.setdefault(cause, {}).setdefault(effect, {}).setdefault(one.id, one)
    return Bundles(
        after={
            cause: {effect: tuple(nexts[effect].values()) for effect in sorted(nexts)}
            for cause, nexts in found.items()
        }
    )
