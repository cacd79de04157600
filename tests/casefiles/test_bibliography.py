"""Sources out to bibliographies and in from them."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from synthetic import record

import fpcase
from fpcase.casefiles.bibliography import (
    BIBLIOGRAPHIES,
    from_bibtex,
    read_sources,
    source_entries,
    to_bibliography,
    to_bibtex,
)
from fpcase.casefiles.csl import Container, ReadSources, container_parts, from_csl_json, to_csl_json
from fpcase.documents import read_document
from fpcase.model import ActorKind, Source, SourceKind
from fpcase.model.sources import name_parts

FORMATS = [(to_bibtex, from_bibtex), (to_csl_json, from_csl_json)]
READERS: dict[str, Callable[[str], ReadSources]] = {
    "bibtex": from_bibtex,
    "csl-json": from_csl_json,
}


def _source(**given: object) -> Source:
    fields = {"id": "doe-2001", "authors": ["Jane Doe"], "year": 2001, "title": "On War"}
    return record(Source, **{**fields, "kind": SourceKind.BOOK, **given})


nasty = st.text("aB1{}\\\"%$#&_~^<>-'`@,=;:?!()é中−| \u00a0", min_size=1, max_size=10)
marked = st.sampled_from(["On <i>War</i>", "CO<sub>2</sub>", "<b>a", "*a* _b_"])
lines = st.one_of(nasty, marked).map(lambda text: " ".join(text.split())).filter(bool)
words = st.text("aBé{}\\\"%&-'~中.,;=", min_size=1, max_size=4)
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
    write: Callable[..., str],
    read: Callable[[str], ReadSources],
    source: Source,
) -> None:
    """Whatever a title or a name holds, the round trip keeps it, and nothing breaks out."""
    back = read(write([source]))
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
    assert lost.startswith("not exported: the key 'text' of hananya-2019")


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
    assert to_bibtex([source]) == (
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
    pytest.importorskip("pylatexenc")
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
        "rose-1998: the key was 'Rose:1998'",
        "rose-1998: further authors are not named ('and others')",
        "rose-1998: the title is imported without its markup (italics and the like)",
        "rose-1998: not imported: abstract",
        "x: the type '@misc' matches no kind of source; 'report' is used",
        "x: no year can be read from 'n.d.'",
        "y: not imported: publisher",
        "z: it has no title; its key is used instead",
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
    pytest.importorskip("pylatexenc")
    (source,) = from_bibtex(f"@misc{{k, title = {{T}}, {field}}}").sources
    assert (source.container, source.url) == (container, url)


def test_latex_that_cannot_be_read_is_named_by_its_entry() -> None:
    """The rest of the file is read all the same."""
    pytest.importorskip("pylatexenc")
    bad = "@book{%s, title = {\\href}}\n"
    read = from_bibtex(f"{bad % 'a'}@book{{b, title = {{x}}}}\n{bad % 'c'}")
    assert [source.id for source in read.sources] == ["b"]
    assert [str(problem).partition(";")[0] for problem in read.problems] == [
        "file:1:1: a: the LaTeX in one of its fields cannot be read",
        "file:3:1: c: the LaTeX in one of its fields cannot be read",
    ]


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("@book{b,\n  title = {x", "b: the entry cannot be read: a brace or a quotation mark is"),
        ("@book{b, title = {x}, year =\n", "b: the entry cannot be read: a brace or a quotation"),
        ('@book{b, title = "x {"} }', "b: the entry cannot be read: a brace or a quotation mark"),
        ("@book{title = {x}}", "the entry cannot be read: no comma follows its key 'title'"),
        ("@book{, title = {x}}", "the entry cannot be read: it has no key"),
        ("@book{b, title {x}}", "b: the entry cannot be read: there is no '=' after 'title'"),
        ("@book{b, title = , year = 1}", "b: the entry cannot be read: expected a value before"),
        ("@book{b, {x}}", "b: the entry cannot be read: expected a field before '{'"),
        ("@string{x = {y}", "the entry cannot be read: a brace or a quotation mark is not closed"),
    ],
)
def test_an_entry_that_cannot_be_read_is_named_and_the_others_are_read(
    entry: str, reason: str
) -> None:
    """A brace forgotten swallows no work: an entry ends where the next begins a line."""
    kept = "@book{%s, title = {Kept}}\n"
    read = from_bibtex(f"{kept % 'a'}{entry}\n{kept % 'c'}", "works.bib")
    assert [source.id for source in read.sources] == ["a", "c"]
    (problem,) = read.problems
    assert str(problem).startswith(f"works.bib:2:1: {reason}")
    with pytest.raises(fpcase.CaseError, match="cannot be read"):
        from_bibtex(entry)


def _authors(text: str) -> tuple[str, ...]:
    (source,) = from_bibtex(f"@book{{k, title = {{T}}, author = {{{text}}}}}").sources
    return source.authors


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("Ash, A., Birch, B., Cedar, C.", ("A. Ash", "B. Birch", "C. Cedar")),
        ("A. Ash, B. Birch, C. Cedar, and D. Dill", ("A. Ash", "B. Birch", "C. Cedar", "D. Dill")),
        ("Birch B., Cedar C., Dill D., Elm E.", ("B. Birch", "C. Cedar", "D. Dill", "E. Elm")),
        ("van der Berg, H. K., de Ash, A.-M.", ("H. K. van der Berg", "A.-M. de Ash")),
        ("A. Ash, B. Birch, and C. Cedar", ("A. Ash", "B. Birch", "C. Cedar")),
        ("Ash, Ann; Birch, Bo", ("Ann Ash", "Bo Birch")),
        ("NATO, EU, UN", ("NATO, EU, UN",)),
        ("family=Ash, given=Ann, prefix=de, useprefix=false", ("Ann de Ash",)),
        ("family={de la Cruz}, given=Juan, suffix=Jr. and Ash", ("Juan de la Cruz Jr.", "Ash")),
        ("given={Bo, Junior}, family=Birch", ("Bo, Junior Birch",)),
        ("King, Jr., Martin and Cruz, Juan, III", ("Martin King Jr.", "Juan Cruz III")),
        ("{Barnes and Noble} and {Ash, Birch, Elm}", ("Barnes and Noble", "Ash, Birch, Elm")),
        ("王, 小明 and 김, 민수 and Mao, Zedong", ("王小明", "김민수", "Zedong Mao")),
        (
            r"Ash, B. and \'Angel Birch and \"Ozkan, Turgut and \v{S}ev\v{c}enko, Tom\'a\v{s}",
            ("B. Ash", "Ángel Birch", "Turgut Özkan", "Tomáš Ševčenko"),
        ),
        (
            r"Ash, B. and \c{C}a\u{g}lar, Murat and \L uk, Jan",
            ("B. Ash", "Murat Çağlar", "Jan Łuk"),
        ),
        (r"{\O}stby, G. AND \AA se and {\v Z}i{\v z}ek, S.", ("G. Østby", "Åse", "S. Žižek")),
        (r"\textsc{Ash}, J. {\'A}", ("J. Á Ash",)),
    ],
)  # fmt: skip
def test_names_are_read_as_they_are_meant(field: str, names: tuple[str, ...]) -> None:
    """LaTeX is read before a name is taken apart; what is in braces is one word."""
    pytest.importorskip("pylatexenc")
    assert _authors(field) == names


def test_names_that_commas_part_are_all_in_the_note() -> None:
    """Whoever reads the note can see that nobody was left out."""
    read = from_bibtex("@book{k, title={T}, author={A. Ash, B. Birch, and C. Cedar}}")
    said = "they are read as A. Ash; B. Birch; C. Cedar"
    assert read.notes == (f"k: its names are separated by commas, not by 'and'; {said}",)


INHERITING = r"""
@incollection{child-2011, author={Ash, Ann}, title={Child}, crossref={parent-2011}, pages={1--9}}
@book{parent-2011, title={Parent Book}, booktitle={Parent Book}, editor={Birch, Bo},
  publisher={P}, year={2011}}
