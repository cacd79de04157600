"""What a comparison says in plain words: names, not ids; and who says it, with which claim."""

import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

import attrs

from fpcase.comparison.author_maps import OwnChains
from fpcase.comparison.causes import Divergence, Named, SoleConsequences
from fpcase.comparison.points import TWO, Point
from fpcase.comparison.relations import Kind, SelfContradiction
from fpcase.comparison.theory_points import Stand, TheoryPoint
from fpcase.model import Case, ExplanationId, VariableId
from fpcase.model.fields import grouped
from fpcase.model.wording import counted, first_few
from fpcase.statements import Matter, Statement, Tree, Voice, tree_of
from fpcase.statements.signs import WORDS, named

MOST_AUTHORS = 8
"""How many authors a line names on one side before it counts the rest."""
MOST_CLAIMS = 2
"""How many claims of one author a line names before it counts the rest."""
MOST_NAMED = 3
"""How many causes or consequences it names of the same authors before it counts the rest."""
LONGEST = 100
"""How many letters of a theory's proposition a row has."""

_MARKED = {
    Voice.OWN: "{}",
    Voice.REPORTS: "as {} reports{}",
    Voice.FORECASTS: "as {} expects",
}
_VERBS = {
    "+": "raises",
    "−": "lowers",
    "?": "moves",
    "0": "does not move",
    "not +": "does not raise",
    "not −": "does not lower",
}
_PASSIVE = {"+": "raised by", "−": "lowered by", "?": "moved by"}
_NAMED_SITUATIONS = {open_: word for word, open_ in WORDS.items()}


def verb(leaves_open: frozenset[str]) -> str:
    """What a cause does to an effect, by the signs that are left open.

    Args:
        leaves_open: One or two of +, − and 0.

    >>> verb(frozenset("−0"))
    'does not raise'
    """
    return _VERBS[named(leaves_open).value]


