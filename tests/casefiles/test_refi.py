"""Projects of qualitative coding come in as claims to be completed."""

import io
import zipfile
from pathlib import Path

import pytest

import fpcase
from fpcase.casefiles import read_project
from fpcase.cli import main

TEXT = "Interview\n\nThe leaders feared Moscow. So they abstained.\n"
QDE = """<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="Interviews">
 <CodeBook><Codes>
  <Code guid="A" name="Fear"><Code guid="B" name="of Moscow" isCodable="true"/></Code>
  <Code guid="C" name="制裁" isCodable="true"/>
 </Codes></CodeBook>
 <Sources>
  <TextSource guid="S1" name="Respondent 1" plainTextPath="internal://S1.txt">
   <PlainTextSelection guid="p1" name="x" startPosition="11" endPosition="37">
    <Coding guid="k1"><CodeRef targetGUID="B"/></Coding>
    <Coding guid="k2"><CodeRef targetGUID="C"/></Coding>
   </PlainTextSelection>
   <PlainTextSelection guid="p2" name="So they abstained" startPosition="0" endPosition="0">
    <Coding guid="k3"><CodeRef targetGUID="A"/></Coding>
    <Coding guid="k4"><CodeRef targetGUID="Z"/></Coding>
   </PlainTextSelection>
  </TextSource>
  <TextSource guid="S2" name="Respondent 2">
   <PlainTextContent>All was calm.</PlainTextContent></TextSource>
  <TextSource guid="S3" name="Respondent 3" plainTextPath="internal://gone.txt"/>
  <PictureSource guid="S4" name="Picture"/>
 </Sources>
</Project>
"""


def packed(tmp_path: Path, qde: str = QDE, **more: bytes) -> Path:
    """A project's file."""
    path = tmp_path / "talks.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("project.qde", qde)
        made.writestr("Sources/S1.txt", "\ufeff" + TEXT)
        for name, content in more.items():
            made.writestr(name, content)
    return path


def test_codings_are_claims_to_be_completed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each with its quotation, which is found again in the text; nothing counts before it is."""
    out = tmp_path / "it"
    assert main(["import-project", str(packed(tmp_path)), "--out", str(out)]) == 0
    printed = capsys.readouterr()
    assert "3 codings to be completed into claims" in printed.out
    assert "left out: 1 source without plain text" in printed.err
    assert "missing from the project: 1 text" in printed.err
    case = fpcase.load_case(out)
    assert {v.id: v.broader and v.broader.variable for v in case.variables.values()} == {
        "fear": None, "zhi-cai": None, "fear-of-moscow": "fear",
    }  # fmt: skip
    said = [(claim.variable, claim.at[0].quote) for _, _, claim in case.descriptions()]
    assert said == [
        ("fear-of-moscow", "The leaders feared Moscow."),
        ("zhi-cai", "The leaders feared Moscow."),
        ("fear", "So they abstained"),
    ]
    grades = [one.match.grade.value for one in fpcase.study(out).passages().passages]
    assert grades == ["exact"] * 3
    assert not fpcase.study(out).statements
    assert fpcase.check_case(out) == ()


@pytest.mark.parametrize(
    ("qde", "message"),
    [
        ("<Project", "cannot be read as a REFI-QDA project"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><Project/>', "declares its own XML entities"),
        (
            QDE.replace('startPosition="11"', 'startPosition="x"'),
            "cannot be read as a REFI-QDA project",
        ),
    ],
)
def test_what_is_no_project_is_refused(tmp_path: Path, qde: str, message: str) -> None:
    """In words, whatever its readers raise; entities could fill the memory."""
    with pytest.raises(fpcase.FpcaseError, match=message):
        read_project(packed(tmp_path, qde))


def test_a_project_without_texts_or_too_large_is_met(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Codes alone are a vocabulary; a bomb of packed blanks is not unpacked."""
    project = read_project(packed(tmp_path, "<Project><Sources/></Project>"))
    assert not fpcase.load_case(project.write(tmp_path / "it")).explanations
    assert not (tmp_path / "it" / "texts").exists()
    path = packed(tmp_path, x=b" " * 100_000)
    monkeypatch.setattr("fpcase.casefiles.refi.LARGEST", 50_000)
    with pytest.raises(fpcase.FpcaseError, match="unpacks to more than 50,000 bytes"):
        read_project(path)
    broken = tmp_path / "b.qdpx"
    broken.write_bytes(io.BytesIO(b"PK\x03\x04").getvalue())
    with pytest.raises(fpcase.FpcaseError, match="cannot be read as a REFI-QDA project"):
        read_project(broken)
