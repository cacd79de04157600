"""The one-page report, as a file: what it holds, what it allows, what it says of the case."""

import base64
import hashlib
import html
import io
import re
import zipfile
from pathlib import Path

import attrs
import pytest
from nasty import NASTY, nasty_case

import fpcase
import fpcase.cli
from fpcase.model import Locator
from fpcase.report import report_study


@pytest.fixture(scope="module")
def page(kazakhstan: fpcase.Case) -> str:
    """The report of the bundled case."""
    return fpcase.study(kazakhstan).report().html


@pytest.fixture(scope="module")
def ukraine() -> fpcase.Case:
    """The smaller of the bundled cases."""
    return fpcase.load_case(fpcase.bundled_case("ukraine"))


def section(page: str, name: str) -> str:
    """One section of the page, in words alone."""
    begun = page.partition(f'<section id="{name}">')[2].partition('\n<section id="')[0]
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", begun)).split())


def test_every_claim_has_a_place_on_the_page(page: str, kazakhstan: fpcase.Case) -> None:
    """Nothing is dropped: what was coded can be found, the coder's own readings too."""
    ids = re.findall(r'<article class="claim[^"]*" id="([^"]*)"', page)
    coded = [str(id_) for id_, _, _ in (*kazakhstan.claims(), *kazakhstan.descriptions())]
    assert sorted(ids) == sorted(coded)
    assert f"{len(coded)} of {len(coded)} claims shown." in page


def test_every_link_within_the_page_leads_somewhere(page: str) -> None:
    """A dead link in a file that was sent cannot be mended."""
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    led = set(re.findall(r'href="#([^"]*)"', page))
    assert led <= set(ids)


def test_disputes_come_before_everything_but_the_arguments(page: str) -> None:
    """A reader meets the quarrel first."""
    order = re.findall(r'<section id="(\w+)"', page)
    assert order[:3] == ["authors", "disputes", "maps"]


def test_a_dispute_shows_both_sides_with_place_and_certainty(page: str) -> None:
    """Who denies that Crimea made Russia felt as a threat, where, and how surely."""
    told = section(page, "disputes")
    card = told.partition("Ukrainian crisis of 2014 → Russia perceived as a threat")[2][:2000]
    assert "Aitiev 2015 a10 does not raise hedged" in card
    assert "Introduction, paragraph 5" in card
    assert "Hananya 2019 h60 raises" in card


def test_a_theory_that_divides_authors_says_for_how_many_causes_and_by_which_claims(
    page: str,
) -> None:
    """As the comparison does: a reader of the page must not have to run it."""
    section = page[page.index('id="theories"') :]
    assert re.search(r"\d+ of \d+ causes? pass", section)
    assert "(another way: <a" in section


def test_predictions_that_failed_come_first(page: str, kazakhstan: fpcase.Case) -> None:
    """With those in whose eyes they failed."""
    told = section(page, "predictions")
    failed = [o for o in kazakhstan.prediction_outcomes if o.status.value == "not-borne-out"]
    assert told.index(f"Not borne out ({len(failed)})") < told.index("Partly borne out (")
    assert told.index("Partly borne out (") < told.index(" Borne out (")


def test_the_page_allows_its_own_style_and_script_alone(page: str) -> None:
    """The policy in the file stops what a hostile case may smuggle in."""
    policy = html.unescape(re.findall('Content-Security-Policy" content="([^"]*)"', page)[0])
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (own,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        known = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{known}'" in policy


def test_hostile_text_shows_as_text(ukraine: fpcase.Case, tmp_path: Path) -> None:
    """Markup in any field is shown; characters that turn writing round get a mark."""
    case = nasty_case(ukraine)
    made = report_study(case)
    assert made.html.count("<script") == 2
    assert "\u202e" not in made.html
    assert "\x1b" not in made.html
    assert html.escape(NASTY[0], quote=False) in made.html.replace("&#34;", '"')
    assert "javascript:" not in "".join(re.findall(r'href="([^"]*)"', made.html))
    assert made.save(tmp_path / "case.html").read_bytes() == made.html.encode()


def test_the_same_case_gives_the_same_page(ukraine: fpcase.Case) -> None:
    """A page that changes by itself cannot be cited."""
    assert report_study(ukraine).html == report_study(ukraine).html
    assert repr(report_study(ukraine)).startswith("<Report 'Ukraine between Russia and the West': ")


def test_the_tables_come_along(page: str, kazakhstan: fpcase.Case) -> None:
    """One file to send: the rows behind it too."""
    (packed,) = re.findall('href="data:application/zip;base64,([^"]*)"', page)
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(packed))) as file:
        assert {"claims.csv", "decisions.csv", "contradictions.csv", "predictions.csv"} <= set(
            file.namelist()
        )
        rows = file.read("claims.csv").decode().splitlines()
    assert len(rows) > sum(1 for _ in kazakhstan.claims())


