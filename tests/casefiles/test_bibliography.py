"""Sources out to bibliographies and in from them."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from synthetic import record

import fpcase
from fpcase.casefiles import Bibliography
from fpcase.casefiles.bibliography import (
    BIBLIOGRAPHIES,
    read_sources,
    source_entries,
    to_bibliography,
)
from fpcase.casefiles.bibtex import from_bibtex, to_bibtex
from fpcase.casefiles.citing import Container, ReadSources, container_parts, name_parts
from fpcase.casefiles.csl import from_csl_json, to_csl_json
from fpcase.documents import read_document
from fpcase.model import ActorKind, Source, SourceKind

FORMATS = [(to_bibtex, from_bibtex), (to_csl_json, from_csl_json)]
READERS: dict[str, Callable[[str], ReadSources]] = {
    "bibtex": from_bibtex,
    "csl-json": from_csl_json,
}


def _source(**given: object) -> Source:
    fields = {"id": "doe-2001", "authors": ["Jane Doe"], "year": 2001, "title": "On War"}
    return record(Source, **{**fields, "kind": SourceKind.BOOK, **given})


nasty = st.text("aB1{}\\\"%$#&_~^<>-'`@,=;:?!()é中 \u00a0", min_size=1, max_size=10)
lines = nasty.map(lambda text: " ".join(text.split())).filter(bool)
words = st.text("aBé{}\\\"%&-'~中.", min_size=1, max_size=4)
names = st.lists(words, min_size=1, max_size=4).map(" ".join)
addresses = st.text("aB1:/.?&=%_#~-é()", min_size=1, max_size=10)


@pytest.mark.parametrize(("write", "read"), FORMATS, ids=BIBLIOGRAPHIES)
@given(
    source=st.builds(
        _source,
        authors=st.lists(names.filter(lambda name: name != "others"), max_size=3),
        year=st.one_of(st.none(), st.integers(1000, 2999)),
        title=lines,
        kind=st.sampled_from(SourceKind),
        container=st.one_of(st.none(), lines),
        url=st.one_of(st.none(), addresses),
        doi=st.one_of(st.none(), st.just("10.5555/a_b(c)<d>;2-#")),
        language=st.sampled_from([None, "en", "zh-Hans"]),
    )
)
def test_what_is_written_is_read_back(
    write: Callable[..., Bibliography],
    read: Callable[[str], ReadSources],
    source: Source,
) -> None:
    """Whatever a title or a name holds, the round trip keeps it, and nothing breaks out."""
    back = read(write([source]).text)
    assert back.sources == (source,)
    assert back.notes == ()


@pytest.mark.parametrize("form", BIBLIOGRAPHIES)
def test_the_bundled_sources_come_back_but_for_their_texts(
    kazakhstan: fpcase.Case, form: str
) -> None:
    """What cannot be carried is said."""
    made = to_bibliography(kazakhstan, form)
    back = READERS[form](made.text)
    assert list(back.sources) == [attrs.evolve(s, text=None) for s in kazakhstan.sources.values()]
    (lost,) = made.lost
    assert lost.startswith("not carried: 'text' (file, headings, furniture) of hananya-2019")


def test_an_entry_reads_as_bibtex_wants_it() -> None:
    """Family names first, titles keep their capitals, volume and pages in their fields."""
    source = _source(
        id="rose-1998",
        authors=["Gideon Rose", "Hans van der Berg"],
        title="Realism & Theories",
        kind=SourceKind.JOURNAL_ARTICLE,
        container="World Politics 51 (1): 144-172",
        url="https://x.org/a_b?c={d}",
    )
    assert to_bibtex([source]).text == (
        "@article{rose-1998,\n"
        "  author = {Rose, Gideon and van der Berg, Hans},\n"
        "  title = {{Realism \\& Theories}},\n"
        "  year = {2001},\n"
        "  journal = {World Politics},\n"
        "  volume = {51},\n"
        "  number = {1},\n"
        "  pages = {144--172},\n"
        "  url = {https://x.org/a_b?c=%7Bd%7D},\n"
        "}\n"
    )


def test_an_organisation_keeps_its_name_whole(kazakhstan: fpcase.Case) -> None:
    """An author that is an actor of the case and no person has no family name."""
    actor = next(a for a in kazakhstan.actors.values() if a.kind is not ActorKind.PERSON)
    body = attrs.evolve(actor, name="Ministry of Examples")
    source = _source(authors=["Ministry of Examples", "Jane Doe"])
    case = attrs.evolve(kazakhstan, actors={body.id: body}, sources={source.id: source})
    assert "author = {{Ministry of Examples} and Doe, Jane}" in to_bibliography(case, "bibtex").text
    (item,) = json.loads(to_bibliography(case, "csl-json").text)
    assert item["author"] == [
        {"literal": "Ministry of Examples"},
        {"family": "Doe", "given": "Jane"},
    ]


BIBTEX = r"""
@string{wp = "World Politics"}
@comment{nothing}
@Article{Rose:1998, Author = {Rose, Gideon and {\'E}mile {\v C}apek and van der Berg, Jr., Hans
   and {World Bank} and others},
  title = {{Neoclassical} Realism \& \emph{Theories} -- {\"O}l, {\ss}, \o, \'{\i}, 5% of \$3},
  journal = wp, volume = 51, number = {1}, pages = {144--172}, year = 1998,
  doi = {https://doi.org/10.1017/S004}, url = {http://x.org/a\_b%20c\&d~e}, abstract = {Long.}}
@misc{x, title = "A {"}quote{"}", author = "Al-Farabi, Abu Nasr and Жан Тойшибеков", year = "n.d."}
@online{y, title = {A}, subtitle = {B}, date = {2014-03-18}, organization = {Site},
  publisher = {P}}
@article{z, entrysubtype = {newspaper}, journal = {The Daily}}
"""


def test_bibtex_from_elsewhere_is_understood() -> None:
    """Accents become letters, names stand as the work gives them, abbreviations are resolved."""
    pytest.importorskip("bibtexparser")
    rose, quote, site, daily = from_bibtex(BIBTEX).sources
    assert rose == _source(
        id="rose-1998",
        authors=["Gideon Rose", "Émile Čapek", "Hans van der Berg Jr.", "World Bank"],
        year=1998,
        title="Neoclassical Realism & Theories – Öl, ß, ø, í, 5% of $3",
        kind=SourceKind.JOURNAL_ARTICLE,
        container="World Politics 51 (1): 144-172",
        doi="10.1017/S004",
        url="http://x.org/a_b%20c&d~e",
    )
    assert (quote.title, quote.authors) == (
        'A "quote"',
        ("Abu Nasr Al-Farabi", "Жан Тойшибеков"),
    )
    assert (site.title, site.year, site.kind.value, site.container) == (
        "A: B",
        2014,
        "web-page",
        "Site",
    )
    assert (daily.kind.value, daily.title, daily.container) == ("news-article", "z", "The Daily")


def test_what_bibtex_holds_beyond_a_source_is_noted() -> None:
    """Nothing is left behind or taken one way in silence."""
    assert from_bibtex(BIBTEX).notes == (
        "rose-1998: more authors are not named ('and others')",
        "rose-1998: the key was 'Rose:1998'",
        "rose-1998: not taken over: abstract",
        "x: no year can be read from 'n.d.'",
        "x: the type @misc names none of our kinds; taken as 'report'",
        "y: not taken over: publisher",
        "z: it has no title; its key stands in",
    )


@pytest.mark.parametrize(
    ("field", "container", "url"),
    [
        (
            r"howpublished = {\url{https://a.org/b_c?d=1\&e=%20}}",
            None,
            "https://a.org/b_c?d=1&e=%20",
        ),
        (r"howpublished = {The Site: \url{https://a.org/b}.}", "The Site", "https://a.org/b"),
        (r"howpublished = {\href{https://a.org/b}{The Site}}", "The Site", "https://a.org/b"),
        ("howpublished = {https://a.org/b}", None, "https://a.org/b"),
        (r"howpublished = {\url{http://a.org}}, url = {\url{http://a.org}}", None, "http://a.org"),
        (
            r"howpublished = {\url{http://a.org}}, url = {http://b.org}",
            "http://a.org",
            "http://b.org",
        ),
        (r"howpublished = {Speech}, url = {http://b.org}", "Speech", "http://b.org"),
        (r"publisher = {\href{http://a.org}{Press}}", "Press http://a.org", None),
    ],
)
def test_an_address_in_a_latex_command_is_an_address(
    field: str, container: str | None, url: str | None
) -> None:
    """BibTeX's older styles have no field for it; the command is no part of the text."""
    pytest.importorskip("bibtexparser")
    (source,) = from_bibtex(f"@misc{{k, title = {{T}}, {field}}}").sources
    assert (source.container, source.url) == (container, url)


def test_latex_that_cannot_be_read_is_named_by_its_entry() -> None:
    """The rest of the file is looked at all the same."""
    pytest.importorskip("bibtexparser")
    with pytest.raises(fpcase.CaseError) as caught:
        from_bibtex("@book{a, title = {\\href}}\n@book{b, title = {x}}\n@book{c, title = {\\href}}")
    assert [str(problem).partition(";")[0] for problem in caught.value.problems] == [
        "file:1:1: a: the LaTeX in one of its fields cannot be read",
        "file:3:1: c: the LaTeX in one of its fields cannot be read",
    ]


def test_entries_that_cannot_be_read_are_all_named() -> None:
    """A file is taken whole or not at all; a brace forgotten would swallow works in silence."""
    with pytest.raises(fpcase.CaseError) as caught:
        from_bibtex(
            '@book{a, title = {x}, title = {y}}\n@book{b, title = "x" # {y}}\n'
            "@book{c, title = jan # {x}}\n@book{d, title = {x # y}}\n@book{e,\n  title = {x\n",
            "works.bib",
        )
    messages = [str(problem) for problem in caught.value.problems]
    assert [message.split(":")[1] for message in messages] == ["1", "5", "2", "3"]
    assert "Duplicate field keys" in messages[0]
    assert "a brace or a quotation mark is not closed; correct it" in messages[1]
    assert "b: the field 'title' joins texts by '#'" in messages[2]


def test_reading_bibtex_without_its_packages_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message is what to type."""
    monkeypatch.setitem(sys.modules, "bibtexparser", None)
    with pytest.raises(fpcase.FpcaseError, match=r"pip install 'fpcase\[bibliography\]'"):
        from_bibtex("@book{a, title = {x}}")


def test_csl_json_from_elsewhere_is_understood() -> None:
    """Particles, literal names, other dates and other types are met; what is left is noted."""
    items = [
        {
            "id": "http://zotero.org/1", "type": "treaty", "title": "On\n War", "note": "n",
            "author": [{"family": "Berg", "given": "Hans", "dropping-particle": "van der",
                        "suffix": "Jr."}, {"literal": "World Bank"}, "Plain Name", {}],
            "issued": {"raw": "2014"}, "publisher": "P", "container-title": "C", "page": "1–2",
            "URL": "u", "DOI": "d", "language": "en",
        },
        {"id": 7, "type": "song", "issued": {"literal": "soon"}},
        {"type": "book", "title": "Same", "issued": {"date-parts": [["1999", 1]]},
         "publisher": "P", "container-title": "Series"},
        {"type": "chapter", "title": "Same", "issued": {}},
    ]  # fmt: skip
    read = from_csl_json(json.dumps({"items": items}))
    war, song, book, _ = read.sources
    assert war.authors == ("Hans van der Berg Jr.", "World Bank", "Plain Name")
    assert (war.title, war.year, war.container) == ("On War", 2014, "C, 1-2")
    assert war.kind is SourceKind.OFFICIAL_DOCUMENT
    assert (song.id, song.title, song.year) == ("7", "7", None)
    assert (book.year, book.container) == (1999, "P")
    assert read.notes == (
        "http-zotero-org-1: the key was 'http://zotero.org/1'",
        "same: the key was 'Same'",
        "same: 2 works have this key; give them ids of their own",
        "http-zotero-org-1: not taken over: note, publisher",
        "http-zotero-org-1: 1 of its authors cannot be read",
        "7: the type 'song' names none of our kinds; taken as 'report'",
        "7: it has no title; its key stands in",
        "7: no year can be read from 'soon'",
        "same: not taken over: container-title",
    )


def test_a_title_of_csl_json_stands_without_its_markup() -> None:
    """Italics are for print; what only looks like markup is text."""
    item = {
        "id": "a",
        "type": "article-journal",
        "title": 'The <i>Polis</i>, CO<sub>2</sub> and <span class="nocase">NATO</span>: a < b',
        "container-title": "<b>World</b> Politics",
    }
    (source,), notes = (read := from_csl_json(json.dumps([item]))).sources, read.notes
    assert source.title == "The Polis, CO2 and NATO: a < b"
    assert source.container == "World Politics"
    assert notes == ("a: the title stands without its markup (italics and the like)",)


@pytest.mark.parametrize("text", ["", "[1]", '"x"', '{"a": 1}', "[" * 100_000])
def test_what_is_no_csl_json_is_refused(text: str) -> None:
    """Other JSON is not taken for a bibliography."""
    with pytest.raises(fpcase.FpcaseError, match="export it again as CSL-JSON"):
        from_csl_json(text)


def test_a_file_is_read_by_its_ending(tmp_path: Path) -> None:
    """The ending says the format; anything else is an error in words."""
    path = tmp_path / "w.json"
    path.write_text(to_csl_json([_source()]).text, encoding="utf-8")
    assert read_sources(path).sources == (_source(),)
    with pytest.raises(fpcase.FpcaseError, match=r"must end in \.bib or \.json"):
        read_sources(tmp_path / "w.ris")
    with pytest.raises(fpcase.FpcaseError, match="cannot be read"):
        read_sources(tmp_path / "gone.bib")
    (tmp_path / "l.bib").write_bytes("é".encode("latin-1"))
    with pytest.raises(fpcase.FpcaseError, match=r"not in UTF-8 \(byte 0\)"):
        read_sources(tmp_path / "l.bib")


def test_a_format_that_there_is_not_is_named_with_the_nearest(kazakhstan: fpcase.Case) -> None:
    """The message says what was meant, or what there is."""
    with pytest.raises(fpcase.FpcaseError, match="did you mean 'bibtex'"):
        to_bibliography(kazakhstan, "bibtxt")
    with pytest.raises(fpcase.FpcaseError, match="there is bibtex and csl-json"):
        to_bibliography(kazakhstan, "xyz")


def test_entries_to_paste_are_what_the_reader_reads(tmp_path: Path) -> None:
    """Under the key sources, the lines are records again."""
    sources = [_source(), _source(id="roe-2002", title="A: b # c", year=None)]
    path = tmp_path / "sources.yaml"
    path.write_text(f"sources:\n{source_entries(sources)}", encoding="utf-8")
    assert read_document(path).data == {
        "sources": [
            {"id": "doe-2001", "authors": ["Jane Doe"], "year": "2001", "title": "On War",
             "kind": "book"},
            {"id": "roe-2002", "authors": ["Jane Doe"], "title": "A: b # c", "kind": "book"},
        ]
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Jane Doe", ("Jane", "", "Doe", "")),
        ("Jane Mary Doe III", ("Jane Mary", "", "Doe", "III")),
        ("bell hooks", ("", "bell", "hooks", "")),
        ("Barnes and Noble", ("", "", "Barnes and Noble", "")),
        ("UNESCO", ("", "", "UNESCO", "")),
        ("Doe, Jane", ("", "", "Doe, Jane", "")),
    ],
)
def test_a_name_has_parts(name: str, parts: tuple[str, ...]) -> None:
    """The last word is the family name, as the short label of a source takes it."""
    found = name_parts(name)
    assert (found.given, found.particle, found.family, found.suffix) == parts
    assert found.text == name


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("World Politics 51 (1): 144-172", ("World Politics", "51", "1", "144-172")),
        ("World Politics 51: 144", ("World Politics", "51", "", "144")),
        ("World Politics 51 (1)", ("World Politics", "51", "1", "")),
        ("World Politics 51", ("World Politics 51", "", "", "")),
        ("A Book, 90-99", ("A Book", "", "", "90-99")),
    ],
)
def test_a_container_has_parts(text: str, parts: tuple[str, ...]) -> None:
    """What has the form of a journal's line is split; the line comes back the same."""
    found = container_parts(text, journal=True)
    assert (found.title, found.volume, found.issue, found.pages) == parts
    assert found.text == text
    assert Container(title="J", volume="5").text == "J 5"


def test_the_verbs_print_and_change_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is lost is said beside the output, which stays clean for a file."""
    from fpcase.cli import main  # noqa: PLC0415 - only this test speaks to the command line

    assert main(["sources", "kazakhstan", "--to", "csl-json"]) == 0
    out, err = capsys.readouterr()
    assert "not carried: 'text'" in err
    path = tmp_path / "w.json"
    path.write_text(out, encoding="utf-8")
    assert main(["import-sources", str(path)]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("  - id: ")
    assert "paste what is printed under 'sources:'" in err
    path.write_text('[{"id": "a", "type": "song", "title": "x"}]', encoding="utf-8")
    assert main(["import-sources", str(path)]) == 0
    assert "1 work; paste" in (err := capsys.readouterr().err)
    assert "taken as 'report'" in err


def test_a_file_that_holds_no_entry_is_refused() -> None:
    """Another file than was meant: an empty list of works would hide it."""
    with pytest.raises(fpcase.FpcaseError, match=r"x.bib holds no entry of BibTeX, such as '@book"):
        from_bibtex("<html>Not found</html>", "x.bib")
    assert from_bibtex("\n").sources == ()


def test_a_message_of_bibtexparser_is_given_without_its_note_for_programmers() -> None:
    """Scholars have no ``failed_block``."""
    with pytest.raises(fpcase.CaseError) as caught:
        from_bibtex("@book{a, title={X}, title={Y}}")
    (problem,) = caught.value.problems
    assert problem.what.endswith("Duplicate field keys on entry: 'title'")


@pytest.mark.parametrize(
    ("fields", "authors", "year", "notes"),
    [
        ({"author": "Jane Doe", "issued": 2001}, ("Jane Doe",), 2001, []),
        (
            {"author": [None, {"literal": "The League"}]},
            ("The League",),
            None,
            ["w: 1 of its authors cannot be read"],
        ),
        (
            {"issued": {"date-parts": [[2001], [2003, 5]]}},
            (),
            2001,
            ["w: it came out until 2003; its first year is taken"],
        ),
        ({"issued": {"date-parts": [[2001, 1], [2001, 5]]}}, (), 2001, []),
        ({"issued": {"date-parts": [[], []]}}, (), None, ["w: no year can be read from ''"]),
    ],
)
def test_what_csl_json_says_in_another_way_is_read_or_noted(
    fields: dict[str, object], authors: tuple[str, ...], year: int | None, notes: list[str]
) -> None:
    """Nothing of a work is dropped in silence."""
    read = from_csl_json(json.dumps([{"id": "w", "type": "book", "title": "T", **fields}]))
    (source,) = read.sources
    assert (source.authors, source.year) == (authors, year)
    assert list(read.notes) == notes
