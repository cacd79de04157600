"""What pages say again and again of a case, with links: arrows, places, lists of records."""

from collections.abc import Callable, Iterable, Mapping

import attrs

from fpcase.model.cases import Case
from fpcase.model.claims import CausalClaim, Condition, DescriptiveClaim
from fpcase.model.decisions import Reading
from fpcase.model.explanations import Explanation
from fpcase.model.ids import (
    ActorId,
    EvidenceId,
    ExplanationId,
    RivalId,
    SourceId,
    TheoryId,
    VariableId,
)
from fpcase.model.sources import Locator
from fpcase.model.terms import Basis, Certainty, Sign, Stance
from fpcase.model.theories import (
    EveryPathPattern,
    NoPathPattern,
    PathPattern,
    Pattern,
    Selector,
)
from fpcase.model.variables import Variable
from fpcase.report.restructured import link, plain
from fpcase.report.uses import Mention, Told, Uses, find_uses

SIGNS = {Sign.POSITIVE: "+", Sign.NEGATIVE: "−", Sign.NO_EFFECT: "0", Sign.UNSTATED: "?"}
"""How an arrow shows each sign."""


@attrs.frozen(kw_only=True)
class Pages:
    """A case on its way to pages.

    Attributes:
        case: The case.
        name: What targets of links begin with.
        uses: Where the case uses its records.
    """

    case: Case
    name: str
    uses: Uses

    def link(self, kind: str, id_: str, title: str) -> str:
        """A link to a record."""
        return link(kind, f"{self.name}:{id_}", title)

    def variable(self, variable: VariableId) -> str:
        """A link to a variable, by name."""
        return self.link("variable", variable, self.case.variables[variable].name)

    def broader(self, variable: Variable) -> str:
        """A link to what a variable is a kind of, with what more of it means; empty if none is."""
        if variable.broader is None:
            return ""
        less = "" if variable.broader.sign is Sign.POSITIVE else " (inverse)"
        return self.variable(variable.broader.variable) + less

    def actor(self, actor: ActorId) -> str:
        """A link to an actor, by name."""
        return self.link("actor", actor, self.case.actors[actor].name)

    def theory(self, theory: TheoryId) -> str:
        """A link to a theory, by name."""
        return self.link("theory", theory, self.case.theories[theory].name)

    def author(self, author: ExplanationId) -> str:
        """A link to an author's page."""
        return self.link("author", author, self.case.label(author))

    def rival(self, rival: RivalId) -> str:
        """A rival in a contest: a link to an author's page, or the id of another account."""
        author = ExplanationId(rival)
        return self.author(author) if author in self.case.explanations else plain(rival)

    def source(self, source: SourceId) -> str:
        """A link to a source, by author and year."""
        return self.link("source", source, self.case.sources[source].short)

    def piece(self, evidence: EvidenceId) -> str:
        """A link to a piece of evidence, by what was observed."""
        return self.link("evidence", evidence, self.case.evidence[evidence].description)

    def claim(self, explanation: Explanation, claim: CausalClaim) -> str:
        """A link to a claim, by author and number."""
        title = f"{self.case.label(explanation.id)}, {claim.id}"
        return self.link("claim", explanation.full_id(claim), title)

    def mention(self, mention: Mention) -> str:
        """A link to what rests on a place."""
        return self.link(mention.kind, mention.id, mention.id)

    def told(self, told: Told) -> str:
        """A claim in a list: whose, and what moves what."""
        explanation, claim = told
        return f"{self.claim(explanation, claim)}: {self.arrow(claim)}"

    def conditions(self, conditions: Iterable[Condition]) -> str:
        """What must hold, each with a link to its variable."""
        return ", ".join(f"{self.variable(c.variable)} is {plain(c.value)}" for c in conditions)

    def arrow(self, claim: CausalClaim) -> str:
        """A claim as an arrow between links, after its stance unless the author asserts it."""
        stance = "" if claim.stance is Stance.ASSERTS else f"*{claim.stance.value}* "
        return stance + written_arrow(claim, self.variable)

    def place(self, locator: Locator, own: SourceId | None = None) -> str:
        """A locator: source, place, first and last words, and what the passage leans on."""
        source = locator.source or own
        head = f"{self.source(source)}, {plain(locator.place)}" if source else plain(locator.place)
        words = ""
        if locator.anchor:
            words = f": “{plain(locator.anchor.start)} … {plain(locator.anchor.end)}”"
        if locator.quote:
            words = f": “{plain(locator.quote)}”"
        leaning = ", ".join(map(self.source, locator.citing))
        return head + words + (f"; leans on {leaning}" if leaning else "")

    def places(self, at: Iterable[Locator], own: SourceId | None = None) -> str:
        """Locators in a row."""
        return "; ".join(self.place(locator, own) for locator in at)