def test_what_filters_left_out_is_not_on_the_page(ukraine: fpcase.Case) -> None:
    """The page says which filters made it."""
    study = fpcase.study(ukraine).only("cai-2022", period="2014/..")
    made = study.report().html
    assert 'data-author="chukubayev-2023"' not in made
    assert study.applied
    assert html.escape(study.applied[0]) in made


def test_passages_are_shown_only_if_asked_for(tmp_path: Path) -> None:
    """The texts are others' property: the page says so where it quotes them."""
    folder = fpcase.new_case(tmp_path / "case")
    study = fpcase.study(folder)
    (passage, *_) = (one for one in study.passages().passages if not one.locator.quote)
    text = (folder / "texts" / "example-2001.txt").read_text(encoding="utf-8")
    found = html.escape(" ".join(text[passage.match.start : passage.match.end].split()))
    without = study.report().html
    assert "private use" not in without
    assert f'<blockquote dir="auto">“{found}' not in without
    made = study.report(texts=folder / "texts").html
    assert "This page contains passages from the sources. It is for private use" in made
    assert f'<blockquote dir="auto">“{found}' in made


def test_a_passage_that_is_lost_says_so(tmp_path: Path) -> None:
    """A wrong anchor is not passed over."""
    folder = fpcase.new_case(tmp_path / "case")
    case = fpcase.load_case(folder)
    author = next(iter(case.explanations.values()))
    claim = next(iter(author.claims.values()))
    lost = attrs.evolve(claim.at[0], anchor=fpcase.model.Anchor(start="no such", end="words"))
    quoted = Locator(section="Preface", quote="Words that may be quoted.")
    claims = {**author.claims, claim.id: attrs.evolve(claim, at=(lost, quoted))}
    changed = attrs.evolve(author, claims=claims)
    case = attrs.evolve(case, explanations={**case.explanations, author.id: changed})
    texts = fpcase.passages.read_texts(case, folder / "texts")
    made = report_study(case, texts).html
    assert "[lost: " in made
    assert "Words that may be quoted." in report_study(case).html


def test_a_case_that_is_just_begun_has_a_page(tmp_path: Path) -> None:
    """No authors yet: the page says what there is, and nothing breaks."""
    case = fpcase.load_case(fpcase.new_case(tmp_path / "case", bare=True))
    made = report_study(case).html
    assert "0 of 0 claims shown." in made
    for name in ("disputes", "maps", "causes", "predictions", "ways"):
        assert f'<section id="{name}">' not in made


def test_an_author_without_claims_has_no_picture(ukraine: fpcase.Case) -> None:
    """A picture of nothing would look like a finding."""
    author = next(iter(ukraine.explanations.values()))
    empty = attrs.evolve(author, claims={}, descriptions={}, predictions=(), summary=None)
    case = attrs.evolve(ukraine, explanations={**ukraine.explanations, author.id: empty})
    assert report_study(case).html.count('class="map"') == len(case.explanations) - 1


def test_the_command_writes_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first command that a newcomer runs."""
    out = tmp_path / "case.html"
    assert fpcase.cli.main(["report", "ukraine", "--out", str(out)]) == 0
    assert capsys.readouterr().out == f"{out}: open it in a browser\n"
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")
