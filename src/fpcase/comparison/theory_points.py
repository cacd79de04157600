"""Where theories divide authors: what one argues as a theory says, and another denies."""

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import Enum

import attrs

from fpcase.comparison.patterns import Answer
from fpcase.comparison.propositions import DECLARED, Finding, congruence
from fpcase.comparison.relations import Pairwise
from fpcase.model import ExplanationId, FullClaimId
from fpcase.model.fields import grouped
from fpcase.statements import View


class Division(Enum):
    """How a theory, or what it asks for, divides authors."""

    REJECTED = "rejected"
    """One rejects the theory that another declares."""
    SET_ASIDE = "set aside"
    """One sets aside a variable that another has as a cause, or names in theory."""
    EVERY_PATH = "every path"
    """A proposition demands one way for every cause; so many causes of each author take it."""
    DENIED = "denied"
    """One denies what a proposition says; others may argue it."""
    LEVELS = "levels"
    """At which levels of analysis the direct causes of what each explains lie: who acts."""


@attrs.frozen(kw_only=True)
class Stand:
    """What some authors say to a theory.

    Attributes:
        says: Their answer, in a few words.
        claims: Author -> the claims that it rests on.
        notes: Author -> what else counts: for how many causes, and whether the author declares
            the theory.
        shown_by: For one author's count of causes: whether the claims are such a way, or another.
    """

    says: str
    claims: Mapping[ExplanationId, tuple[FullClaimId, ...]]
    notes: Mapping[ExplanationId, str] = {}
    shown_by: str = ""

    @property
    def authors(self) -> tuple[ExplanationId, ...]:
        """Who they are."""
        return tuple(self.claims)

    @property
    def every_claim(self) -> tuple[FullClaimId, ...]:
        """The claims of all of them."""
        return tuple(claim for claims in self.claims.values() for claim in claims)


@attrs.frozen(kw_only=True)
class TheoryPoint:
    """A question of theory, with the answers that authors give.

    Attributes:
        division: How it divides them.
        question: The proposition, the theory or the variable, in words.
        theory: The theory's id; for a variable that is set aside, the variable's.
        stands: The answers.
        of: For a proposition, whose it is: the theory's name, without what stands in brackets.
        brief: The question in a few words: a proposition's id; else empty.
    """

    division: Division
    question: str
    theory: str
    stands: tuple[Stand, ...]
    of: str = ""
    brief: str = ""

    @property
    def divides(self) -> bool:
        """Whether two authors answer differently."""
        return len(self.stands) > 1


def theory_points(said: Pairwise) -> tuple[TheoryPoint, ...]:
    """The questions of theory that divide authors.

    Theories that one rejects and another declares come first, then what is set aside, ways that a
    declared theory demands, what one denies and another argues, the levels of direct causes, and
    last what is denied and argued by nobody.

    Args:
        said: What authors say.
    """
    view = said.view
    found = [*_rejected(view), *_levels(said), *_propositions(view), *_set_aside(view)]
    order = list(Division)
    return tuple(sorted(found, key=lambda point: (not point.divides, order.index(point.division))))


def _propositions(view: View) -> Iterator[TheoryPoint]:
    found = congruence(view).by_proposition
    for theory in view.case.theories.values():
        for proposition in theory.propositions:
            findings = [*found.get((theory.id, proposition.id), {}).values()]
            asks_for_ways = proposition.expects is not None and proposition.expects.every_path
            stands = (_ways(findings) if asks_for_ways else ()) or _denials(findings)
            if stands:
                yield TheoryPoint(
                    division=Division.EVERY_PATH if asks_for_ways else Division.DENIED,
                    question=proposition.text,
                    theory=theory.id,
                    stands=stands,
                    of=theory.name.partition(" (")[0],
                    brief=proposition.id.replace("-", " ").capitalize(),
                )


_SHOWN_BY = {Answer.MET: "by", Answer.IN_PART: "another way:"}
"""What the claims are that a count of causes names."""


def _ways(findings: list[Finding]) -> tuple[Stand, ...]:
    """Of how many causes each author says so, if somebody who declares the theory does."""
    counted = [one for one in findings if one.decided.causes]
    if not any(one.attitude == DECLARED for one in counted):
        return ()
    ranked = sorted(counted, key=lambda one: one.attitude != DECLARED)
    return tuple(
        Stand(
            says=one.decided.ways if one is ranked[0] else one.decided.share.rpartition(" ")[0],
            shown_by=_SHOWN_BY.get(one.decided.answer, "see"),
            claims=_claims([one]),
            notes={one.author: "; ".join(filter(None, (one.decided.only, one.attitude)))},
        )
        for one in ranked
    )