@attrs.frozen(kw_only=True, eq=False)
class Sentences:
    """How a case's authors, variables and claims are called in a sentence.

    Attributes:
        case: The case.
        brief: Whether a sentence is to fit the first screen: one claim of each author, signs for
            verbs, and neither steps nor dates that a reader can do without.
        most_authors: How many authors a line names on one side before it counts the rest.
    """

    case: Case
    brief: bool = False
    most_authors: int = MOST_AUTHORS

    @cached_property
    def authors(self) -> Mapping[ExplanationId, str]:
        """Author -> surname; with the year where two authors have one surname."""
        works = {id_: self.case.sources[one.source] for id_, one in self.case.explanations.items()}
        often = Counter(work.surnames[0] for work in works.values())
        return {
            author: work.surnames[0] if often[work.surnames[0]] == 1 else work.short
            for author, work in works.items()
        }

    def claim(self, full_id: str) -> str:
        """A claim as a reader finds it: ``Hananya h54``.

        Args:
            full_id: The claim's full id.
        """
        author, _, claim = full_id.partition("/")
        return f"{self.authors[ExplanationId(author)]} {claim}"

    def name(self, variable: VariableId) -> str:
        """What a variable is called.

        Args:
            variable: The variable's id.
        """
        return self.case.variables[variable].name

    def matter(self, matter: Matter, *, it: VariableId | None = None) -> str:
        """What is spoken of: ``Limited capability → neutrality``, or one variable.

        Args:
            matter: Cause and effect, or one variable.
            it: A variable that has just been named.
        """
        known = it if len(matter) > 1 else None
        return " → ".join("it" if end == known else self.name(end) for end in matter)

    def who(
        self,
        said: Iterable[Statement | OwnChains],
        matter: Matter | None = None,
        *,
        dated: bool = False,
    ) -> str:
        """Who says something, with the claims; reports and forecasts are marked as such.

        Args:
            said: Statements of one content, or an author's own chains.
            matter: What they are held to say something of; a claim on a narrower term gets a star.
            dated: Whether to add when, and under which conditions, each speaks.
        """
        own: dict[str, list[str]] = {}
        for one in said:
            author = self.authors[one.author]
            if isinstance(one, OwnChains):
                ways = "a chain" if len(one.chains) == 1 else f"{len(one.chains)} chains"
                nodes = " → ".join(self.name(node) for node in one.chains[0][1:-1])
                own.setdefault(f"{author} by {ways} (through {nodes})", [])
                continue
            star = "*" if matter and one.matter != matter else ""
            claim = one.id.partition("/")[2] + star + (self._scope(one) if dated else "")
            own.setdefault(_MARKED[one.voice].format(author, self._of(one)), []).append(claim)
        shown = [
            f"{author} {claims[0]}" if self.brief and claims else _with_claims(author, claims)
            for author, claims in own.items()
        ]
        return first_few(shown, self.most_authors)

    def _of(self, one: Statement) -> str:
        """Whose view a report passes on, if its passages cite anybody."""
        cited = dict.fromkeys(
            self.case.sources[work].surnames[0] for place in one.claim.at for work in place.citing
        )
        return f" of {' and '.join(cited)}" if cited else ""

    def _scope(self, one: Statement) -> str:
        """When, and under which conditions, a statement holds, in brackets."""
        demanded = (f"if {self.name(c.variable)}: {c.value}" for c in one.scope.conditions)
        period = one.period or ""
        if self.brief:  # years alone
            ends = re.sub(r"(\d{4})-[\d-]+|[~?%]", r"\1", period).split("/")
            period = "/".join(dict.fromkeys(ends))
        said = ", ".join(filter(None, (period, *demanded)))
        return f" ({said})" if said else ""

    def content(self, leaves_open: frozenset[str], said: Statement | OwnChains) -> str:
        """What is said of a matter: a verb for an effect, else the word of the description.

        Args:
            leaves_open: What is left open, said of the matter's terms.
            said: One of those who say so.
        """
        if len(said.matter) > 1:
            return verb(leaves_open)
        assert isinstance(said, Statement)  # noqa: S101 - chains are of effects
        if leaves_open != said.leaves_open:
            return _NAMED_SITUATIONS[leaves_open]
        values = getattr(said.claim, "value", ())
        if said.is_denied:  # "not no" cannot be read
            return (
                f"not {' or '.join(values).replace('-', ' ')}"
                if values != ("no",)
                else "not absent"
            )
        if len(values) == TWO == len(self.case.variables[said.matter[0]].values):
            return "either" if said.exclusive else "both"
        return (" or " if said.exclusive else " and ").join(values).replace("-", " ")

    def statements(self, said: Iterable[Statement], it: VariableId) -> list[str]:
        """Statements in sentences, dated: what of one matter is said alike stands together.

        Args:
            said: Statements.
            it: A variable that has just been named.
        """
        found = grouped(((one.matter, self.content(one.leaves_open, one)), one) for one in said)
        matters = grouped(
            (matter, f"{content} {self.who(made, dated=True)}")
            for (matter, content), made in found.items()
        )
        return [
            f"{self.matter(matter, it=it)}: {' | '.join(says)}" for matter, says in matters.items()
        ]

    def sides(self, point: Point) -> str:
        """Who says what: ``raises Cai c21 | lowers Hananya h54``.

        Args:
            point: A point of agreement or disagreement.
        """
        if self.brief and point.kind is Kind.AGREE and len(point.matter) == 1:
            return self._alike(point)
        dated = point.kind is Kind.DIFFER_BY_SCOPE or (point.of_other_times and not self.brief)
        sides = [
            f"{self.content(side.leaves_open, side.said[0])} "
            f"{self.who(side.said, point.matter, dated=dated)}"
            for side in point.sides
        ]
        most = max(self.most_authors, 2) if self.brief else len(sides)
        return first_few(sides, most, " | ")

    def _alike(self, point: Point) -> str:
        """Who describes a thing alike: in the widest word that is used, and each author once."""
        said = [one for side in point.sides for one in side.said]
        own = {one.author for one in said if one.voice is Voice.OWN}
        heard = [one for one in said if one.voice is Voice.OWN or one.author not in own]
        widest = max(point.sides, key=lambda side: len(side.leaves_open))
        content = self.content(widest.leaves_open, widest.said[0])
        return f"{content} {self.who(heard, point.matter)}"

    def point(self, point: Point, *, it: VariableId | None = None) -> str:
        """A point of agreement or disagreement, with all who speak of it.

        Args:
            point: The point.
            it: A variable that has just been named.
        """
        notes = [
            self._narrower(point),
            f"and {len(point.alike)} alike" if point.alike and not self.brief else "",
            "dates approximate" if point.approximate and not self.brief else "",
            "of different times" if point.of_other_times and not self.brief else "",
            *(f"{self.authors[author]} says both" for author in point.say_both),
        ]
        said = "; ".join(note for note in notes if note)
        mark = "†" if self.brief and point.of_other_times else ""
        line = f"{self.matter(point.matter, it=it)}{mark}: {self.sides(point)}"
        return f"{line} [{said}]" if said else line

    def _narrower(self, point: Point) -> str:
        """What those speak of who speak of narrower terms, and how many steps lie between.

        Where more of the narrower term is less of the broader one, what is said is turned round.
        """
        terms = dict.fromkeys(
            self.name(end) + (" (turned round)" if way and way.turned else "")
            for side in point.sides
            for one in side.said
            for end, term in zip(one.matter, point.matter, strict=True)
            if end != term
            for way in [self._tree.way(end, term)]
            if not self.brief or (way and way.turned)
        )
        if not terms:
            return ""
        if self.brief:
            return f"* {', '.join(terms)}"
        most = max(one.steps for one in point.relations)
        steps = f"{counted(most, 'step')} up" if most else "up"  # unused terms are no steps
        return f"* {steps} from {first_few(tuple(terms), MOST_CLAIMS)}"

    @cached_property
    def _tree(self) -> Tree:
        return tree_of(self.case, ())

    def names(self, variables: Sequence[VariableId], most: int) -> str:
        """The names of some variables, the first few spelled out and the rest counted.

        Args:
            variables: The variables.
            most: How many to spell out.
        """
        return first_few([self.name(variable) for variable in variables], most)

    def moved(
        self,
        said: Iterable[tuple[VariableId, frozenset[str]]],
        *,
        by: bool,
        most: int | None = None,
    ) -> str:
        """What something raises and lowers, or what it is raised and lowered by.

        Args:
            said: Variables, and which signs are left open.
            by: Whether the variables are the causes.
            most: How many variables to spell out of each sign; all if left out.
        """
        groups = grouped((named(leaves_open).value, variable) for variable, leaves_open in said)
        words = {} if self.brief else _PASSIVE if by else _VERBS
        return "; ".join(
            f"{words.get(sign, sign)} {self.names(v, most or len(v))}" for sign, v in groups.items()
        )

    def left_out(self, which: Callable[[VariableId], bool] = lambda _: True) -> list[str]:
        """What authors name and leave out, with their reasons.

        Args:
            which: Of which variables to speak.
        """
        return [
            f"{self.authors[author.id]} leaves out {self.name(one.variable)}: {one.because}"
            for author in self.case.explanations.values()
            for one in author.sets_aside
            if which(one.variable)
        ]

    def divergence(self, one: Divergence) -> str:
        """What authors name for one effect, or to follow from one cause.

        A thing that several name stands once. In brief, the fewest things that speak for every
        author are named, and the rest counted.

        Args:
            one: The effect, with its causes, or the cause.
        """
        sides: dict[tuple[ExplanationId, ...], list[Named]] = {}
        rest = 0
        for thing, authors in one.mentions:
            heard = {author for side in sides for author in side}
            if self.brief and (
                heard.issuperset(one.authors) or len(sides) == max(self.most_authors, 2)
            ):
                rest += 1
            else:
                sides.setdefault(authors, []).append(thing)
        told = " | ".join(self._named(one, *side) for side in sides.items())
        more = f"; {rest} more" if rest else ""
        note = "" if one.one_thing else " [different things explained]"
        so = ""
        if one.so and not self.brief:
            told += "" if one.mirror else f" | stated without a cause by {self.who(one.so)}"
            so = f" (so {self.who(one.so)})" if one.mirror else ""
        elif len(said := {claim.author for claim in one.so}) > 1 and one.mirror:
            so = f" ({len(said)} say so)"
        return f"{self.name(one.term)}{so} {'⇒' if one.mirror else '⇐'} {told}{more}{note}"

    def _named(
        self, one: Divergence, authors: tuple[ExplanationId, ...], named: Sequence[Named]
    ) -> str:
        """Who names what, and of which kinds of the term, if not of the term itself."""
        kinds = tuple(dict.fromkeys(end for thing in named for end in sorted(thing.ends)))
        of = "*" if self.brief else f" (of {self.names(kinds, 1)})"
        shown = [(thing.variable, thing.leaves_open) for thing in named[:MOST_NAMED]]
        more = f" and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
        who = ", ".join(self.authors[author] for author in authors)
        return (
            f"{who}{'' if one.term in kinds else of}: {self.moved(shown, by=not one.mirror)}{more}"
        )

    def theory(self, one: TheoryPoint) -> str:
        """A question of theory, with the answers that authors give.

        Args:
            one: The question.
        """
        question = one.question.rstrip(".")
        if self.brief and len(question) > LONGEST // 2:
            question = one.brief or question
        question = textwrap.shorten(question, LONGEST, placeholder=" …")
        of = f" ({one.of})" if one.of else ""
        return f"{question}{of}: {' | '.join(map(self.stand, one.stands))}"

    def stand(self, one: Stand) -> str:
        """What some authors say to a theory: ``denied by Hananya h54``.

        Args:
            one: Their answer.
        """
        if self.brief:
            who = first_few([self.authors[author] for author in one.authors], self.most_authors)
            return f"{who} {one.says}" if one.shown_by else f"{one.says} {who}"
        told = []
        for author, claims in one.claims.items():
            known = [claim.partition("/")[2] for claim in claims]
            notes = list(filter(None, [one.notes.get(author)]))
            if one.shown_by:
                notes.append(_with_claims(one.shown_by, known))
                return f"{self.authors[author]} {one.says} ({'; '.join(notes)})"
            noted = [f"({note})" for note in notes]
            told.append(" ".join([_with_claims(self.authors[author], known), *noted]))
        return f"{one.says} {', '.join(told)}"

    def sole(self, one: SoleConsequences) -> str:
        """What single authors say to follow from a thing that several discuss.

        Args:
            one: The thing, and what they say.
        """
        sides = [
            f"only {self.authors[author]}: {self.moved(said, by=False)}"
            for author, said in grouped(
                (claim.author, (claim.matter[1], claim.leaves_open)) for claim in one.claims
            ).items()
        ]
        number = len(one.authors)
        return f"{self.name(one.term)} (discussed by {number}): {' | '.join(sides)}"

    def both(self, one: SelfContradiction, said: Iterable[Statement]) -> str:
        """What an author says of a matter that excludes itself, and what others say of it.

        Args:
            one: The claims that exclude each other.
            said: What everybody says.
        """
        on = [s for s in said if s.matter == one.matter]
        own = [s for s in on if s.id in one.claims]
        others = [s for s in on if s.author != one.author]
        chains = ["the contrary by a chain"] if one.through_chains else []
        parts = [*(f"{self.content(s.leaves_open, s)} {self.who([s])}" for s in own), *chains]
        beside = "; ".join(f"{self.content(s.leaves_open, s)} {self.who([s])}" for s in others)
        return " | ".join(parts) + (f" [others: {beside}]" if beside else "")


def _with_claims(author: str, claims: list[str]) -> str:
    return f"{author} {first_few([*dict.fromkeys(claims)], MOST_CLAIMS)}".rstrip()