def prepared(case: Case, name: str) -> Pages:
    """A case ready to be written as pages."""
    return Pages(case=case, name=name, uses=find_uses(case))


def written_arrow(claim: CausalClaim, named: Callable[[VariableId], str]) -> str:
    """A claim as an arrow, with the sign on it.

    Args:
        claim: The claim.
        named: What to write for a variable.
    """
    causes = claim.signed_causes
    if len({sign for _, sign in causes}) > 1:
        before = " and ".join(f"{named(cause)} ({SIGNS[sign]})" for cause, sign in causes)
        return f"{before} → {named(claim.effect)}"
    before = " and ".join(named(cause) for cause, _ in causes)
    return f"{before} —({SIGNS[causes[0][1]]})→ {named(claim.effect)}"


def reading_standing(reading: Reading) -> list[str]:
    """Basis and certainty of a reading, where they are not the usual ones."""
    basis = [reading.basis.value] if reading.basis is not Basis.EXPLICIT else []
    return basis + ([reading.certainty.value] if reading.certainty is not Certainty.PLAIN else [])


def standing(claim: CausalClaim | DescriptiveClaim) -> str:
    """Sign, stance, strength, basis and certainty of a claim, in words; usual ones left out."""
    causal = claim if isinstance(claim, CausalClaim) else None
    signs = list(dict.fromkeys(sign.value for _, sign in causal.signed_causes)) if causal else []
    usual: Mapping[str, bool] = {
        claim.basis.value: claim.basis is Basis.EXPLICIT,
        claim.certainty.value: claim.certainty is Certainty.PLAIN,
    }
    words = [
        *([f"{' and '.join(signs)} sign"] if signs else []),
        f"the author {claim.stance.value} it",
        *(["of states in general"] if causal and causal.general else []),
        *([causal.modality.value] if causal and causal.modality else []),
        *(word for word, left_out in usual.items() if not left_out),
    ]
    return "; ".join(words)


def demand(pages: Pages, pattern: Pattern) -> str:
    """What a diagram must look like for an explanation to meet a proposition."""
    if some := pattern.some_path:
        through = f" through {_which(pages, some.through)}" if some.through else ""
        sign = f"a {some.sign.value} path" if some.sign else "a path"
        return f"Expects {sign} {_ends(pages, some)}{through}."
    if every := pattern.every_path:
        passed = _which(pages, every.through)
        return f"Expects that every path {_ends(pages, every)} passes {passed}."
    if none := pattern.no_path:
        return f"Expects no path {_ends(pages, none)}."
    if loop := pattern.loop:
        return f"Expects a loop through {_which(pages, loop.through)}."
    if share := pattern.outcome_cause_share:
        levels = " or ".join(level.value for level in share.level)
        return (
            f"Expects that at least {share.at_least:.0%} of what directly moves the outcomes lies "
            f"at {levels} level."
        )
    return "Expects no shape."


def _ends(pages: Pages, path: PathPattern | EveryPathPattern | NoPathPattern) -> str:
    """Where a path begins and ends."""
    return f"from {_which(pages, path.cause)} to {_which(pages, path.effect)}"


def _which(pages: Pages, selector: Selector) -> str:
    """The variables that a selector speaks of."""
    said = [
        *(["the outcomes"] if selector.outcome else []),
        *(["what any author or decision has as an outcome"] if selector.policy else []),
        *([" or ".join(map(pages.variable, selector.variables))] if selector.variables else []),
    ]
    if selector.level:
        said.append(f"variables at {' or '.join(one.value for one in selector.level)} level")
    if selector.tags:
        tags = " or ".join(f"“{plain(tag)}”" for tag in selector.tags)
        said.append(f"variables with the tag {tags}")
    return " that are also ".join(said) or "any variable"
