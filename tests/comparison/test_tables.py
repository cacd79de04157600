"""Tables show what cells hold, whatever the cells hold."""

import csv
import html
import io
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fpcase.comparison import Table
from fpcase.comparison.tables import FORMATS, join_markdown

HOSTILE = [
    "plain",
    "a|b",
    "a\nb",
    "a\rb",
    "a\r\nb",
    "back\\slash\\",
    "*bold* _it_ `code` ~~gone~~ $x$ [link](x) <b>html</b> &lt; ![i](x)",
    '"quoted", and more',
    "=1+1",
    "=cmd|'/C calc'!A0",
    "+A1",
    "-A1",
    "@SUM(A1)",
    " =A1",
    "\t=A1",
    "＝A1",  # noqa: RUF001 - the wide sign that spreadsheets take for =
    "+, −",
    "not +",
    "[5pt]",
    "*",
    "--- ''x'' ``y`` ?` ,,",
    "{}&%$#_~^\\−<>|",
    "</td></tr></table><script>alert(1)</script>",
    "",
    "   ",
    "Тоқаев 哈萨克斯坦",
]

cells = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.lists(st.sampled_from(["a/1", "b|2", "=c"]), max_size=3).map(tuple),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Any table, with hostile cells, columns and caption."""
    width = draw(st.integers(1, 4))
    row = st.lists(cells, min_size=width, max_size=width)
    texts = st.sampled_from([text for text in HOSTILE if text.strip()])
    return Table(
        name=draw(texts),
        caption=draw(texts),
        columns=draw(st.lists(texts, min_size=width, max_size=width, unique=True)),
        rows=draw(st.lists(row.map(tuple), max_size=4)),
    )


def shown(cell: object) -> str:
    """How a cell reads, white space aside."""
    match cell:
        case None:
            text = ""
        case bool():
            text = "yes" if cell else "no"
        case float():
            text = "0.00" if f"{cell:.2f}" == "-0.00" else f"{cell:.2f}"
        case tuple():
            text = ", ".join(cell)
        case _:
            text = str(cell)
    return " ".join(text.split())


def grid(table: Table) -> list[list[str]]:
    """Columns and rows as they should read."""
    return [[shown(cell) for cell in row] for row in [table.columns, *table.rows]]


def read_markdown(line: str) -> list[str]:
    """The cells of a row, with the escapes taken away; what is not escaped must be harmless."""
    found = [""]
    for part in re.findall(r"\\.|[^\\]", line[1:-1]):
        if part == "|":
            found.append("")
        else:
            found[-1] += part
    cells = [cell.strip() for cell in found]
    for cell in cells:
        assert not re.search(r"[*_`<>\[\]&~$]", re.sub(r"\\.", "", cell))
    return [" ".join(re.sub(r"\\(.)", r"\1", cell).split()) for cell in cells]


@given(tables())
def test_markdown_shows_every_cell_as_text(table: Table) -> None:
    """A variable called `war|peace` must not add a column, nor one in stars turn bold."""
    caption, blank, head, *lines = table.to_markdown().split("\n")
    assert (caption[:2], caption[-2:], blank) == ("**", "**", "")
    if not table.rows:
        assert (head, lines) == ("None.", [])
        return
    rule, *body = lines
    assert re.fullmatch(r"(\|-+)+\|", rule)
    assert [read_markdown(line) for line in [head, *body]] == grid(table)


@given(tables())
def test_csv_reads_back_with_formulas_disarmed(table: Table) -> None:
    """A case file from a stranger must not run a command in the reader's spreadsheet."""
    read = list(csv.reader(io.StringIO(table.to_csv(), newline="")))
    assert len(read) == len(table.rows) + 1
    for row, cells_given in zip(read, [table.columns, *table.rows], strict=True):
        for text, cell in zip(row, cells_given, strict=True):
            bare = "".join(shown(cell).split())
            assert "".join(text.split()) in {bare, f"'{bare}"}
            if not isinstance(cell, int | float) and any(c.isalnum() for c in text):
                assert not text.lstrip().startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("number", [-1, -0.5])
def test_csv_leaves_numbers_as_they_are(number: float) -> None:
    """A negative number is no formula; with an apostrophe it would be text."""
    assert Table(name="n", caption="n", columns=["n"], rows=[(number,)]).to_csv()[2:] == (
        f"{number:.2f}\n" if isinstance(number, float) else f"{number}\n"
    )


