"""The verbs that speak of a case as it is coded, and the texts that it was coded from."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import attrs

import fpcase
from fpcase.model import Case, FpcaseError, SourceId
from fpcase.model.options import one_of, refuse
from fpcase.model.signatures import checked_methods
from fpcase.statements import Filters, View

if TYPE_CHECKING:
    from fpcase.passages import IndexedText

TEXTS = "FPCASE_TEXTS"
"""The environment variable that names the folder of the sources' texts."""


@checked_methods
@attrs.frozen(kw_only=True, eq=False, repr=False)
class WholeCase(View):
    """A case as it is coded: no filter may stand before its verbs.

    Attributes:
        folder: The case folder, if it was read from one.
    """

    folder: Path | None = None

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

    def decisions(  # noqa: PLR0913 - every question and every choice by its name
        self,
        outcome: str,
        *,
        necessary: str | None = None,
        sufficient: str | None = None,
        cut: float = 1.0,
        pairs: bool = False,
        claims: bool = False,
        rows: Iterable[str] | None = None,
        solve: Iterable[str] | None = None,
        expects: Iterable[tuple[str, str]] = (),
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
        | fpcase.decisions.TruthTable
        | fpcase.decisions.Solutions
    ):
        """Compare decisions by conditions and an outcome, whatever the silent cells hold.

        Args:
            outcome: The outcome: a variable, "not" a variable, or variable=value.
            necessary: Is this necessary for it? Such as "a and not b or c=high".
            sufficient: Is this sufficient for it?
            cut: From which consistency on that holds.
            pairs: Compare decisions two by two.
            claims: Hold the authors' claims against the decisions.
            rows: Put the decisions together by their configuration of these conditions.
            solve: Find which combinations of these conditions go with the outcome (needs the extra
                'analysis').
            expects: A condition, and the value at which it is expected to help.
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
            table,
            necessary=necessary,
            sufficient=sufficient,
            cut=cut,
            pairs=pairs,
            claims=claims,
            rows=rows,
            solve=solve,
            expects=expects,
        )

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
        one, *more = [fpcase.study(other).whole for other in others]
        return fpcase.comparison.coder_agreement(
            self._whole_case(),
            one,
            self._folder_of_texts(texts),
            more=more,
            ties_by_codes=not ties_by_order,
        )

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
