"""Where in a case folder a value stands."""

from typing import Any

import attrs

from fpcase.documents import Document, Problem, Steps


@attrs.frozen(kw_only=True, eq=False)
class Place:
    """Where a record stands.

    Attributes:
        document: The file.
        steps: Keys and indices from the file's root.
        of_key: Whether it is the last key that is meant, not its value.
    """

    document: Document
    steps: Steps = ()
    of_key: bool = False

    def below(self, *steps: str | int) -> "Place":
        """A place inside this one."""
        return Place(document=self.document, steps=(*self.steps, *steps))

    def problem(self, rule: str, *, of_key: bool = False, **text: Any) -> Problem:  # noqa: ANN401 - as Problem types them
        """A problem at this place."""
        return self.document.problem(rule, self.steps, of_key=of_key or self.of_key, **text)
