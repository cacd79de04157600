"""The front door: what of a case is looked at, and every verb on a loaded case.

A verb is declared here once. The command line and the Sphinx directives read its options from
its signature, and what they mean from its docstring.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

import attrs

import fpcase
from fpcase.casefiles import find_case, load_case
from fpcase.model.cases import Case
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import SourceId
from fpcase.model.options import one_of, refuse, words
from fpcase.model.signatures import checked, checked_methods
from fpcase.model.wording import counted
from fpcase.statements import Filters, View

if TYPE_CHECKING:
    from fpcase.passages import IndexedText

__all__ = ["Study", "study"]

TEXTS = "FPCASE_TEXTS"
"""The environment variable that names the folder of the sources' texts."""
OF_WHOLE_CASE = frozenset(
    {
        *("show", "passages", "find", "coding", "tables", "sources"),
        *("agreement", "weigh", "decisions"),
    }
)
"""The verbs that speak of a case as it is coded, so that no filter may stand before them."""


@checked_methods
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Study(View):
    """A case as it is looked at, and every question that can be put to it.

    Each verb calls one function, and returns what that returns. Nothing changes a study:
    `only` gives a new one.

    Attributes:
        folder: The case folder, if it was read from one.

    >>> import fpcase
    >>> study = fpcase.study("kazakhstan")
    >>> study.only("hananya-2019", period="2014/..").authors
    ('hananya-2019',)
    """

    folder: Path | None = None

    def __repr__(self) -> str:
        """The case, and how much of it is looked at."""
        claims = sum(len(explanation.claims) for explanation in self.case.explanations.values())
        applied = f"; {'; '.join(self.applied)}" if self.applied else ""
        return (
            f"<Study of {self.case.id} {self.case.version}: "
            f"{counted(len(self.authors), 'author')}, {counted(claims, 'claim')}{applied}>"
        )

    # --- what is there -------------------------------------------------------------------------

    def show(
        self,
        id: str | None = None,  # noqa: A002 - the word for it
        *,
        texts: str | Path | None = None,
    ) -> str:
        """Tell what a case says of an author, a variable, a theory or a claim.

        Args:
            id: An author (hananya-2019), a variable, a theory, a claim (hananya-2019/h12) or a
                prediction (ramani-2016/p2); if left out, the case as a whole.
            texts: The folder of the sources' texts, to show the passage that a claim stands in
                (default: the folder 'texts' in the case folder, or else the variable
                FPCASE_TEXTS).

        Raises:
            FpcaseError: the case has no such record.

        >>> import fpcase
        >>> fpcase.study("kazakhstan").show("anarchy").splitlines()[0]
        'Anarchy (variable anarchy, level: system)'
        """
        case = self._whole_case()
        wanted = texts is not None or (id is not None and "/" in id)
        return fpcase.report.describe(case, id, self._texts_at_hand(texts) if wanted else None)

    def passages(self, *, texts: str | Path | None = None) -> fpcase.passages.FoundPassages:
        """Look up the passage behind every locator.

        Args:
            texts: The folder of the sources' texts, to look the passages up in (default: the
                folder 'texts' in the case folder, or else the variable FPCASE_TEXTS).

        Raises:
            FpcaseError: there are no texts.

        >>> import fpcase
        >>> folder = fpcase.new_case("passages-looked-up")  # an invented example, with a text
        >>> fpcase.study(folder).passages().passages[0].match.grade
        <Grade.EXACT: 'exact'>
        """
        case = self._whole_case()
        at_hand = fpcase.passages.read_texts(case, self._folder_of_texts(texts))
        return fpcase.passages.FoundPassages.of(case, at_hand)

    def find(self, source: str, words: str, *, texts: str | Path | None = None) -> str:
        """Find words in a source's text, and say where they stand as a locator to paste.

        Args:
            source: The source, by its id.
            words: The words, as they stand there; [...] for what is left out.
            texts: The folder of the sources' texts (default: the folder 'texts' in the case
                folder, or else the variable FPCASE_TEXTS).

        Raises:
            FpcaseError: there is no such text, or the words do not stand in it.

        >>> import fpcase
        >>> folder = fpcase.new_case("words-found")  # an invented example, with a text
        >>> print(fpcase.study(folder).find("example-2001", "After a bad harvest")[:8])
        at:
          -
        """
        case = self._whole_case()
        at_hand = fpcase.passages.read_texts(case, self._folder_of_texts(texts))
        known = SourceId(one_of("source", source, at_hand))
        return fpcase.passages.locators_of(words, at_hand[known])

    def coding(self, *, texts: str | Path | None = None) -> fpcase.report.Coding:
        """Report how a case was coded, for the coder's check and a paper's appendix.

        Args:
            texts: The folder of the sources' texts, to grade passages and to list paragraphs
                that no claim touches (default: the folder 'texts' in the case folder, or else
                the variable FPCASE_TEXTS).

        Raises:
            FpcaseError: there is no such folder.

        >>> import fpcase
        >>> [table.name for table in fpcase.study("ukraine").coding().tables][:2]
        ['stances', 'bases']
        """
        return fpcase.report.report_coding(self._whole_case(), self._texts_at_hand(texts))

    def diagram(
        self, *, stances: Iterable[str] = ("asserts",), expand: bool = False
    ) -> fpcase.diagrams.Diagram:
        """Draw what the authors claim as a networkx graph.

        Args:
            stances: Which claims to draw: asserts, denies, reports.
            expand: Whether to spell out intervening variables.

        Raises:
            FpcaseError: a stance is unknown.

        >>> import fpcase
        >>> fpcase.study("kazakhstan").only("ramani-2016").diagram().graph["authors"]
        ('ramani-2016',)
        """
        return fpcase.diagrams.causal_diagram(self, stances=stances, expand=expand)

    # --- pictures and files --------------------------------------------------------------------

    def draw(  # noqa: PLR0913 - what any kind of figure takes
        self,
        *,
        kind: str | None = None,
        title: str | None = None,
        columns: int | None = None,
        core: int | Literal["auto", "all"] | None = None,
        font: str | None = None,
        variable: str | None = None,
        cause: str | None = None,
        effect: str | None = None,
        telling: str | None = None,
        pooled: bool = False,
        max_steps: int | None = None,
        limit: int | None = None,
        effects: Iterable[str] | None = None,
        unit: str | None = None,
        theories: Iterable[str] | None = None,
        by: str | None = None,
        contest: str | None = None,
        between: tuple[str, str] | None = None,
    ) -> fpcase.figures.Figure:
        """Draw a figure: each author's own argument, or another kind.

        Args:
            kind: The kind of figure (default: arguments).
            title: What the figure is called.
            columns: How wide: one column of a journal (90 mm) or two (180 mm).
            core: Draw so many variables of each author: the outcomes and what leads to them; 'all'
                draws every one, readable or not (default: as many as a page holds).
            font: A font of this system to set the figure in.
            variable: The variable that a figure of the kind around is drawn around.
            cause: The variable that chains begin at.
            effect: The variable that chains end at.
            telling: Chains within (one author), pooled (any mixture), or 'union of withins'
                (default: pooled).
            pooled: Draw loops too that no author tells whole.
            max_steps: How many claims long a chain or a loop is at most.
            limit: Draw so many matters, sets of authors, chains or loops at most.
            effects: Show the causes of these variables only.
            unit: Count shared arrows or variables (default: arrows).
            theories: Ask of these theories only.
            by: The level of causes, effects or variables (default: causes).
            contest: The contest whose evidence a figure of the kind evidence draws.
            between: Or the two explanations that its evidence is weighed between.

        Raises:
            FpcaseError: there is no such kind, or it does not take an option.

        >>> import fpcase
        >>> fpcase.study("kazakhstan").only("ramani-2016").draw(core=7).caption[:11]
        'Shown first'
        """
        given = {
            "title": title,
            "columns": columns,
            "core": core,
            "variable": variable,
            "cause": cause,
            "effect": effect,
            "telling": telling,
            "max_steps": max_steps,
            "pooled": pooled or None,
            "limit": limit,
            "effects": effects,
            "unit": unit,
            "theories": theories,
            "by": by,
            "contest": contest,
            "between": between,
        }
        asked = {name: value for name, value in given.items() if value is not None}
        return fpcase.figures.make_figure(self, kind, asked, font=font)

    def export(
        self,
        format: str,  # noqa: A002 - the word for it
        *,
        stances: Iterable[str] = ("asserts",),
        expand: bool = False,
    ) -> fpcase.diagrams.Export:
        """Take a diagram to another program, and say what is lost on the way.

        Args:
            format: The format, such as graphml.
            stances: The claims to take: asserts, denies, reports.
            expand: Whether to spell out intervening variables.

        Raises:
            FpcaseError: there is no such format or stance.

        >>> import fpcase
        >>> fpcase.study("kazakhstan").only("ramani-2016").export("dagitty").text[:5]
        'dag {'
        """
        diagram = self.diagram(stances=stances, expand=expand)
        left_out = fpcase.diagrams.claims_left_out(self.whole, diagram)
        made = fpcase.diagrams.export(diagram, format)
        return attrs.evolve(made, lost=(*left_out, *made.lost))

    def tables(self, out: str | Path) -> Path:
        """Write claims, variables, actors and decisions as CSV, for a statistics program.

        Args:
            out: The folder to make; it must not exist yet.

        Raises:
            FpcaseError: the folder cannot be made.

        >>> import fpcase
        >>> sorted(path.name for path in fpcase.study("ukraine").tables("rows").iterdir())[:2]
        ['actors.csv', 'appraisals.csv']
        """
        return fpcase.casefiles.write_tables(self._whole_case(), out)

    def sources(self, format: str) -> fpcase.casefiles.Bibliography:  # noqa: A002 - the word for it
        """Give a case's sources to a reference manager, and say what is lost on the way.

        Args:
            format: The format: bibtex or csl-json.

        Raises:
            FpcaseError: there is no such format.

        >>> import fpcase
        >>> fpcase.study("ukraine").sources("bibtex").text[:1]
        '@'
        """
        return fpcase.casefiles.to_bibliography(self._whole_case(), format)

    # --- comparison ----------------------------------------------------------------------------

    @overload
    def compare(self, *, on: None = None) -> fpcase.comparison.Comparison: ...

    @overload
    def compare(self, *, on: str) -> fpcase.comparison.VariableComparison: ...

    @overload
    def compare(
        self, *, on: Iterable[str]
    ) -> fpcase.comparison.PairComparison | fpcase.comparison.VariableComparison: ...

    def compare(
        self, *, on: str | Iterable[str] | None = None
    ) -> (
        fpcase.comparison.Comparison
        | fpcase.comparison.PairComparison
        | fpcase.comparison.VariableComparison
    ):
        """Say where authors contradict each other, where they agree, and why they part.

        Args:
            on: One variable: was it so, what moves it, what follows, where authors part; or two:
                who says what of the effect of the first on the second, also through chains.

        Raises:
            FpcaseError: a variable is unknown, or more than two are given.

        >>> import fpcase
        >>> study = fpcase.study("kazakhstan").only("cai-2022", "hananya-2019")
        >>> study.compare().table("overlap").columns[:2]
        ('left', 'right')
        >>> study.compare(on="economic-strain").title
        "Strain on Kazakhstan's economy"
        """
        if on is None:
            return fpcase.compare(self)
        expected = "one variable, or a cause and an effect"
        first, *others = words("on", on, expected) or refuse("on", expected, on)
        if len(others) > 1:
            refuse("on", expected, on)
        if others:
            return fpcase.comparison.compare_on(self, first, *others)
        return fpcase.comparison.compare_about(self, first)

    def suggest(self, *, limit: int = 20) -> fpcase.comparison.Suggestions:
        """Suggest variables to take as one, or to put under one term, so that claims meet.

        Args:
            limit: How many pairs to give at most.

        >>> import fpcase
        >>> len(fpcase.study("kazakhstan").suggest(limit=2).suggestions)
        2
        """
        return fpcase.comparison.suggest(self, limit=limit)

    def chains(  # noqa: PLR0913 - the ends of a chain, and what bounds the search
        self,
        cause: str,
        effect: str,
        *authors: str,
        telling: str = "pooled",
        max_steps: int = 6,
        limit: int = 1000,
        with_cut: bool | None = None,
    ) -> fpcase.comparison.Chains:
        """Find the chains of claims between two variables.

        Args:
            cause: The variable that they begin at.
            effect: The variable that they end at.
            authors: Of these authors only.
            telling: within (one author), pooled (any mixture), or 'union of withins' (told
                whole by somebody).
            max_steps: How many claims long at most.
            limit: How many to give at most.
            with_cut: Compute the source cut, which takes long for many authors, also for more
                than 50.

        Raises:
            FpcaseError: an id is unknown, or the ends are the same.

        >>> import fpcase
        >>> study = fpcase.study("kazakhstan")
        >>> study.chains("anarchy", "power-seeking", max_steps=1).chains[0].told_whole_by
        ('cai-2022',)
        """
        some = self.only(*authors) if authors else self
        return fpcase.comparison.find_chains(
            *(some, cause, effect),
            telling=telling,
            max_steps=max_steps,
            limit=limit,
            with_cut=with_cut,
        )

    def loops(self, *, max_steps: int = 6, limit: int = 500) -> fpcase.comparison.Loops:
        """Find feedback loops, and who closes them.

        Args:
            max_steps: How many claims long at most.
            limit: How many to give at most.

        Raises:
            FpcaseError: a number is no whole number above 0.

        >>> import fpcase
        >>> fpcase.study("kazakhstan").only("ramani-2016").loops(max_steps=2).loops
        ()
        """
        return fpcase.comparison.find_loops(self, max_steps=max_steps, limit=limit)

    def congruence(self, *, theories: Iterable[str] | None = None) -> fpcase.comparison.Congruence:
        """Ask whether authors argue as theories say.

        Args:
            theories: These theories only.

        Raises:
            FpcaseError: a theory is unknown.

        >>> import fpcase
        >>> found = fpcase.study("kazakhstan").only("cai-2022").congruence(theories="realism")
        >>> found.table("theories").rows[0][0]
        'Realism'
        """
        return fpcase.comparison.congruence(self, theories=theories)

    def overlap(self, *, draws: int = 1000, seed: int = 0) -> fpcase.comparison.Overlap:
        """Compare authors' maps as wholes.

        Args:
            draws: How many shuffles the null of a map distance is made of.
            seed: Where the shuffles begin; the same seed gives the same null.

        Raises:
            FpcaseError: a number is no such number.

        >>> import fpcase
        >>> overlap = fpcase.study("kazakhstan").overlap(draws=20)
        >>> 0 < overlap.jaccard("cai-2022", "hananya-2019") < 1
        True
        """
        return fpcase.comparison.find_overlap(self, draws=draws, seed=seed)

    def centrality(self) -> fpcase.comparison.Centralities:
        """Measure which variables drive, which are driven, and what lies in between.

        >>> import fpcase
        >>> fpcase.study("ukraine").centrality().table("centrality").columns[0]
        'variable'
        """
        return fpcase.comparison.centralities(self)

    def consensus(self, *, at_least: int | None = None) -> fpcase.comparison.Consensus:
        """List what several authors assert alike, with who contradicts it.

        Args:
            at_least: How many authors it takes (default: 2).

        Raises:
            FpcaseError: there are not so many authors.

        >>> import fpcase
        >>> len(fpcase.study("kazakhstan").consensus(at_least=3).arrows[0].authors)
        3
        """
        return fpcase.comparison.consensus(self, at_least=at_least)

    def sensitivity(
        self, *, if_merged: tuple[str, str] | None = None, if_split: str | None = None
    ) -> fpcase.comparison.Sensitivity:
        """Say which relations change if concepts are drawn otherwise.

        Args:
            if_merged: If the first variable is taken as the second.
            if_split: If each author means something else by this variable.

        Raises:
            FpcaseError: a variable is unknown, or not one of the two changes is named.

        >>> import fpcase
        >>> study = fpcase.study("kazakhstan").only("cai-2022", "hananya-2019")
        >>> study.sensitivity(if_split="anarchy").change
        'each author means something else by anarchy'
        """
        if if_merged is not None and if_split is None:
            return fpcase.comparison.merge_sensitivity(self, *if_merged)
        if if_split is not None and if_merged is None:
            return fpcase.comparison.split_sensitivity(self, if_split)
        message = "sensitivity asks of one change: say what is merged, or what is split, not both"
        raise FpcaseError(message)

    def predictions(self) -> fpcase.comparison.Ledger:
        """List what authors expected, and what came.

        >>> import fpcase
        >>> fpcase.study("kazakhstan").predictions().entries[0].author
        'aitiev-2015'
        """
        return fpcase.comparison.prediction_ledger(self)

    def weigh(
        self, contest: str | None = None, *, between: tuple[str, str] | None = None
    ) -> fpcase.inference.Weighing:
        """Weigh the evidence between rival explanations, and say what would turn it.

        Args:
            contest: The contest, as the case calls it (why-abstain).
            between: Or two explanations, weighed by the judgements that name no contest.

        Raises:
            FpcaseError: there is no such contest or explanation, or judgements contradict one
                another.

        >>> import fpcase
        >>> found = fpcase.study("kazakhstan").weigh(between=("hananya-2019", "ramani-2016"))
        >>> found.table("items").columns[:4]
        ('evidence', 'low', 'middle', 'high')
        """
        return fpcase.inference.weigh(self._whole_case(), contest, between=between)

    def needs(self, author: str) -> fpcase.inference.Needs:
        """Say what an author's account needs: the variables that all chains to its outcomes pass.

        Args:
            author: The author (hananya-2019).

        Raises:
            FpcaseError: there is no such author.

        >>> import fpcase
        >>> fpcase.study("kazakhstan").needs("hananya-2019").to_records()[0]["outcome"]
        'abstention-s-2018-355'
        """
        return fpcase.inference.needs(self, author)

    def decisions(  # noqa: PLR0913 - every question and every choice by its name
        self,
        outcome: str,
        *,
        necessary: str | None = None,
        sufficient: str | None = None,
        cut: float = 1.0,
        pairs: bool = False,
        claims: bool = False,
        conditions: Iterable[str] | None = None,
        actors: Iterable[str] | None = None,
        kinds: Iterable[str] | None = None,
        period: str | None = None,
        works: Iterable[str] | None = None,
        basis: Iterable[str] | None = None,
        silence: Literal["unknown", "absence"] = "unknown",
    ) -> (
        fpcase.decisions.DecisionTable
        | fpcase.decisions.Proposition
        | fpcase.decisions.Pairs
        | fpcase.decisions.ClaimsOnDecisions
    ):
        """Compare decisions by conditions and an outcome, whatever the silent cells hold.

        Args:
            outcome: The outcome: a variable, "not" a variable, or variable=value.
            necessary: Is this necessary for it? Such as "a and not b or c=high".
            sufficient: Is this sufficient for it?
            cut: From which consistency on that holds.
            pairs: Compare decisions two by two.
            claims: Hold the authors' claims against the decisions.
            conditions: These conditions only.
            actors: Decisions of these actors only.
            kinds: Decisions of these kinds only.
            period: Decisions of these dates only (1991/2014).
            works: Readings that rest on these works only; others count as silence.
            basis: Readings on this basis only (explicit, implicit, inferred).
            silence: Whether a condition on which the texts are silent is unknown, or was absent
                (absence).

        Raises:
            FpcaseError: something asked for is unknown, no decision is left, or two questions are
                asked at once.

        >>> import fpcase
        >>> study = fpcase.study("kazakhstan")
        >>> found = study.decisions("distancing-from-russia", necessary="other-alternative")
        >>> found.verdict
        'open'
        """
        table = fpcase.decisions.decision_table(
            self._whole_case(),
            outcome,
            conditions=conditions,
            actors=actors,
            kinds=kinds,
            period=period,
            works=works,
            basis=basis,
            silence=silence,
        )
        return fpcase.decisions.ask(
            table, necessary=necessary, sufficient=sufficient, cut=cut, pairs=pairs, claims=claims
        )

    def across(self, *others: str | Path | Case | View) -> fpcase.comparison.CaseComparison:
        """Ask which arrows hold in several cases.

        Args:
            others: The other cases: names, folders, cases or studies; the filters hold for
                those that are no studies.

        Raises:
            FpcaseError: a case cannot be read, or two have the same id.

        >>> import fpcase
        >>> len(fpcase.study("kazakhstan").across("ukraine").views)
        2
        """
        views = [one if isinstance(one, View) else study(one) for one in others]
        same = [
            View.of(view.whole, filters=self.filters) if view is not one else view
            for view, one in zip(views, others, strict=True)
        ]
        return fpcase.comparison.compare_cases([self, *same])

    def agreement(
        self,
        *others: str | Path | Case,
        texts: str | Path | None = None,
        ties_by_order: bool = False,
    ) -> fpcase.comparison.Agreement:
        """Compare two codings, or more, of the same texts.

        Args:
            others: The other codings: names, folders or cases.
            texts: The folder of the sources' texts, to match claims by their passages (default:
                the folder 'texts' in the case folder, or else the variable FPCASE_TEXTS).
            ties_by_order: Match claims that overlap equally by their order, not so that they
                agree most.

        Raises:
            FpcaseError: no other is named, the texts are not there, or the codings have no work
                in common.

        >>> import fpcase
        >>> folder = fpcase.new_case("coded-by-two")  # an invented example, with a text
        >>> fpcase.study(folder).agreement(folder).alpha("effect")
        1.0
        """
        if not others:
            refuse("others", "another coding: a name, a folder or a case", others)
        one, *more = [study(other).whole for other in others]
        return fpcase.comparison.coder_agreement(
            self._whole_case(),
            one,
            self._folder_of_texts(texts),
            more=more,
            ties_by_codes=not ties_by_order,
        )

    # --- the case, and its texts ---------------------------------------------------------------

    def _whole_case(self) -> Case:
        if self.filters != Filters() or self.authors != tuple(self.whole.explanations):
            message = (
                "this speaks of the case as it is coded; ask it of the whole case, "
                "before any author or filter is chosen"
            )
            raise FpcaseError(message)
        return self.whole

    def _found_texts(self, named: str | Path | None) -> Path | None:
        if named is not None:
            return Path(named)
        if self.folder is not None and (self.folder / "texts").is_dir():
            return self.folder / "texts"
        return Path(os.environ[TEXTS]) if os.environ.get(TEXTS) else None

    def _folder_of_texts(self, named: str | Path | None) -> Path:
        found = self._found_texts(named)
        if found is None:
            message = (
                "there is no folder 'texts' in the case folder; "
                f"name the folder of texts with --texts, or in the variable {TEXTS}"
            )
            raise FpcaseError(message)
        return found

    def _texts_at_hand(self, named: str | Path | None) -> dict[SourceId, IndexedText]:
        """The texts that there are; a folder that nobody named for this case may be of another."""
        folder = self._found_texts(named)
        if folder is None:
            return {}
        try:
            return fpcase.passages.read_texts(self.whole, folder)
        except FpcaseError as error:
            if named is not None:
                raise
            warnings.warn(f"without passages: {error}", stacklevel=3)
            return {}


@checked
def study(of: str | Path | Case) -> Study:
    """Look at a case: the name of a bundled one, a folder, or a case that is loaded.

    Args:
        of: The case.

    Raises:
        FpcaseError: there is no such case, or it does not load.

    >>> import fpcase
    >>> fpcase.study("ukraine").case.country
    'Ukraine'
    """
    if isinstance(of, Case):
        return Study.of(of)
    folder = find_case(str(of))
    return attrs.evolve(Study.of(load_case(folder)), folder=folder)