def test_csv_leaves_lone_signs_as_they_are() -> None:
    """The positions + and − are what a script filters the arrows by."""
    table = Table(name="n", caption="n", columns=["says"], rows=[("+",), (("+", "−"),), ("=A1",)])
    assert table.to_csv() == 'says\n+\n"+, −"\n\'=A1\n'


@given(tables())
def test_html_shows_every_cell_as_text(table: Table) -> None:
    """A page must not run what a case file says."""

    class Reader(HTMLParser):
        rows: list[list[str]] = []  # noqa: RUF012 - one reader, used once
        tags: set[str] = set()  # noqa: RUF012 - the same

        def handle_starttag(self, tag: str, attrs: object) -> None:
            assert attrs == []
            self.tags.add(tag)
            if tag == "tr":
                self.rows.append([])
            if tag in {"td", "th"}:
                self.rows[-1].append("")

        def handle_data(self, data: str) -> None:
            if self.rows:
                self.rows[-1][-1] += data

    Reader.rows, Reader.tags = [], set()
    reader = Reader()
    reader.feed(table.to_html())
    reader.close()
    read = [[" ".join(cell.split()) for cell in row] for row in reader.rows]
    assert read == [
        [" ".join(html.unescape(html.escape(c)).split()) for c in r] for r in grid(table)
    ]
    assert reader.tags <= {"table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert table._repr_html_() == table.to_html()


@given(tables())
def test_json_keeps_every_cell(table: Table) -> None:
    """Nothing is rounded or turned into words for another program."""
    tree = json.loads(table.to_json())
    assert (tree["name"], tree["caption"]) == (table.name, table.caption)
    assert tree["rows"] == table.to_records()
    assert [tuple(row) for row in tree["rows"]] == [table.columns] * len(table.rows)
    for row, cells_given in zip(tree["rows"], table.rows, strict=True):
        for read, cell in zip(row.values(), cells_given, strict=True):
            assert read == (list(cell) if isinstance(cell, tuple) else cell)


@given(tables())
def test_latex_keeps_rows_columns_and_groups(table: Table) -> None:
    """One `&` or brace too many, and the scholar's paper no longer compiles."""
    lines = table.to_latex().split("\n")
    body = lines[lines.index(r"\toprule") + 1 : lines.index(r"\bottomrule")]
    body.remove(r"\midrule")
    assert len(body) == len(table.rows) + 1
    for line in body:
        assert line.endswith(r" \\")
        bare = re.sub(r"\\[{}&%$#_]|\$-\$", "", line.removesuffix(r" \\"))
        assert bare.count("&") == len(table.columns) - 1
        assert not re.search(r"[%$#_~^]|--|''|``|\\\\|^\s*[\[*]", bare)
        assert bare.count("{") == bare.count("}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a & b", r"a \& b"),
        ("50% of $x_1$", r"50\% of \$x\_1\$"),
        ("\\input{x}", r"\textbackslash{}input\textbraceleft{}x\textbraceright{}"),
        ("a−b", "a$-$b"),
        ("--", "-{}-"),
        ("cai-2022", "cai-2022"),
        ("[5pt]", "{[}5pt]"),
        ("a < b | c > d", r"a \textless{} b \textbar{} c \textgreater{} d"),
    ],
)
def test_latex_writes_each_special_character_as_itself(text: str, expected: str) -> None:
    """What a cell holds is text, not a command."""
    table = Table(name="n", caption=text, columns=["c"], rows=[(text,)])
    lines = table.to_latex().split("\n")
    assert lines[1] == rf"\caption{{{expected}}}"
    assert lines[-5] == rf"{expected} \\"


@pytest.mark.parametrize("name", FORMATS)
@given(table=tables())
def test_the_same_table_is_always_written_alike(name: str, table: Table) -> None:
    """Results go under version control; a changed line must be a changed result."""
    assert FORMATS[name](table) == FORMATS[name](table)


def test_a_page_of_tables_has_one_title_that_shows_as_text() -> None:
    """A case may be called `<the> great | game`."""
    table = Table(name="n", caption="Count.", columns=["c"], rows=[])
    page = join_markdown([table, table], "<the>\ngreat | game")
    assert page.startswith("# \\<the\\> great \\| game\n\n**Count.**\n\nNone.\n\n**Count.**")
    assert page.endswith("None.\n")
