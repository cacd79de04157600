"""The tree of broader terms; and a case rewritten in broader, opposite or merged terms."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

import attrs

from fpcase.model.cases import Case
from fpcase.model.claims import CausalClaim, DescriptiveClaim, JointCause, Prediction
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import ExplanationId, VariableId
from fpcase.model.signatures import checked
from fpcase.model.terms import Sign, Stance
from fpcase.model.variables import Variable
from fpcase.model.wording import counted, hint
from fpcase.statements.signs import ABSENT, WORDS, has_values, left_open, opposite_words


class Way(NamedTuple):
    """The way from a term up to itself or to one of its broader terms.

    Attributes:
        term: Where it leads.
        climbs: Whether that is another term.
        steps: How many terms in use it reaches. A term that nobody uses is no step, so that
            adding one brings no two statements nearer to each other or farther apart.
        turned: Whether more of the narrower term is less of the broader one.
        plain: Whether every step on it is positive.
    """

    term: VariableId
    climbs: bool
    steps: int
    turned: bool
    plain: bool


class CommonTerm(NamedTuple):
    """The narrowest common term of two, with the ways up to it.

    Attributes:
        left: The way from the first.
        right: The way from the second.
    """

    left: Way
    right: Way

    @property
    def term(self) -> VariableId:
        """The narrowest common term."""
        return self.left.term

    @property
    def steps(self) -> int:
        """How many steps the two climb together."""
        return self.left.steps + self.right.steps

    @property
    def turned(self) -> bool:
        """Whether more of the one is less of the other."""
        return self.left.turned is not self.right.turned

    @property
    def in_line(self) -> bool:
        """Whether one is the other, or above it; else only a third term joins them."""
        return not (self.left.climbs and self.right.climbs)


@attrs.frozen(kw_only=True, eq=False)
class Tree:
    """Terms under their broader terms; each has one, so two terms meet in one place at most.

    Attributes:
        broader: Term -> its broader term, and whether the step turns the sign round.
        used: The terms that some statement uses.
    """

    broader: Mapping[VariableId, tuple[VariableId, bool]]
    used: frozenset[VariableId]
    _lines: dict[VariableId, tuple[Way, ...]] = attrs.field(factory=dict, init=False)
    _met: dict[tuple[VariableId, VariableId], CommonTerm | None] = attrs.field(
        factory=dict, init=False
    )

    def line(self, term: VariableId) -> tuple[Way, ...]:
        """The ways from a term to itself and to each of its broader terms, the nearest first.

        Args:
            term: A term.

        >>> tree = Tree(broader={"annexation": ("crisis", False)}, used=frozenset())
        >>> [way.term for way in tree.line("annexation")]
        ['annexation', 'crisis']
        """
        if term not in self._lines:
            found = [Way(term, climbs=False, steps=0, turned=False, plain=True)]
            seen = {term}
            while (above := self.broader.get(found[-1].term)) and above[0] not in seen:
                below = found[-1]
                seen.add(above[0])
                found.append(
                    Way(
                        above[0],
                        climbs=True,
                        steps=below.steps + (above[0] in self.used),
                        turned=below.turned is not above[1],
                        plain=below.plain and not above[1],
                    )
                )
            self._lines[term] = tuple(found)
        return self._lines[term]

    def top(self, term: VariableId) -> Way:
        """The way from a term to the broadest term above it.

        Args:
            term: A term.
        """
        return self.line(term)[-1]

    def way(self, term: VariableId, up_to: VariableId) -> Way | None:
        """The way from a term up to another; None if that is not above it.

        Args:
            term: A term.
            up_to: Another, or the same.
        """
        return next((way for way in self.line(term) if way.term == up_to), None)

    def meet(self, one: VariableId, other: VariableId) -> CommonTerm | None:
        """Where two terms meet; None if no term is common to them.

        Args:
            one: A term.
            other: Another, or the same.

        >>> tree = Tree(
        ...     broader={"annexation": ("crisis", False), "peace": ("crisis", True)},
        ...     used=frozenset(["crisis"]),
        ... )
        >>> met = tree.meet("annexation", "peace")
        >>> met.term, met.steps, met.turned, met.in_line
        ('crisis', 2, True, False)
        """
        key = (one, other)
        if key not in self._met:
            above = {way.term: way for way in self.line(one)}
            self._met[key] = next(
                (CommonTerm(above[w.term], w) for w in self.line(other) if w.term in above), None
            )
        return self._met[key]

    def in_line(self, one: VariableId, other: VariableId) -> bool:
        """Whether one term is the other, or above it.

        Args:
            one: A term.
            other: Another, or the same.
        """
        met = self.meet(one, other)
        return met is not None and met.in_line


@checked
def tree_of(case: Case, used: Iterable[VariableId] = ()) -> Tree:
    """The tree of a case's terms.

    Args:
        case: The case.
        used: The terms that some statement uses.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> [way.term for way in tree_of(case).line("annexation-of-crimea")][:2]
    ['annexation-of-crimea', 'ukraine-crisis-2014']
    """
    broader = {
        v.id: (v.broader.variable, v.broader.sign is Sign.NEGATIVE)
        for v in case.variables.values()
        if v.broader
    }
    return Tree(broader=broader, used=frozenset(used))


Replacement = Mapping[VariableId, tuple[VariableId, bool]]
"""Variable -> what replaces it, and whether the sign turns round."""

_FLIPPED = {Sign.POSITIVE: Sign.NEGATIVE, Sign.NEGATIVE: Sign.POSITIVE}


def zoom_to(case: Case, terms: Iterable[str]) -> tuple[Case, str]:
    """Replace the variables under each of some terms by the term, and say what that did.

    Signs turn round where more of the narrower term is less of the broader one. A claim from one
    term to itself is left out, and counted: it spoke of something within the broader term. A
    description says of a broader term only that there is some of it, so one that cannot is left
    out and counted too.

    Raises:
        FpcaseError: a term is unknown.
    """
    wanted = dict.fromkeys(known_variable(case, term) for term in terms)
    new: dict[VariableId, tuple[VariableId, bool]] = {}
    tree = tree_of(case)
    for variable in case.variables:
        ways = [way for way in tree.line(variable) if way.term in wanted and way.climbs]
        if ways:
            new[variable] = (ways[-1].term, ways[-1].turned)
    result, gone = replaced(case, new, _climbed)
    return result, (
        f"{', '.join(wanted)} in place of narrower terms ({counted(len(new), 'variable')}; "
        f"{counted(gone, 'claim')} left out)"
    )


def combine_opposites(case: Case) -> tuple[Case, str]:
    """Replace variables by their opposites, with the sign turned round, and say what that did.

    Of two opposites, the one that stands first in the case remains. A claim that one of them
    moves the other is left out, and counted.
    """
    order = {variable: place for place, variable in enumerate(case.variables)}
    new: dict[VariableId, tuple[VariableId, bool]] = {}
    paired: set[VariableId] = set()
    for variable in case.variables.values():
        other = variable.opposite
        if other and other != variable.id and paired.isdisjoint((variable.id, other)):
            first, second = sorted((variable.id, other), key=order.__getitem__)
            new[second] = (first, True)
            paired |= {first, second}
    result, gone = replaced(case, new)
    said = ", ".join(f"{one} as its opposite {other}" for one, (other, _) in new.items())
    left = f"{counted(gone, 'claim')} left out"
    return result, f"opposites combined ({said or 'there are none'}; {left})"


def merge(case: Case, one: str, other: str) -> tuple[Case, str]:
    """Take two variables as one, which keeps the second's name, and say what that did.

    Raises:
        FpcaseError: one of them is unknown, or they are the same.
    """
    first, second = known_variable(case, one), known_variable(case, other)
    if first == second:
        message = f"merging needs two different variables, found {one!r} twice"
        raise FpcaseError(message)
    result, gone = replaced(case, {first: (second, False)})
    left = f"{counted(gone, 'claim')} between the two left out"
    return result, f"{one} treated as {other} ({left})"


def split_by_author(case: Case, variable: str) -> tuple[Case, dict[ExplanationId, VariableId]]:
    """Give every author a variable of their own in place of one that they share.

    Returns:
        The case, and author -> the author's own variable.
    """
    shared = case.variables[known_variable(case, variable)]
    variables: dict[VariableId, Variable] = dict(case.variables)
    explanations = dict(case.explanations)
    own: dict[ExplanationId, VariableId] = {}
    for author, explanation in case.explanations.items():
        name = VariableId(f"{variable}-of-{author}")
        while name in variables:
            name = VariableId(f"{name}-alone")
        own[author] = name
        variables[name] = attrs.evolve(shared, id=name, name=f"{shared.name} ({author})")
        alone = attrs.evolve(case, explanations={author: explanation})
        explanations[author] = replaced(alone, {shared.id: (name, False)})[0].explanations[author]
    return attrs.evolve(case, variables=variables, explanations=explanations), own


@checked
def known_variable(case: Case, variable: str) -> VariableId:
    """The variable with this id.

    Raises:
        FpcaseError: there is none; the nearest is named.
    """
    if variable not in case.variables:
        message = f"the case has no variable {variable!r}{hint(variable, case.variables)}"
        raise FpcaseError(message)
    return VariableId(variable)


Described = tuple[VariableId, tuple[str, ...], bool]
"""What a description says: of which variable, in which words, and whether it denies them."""
Rewording = Callable[[Case, Described, tuple[VariableId, bool]], Described | None]
"""What a description says of what replaces its variable; None if it says nothing of it."""


def _reworded(case: Case, said: Described, by: tuple[VariableId, bool]) -> Described | None:
    """The same of another name; the opposite of an opposite, of which some words say nothing."""
    variable, words, denied = said
    other, turned = by
    if turned:
        turned_round = opposite_words(words)
        return (other, turned_round, denied) if turned_round else said
    values = case.variables[variable].values
    target = case.variables.get(other)
    alike = target is None or target.values == values
    return (other, words, denied) if alike or not set(words) - WORDS.keys() else None


def _climbed(case: Case, said: Described, by: tuple[VariableId, bool]) -> Described | None:
    """Of a broader term it says that there is some of it, if it says that of its own."""
    variable, words, denied = said
    other, turned = by
    values = case.variables[variable].values
    none_left = turned or has_values(values) or has_values(case.variables[other].values)
    if none_left or ABSENT in left_open(words, values, denied=denied):
        return None
    return other, ("yes",), False


def replaced(case: Case, new: Replacement, reworded: Rewording = _reworded) -> tuple[Case, int]:
    """Put other variables in the place of some: in claims, outcomes and what is set aside.

    A sign turns round once for each end whose sign does; a modality (necessary, sufficient and
    so on) is about the original concepts and is left out where a sign turns. Conditions keep
    their variables, because their values would not fit another.

    Args:
        case: The case.
        new: What replaces what.
        reworded: What descriptions and forecasts then say.

    Returns:
        The case, and how many claims were left out because both ends became one variable, or
        because they say nothing of it.
    """
    if not new:
        return case, 0
    explanations = {}
    gone = 0
    for author, explanation in case.explanations.items():
        claims = {
            id_: claim for id_, old in explanation.claims.items() if (claim := _claim(old, new))
        }
        descriptions = {
            id_: described
            for id_, old in explanation.descriptions.items()
            if (described := _description(case, old, new, reworded))
        }
        gone += len(explanation.claims) - len(claims)
        gone += len(explanation.descriptions) - len(descriptions)
        explanations[author] = attrs.evolve(
            explanation,
            claims=claims,
            descriptions=descriptions,
            explains=tuple(dict.fromkeys(_of(v, new) for v in explanation.explains)),
            sets_aside=tuple(
                attrs.evolve(one, variable=_of(one.variable, new)) for one in explanation.sets_aside
            ),
            predictions=tuple(
                _prediction(case, one, new, reworded) for one in explanation.predictions
            ),
        )
    return attrs.evolve(case, explanations=explanations), gone


def _of(variable: VariableId, new: Replacement) -> VariableId:
    return new.get(variable, (variable, False))[0]


def _description(
    case: Case, claim: DescriptiveClaim, new: Replacement, reworded: Rewording
) -> DescriptiveClaim | None:
    if claim.variable not in new:
        return claim
    denied = claim.stance is Stance.DENIES
    said = reworded(case, (claim.variable, claim.value, denied), new[claim.variable])
    if said is None:
        return None
    variable, words, denies = said
    stance = Stance.ASSERTS if denied and not denies else claim.stance
    return attrs.evolve(claim, variable=variable, value=words, stance=stance)


def _prediction(case: Case, one: Prediction, new: Replacement, reworded: Rewording) -> Prediction:
    if one.variable is None or one.variable not in new:
        return one
    said = (
        reworded(case, (one.variable, one.value, False), new[one.variable]) if one.value else None
    )
    variable, words, _ = said or (_of(one.variable, new), (), False)
    return attrs.evolve(one, variable=variable, value=words)


def _claim(claim: CausalClaim, new: Replacement) -> CausalClaim | None:
    if new.keys().isdisjoint(claim.variables):
        return claim
    effect, effect_flips = new.get(claim.effect, (claim.effect, False))
    causes: dict[VariableId, Sign] = {}
    turned = False
    for variable, sign in claim.signed_causes:
        cause, cause_flips = new.get(variable, (variable, False))
        if cause == effect and variable != claim.effect:
            continue
        flips = cause_flips is not effect_flips
        turned |= cause_flips or effect_flips
        says = _FLIPPED.get(sign, sign) if flips else sign
        causes[cause] = says if causes.get(cause, says) is says else Sign.UNSTATED
    if not causes:
        return None
    (first, sign), *others = causes.items()
    joint = [JointCause(variable=variable, sign=says) for variable, says in causes.items()]
    return attrs.evolve(
        claim,
        cause=None if others else first,
        causes=tuple(joint) if others else (),
        effect=effect,
        sign=claim.sign if others else sign,
        intervening=tuple(_of(variable, new) for variable in claim.intervening),
        modality=None if turned else claim.modality,
    )
