"""Theories against explanations: does an author argue as a theory says?"""

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

import attrs

from fpcase.comparison.caps import PATTERN_STEPS
from fpcase.comparison.patterns import NOT_NAMED, Answer, AuthorDiagram, Decided, decide
from fpcase.comparison.tables import CellValue, Table, ViewResult, attributes
from fpcase.diagrams.causal import bundles, causal_diagram
from fpcase.diagrams.paths import BUDGET
from fpcase.model import (
    Case,
    Explanation,
    ExplanationId,
    FpcaseError,
    PropositionId,
    TheoryId,
    VariableId,
)
from fpcase.model.fields import grouped
from fpcase.model.signatures import checked, whole_numbers, words
from fpcase.model.wording import COLUMNS, counted, in_one_line, wrapped
from fpcase.statements import Bundles, View, gather, view_of

DECLARED, REJECTED = "declared", "rejected"

SPOKEN = (Answer.MET, Answer.IN_PART, Answer.NOT_MET, Answer.DENIED)
"""The answers of an author who speaks of what a proposition is about."""


@attrs.frozen(kw_only=True)
class Finding:
    """Whether one author argues as one proposition says.

    Attributes:
        theory: The theory.
        proposition: The proposition.
        author: The author.
        attitude: Whether the author has ``declared`` or ``rejected`` the theory; else empty.
        decided: The answer, with what it rests on.
    """

    theory: TheoryId
    proposition: PropositionId
    author: ExplanationId
    attitude: str
    decided: Decided

    @property
    def speaks(self) -> bool:
        """Whether the author speaks of what the proposition is about."""
        return self.decided.answer in SPOKEN

    @property
    def met(self) -> bool:
        """Whether the author argues as the proposition says."""
        return self.decided.answer is Answer.MET


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Congruence(ViewResult):
    """Which propositions of which theories each author's diagram meets.

    Attributes:
        view: The case as it was looked at.
        theories: The theories asked about.
        findings: One for each proposition that a diagram can decide, and each author.
    """

    what = "Congruence with theories"
    theories: tuple[TheoryId, ...]
    findings: tuple[Finding, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """Who takes which steps; then each theory, each proposition, each answer's ground."""
        return (
            self._steps_table(),
            self._theories_table(),
            self._propositions_table(),
            self._findings_table(),
        )

    @property
    def text(self) -> str:
        """Who takes the steps announced, in plain words: what a reader should meet first.

        For each author the declared theories: how many steps are taken, and each step with its
        answer. Then, for each theory, how many of its propositions each other author meets, of
        those spoken of; for who does not declare it, that is another author's question.

        >>> import fpcase
        >>> found = congruence(fpcase.load_case(fpcase.bundled_case("ukraine")))
        >>> found.text.splitlines()[0]
        'Ukraine between Russia and the West: who takes the steps announced'
        """
        lines = [in_one_line(f"{self.view.case.title}: who takes the steps announced", COLUMNS)]
        for author, explanation in self.view.case.explanations.items():
            lines.append(self.view.case.label(author))
            declared = [theory for theory in self.theories if theory in explanation.theories]
            if not declared:
                lines.append(" declares none of these theories")
            for theory in declared:
                lines += self._taken(author, theory)
        others = [line for theory in self.theories for line in self._others(theory)]
        if others:
            lines += ["Other authors (propositions met, out of those addressed):", *others]
        return "\n".join(lines) + "\n"

    def _taken(self, author: ExplanationId, theory: TheoryId) -> Iterator[str]:
        """The steps of a theory, each with its answer."""
        case = self.view.case
        propositions = case.theories[theory].propositions
        answers = {one.proposition: one for one in self.of(theory, author)}
        taken = [one.decided for one in answers.values() if one.met]
        steps = counted(len(answers), "step")
        said = f"{case.theories[theory].name}: {len(taken)} of {steps} taken"
        if causes := sum(one.causes for one in taken):
            said += f" (from {sum(one.passing for one in taken)} of {counted(causes, 'cause')})"
        if left := len(propositions) - len(answers):
            said += f", {left} that a diagram cannot test"
        yield from wrapped(said)
        silent = 0
        for one in propositions:
            decided = answers[one.id].decided if one.id in answers else None
            if decided and decided.note.startswith(NOT_NAMED):
                silent += 1
            elif decided and answers[one.id].met:
                step = f"{decided.short}: {one.text}"
                yield f"   {textwrap.shorten(step, COLUMNS - 3, placeholder=' …')}"
            elif decided:
                way = " → ".join(case.variables[VariableId(node)].name for node in decided.path)
                ground = f"{way}: {', '.join(decided.claims)}" if way else decided.note
                told = f"{decided.short}: {one.text} [{ground.replace(f'{author}/', '')}]"
                yield from wrapped(told, indent=3)
        if silent:
            where = "whose cause or effect is in none of the author's arrows"
            yield f"   not addressed: {counted(silent, 'step')} {where}"

    def _others(self, theory: TheoryId) -> Iterable[str]:
        """How the theory fits those who do not declare it."""
        case = self.view.case
        parts = [
            f"{case.label(author)} {_met(answers)}"
            for author, explanation in case.explanations.items()
            for answers in [self.of(theory, author)]
            if theory not in explanation.theories and any(one.speaks for one in answers)
        ]
        return wrapped(f"{case.theories[theory].name}: {', '.join(parts)}") if parts else []

    def of(self, theory: TheoryId, author: ExplanationId) -> tuple[Finding, ...]:
        """What one author's diagram answers to one theory.

        Args:
            theory: The theory.
            author: The author.

        >>> import fpcase
        >>> found = congruence(fpcase.load_case(fpcase.bundled_case("ukraine")))
        >>> found.of("realism", "cai-2022")[0].proposition
        'anarchy-moves-policy'
        """
        return tuple(f for f in self.findings if (f.theory, f.author) == (theory, author))

    @cached_property
    def by_proposition(
        self,
    ) -> Mapping[tuple[TheoryId, PropositionId], Mapping[ExplanationId, Finding]]:
        """Theory and proposition -> author -> the answer."""
        found: dict[tuple[TheoryId, PropositionId], dict[ExplanationId, Finding]] = {}
        for one in self.findings:
            found.setdefault((one.theory, one.proposition), {})[one.author] = one
        return found

    def _steps_table(self) -> Table:
        rows: list[tuple[CellValue, ...]] = []
        for author, explanation in self.view.case.explanations.items():
            for theory in (one for one in self.theories if one in explanation.theories):
                for one in self.view.case.theories[theory].propositions:
                    answers = self.by_proposition.get((theory, one.id))
                    told: tuple[str, str | None] = ("a diagram cannot test this", None)
                    if answers:
                        told = answers[author].decided.short, answers[author].decided.ground
                    rows.append((author, theory, one.text, *told))
        return self._rows(
            "steps",
            "The theories that each author declares, step by step, and whether the author "
            "takes each step in explaining the case. A step that the author only announces, or "
            "claims only for states in general, counts as not addressed.",
            ("author", "theory", "step", "answer", "shown by"),
            rows,
        )

    def _theories_table(self) -> Table:
        authors = self.view.authors
        rows: list[tuple[CellValue, ...]] = []
        for theory in dict.fromkeys(one.theory for one in self.findings):
            answers = [self.of(theory, author) for author in authors]
            met = [_marked(_met(found), found[0]) for found in answers]
            rows.append((self.view.case.theories[theory].name, len(answers[0]), *met))
        return self._rows(
            "theories",
            "How many of the propositions that each author's diagram addresses are met (a dash: "
            "none is addressed); theories that an author declares or rejects are marked. Meeting "
            f"a theory's propositions is consistent with the theory, but does not prove it: rival "
            f"theories may expect the same (Blatter and Haverland 2012). {self._undecidable()}",
            ("theory", "decidable propositions", *authors),
            rows,
        )

    def _undecidable(self) -> str:
        number = sum(
            proposition.expects is None
            for theory in self.theories
            for proposition in self.view.case.theories[theory].propositions
        )
        return f"{number} propositions that a diagram cannot test are left out." if number else ""

    def _propositions_table(self) -> Table:
        authors = self.view.authors
        return self._rows(
            "propositions",
            "How each author's diagram answers each proposition; theories that an author declares "
            "or rejects are marked.",
            ("theory", "proposition", *authors),
            [
                (*key, *(_marked(found[author].decided.short, found[author]) for author in authors))
                for key, found in self.by_proposition.items()
            ],
        )

    def _findings_table(self) -> Table:
        return self._table(
            "findings",
            "What each answer rests on: if the proposition is met, a shortest path that shows "
            "it; if it is not met, or met only in part, a shortest path that contradicts it; if "
            "it is denied, what is denied. 'Causes' says for how many of the causes in question "
            f"the proposition is met. A path has at most {PATTERN_STEPS} claims that can hold "
            "together. Claims about states in general, and claims that are only reported, are "
            "not used. Intervening variables are included.",
            self.findings,
            {
                **attributes("theory, proposition, author"),
                "attitude": lambda one: one.attitude or None,
                "answer": lambda one: one.decided.answer,
                "causes": lambda one: one.decided.share or None,
                "path": lambda one: " → ".join(one.decided.path) or None,
                "claims": lambda one: one.decided.claims,
                "note": lambda one: one.decided.note or None,
            },
        )


def _marked(text: str, finding: Finding) -> str:
    """What is said of an author, with what the author thinks of the theory."""
    return f"{text} ({finding.attitude})" if finding.attitude else text


def _met(findings: Iterable[Finding]) -> str:
    """How many propositions are met, of those spoken of; a dash if there are none."""
    spoken = [one for one in findings if one.speaks]
    return f"{sum(one.met for one in spoken)} of {len(spoken)}" if spoken else "–"


@checked
def congruence(
    of: Case | View,
    *,
    theories: Iterable[str] | None = None,
    budget: int = BUDGET,
) -> Congruence:
    """Ask of every theory and every author whether the author argues as the theory says.

    Congruence analysis (Blatter and Haverland 2012, Designing Case Studies): a theory's
    propositions expect certain paths, loops or shares of causes in a diagram. They are asked of
    authors who declare the theory, of those who reject it, and of all others.

    Args:
        of: What is looked at: a case, or a study of one.
        theories: Ids of theories; all if left out.
        budget: How many steps a search may take.

    Raises:
        FpcaseError: an id is unknown.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> found = congruence(View.of(case, ["cai-2022"]), theories=["realism"])
    >>> found.table("theories").rows[0][0]
    'Realism'
    """
    view = view_of(of)
    whole_numbers(budget=budget)
    return _found(view, _asked(view.case, theories), budget)


@lru_cache(maxsize=8)
def _found(view: View, asked: tuple[TheoryId, ...], budget: int) -> Congruence:
    """The answers, kept for all who ask the same of what they look at."""
    unchained = grouped(
        (one.author, one)
        for one in view.statements
        if one.is_causal and (one.is_general or not one.carries_chain)
    )
    diagrams = {
        author: AuthorDiagram(
            view=view,
            author=author,
            web=web,
            unchained=unchained.get(author, ()),
            budget=budget,
        )
        for author, web in _webs(view).items()
    }
    findings = tuple(
        Finding(
            theory=theory,
            proposition=proposition.id,
            author=author,
            attitude=attitude_to(view.case.explanations[author], theory),
            decided=decide(proposition.expects, diagram),
        )
        for theory in asked
        for proposition in view.case.theories[theory].propositions
        if proposition.expects is not None
        for author, diagram in diagrams.items()
    )
    return Congruence(view=view, theories=asked, findings=findings)


def attitude_to(explanation: Explanation, theory: TheoryId) -> str:
    """Whether an author has ``declared`` or ``rejected`` a theory; else empty."""
    if theory in {rejection.theory for rejection in explanation.rejects}:
        return REJECTED
    return DECLARED if theory in explanation.theories else ""


def _webs(view: View) -> dict[ExplanationId, Bundles]:
    """What carries chains for each author, without what is said about states in general."""
    pooled = bundles(causal_diagram(view, expand=True), include_reports=view.include_reports)
    said = grouped((one.author, one) for one in pooled.statements if not one.is_general)
    return {author: gather(said.get(author, ())) for author in view.authors}


def _asked(case: Case, theories: Iterable[str] | None) -> tuple[TheoryId, ...]:
    if theories is None:
        return tuple(case.theories)
    asked = []
    for theory in words("theories", theories, "ids of theories"):
        if theory not in case.theories:
            known = ", ".join(case.theories) or "none"
            message = f"the case has no theory {theory!r}; available: {known}"
            raise FpcaseError(message)
        asked.append(TheoryId(theory))
    return tuple(asked)