@xdata{house, publisher={OUP}, location={Oxford}, xdata={house}}
@article{paper, author={Elm, E}, title={Paper}, crossref={ISSUE}}
@periodical{issue, title={The Journal}, date={2012-05}, year={1900}, doi={10.1/x}}
@book{own, title={Own}, author={Elm, E}, year=2001, xdata={house, gone}, crossref={own}}
@inbook{part, title={Part}, xref={own}, crossref={own}, date={2002}}
"""


def test_an_entry_has_what_it_inherits() -> None:
    """A chapter is in its parent's book and of its year; a store of fields is no work."""
    read = from_bibtex(INHERITING)
    assert {one.id: (one.container, one.year, one.authors) for one in read.sources} == {
        "child-2011": ("Parent Book, 1-9", 2011, ("Ann Ash",)),
        "parent-2011": ("P", 2011, ("Bo Birch",)),
        "paper": ("The Journal", 2012, ("E Elm",)),
        "issue": (None, 1900, ()),
        "own": ("OUP", 2001, ("E Elm",)),
        "part": ("Own", 2002, ("E Elm",)),
    }
    assert read.sources[2].doi is None
    assert [note for note in read.notes if "type" not in note] == [
        "parent-2011: it has no author; its editors are used instead",
        "own: it inherits from 'gone', which is not in the file",
        "part: it inherits from 'gone', which is not in the file",
        "part: not imported: xref",
    ]


