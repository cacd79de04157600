"""How statements stand to each other, and on what ground; an author's own too."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from functools import cached_property
from itertools import combinations

import attrs

from fpcase.comparison.author_maps import AuthorMap, OwnChains, author_maps, claims_and_chains
from fpcase.comparison.meetings import Meeting, meetings
from fpcase.model import Case, ExplanationId, FullClaimId, LevelOfAnalysis, VariableId
from fpcase.model.fields import grouped
from fpcase.statements import Matter, Statement, Tree, View, Voice, tree_of
from fpcase.statements.concepts import Way
from fpcase.statements.record import of_one_situation
from fpcase.statements.signs import WORDS, turned


class Kind(Enum):
    """How two statements that meet stand to each other."""

    CONTRADICT = "contradict"
    """Nothing is left open by both, and both may speak of the same situation."""
    DIFFER_BY_SCOPE = "differ by scope"
    """Nothing is left open by both, but their periods or conditions are disjoint."""
    PULL_APART = "pull apart"
    """Two descriptions that can both be right lean opposite ways, or name different values: a
    difference of emphasis."""
    AGREE = "agree"
    """Both leave the same open; of two descriptions, one may leave less open than the other."""
    COMPATIBLE = "compatible"
    """Both can be right, and neither says what the other does."""
    TELLS_HOW = "tells how"
    """One's own chains amount to what the other claims directly."""
    TOLD_AT_LENGTH = "told at length"
    """The author's own chains amount to the author's direct claim; it may be another way."""


class Ground(Enum):
    """What a relation rests on, the firmest first."""

    OWN_WORDS = "own words"
    """Both speak of the same matter in their own words."""
    REPORTED = "reported"
    """One only reports it."""
    FORECAST = "forecast"
    """One only forecasts it."""
    BY_CHAIN = "by a chain"
    """One speaks of it through chains of claims."""
    AKIN = "akin"
    """Only a broader term joins the two: a lead to follow, and no finding."""


@attrs.frozen(kw_only=True)
class Relation:
    """How two statements stand to each other.

    Attributes:
        kind: The relation.
        ground: What it rests on.
        matter: What both speak of, in their narrowest common terms.
        left: The one.
        right: The other; for a relation by a chain, an author's own chains.
        left_open: What the one leaves open, said of the matter's terms.
        right_open: What the other leaves open.
        steps: How many steps up to broader terms lie between the two.
        together: Whether it holds only of each author's statements taken together: an author who
            denies both signs leaves only the possibility of no effect.
        say_both: Which of the two authors contradict their own statement in another one about the
            same time.
    """

    kind: Kind
    ground: Ground
    matter: Matter
    left: Statement
    right: Statement | OwnChains
    left_open: frozenset[str]
    right_open: frozenset[str]
    steps: int = 0
    together: bool = False
    say_both: tuple[ExplanationId, ...] = ()

    @property
    def sides(self) -> tuple[tuple[frozenset[str], Statement | OwnChains], ...]:
        """What each side leaves open, with the side."""
        return (self.left_open, self.left), (self.right_open, self.right)

    @property
    def authors(self) -> tuple[ExplanationId, ExplanationId]:
        """Both authors."""
        return self.left.author, self.right.author

    @property
    def claims(self) -> tuple[FullClaimId, ...]:
        """The claims that it consists of."""
        return (*self.left.claims, *self.right.claims)

    @property
    def approximate(self) -> bool:
        """Whether it is one of scope and rests on a date that is only approximate."""
        dated = self.left.scope.approximate or self.right.scope.approximate
        return self.kind is Kind.DIFFER_BY_SCOPE and dated

    @property
    def plain(self) -> bool:
        """Whether both texts say it explicitly, and neither author sounds unsure."""
        return self.left.is_plain and self.right.is_plain