def _denials(findings: list[Finding]) -> tuple[Stand, ...]:
    """Who denies a proposition, and who argues it; nothing where nobody denies it."""
    denying = [one for one in findings if one.decided.answer is Answer.DENIED]
    arguing = [one for one in findings if one.decided.answer in {Answer.MET, Answer.IN_PART}]
    if not denying:
        return ()
    counts = {one.author: one.decided.share for one in arguing}
    attitudes = {one.author: one.attitude for one in denying}
    denied = Stand(says="denied by", claims=_claims(denying), notes=attitudes)
    argued = Stand(says="argued by", claims=_claims(arguing), notes=counts)
    return (denied, argued) if arguing else (denied,)


def _claims(findings: list[Finding]) -> dict[ExplanationId, tuple[FullClaimId, ...]]:
    return {one.author: tuple(map(FullClaimId, one.decided.claims)) for one in findings}


def _rejected(view: View) -> Iterator[TheoryPoint]:
    """Who rejects a theory that others declare, it or another of its family."""
    authors = view.case.explanations.values()
    for theory in view.case.theories.values():
        rejecting = [a.id for a in authors if theory.id in {r.theory for r in a.rejects}]
        forms = {
            author.id: form.name
            for author in authors
            for form in [view.case.theories[one] for one in reversed(author.theories)]
            if form.family == theory.family and author.id not in rejecting
        }
        forms |= {a.id: theory.name for a in authors if theory.id in a.theories}
        if rejecting and theory.name in forms.values():
            yield TheoryPoint(
                division=Division.REJECTED,
                question=theory.name,
                theory=theory.id,
                stands=(
                    Stand(says="rejected by", claims=dict.fromkeys(rejecting, ())),
                    Stand(
                        says="declared by",
                        claims=dict.fromkeys(forms, ()),
                        notes={a: f"as {form}" for a, form in forms.items() if form != theory.name},
                    ),
                ),
            )


def _levels(said: Pairwise) -> Iterator[TheoryPoint]:
    """At which levels the direct causes of each author's outcomes lie, for two authors or more."""
    variables = said.case.variables
    stands = []
    for author, of in said.maps.items():
        direct = {
            step.matter[0]: step.id
            for outcome in said.case.explanations[author].explains
            for cause in of.bundles.before.get(outcome, ())
            for step in of.bundles.after[cause][outcome]
        }
        levels = Counter(level for one in direct if (level := variables[one].level))
        if levels:
            (level, number), *others = levels.most_common()
            stands.append(
                Stand(
                    says=f"{level.value} {number} of {len(direct)}",
                    claims={author: tuple(dict.fromkeys(direct.values()))},
                    notes={author: ", ".join(f"{one.value} {rest}" for one, rest in others)},
                    shown_by="see",
                )
            )
    if len(stands) > 1:
        question = "Direct causes of outcomes by level"
        yield TheoryPoint(
            division=Division.LEVELS, question=question, theory="", stands=tuple(stands)
        )


def _set_aside(view: View) -> Iterator[TheoryPoint]:
    """What one leaves out that another has as a cause, or names as one in theory."""
    leaving = grouped(
        (one.variable, author.id)
        for author in view.case.explanations.values()
        for one in author.sets_aside
    )
    for variable, authors in leaving.items():
        naming: dict[str, dict[ExplanationId, tuple[FullClaimId, ...]]] = {}
        for said in view.statements:
            if said.carries_chain and said.matter[0] == variable and said.author not in authors:
                says = "a general cause for" if said.is_general else "a cause for"
                claims = naming.setdefault(says, {})
                claims[said.author] = (*claims.get(said.author, ()), said.id)
        if naming:
            yield TheoryPoint(
                division=Division.SET_ASIDE,
                question=view.case.variables[variable].name,
                theory=variable,
                stands=(
                    Stand(says="set aside by", claims=dict.fromkeys(authors, ())),
                    *(Stand(says=says, claims=naming[says]) for says in sorted(naming)),
                ),
            )