def test_inheriting_ends() -> None:
    """A long line of parents is said to be too long."""
    many = "".join(f"@book{{b{n}, title={{T}}, crossref={{b{n + 1}}}}}\n" for n in range(70))
    notes = from_bibtex(f"{many}@book{{b70, title={{T}}, publisher={{P}}}}").notes
    assert "b0: it inherits from more than 50 entries; the rest are ignored" in notes


def test_joins_and_abbreviations_are_written_out() -> None:
    """``#`` joins texts, months are known, and what is not defined is said to be so."""
    read = from_bibtex(
        '@string{wp = "World " # {Politics}}\n% a comment\n'
        "@article(a, title = jan # { } # 5, journal = WP # { Quarterly}, year = 1999, year = 2000,)"
        "\n@article{b, title = nobody, year = 1999, year = {1999}}, note = {x}}\n"
    )
    assert [(one.title, one.container, one.year) for one in read.sources] == [
        ("January 5", "World Politics Quarterly", 1999),
        ("nobody", None, 1999),
    ]
    assert read.notes == (
        "a: the field 'year' is given twice; the first is used",
        "b: the abbreviation 'nobody' is not defined; it is kept as it is",
        "b: a brace ends the entry too early; what follows is not read",
    )


DATES = [
    ("2014-05", 2014, ""),
    ("May 2014", 2014, ""),
    ("2014-03-18T00:00:00Z", 2014, ""),
    ("18 Mar. 2014", 2014, ""),
    ("2014-05/2014-06", 2014, ""),
    ("2012/2014", 2012, "is a range; its first year is used"),
    ("1991-92", 1991, "is a range; its first year is used"),
    ("1982--1983", 1982, "is a range; its first year is used"),
    ("1999–2001", 1999, "is a range; its first year is used"),
    ("1923~", 1923, "is not clearly a year; 1923 is used"),
    ("2012/", 2012, "is not clearly a year; 2012 is used"),
    ("c. 1950", 1950, "is not clearly a year; 1950 is used"),
    ("1999 [1923]", 1999, "names several years; the first is used"),
    ("٢٠١٤", 2014, ""),
    ("n.d.", None, "no year can be read from"),
    ("199X", None, "no year can be read from"),
]


@pytest.mark.parametrize(("date", "year", "note"), DATES)
@pytest.mark.parametrize("form", READERS)
def test_a_date_has_one_year_whatever_the_format(
    form: str, date: str, year: int | None, note: str
) -> None:
    """One rule: the first year, and a word on it where it is not plain."""
    texts = {
        "bibtex": f"@book{{k, title = {{T}}, date = {{{date}}}}}",
        "csl-json": json.dumps([{"id": "k", "type": "book", "title": "T", "issued": date}]),
    }
    read = READERS[form](texts[form])
    assert read.sources[0].year == year
    assert [note in said for said in read.notes] == ([True] if note else [])