def relate(meeting: Meeting) -> Relation:
    """How two statements that meet stand to each other.

    Each is said of the narrowest common terms first: a negative step turns + and − round, and
    a description that climbs becomes *yes*.

    Args:
        meeting: The two statements, and where they meet.
    """
    left, right = meeting.left, meeting.right
    here, lean = _lifted(left, [end.left for end in meeting.ends])
    there, other_lean = _lifted(right, [end.right for end in meeting.ends])
    description = len(meeting.matter) == 1
    overlap = left.scope.overlaps(right.scope)
    if here.isdisjoint(there) and (left.exclusive or right.exclusive):
        kind = Kind.CONTRADICT if overlap else Kind.DIFFER_BY_SCOPE
    elif lean * other_lean < 0 or here.isdisjoint(there):
        kind = Kind.PULL_APART if overlap else Kind.COMPATIBLE
    elif here == there or (description and (here < there or there < here)):
        kind = Kind.AGREE
    else:
        kind = Kind.COMPATIBLE
    return Relation(
        kind=kind,
        ground=Ground.AKIN if meeting.akin else _ground(left.voice, right.voice),
        matter=meeting.matter,
        left=left,
        right=right,
        left_open=here,
        right_open=there,
        steps=meeting.steps,
    )


def _lifted(one: Statement, ways: list[Way]) -> tuple[frozenset[str], int]:
    """What a statement leaves open, and which way it leans, said of broader terms."""
    if len(ways) == 1:
        return (WORDS["yes"], 1) if ways[0].climbs else (one.leaves_open, one.leans)
    return lifted(one.leaves_open, ways), 0


def lifted(leaves_open: frozenset[str], ways: Iterable[Way]) -> frozenset[str]:
    """What a causal claim leaves open, said of the terms that its ends climb to.

    Args:
        leaves_open: Some of +, − and 0.
        ways: The ways up from cause and effect.
    """
    return turned(leaves_open, turns=sum(way.turned for way in ways) % 2 == 1)


def _ground(one: Voice, other: Voice) -> Ground:
    if Voice.FORECASTS in (one, other):
        return Ground.FORECAST
    return Ground.REPORTED if Voice.REPORTS in (one, other) else Ground.OWN_WORDS


def taken_together(relations: Iterable[Relation]) -> list[Relation]:
    """Relations, with what two authors say only taken together.

    Who denies both signs of a pair leaves no effect, and so contradicts who asserts an effect
    of a sign unstated, though neither denial does alone. Only statements on the same terms in
    the authors' own words are taken together, and only where no two of them oppose each other.

    Args:
        relations: The relations of all pairs of statements.
    """
    found = list(relations)
    shared = grouped(
        ((one.matter, one.authors), place)
        for place, one in enumerate(found)
        if one.ground is Ground.OWN_WORDS and not one.steps and len(one.matter) > 1
    )
    for places in shared.values():
        opposed = any(found[p].kind not in {Kind.COMPATIBLE, Kind.AGREE} for p in places)
        kind = None if opposed else _together([found[place] for place in places])
        if kind:
            for place in places:
                found[place] = attrs.evolve(found[place], kind=kind, together=True)
    return found


def _together(relations: list[Relation]) -> Kind | None:
    here = frozenset.intersection(*(one.left_open for one in relations))
    there = frozenset.intersection(*(one.right_open for one in relations))
    if not here or not there or here & there:
        return None
    scopes = {side.scope for one in relations for _, side in one.sides}
    return Kind.CONTRADICT if of_one_situation(scopes) else Kind.DIFFER_BY_SCOPE


def relate_chains(direct: Statement, chains: OwnChains) -> Relation | None:
    """How an author's own chains stand to a direct claim; None where they say nothing of it.

    Chains of the claim's sign tell how it comes about, chains of a sign that it excludes
    contradict it. Against the same author they tell only where a denial is concerned: an effect
    may well come about one way and be held back another.

    Args:
        direct: The direct claim.
        chains: The chains, of the same author or of one who does not speak of it directly.
    """
    own = direct.author == chains.author
    if direct.position is chains.sign:
        kind = Kind.TOLD_AT_LENGTH if own else Kind.TELLS_HOW
    elif direct.leaves_open.isdisjoint(chains.leaves_open) and not (own and direct.carries_chain):
        kind = Kind.CONTRADICT
    else:
        return None
    return Relation(
        kind=kind,
        ground=Ground.BY_CHAIN,
        matter=direct.matter,
        left=direct,
        right=chains,
        left_open=direct.leaves_open,
        right_open=chains.leaves_open,
    )


