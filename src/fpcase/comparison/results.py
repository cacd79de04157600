"""What every result can do: give its tables, to read and to hand on."""

import json
from abc import ABC, abstractmethod

from fpcase.comparison.tables import Table, join_markdown


class Result(ABC):
    """A result with tables; a base for records that have `title` and `tables`."""

    @property
    @abstractmethod
    def title(self) -> str:
        """What the result is, for the head of a page."""

    @property
    @abstractmethod
    def tables(self) -> tuple[Table, ...]:
        """The result as tables, the chief one first."""

    def table(self, name: str) -> Table:
        """The table of this name.

        Raises:
            KeyError: there is none; the message names those that there are.
        """
        found = {table.name: table for table in self.tables}
        if name not in found:
            message = f"no table {name!r}; there is {', '.join(found)}"
            raise KeyError(message)
        return found[name]

    def to_records(self) -> list[dict[str, object]]:
        """The rows of the chief table, one mapping each."""
        return self.tables[0].to_records()

    def to_markdown(self) -> str:
        """All tables as a Markdown page."""
        return join_markdown(self.tables, self.title)

    def to_json(self) -> str:
        """All tables as JSON."""
        tables = {t.name: {"caption": t.caption, "rows": t.to_records()} for t in self.tables}
        tree = {"title": self.title, **self.facts(), "tables": tables}
        return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"

    def facts(self) -> dict[str, object]:
        """What JSON says beside the tables."""
        return {}

    def _repr_html_(self) -> str:
        return "".join(table._repr_html_() for table in self.tables)
