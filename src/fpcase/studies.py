"""The front door: what of a case is looked at, and every verb on a loaded case.

A verb is declared here once. The command line and the Sphinx directives read its options from
its signature, and what they mean from its docstring.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal, overload

import attrs

import fpcase
from fpcase.casefiles import find_case, load_case
from fpcase.comparison.caps import CHAIN_STEPS, CHAINS, DRAWS, LOOP_STEPS, LOOPS, SUGGESTIONS
from fpcase.model import Case, FpcaseError
from fpcase.model.notebook import rows_table
from fpcase.model.signatures import checked, checked_methods, refuse, words
from fpcase.model.wording import counted
from fpcase.statements import View
from fpcase.whole_case import WholeCase

__all__ = ["Study", "study"]


@checked_methods
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Study(WholeCase):
    """A case, filtered or whole, with a method for each question about it.

    Each verb calls one function, and returns what that returns. Nothing changes a study:
    `only` gives a new one.

    >>> import fpcase
    >>> study = fpcase.study("kazakhstan")
    >>> study.only("hananya-2019", period="2014/..").authors
    ('hananya-2019',)
    """

    def __repr__(self) -> str:
        """The case, and how much of it remains after filtering."""
        claims = sum(len(explanation.claims) for explanation in self.case.explanations.values())
        applied = f"; {'; '.join(self.applied)}" if self.applied else ""
        return (
            f"<Study of {self.case.id} {self.case.version}: "
            f"{counted(len(self.authors), 'author')}, {counted(claims, 'claim')}{applied}>"
        )

    def _repr_html_(self) -> str:
        """What a notebook shows: the case and the filters applied to it."""
        filters = [["; ".join(self.applied)]] if self.applied else []
        return self.case._repr_html_() + rows_table("Filters", ["applied"], filters)

    def diagram(
        self, *, stances: Iterable[str] = ("asserts",), expand: bool = False
    ) -> fpcase.diagrams.Diagram:
        """Draw what the authors claim as a networkx graph.

        Args:
            stances: The claims to draw: asserts, denies or reports.
            expand: Whether to draw intervening variables as boxes of their own.

        Raises:
            FpcaseError: a stance is unknown.

        >>> import fpcase
        >>> fpcase.study("kazakhstan").only("ramani-2016").diagram().graph["authors"]
        ('ramani-2016',)
        """
        return fpcase.diagrams.causal_diagram(self, stances=stances, expand=expand)

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
        outcome: str | None = None,
    ) -> fpcase.figures.Figure:
        """Draw each author's argument, or another kind of figure.

        Args:
            kind: The kind of figure (default: arguments).
            title: The title of the figure.
            columns: The width: one column of a journal (90 mm) or two (180 mm).
            core: The number of variables to draw for each author, beginning with the outcomes and
                what leads to them; 'all' draws every variable, even if the figure becomes
                unreadable (default: as many as a page holds).
            font: A font on this computer for the text in the figure.
            variable: The variable at the centre (for the kind 'around').
            cause: The variable at which chains begin.
            effect: The variable at which chains end.
            telling: Which chains: within (claims of one author), pooled (of any authors), or
                'union of withins' (stated in full by at least one author; default: pooled).
            pooled: Also draw loops that no single author states in full.
            max_steps: The greatest number of claims in a chain or a loop.
            limit: The greatest number of matters, sets of authors, chains or loops to draw.
            effects: Show only the causes of these variables.
            unit: What to count: shared arrows or shared variables (default: arrows).
            theories: Show only these theories.
            by: What to count by level of analysis: causes, effects or variables (default: causes).
            contest: The contest whose evidence is drawn (for the kind 'evidence').
            between: The two rivals to compare (for the kind 'evidence').
            outcome: The outcome of the decisions (for the kinds 'conditions' and 'consistency';
                default: the outcome that is coded for the most decisions).

        Raises:
            FpcaseError: there is no such kind, or it does not take an option.

        >>> import fpcase
        >>> fpcase.study("kazakhstan").only("ramani-2016").draw(core=7).caption[:8]
        'Outcomes'
        """
        given = {**locals(), "pooled": pooled or None}
        del given["self"], given["kind"], given["font"]
        asked = {name: value for name, value in given.items() if value is not None}
        return fpcase.figures.make_figure(self, kind, asked, font=font)

    def report(self, *, texts: str | Path | None = None) -> fpcase.report.Report:
        """Report the whole study on one page, to read, print, send or publish.

        Args:
            texts: The folder of the sources' texts, to show the passages themselves, for private
                use (default: no passages).

        Raises:
            FpcaseError: there is no such folder.

        >>> import fpcase
        >>> fpcase.study("ukraine").report().title
        'Ukraine between Russia and the West'
        """
        found = {} if texts is None else self._texts_at_hand(texts)
        return fpcase.report.report_study(self, found)

    def export(
        self,
        format: str,  # noqa: A002 - the word for it
        *,
        stances: Iterable[str] = ("asserts",),
        expand: bool = False,
    ) -> fpcase.diagrams.Export:
        """Export a diagram to another program, and say what the format loses.

        Args:
            format: The format, such as graphml.
            stances: The claims to export: asserts, denies or reports.
            expand: Whether to draw intervening variables as boxes of their own.

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
        """Say where authors contradict each other, where they agree, and why they differ.

        Args:
            on: One variable, to compare what authors say about its values, causes and effects; or
                two, to compare what they say about the effect of the first on the second,
                including through chains.

        Raises:
            FpcaseError: a variable is unknown, or more than two are given.

        >>> import fpcase
        >>> study = fpcase.study("kazakhstan").only("cai-2022", "hananya-2019")
        >>> study.compare().table("counts").columns[:2]
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

    def suggest(self, *, limit: int = SUGGESTIONS) -> fpcase.comparison.Suggestions:
        """Suggest pairs of variables to merge, or to put under a common broader term.

        Args:
            limit: The greatest number of pairs to suggest.

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
        max_steps: int = CHAIN_STEPS,
        limit: int = CHAINS,
        with_cut: bool | None = None,
    ) -> fpcase.comparison.Chains:
        """Find the chains of claims between two variables.

        Args:
            cause: The variable at which the chains begin.
            effect: The variable at which the chains end.
            authors: Use only the claims of these authors.
            telling: Which chains: within (claims of one author), pooled (of any authors), or
                'union of withins' (stated in full by at least one author).
            max_steps: The greatest number of claims in a chain.
            limit: The greatest number of chains to list.
            with_cut: Compute the source cut even if it takes long (for more than twelve authors,
                or many claims).

        Raises:
            FpcaseError: an id is unknown, or the ends are the same.

        >>> import fpcase
        >>> study = fpcase.study("kazakhstan")
        >>> found = study.chains("western-sanctions-on-russia", "economic-strain", max_steps=1)
        >>> len(found.chains[0].told_whole_by)
        3
        """
        some = self.only(*authors) if authors else self
        return fpcase.comparison.find_chains(
            *(some, cause, effect),
            telling=telling,
            max_steps=max_steps,
            limit=limit,
            with_cut=with_cut,
        )

    def loops(self, *, max_steps: int = LOOP_STEPS, limit: int = LOOPS) -> fpcase.comparison.Loops:
        """Find feedback loops, and the authors who state each of them in full.

        Args:
            max_steps: The greatest number of claims in a loop.
            limit: The greatest number of loops to list.

        Raises:
            FpcaseError: a number is not a whole number above 0.

        >>> import fpcase
        >>> fpcase.study("kazakhstan").only("ramani-2016").loops(max_steps=2).loops
        ()
        """
        return fpcase.comparison.find_loops(self, max_steps=max_steps, limit=limit)

    def congruence(self, *, theories: Iterable[str] | None = None) -> fpcase.comparison.Congruence:
        """Ask whether authors argue as theories expect.

        Args:
            theories: The theories to compare with the authors (default: all).

        Raises:
            FpcaseError: a theory is unknown.

        >>> import fpcase
        >>> found = fpcase.study("kazakhstan").only("cai-2022").congruence(theories="realism")
        >>> found.table("theories").rows[0][0]
        'Realism'
        """
        return fpcase.comparison.congruence(self, theories=theories)

    def overlap(self, *, draws: int = DRAWS, seed: int = 0) -> fpcase.comparison.Overlap:
        """Measure how far authors' whole maps overlap.

        Args:
            draws: The number of shuffles that give the null distribution of map distances.
            seed: The seed of the shuffles; the same seed gives the same result.

        Raises:
            FpcaseError: a number does not fit.

        >>> import fpcase
        >>> overlap = fpcase.study("kazakhstan").overlap(draws=20)
        >>> 0 < overlap.jaccard("cai-2022", "hananya-2019") < 1
        True
        """
        return fpcase.comparison.find_overlap(self, draws=draws, seed=seed)

    def centrality(self) -> fpcase.comparison.Centralities:
        """Measure which variables are drivers, which are outcomes, and which lie in between.

        >>> import fpcase
        >>> fpcase.study("ukraine").centrality().table("centrality").columns[0]
        'variable'
        """
        return fpcase.comparison.centralities(self)

    def consensus(self, *, at_least: int | None = None) -> fpcase.comparison.Consensus:
        """List the claims that several authors share, and who contradicts them.

        Args:
            at_least: The smallest number of authors who must agree (default: 2).

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
        """Say which relations change if concepts are defined differently.

        Args:
            if_merged: Two variables, of which the first is treated as the second.
            if_split: A variable to treat as a different variable for each author.

        Raises:
            FpcaseError: a variable is unknown, or not one of the two changes is named.

        >>> import fpcase
        >>> study = fpcase.study("kazakhstan").only("cai-2022", "hananya-2019")
        >>> study.sensitivity(if_split="anarchy").change
        'each author means something different by anarchy'
        """
        if if_merged is not None and if_split is None:
            return fpcase.comparison.merge_sensitivity(self, *if_merged)
        if if_split is not None and if_merged is None:
            return fpcase.comparison.split_sensitivity(self, if_split)
        message = (
            "sensitivity examines one change: name the variables to merge or the variable to "
            "split, not both"
        )
        raise FpcaseError(message)

    def predictions(self) -> fpcase.comparison.Ledger:
        """List what authors expected, and what happened.

        >>> import fpcase
        >>> fpcase.study("kazakhstan").predictions().entries[0].author
        'aitiev-2015'
        """
        return fpcase.comparison.prediction_ledger(self)

    def needs(self, author: str) -> fpcase.inference.Needs:
        """Find the variables through which all of an author's chains from a cause pass.

        Args:
            author: The author (hananya-2019).

        Raises:
            FpcaseError: there is no such author.

        >>> import fpcase
        >>> fpcase.study("kazakhstan").needs("hananya-2019").to_records()[0]["outcome"]
        'abstention-s-2018-355'
        """
        return fpcase.inference.needs(self, author)

    def across(self, *others: str | Path | Case | View) -> fpcase.comparison.CaseComparison:
        """Find the arrows that occur in several cases.

        Args:
            others: The other cases: names, folders, cases or studies; a study keeps its own
                filters; to the others, the filters of this study apply.

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


@checked
def study(of: str | Path | Case) -> Study:
    """Open a case, given by a bundled case's name, by its folder, or as a loaded case.

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
