"""The verbs that speak of a case as it is coded, and the texts that it was coded from."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

import fpcase
from fpcase.model import Case, FpcaseError, SourceId
from fpcase.model.signatures import checked_methods, one_of, refuse
from fpcase.statements import View

if TYPE_CHECKING:
    from fpcase.passages import IndexedText

TEXTS = "FPCASE_TEXTS"
"""The environment variable that names the folder of the sources' texts."""


@checked_methods
@attrs.frozen(kw_only=True, eq=False, repr=False)
class WholeCase(View):
    """A case as it is coded, without filters.

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
        """Show what a case says about an author, a variable, a claim or any other record.

        Args:
            id: The record's id, such as hananya-2019 (an author), hananya-2019/h12 (a claim) or
                ramani-2016/p2 (a prediction); without an id, the case as a whole is shown.
            texts: The folder of the sources' texts, to show the passage that a claim rests on
                (default: the folder 'texts' in the case folder, or else the environment
                variable FPCASE_TEXTS).

        Raises:
            FpcaseError: the case has no such record.

        >>> import fpcase
        >>> fpcase.study("kazakhstan").show("anarchy").splitlines()[0]
        'Anarchy (variable anarchy)'
        """
        case = self.unfiltered()
        wanted = texts is not None or (id is not None and "/" in id)
        return fpcase.report.describe(case, id, self._texts_at_hand(texts) if wanted else None)

    def passages(self, *, texts: str | Path | None = None) -> fpcase.passages.FoundPassages:
        """Look up the passage behind every locator.

        Args:
            texts: The folder of the sources' texts, in which to look up the passages (default: the
                folder 'texts' in the case folder, or else the environment variable FPCASE_TEXTS).

        Raises:
            FpcaseError: there are no texts.

        >>> import fpcase
        >>> folder = fpcase.new_case("passages-looked-up")  # an invented example, with a text
        >>> fpcase.study(folder).passages().passages[0].match.grade
        <Grade.EXACT: 'exact'>
        """
        case = self.unfiltered()
        at_hand = fpcase.passages.read_texts(case, self._folder_of_texts(texts))
        return fpcase.passages.FoundPassages.of(case, at_hand)

    def find(self, source: str, words: str, *, texts: str | Path | None = None) -> str:
        """Find words in a source's text, and print a locator for them to paste.

        Args:
            source: The id of the source.
            words: The words as in the text, with [...] for an omission.
            texts: The folder of the sources' texts (default: the folder 'texts' in the case
                folder, or else the environment variable FPCASE_TEXTS).

        Raises:
            FpcaseError: there is no such text, or the words do not stand in it.

        >>> import fpcase
        >>> folder = fpcase.new_case("words-found")  # an invented example, with a text
        >>> print(fpcase.study(folder).find("example-2001", "After a bad harvest")[:8])
        at:
          -
        """
        case = self.unfiltered()
        at_hand = fpcase.passages.read_texts(case, self._folder_of_texts(texts))
        known = SourceId(one_of("source", source, at_hand))
        return fpcase.passages.locators_of(words, at_hand[known])

    def coding(self, *, texts: str | Path | None = None) -> fpcase.report.Coding:
        """Report how a case was coded, for the coder's check and a paper's appendix.

        Args:
            texts: The folder of the sources' texts, to grade passages and to list paragraphs that
                no claim cites (default: the folder 'texts' in the case folder, or else
                the environment variable FPCASE_TEXTS).

        Raises:
            FpcaseError: there is no such folder.

        >>> import fpcase
        >>> [table.name for table in fpcase.study("ukraine").coding().tables][:2]
        ['stances', 'bases']
        """
        return fpcase.report.report_coding(self.unfiltered(), self._texts_at_hand(texts))

    def tables(
        self,
        out: str | Path,
        *,
        format: str = "csv",  # noqa: A002 - the word for it
        mark: bool = False,
        semicolons: bool = False,
    ) -> Path:
        """Write the records of a case as tables, one for each kind of record.

        Args:
            out: The folder to create; it must not exist yet.
            format: What to write: csv or parquet.
            mark: Begin each CSV file with a byte-order mark, so that Excel reads
                accented letters correctly.
            semicolons: Separate cells by semicolons, for spreadsheets with a decimal comma.

        Raises:
            FpcaseError: the folder cannot be made, or there is no such format.

        >>> import fpcase
        >>> sorted(path.name for path in fpcase.study("ukraine").tables("rows").iterdir())[:2]
        ['actors.csv', 'appraisals.csv']
        """
        return fpcase.casefiles.write_tables(
            self.unfiltered(), out, format=format, mark=mark, semicolons=semicolons
        )

    def sources(self, format: str) -> fpcase.casefiles.Bibliography:  # noqa: A002 - the word for it
        """Export a case's sources to a reference manager, and say what is lost.

        Args:
            format: The format: bibtex or csl-json.

        Raises:
            FpcaseError: there is no such format.

        >>> import fpcase
        >>> fpcase.study("ukraine").sources("bibtex").text[:1]
        '@'
        """
        return fpcase.casefiles.to_bibliography(self.unfiltered(), format)

    def weigh(
        self, contest: str | None = None, *, between: tuple[str, str] | None = None
    ) -> fpcase.inference.Weighing:
        """Weigh the evidence between rival explanations, and say what would change the result.

        Args:
            contest: The id of the contest, such as why-abstain.
            between: The two rivals to compare; without a contest, two explanations, weighed by
                the judgements that name no contest.

        Raises:
            FpcaseError: there is no such contest or explanation, or judgements contradict one
                another.

        >>> import fpcase
        >>> found = fpcase.study("kazakhstan").weigh(between=("hananya-2019", "ramani-2016"))
        >>> found.table("items").columns[:4]
        ('evidence', 'low', 'middle', 'high')
        """
        return fpcase.inference.weigh(self.unfiltered(), contest, between=between)

    decisions = fpcase.decisions.ask

    def agreement(
        self,
        *others: str | Path | Case,
        texts: str | Path | None = None,
        ties_by_order: bool = False,
    ) -> fpcase.comparison.Agreement:
        """Compare two or more codings of the same texts.

        Args:
            others: The other codings: names, folders or cases.
            texts: The folder of the sources' texts, to match claims by their passages (default:
                the folder 'texts' in the case folder, or else the environment variable
                FPCASE_TEXTS).
            ties_by_order: If passages overlap equally, match claims in order of appearance,
                instead of those whose codes agree most.

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
            self.unfiltered(),
            one,
            self._folder_of_texts(texts),
            more=more,
            ties_by_codes=not ties_by_order,
        )

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
                f"name the folder of texts with --texts, or in the environment variable {TEXTS}"
            )
            raise FpcaseError(message)
        return found

    def _texts_at_hand(self, named: str | Path | None) -> dict[SourceId, IndexedText]:
        """The texts available; the default folder may belong to another case."""
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