@attrs.frozen(kw_only=True)
class SelfContradiction:
    """An author who says of one matter what excludes itself.

    Attributes:
        author: The author.
        matter: Cause and effect, or the variable.
        claims: The claims that exclude each other.
        through_chains: Whether it is the author's own chains that a denial excludes.
    """

    author: ExplanationId
    matter: Matter
    claims: tuple[FullClaimId, ...]
    through_chains: bool = False


def self_contradictions(
    statements: Iterable[Statement], chains: Iterable[Relation]
) -> tuple[SelfContradiction, ...]:
    """Every author who both claims and excludes something of one matter, for one scope.

    Two claims may exclude each other, or all claims on the matter taken together leave nothing
    open; or the author denies what the author's own chains amount to.

    Args:
        statements: What authors say in their own words.
        chains: How authors' chains stand to direct claims.
    """
    said = grouped(((one.matter, one.author), one) for one in statements)
    found = [
        SelfContradiction(author=author, matter=matter, claims=claims)
        for (matter, author), made in said.items()
        if len(made) > 1 and (claims := _excluding(made))
    ]
    known = {(one.author, one.matter) for one in found}
    found += [
        SelfContradiction(
            author=one.left.author, matter=one.matter, claims=one.claims, through_chains=True
        )
        for one in chains
        if one.kind is Kind.CONTRADICT
        and one.left.author == one.right.author
        and (one.left.author, one.matter) not in known
    ]
    return tuple(sorted(found, key=lambda one: (one.matter, one.author)))


def _excluding(made: list[Statement]) -> tuple[FullClaimId, ...]:
    pairs = (pair for pair in combinations(made, 2) if pair[0].excludes(pair[1]))
    at_odds = {one.id for pair in pairs for one in pair}
    exclusive = [one.leaves_open for one in made if one.exclusive]
    left_open = exclusive and frozenset.intersection(*exclusive)
    if not at_odds and left_open == frozenset() and of_one_situation(one.scope for one in made):
        at_odds = {one.id for one in made}
    return tuple(dict.fromkeys(one.id for one in made if one.id in at_odds))


def outcomes_in(case: Case) -> tuple[VariableId, ...]:
    """What any explanation or decision of a case has as an outcome.

    Args:
        case: The case.
    """
    explained = (v for one in case.explanations.values() for v in one.explains)
    decided = (v for one in case.decisions.values() for v in one.outcomes)
    return tuple(dict.fromkeys((*explained, *decided)))


