"""All passages of a case, with the texts that they were looked up in."""

from collections.abc import Mapping
from typing import Any, Self

import attrs

from fpcase.model.cases import Case
from fpcase.model.ids import SourceId
from fpcase.passages.annotations import to_web_annotations
from fpcase.passages.finding import Passage, find_passages
from fpcase.passages.texts import IndexedText


@attrs.frozen(kw_only=True, eq=False)
class FoundPassages:
    """Every locator of a case with its passage.

    Attributes:
        case: The case.
        texts: The texts that passages were looked up in.
        passages: Locators with what was found, in the order of the files.
    """

    case: Case = attrs.field(repr=False)
    texts: Mapping[SourceId, IndexedText] = attrs.field(repr=False)
    passages: tuple[Passage, ...]

    @classmethod
    def of(cls, case: Case, texts: Mapping[SourceId, IndexedText]) -> Self:
        """Look up every locator of a case.

        Args:
            case: The case.
            texts: The texts, as `read_texts` gives them.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("ukraine"))
        >>> FoundPassages.of(case, {}).passages[0].match.grade
        <Grade.NO_TEXT: 'no-text'>
        """
        return cls(case=case, texts=texts, passages=find_passages(case, texts))

    def to_records(self) -> list[dict[str, object]]:
        """One plain mapping for each locator.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("ukraine"))
        >>> FoundPassages.of(case, {}).to_records()[0]["grade"]
        'no-text'
        """
        return [passage.to_record() for passage in self.passages]

    def to_web_annotations(self) -> dict[str, Any]:
        """The passages that were found, as a page of W3C Web Annotations.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("ukraine"))
        >>> FoundPassages.of(case, {}).to_web_annotations()["items"]
        []
        """
        return to_web_annotations(self.case, self.passages, self.texts)
