"""What every result can do: give its tables, to read and to hand on."""

import json
from abc import ABC, abstractmethod
from html import escape

from fpcase.comparison.tables import Table, join_markdown
from fpcase.model.notebook import folded
from fpcase.model.wording import counted, in_one_line


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

    @property
    def text(self) -> str:
        """What a reader should meet first, in plain words; empty where the tables say it."""
        return ""

    def table(self, name: str) -> Table:
        """The table of this name.

        Args:
            name: The table's key, such as ``relations``.

        Raises:
            KeyError: there is none; the message names those that there are.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
        >>> fpcase.comparison.find_loops(case, max_steps=3).table("loops").columns[:2]
        ('name', 'polarity')
        """
        found = {table.name: table for table in self.tables}
        if name not in found:
            message = f"no table {name!r}; there is {', '.join(found)}"
            raise KeyError(message)
        return found[name]

    def to_records(self) -> list[dict[str, object]]:
        """The rows of the chief table, one mapping each.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("ukraine"))
        >>> fpcase.comparison.prediction_ledger(case).to_records()
        []
        """
        return self.tables[0].to_records()

    def to_markdown(self) -> str:
        """All tables as a Markdown page.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("ukraine"))
        >>> print(fpcase.study(case).only("cai-2022").compare().to_markdown().splitlines()[0])
        # Ukraine between Russia and the West: Cai et al. 2022
        """
        return join_markdown(self.tables, self.title)

    def to_json(self) -> str:
        """All tables as JSON.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("ukraine"))
        >>> import json
        >>> json.loads(fpcase.compare(case).to_json())["case"]
        'ukraine'
        """
        tables = {t.name: {"caption": t.caption, "rows": t.to_records()} for t in self.tables}
        tree = {"title": self.title, **self.facts(), "tables": tables}
        return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"

    def facts(self) -> dict[str, object]:
        """What JSON says beside the tables.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("ukraine"))
        >>> fpcase.study(case).only("cai-2022").compare().facts()["authors"]
        ['cai-2022']
        """
        return {}

    def __repr__(self) -> str:
        """What the result is; its tables would fill pages."""
        return f"<{type(self).__name__}: {in_one_line(self.title)}>"

    def _repr_html_(self) -> str:
        """What a notebook shows: the chief table, and the others behind their names."""
        chief, *others = self.tables
        return "".join(
            [
                f"<p><strong>{escape(self.title)}</strong></p>",
                chief.to_html(),
                *(
                    folded(f"{one.name}: {counted(len(one.rows), 'row')}", one.to_html())
                    for one in others
                ),
            ]
        )