@attrs.frozen(kw_only=True, repr=False, eq=False, slots=False)
class Pairwise:
    """What several authors say, and how every two of their statements stand to each other.

    What takes long is computed when it is first asked for, and kept.

    Attributes:
        view: The case as it was looked at.
    """

    view: View

    @property
    def case(self) -> Case:
        """The case, as the filters left it."""
        return self.view.case

    @property
    def authors(self) -> tuple[ExplanationId, ...]:
        """The authors compared."""
        return self.view.authors

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What the authors say of this case in particular, in every voice."""
        return self.view.particular

    @cached_property
    def own(self) -> tuple[Statement, ...]:
        """What the authors say of this case in their own words."""
        return tuple(one for one in self.statements if one.voice is Voice.OWN)

    @cached_property
    def occurring(self) -> Mapping[VariableId, Sequence[Statement]]:
        """Variable -> who says in own words that it was so: yes, high or increasing."""
        return grouped((one.matter[0], one) for one in self.own if one.leans > 0)

    @cached_property
    def maps(self) -> Mapping[ExplanationId, AuthorMap]:
        """Every author's causal claims, to ask what they amount to between two variables."""
        return author_maps(self.view)

    @cached_property
    def tree(self) -> Tree:
        """The broader terms, with the terms in use."""
        return tree_of(self.case, {term for one in self.statements for term in one.matter})

    @cached_property
    def outcomes(self) -> tuple[VariableId, ...]:
        """The outcomes of explanations and decisions."""
        return outcomes_in(self.case)

    @cached_property
    def _conduct(self) -> frozenset[VariableId]:
        """What is said of the deciding states themselves, at the level of the state."""
        deciding = {one.actor for one in self.case.decisions.values()}
        return frozenset(
            one.id
            for one in self.case.variables.values()
            if one.level is LevelOfAnalysis.STATE and not deciding.isdisjoint(one.about)
        )

    def explains(self, term: VariableId) -> bool:
        """Whether a term is in line with an outcome.

        Args:
            term: A variable.

        >>> import fpcase
        >>> found = Pairwise(view=fpcase.study("kazakhstan"))
        >>> found.explains(found.outcomes[0])
        True
        """
        return any(self.tree.in_line(term, one) for one in self.outcomes)

    def is_policy(self, term: VariableId) -> bool:
        """Whether a term is in line with an outcome, or said of a deciding state itself.

        Args:
            term: A variable.

        >>> import fpcase
        >>> found = Pairwise(view=fpcase.study("kazakhstan"))
        >>> found.is_policy(found.outcomes[0])
        True
        """
        return term in self._conduct or self.explains(term)

    def argued(self, term: VariableId, authors: Iterable[ExplanationId]) -> int:
        """How many causal claims of some authors begin or end at a term or at kinds of it.

        Args:
            term: A variable.
            authors: Who is asked.

        >>> import fpcase
        >>> found = Pairwise(view=fpcase.study("kazakhstan"))
        >>> found.argued(found.outcomes[0], found.authors) > 0
        True
        """
        return sum(self._argued[author, term] for author in authors)

    @cached_property
    def _argued(self) -> Counter[tuple[ExplanationId, VariableId]]:
        return Counter(
            (one.author, way.term)
            for one in self.own
            if one.is_causal
            for end in one.matter
            for way in self.tree.line(end)
        )

    @cached_property
    def _meetings(self) -> tuple[tuple[Meeting, ...], tuple[Meeting, ...]]:
        return meetings(self.statements, self.tree)

    @cached_property
    def _every_by_chain(self) -> tuple[Relation, ...]:
        found = (relate_chains(*two) for two in claims_and_chains(self.maps))
        return tuple(relation for relation in found if relation)

    @cached_property
    def self_contradictions(self) -> tuple[SelfContradiction, ...]:
        """Authors who exclude their own claims."""
        return self_contradictions(self.own, self._every_by_chain)

    @cached_property
    def _excluded(self) -> frozenset[tuple[FullClaimId, Matter]]:
        """What authors say of a matter and exclude themselves, for one time, in own words."""
        made = (one for one in self.self_contradictions if not one.through_chains)
        return frozenset((claim, one.matter) for one in made for claim in one.claims)

    def _marked(self, relations: Iterable[Relation]) -> tuple[Relation, ...]:
        """Relations, with the authors named who say both of the matter."""
        return tuple(
            attrs.evolve(
                one,
                say_both=tuple(
                    side.author
                    for _, side in one.sides
                    if isinstance(side, Statement) and (side.id, side.matter) in self._excluded
                ),
            )
            for one in relations
        )

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """How every two statements on the same matter stand to each other."""
        return self._marked(taken_together(map(relate, self._meetings[0])))

    @cached_property
    def leads(self) -> tuple[Relation, ...]:
        """How statements on kindred matters stand to each other: leads, and no findings."""
        return self._marked(map(relate, self._meetings[1]))

    @cached_property
    def by_chain(self) -> tuple[Relation, ...]:
        """How authors' own chains stand to direct claims: others', or their own told at length.

        Who denies what the own chains amount to stands among `self_contradictions`.
        """
        return self._marked(
            one
            for one in self._every_by_chain
            if one.kind is not Kind.CONTRADICT or one.left.author != one.right.author
        )

    @cached_property
    def between_two(self) -> tuple[Relation, ...]:
        """How authors stand to each other on the same matter, directly or by a chain."""
        every = (*self.relations, *self.by_chain)
        return tuple(one for one in every if one.left.author != one.right.author)

    def reversing(self, matter: Matter) -> tuple[ExplanationId, ...]:
        """The authors who claim that the effect moves the cause.

        Args:
            matter: Cause and effect.

        >>> import fpcase
        >>> compared = fpcase.study("kazakhstan").compare()
        >>> compared.reversing(("regime-bargaining", "russian-imposition"))
        ('aitiev-2015',)
        """
        cause, effect = matter[-1], matter[0]
        return tuple(
            a for a, one in self.maps.items() if effect in one.bundles.after.get(cause, ())
        )
