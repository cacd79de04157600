"""Where theories part authors: what one argues as a theory says, and another denies or rejects."""

from collections.abc import Iterator, Mapping
from enum import Enum

import attrs

from fpcase.comparison.author_maps import AuthorMap
from fpcase.comparison.patterns import Answer
from fpcase.comparison.propositions import DECLARED, Finding, congruence
from fpcase.model import ExplanationId, FullClaimId, Proposition
from fpcase.statements import View


class Parting(Enum):
    """How a theory, or what it asks for, parts authors."""

    REJECTED = "rejected"
    """One rejects the theory that another declares."""
    WAYS = "ways"
    """A proposition demands one way for every cause; so many causes of each author take it."""
    DENIED = "denied"
    """One denies what a proposition says; others may argue it."""
    SET_ASIDE = "set aside"
    """One sets aside a variable that another has as a cause."""


@attrs.frozen(kw_only=True)
class Stand:
    """What some authors say to a theory.

    Attributes:
        says: Their answer, in a few words.
        authors: Who they are.
        claims: The claims that it rests on.
    """

    says: str
    authors: tuple[ExplanationId, ...]
    claims: tuple[FullClaimId, ...] = ()


@attrs.frozen(kw_only=True)
class TheoryPoint:
    """A question of theory, with the answers that authors give.

    Attributes:
        parting: How it parts them.
        question: The proposition, the theory or the variable, in words.
        theory: The theory's id; for a variable that is set aside, the variable's.
        stands: The answers.
    """

    parting: Parting
    question: str
    theory: str
    stands: tuple[Stand, ...]

    @property
    def divides(self) -> bool:
        """Whether two authors answer differently."""
        return len(self.stands) > 1


def theory_points(view: View, maps: Mapping[ExplanationId, AuthorMap]) -> tuple[TheoryPoint, ...]:
    """The questions of theory that part authors.

    Theories that one rejects and another declares come first, then ways that a declared theory
    demands, then what one denies and another argues, then what is set aside, and last what is
    denied and argued by nobody.

    Args:
        view: What is looked at.
        maps: Every author's causal claims.
    """
    found = [*_rejected(view), *_propositions(view), *_set_aside(view, maps)]
    order = list(Parting)
    return tuple(sorted(found, key=lambda point: (not point.divides, order.index(point.parting))))


def _propositions(view: View) -> Iterator[TheoryPoint]:
    by_proposition: dict[tuple[str, str], list[Finding]] = {}
    for one in congruence(view).findings:
        by_proposition.setdefault((one.theory, one.proposition), []).append(one)
    for theory in view.case.theories.values():
        for proposition in theory.propositions:
            findings = by_proposition.get((theory.id, proposition.id), [])
            stands = _ways(proposition, findings) or _denials(findings)
            if stands:
                yield TheoryPoint(
                    parting=Parting.WAYS if _asks_for_ways(proposition) else Parting.DENIED,
                    question=proposition.text,
                    theory=theory.id,
                    stands=stands,
                )


def _asks_for_ways(proposition: Proposition) -> bool:
    return proposition.expects is not None and proposition.expects.every_path is not None


def _ways(proposition: Proposition, findings: list[Finding]) -> tuple[Stand, ...]:
    """Of how many causes each author says so, if somebody who declares the theory does."""
    counted = [one for one in findings if one.decided.causes]
    if not _asks_for_ways(proposition) or not any(one.attitude == DECLARED for one in counted):
        return ()
    ranked = sorted(counted, key=lambda one: one.attitude != DECLARED)
    return tuple(
        Stand(
            says=f"{one.decided.passing} of {one.decided.causes}"
            + (" causes" if one is ranked[0] else "")
            + (f", {one.decided.passing_only or 'none'} only so" if one.decided.passing else "")
            + (f" ({one.attitude})" if one.attitude else ""),
            authors=(one.author,),
        )
        for one in ranked
    )


def _denials(findings: list[Finding]) -> tuple[Stand, ...]:
    """Who denies a proposition, and who argues it; nothing where nobody denies it."""
    denying = [one for one in findings if one.decided.answer is Answer.DENIED]
    arguing = [one for one in findings if one.decided.answer in {Answer.MET, Answer.IN_PART}]
    if not denying:
        return ()
    return tuple(
        Stand(
            says=says,
            authors=tuple(one.author for one in made),
            claims=tuple(FullClaimId(claim) for one in made for claim in one.decided.claims),
        )
        for says, made in (("denied by", denying), ("argued by", arguing))
        if made
    )


def _rejected(view: View) -> Iterator[TheoryPoint]:
    authors = view.case.explanations.values()
    for theory in view.case.theories.values():
        rejecting = tuple(a.id for a in authors if theory.id in {r.theory for r in a.rejects})
        declaring = tuple(a.id for a in authors if theory.id in a.theories)
        if rejecting and declaring:
            yield TheoryPoint(
                parting=Parting.REJECTED,
                question=theory.name,
                theory=theory.id,
                stands=(
                    Stand(says="rejected by", authors=rejecting),
                    Stand(says="declared by", authors=declaring),
                ),
            )


def _set_aside(view: View, maps: Mapping[ExplanationId, AuthorMap]) -> Iterator[TheoryPoint]:
    aside: dict[str, list[ExplanationId]] = {}
    for author in view.case.explanations.values():
        for one in author.sets_aside:
            aside.setdefault(one.variable, []).append(author.id)
    for variable, leaving in aside.items():
        claims = {
            author: tuple(
                dict.fromkeys(
                    one.id
                    for bundle in of.bundles.after.get(variable, {}).values()
                    for one in bundle
                )
            )
            for author, of in maps.items()
            if author not in leaving
        }
        naming = tuple(author for author, made in claims.items() if made)
        if naming:
            yield TheoryPoint(
                parting=Parting.SET_ASIDE,
                question=next(v.name for v in view.case.variables.values() if v.id == variable),
                theory=variable,
                stands=(
                    Stand(says="set aside by", authors=tuple(dict.fromkeys(leaving))),
                    Stand(
                        says="a cause for",
                        authors=naming,
                        claims=tuple(claim for author in naming for claim in claims[author]),
                    ),
                ),
            )