def test_many_works_and_many_authors_are_read_in_time() -> None:
    """Cost grows as the file does."""
    authors = " and ".join(f"Ash{n}, A." for n in range(20_000))
    works = [f"@book{{b{n}, title = {{On W\\'ar {n}}}, year = 2001}}\n" for n in range(2_000)]
    began = time.process_time()
    read = from_bibtex("".join(works) + f"@book{{c, title = {{T}}, author = {{{authors}}}}}")
    assert len(read.sources[-1].authors) == 20_000
    assert time.process_time() - began < 10


def test_reading_bibtex_without_its_packages_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message is what to type."""
    monkeypatch.setitem(sys.modules, "pylatexenc.latex2text", None)
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
        "http-zotero-org-1: 1 of its authors cannot be read",
        "http-zotero-org-1: not imported: note, publisher",
        "7: the type 'song' matches no kind of source; 'report' is used",
        "7: it has no title; its key is used instead",
        "7: no year can be read from 'soon'",
        "same: not imported: container-title",
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
    assert notes == ("a: the title is imported without its markup (italics and the like)",)


@pytest.mark.parametrize("text", ["", "[1]", '"x"', '{"a": 1}', "[" * 100_000])
def test_what_is_no_csl_json_is_refused(text: str) -> None:
    """Other JSON is not taken for a bibliography."""
    with pytest.raises(fpcase.FpcaseError, match="export it again as CSL-JSON"):
        from_csl_json(text)


def test_a_file_is_read_by_its_ending(tmp_path: Path) -> None:
    """The ending says the format; anything else is an error in words."""
    path = tmp_path / "w.json"
    path.write_text(to_csl_json([_source()]), encoding="utf-8")
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
    with pytest.raises(fpcase.FpcaseError, match="the formats are bibtex and csl-json"):
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
        ("Bank of X", ("", "", "Bank of X", "")),
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
    assert "not exported: the key 'text'" in err
    path = tmp_path / "w.json"
    path.write_text(out, encoding="utf-8")
    assert main(["import-sources", str(path)]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("  - id: ")
    assert "paste the printed entries under 'sources:'" in err
    path.write_text('[{"id": "a", "type": "song", "title": "x"}]', encoding="utf-8")
    assert main(["import-sources", str(path)]) == 0
    assert "1 work; paste" in (err := capsys.readouterr().err)
    assert "'report' is used" in err


def test_a_file_that_holds_no_entry_is_refused() -> None:
    """Another file than was meant: an empty list of works would hide it."""
    with pytest.raises(fpcase.FpcaseError, match=r"x.bib holds no entry of BibTeX, such as '@book"):
        from_bibtex("<html>Not found</html>", "x.bib")
    assert from_bibtex("\n").sources == ()


def test_csl_json_says_in_which_order_a_name_stands() -> None:
    """East Asian names begin with the family; editors stand in where there is no author."""
    people = [
        {"family": "Mao", "given": "Zedong", "static-ordering": True},
        {"family": "王", "given": "小明"},
        {"literal": "et al."},
    ]
    item = {"id": "w", "type": "book", "title": "T", "editor": people}
    (source,), notes = (read := from_csl_json(json.dumps([item]))).sources, read.notes
    assert source.authors == ("Mao Zedong", "王小明")
    assert notes == (
        "w: it has no author; its editors are used instead",
        "w: the family name comes first in Mao Zedong",
        "w: further authors are not named ('and others')",
    )
    assert name_parts("王 小明").family == "王 小明"


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
            ["w: '2001/2003-5' is a range; its first year is used"],
        ),
        (
            {"issued": {"date-parts": [[2001]], "circa": True}},
            (),
            2001,
            ["w: '2001~' is not clearly a year; 2001 is used"],
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


def test_a_bibliography_in_utf_16_is_read(tmp_path: Path) -> None:
    """Some programs on Windows save text so; its mark of byte order says it."""
    path = tmp_path / "library.json"
    path.write_text('[{"id": "doe-2001", "type": "book", "title": "Zürich"}]', encoding="utf-16")
    assert read_sources(path).sources[0].title == "Zürich"
