"""A case folder is read as far as it goes: one broken file hides nothing of the others."""

import os
from pathlib import Path

import pytest
from casefolders import SOUND, broken, problems_of, write_case_folder

import fpcase
from fpcase import CaseError, check_case, documents, load_case
from fpcase.casefiles import drafts
from fpcase.casefiles.drafts import Draft, ReadFile
from fpcase.documents import Problem, Severity
from fpcase.model import Actor, Variable
from fpcase.model.ids import ExplanationId, VariableId, VocabularyId

DOE, ROE = "explanations/doe-2001.yaml", "explanations/roe-2002.yaml"


def rules(problems: list[Problem]) -> list[str]:
    """The rules that are broken, in order."""
    return [problem.rule for problem in problems]


def test_ten_mistakes_in_one_folder_are_all_reported_in_one_run(tmp_path: Path) -> None:
    """A scholar mends them all and runs the check once more, not ten times."""
    doe = SOUND[DOE].replace("effect: neutrality", "effect: neutralty", 1)
    doe = doe.replace("mechanism: A war", "mechansim: A war")
    changes: dict[str, str | None] = {
        DOE: doe,
        ROE: SOUND[ROE].replace("    sign: positive\n", ""),
        "variables.yaml": SOUND["variables.yaml"]
        .replace("level: regional", "level: global")
        .replace("  - id: neutrality", "  - id: trade", 1),
        "sources.yaml": SOUND["sources.yaml"].replace("year: 2001", "year: MMI"),
        "actors.yaml": SOUND["actors.yaml"].replace("    kind: person\n", "    kind: person\n" * 2),
        "evidence.yaml": SOUND["evidence.yaml"].replace("source: doe-2001", "source: moe-1999"),
        "theories.yaml": "",
        "decisions.yaml": "decisions:\n  - id: d1\n    title: War: a decision\n",
    }
    found = "\n".join(str(problem) for problem in problems_of(tmp_path, changes))
    for says in (
        f"{DOE}:5:13: claims[0].effect: unknown variable 'neutralty'",
        f"{DOE}:8:5: claims[0].mechansim: unknown key 'mechansim'; expected one of id, cause,",
        "; did you mean 'mechanism'?",
        (
            f"{ROE}:4:5: claims[0]: the key 'sign' is missing; expected sign: a sign (positive, "
            "negative, no-effect, unstated); add it"
        ),
        (
            "variables.yaml:5:12: variables[0].level: expected a level of analysis (individual, "
            "domestic, state, dyadic, regional, system), found 'global'; use one of these"
        ),
        (
            "variables.yaml:13:9: variables[2].id: the variable 'trade' is already defined in "
            "variables.yaml:7; delete one, or give it another id"
        ),
        (
            "sources.yaml:4:11: sources[0].year: expected a whole number, found 'MMI'; write the "
            "number in digits"
        ),
        "actors.yaml:16:5: the key 'kind' is repeated here; it first appears in line 15; keep one",
        "evidence.yaml:8:17: evidence[0].at[0].source: unknown source 'moe-1999'; define it",
        "theories.yaml:1:1: the file is empty; write its keys, or delete the file",
        "decisions.yaml:3:15: this is not YAML: this ':' is not allowed here",
    ):
        assert says in found


def test_a_record_that_does_not_fit_still_counts_as_defined(tmp_path: Path) -> None:
    """One mistake is one message."""
    assert rules(problems_of(tmp_path, broken("variables.yaml", "level: state", "level: s"))) == [
        "value"
    ]


def test_ids_are_not_called_unknown_while_the_file_that_defines_them_is_broken(
    tmp_path: Path,
) -> None:
    """One bracket would make a hundred messages; the message says what waits."""
    problems = problems_of(tmp_path, {"variables.yaml": "variables: [\n"})
    assert rules(problems) == ["not-yaml"]
    assert "until then, references to any variable are not checked" in problems[0].advice
    problems = problems_of(tmp_path, {DOE: "claims: [\n"})
    assert "references to any claim or prediction" in problems[0].advice


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("just text\n", "variables.yaml:1:1: expected a mapping with variables, found 'just text'"),
        ("- id: war\n", "found a list of 1; begin the file with 'variables:'"),
        ("variables: war\n", "variables: expected a list of records, found 'war'; begin each"),
        ("variables:\n  war: {name: War}\n", "expected a list of records, found a mapping ('war')"),
        ("variable: []\n", "unknown key 'variable'; expected variables; did you mean 'variables'?"),
        ("xyz: []\n", "unknown key 'xyz'; expected variables; correct or delete it"),
        ("variables: [war]\n", "variables[0]: expected a mapping with id, name, definition, found"),
    ],
)
def test_a_file_of_the_wrong_shape_is_told_its_shape(tmp_path: Path, text: str, says: str) -> None:
    """The message shows how to begin."""
    found = "\n".join(map(str, problems_of(tmp_path, {"variables.yaml": text})))
    assert says in found


def test_a_key_with_nothing_under_it_is_an_empty_list(tmp_path: Path) -> None:
    """A file that is begun loads."""
    changes = {"evidence.yaml": "evidence:\n", "appraisals.yaml": None}
    assert rules(problems_of(tmp_path, changes)) == []


def test_several_keys_of_a_file_are_all_named(tmp_path: Path) -> None:
    """`appraisals.yaml` holds two lists."""
    (problem,) = problems_of(tmp_path, {"appraisals.yaml": "- x\n"})
    assert "a mapping with contests and appraisals and prediction_outcomes" in str(problem)
    (problem,) = problems_of(tmp_path, {"appraisals.yaml": "outcomes: []\n"})
    assert "expected one of contests, appraisals, prediction_outcomes" in str(problem)


def test_definitions_are_unique_in_the_case_and_claims_in_their_file(tmp_path: Path) -> None:
    """Two authors may both have a claim c1; one author may not have two."""
    (problem,) = problems_of(tmp_path, broken(DOE, "id: c2", "id: c1"))
    assert "the claim 'doe-2001/c1' is already defined in " + DOE + ":3" in str(problem)
    (problem,) = problems_of(tmp_path, broken(DOE, "id: d1", "id: c1"))
    assert "the claim 'doe-2001/c1' is already defined in " + DOE + ":3" in str(problem)
    again = "predictions:\n  - id: p1\n    text: More.\n"
    (problem,) = problems_of(tmp_path, broken(DOE, "predictions:\n", again))
    assert "the prediction 'doe-2001/p1' is already defined" in str(problem)


def test_an_explanation_is_called_as_its_file(tmp_path: Path) -> None:
    """The id may be given, but not another one."""
    assert problems_of(tmp_path, {DOE: "id: doe-2001\n" + SOUND[DOE]}) == []
    (problem,) = problems_of(tmp_path, {DOE: "id: roe-2002\n" + SOUND[DOE]})
    assert "expected 'doe-2001', found 'roe-2002'; rename the file, or delete" in str(problem)
    problems = problems_of(
        tmp_path, {DOE: SOUND[DOE], "explanations/Doe 2001.yaml": "claims: []\n"}
    )
    assert "the file's name is the explanation's id, and 'Doe 2001' is not a valid id" in str(
        problems[0]
    )


def test_an_explanation_that_is_a_list_is_told_its_shape(tmp_path: Path) -> None:
    """The claims alone make no explanation."""
    problems = problems_of(tmp_path, {DOE: "- id: c1\n"})
    assert "expected a mapping with id, source, found a list of 1" in str(problems[0])


def test_predictions_of_any_shape_are_looked_at(tmp_path: Path) -> None:
    """The look for their ids must not stumble over what does not fit."""
    text = SOUND[DOE].partition("predictions:")[0]
    for shape in ("predictions: soon\n", "predictions: [soon, {id: [x]}]\n"):
        problems = problems_of(tmp_path, {DOE: text + shape, "appraisals.yaml": None})
        assert {problem.rule for problem in problems} >= {"value"}


@pytest.mark.parametrize("name", ["variables.yml", "Variables.YAML", "explanations/moe-1999.yml"])
def test_a_file_with_another_ending_is_not_passed_over_in_silence(
    tmp_path: Path, name: str
) -> None:
    """It looks as if it were read."""
    problem = next(p for p in problems_of(tmp_path, {name: "x: []\n"}) if p.file == name)
    assert "would not be read; rename it so that it ends in .yaml" in str(problem)


def test_a_file_or_folder_with_a_misspelt_name_is_not_passed_over(tmp_path: Path) -> None:
    """An author in `explanation/` would be missing, and nobody would know."""
    changes = {"varables.yaml": "x", "notes.yaml": "x", "explanation/moe.yaml": "x", "read.me": "x"}
    found = "\n".join(map(str, problems_of(tmp_path, changes)))
    assert (
        "varables.yaml:1:1: a file of this name does not belong in a case folder; expected one "
        "of case.yaml" in found
    )
    assert "did you mean 'variables.yaml'?" in found
    assert "notes.yaml:1:1" in found
    assert (
        "explanation:1:1: a folder of this name does not belong in a case folder; did you "
        "mean 'expl" in found
    )
    assert "read.me" not in found


def test_a_folder_among_the_explanations_is_a_warning(tmp_path: Path) -> None:
    """Drafts may lie there, if one knows that they are not read."""
    (problem,) = problems_of(tmp_path, {"explanations/old/moe.yaml": "x", "explanations/a.txt": ""})
    assert problem.severity is Severity.WARNING
    assert problem.file == "explanations/old"


def test_hidden_files_do_not_count(tmp_path: Path) -> None:
    """Editors and systems leave them behind."""
    changes = {
        ".#variables.yaml": "x",
        "explanations/._doe-2001.yaml": "\0",
        "explanations/.x.yml": "x",
    }
    assert problems_of(tmp_path, changes) == []


def test_a_folder_that_is_no_case_says_so(tmp_path: Path) -> None:
    """The commonest mistake is the wrong folder."""
    (problem,) = check_case(tmp_path / "nowhere")
    assert "there is no such folder; give a case folder" in str(problem)
    with pytest.raises(CaseError, match=r"the folder has no case\.yaml, so it is not a case"):
        load_case(write_case_folder(tmp_path, {"case.yaml": None}))


@pytest.mark.parametrize("text", ["[", "title: x\n", "- x\n", "uses: 5\n", "uses: [NO, {}]\n"])
def test_a_broken_head_hides_nothing_of_the_rest(tmp_path: Path, text: str) -> None:
    """The records are looked at all the same."""
    problems = problems_of(
        tmp_path, {"case.yaml": text, **broken(DOE, "stance: asserts", "stance: x")}
    )
    assert {problem.file for problem in problems} == {"case.yaml", DOE}


def vocabulary(home: Path, files: dict[str, str]) -> None:
    """Write a common vocabulary beside the case."""
    for name, text in files.items():
        path = home / "ours" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


USES = {"case.yaml": SOUND["case.yaml"] + "uses: [ours]\n"}


def test_a_vocabulary_beside_the_case_is_read(tmp_path: Path) -> None:
    """What several cases use is written once; unused variables of it are no matter."""
    vocabulary(
        tmp_path, {"variables.yaml": SOUND["variables.yaml"].replace("- id: ", "- id: our-")}
    )
    folder = write_case_folder(tmp_path, USES)
    assert check_case(folder) == ()
    assert [next(iter(one.variables)) for one in load_case(folder).vocabularies.values()] == [
        "our-war"
    ]


def test_what_a_vocabulary_defines_is_not_defined_again(tmp_path: Path) -> None:
    """Or one id would mean two things."""
    vocabulary(tmp_path, {"variables.yaml": SOUND["variables.yaml"]})
    problems = problems_of(tmp_path, USES)
    assert rules(problems) == ["duplicate-id"] * 3
    assert "is already defined in a common vocabulary, ours/variables" in str(problems[0])


def test_a_vocabulary_is_sought_beside_the_case_wherever_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From inside the folder, the case is called `.`."""
    vocabulary(
        tmp_path, {"variables.yaml": SOUND["variables.yaml"].replace("- id: ", "- id: our-")}
    )
    monkeypatch.chdir(write_case_folder(tmp_path, USES))
    assert check_case(".") == ()


def test_a_vocabulary_that_is_missing_or_none_is_told_once(tmp_path: Path) -> None:
    """Nothing is called unknown that it may define."""
    changes = {**USES, **broken(DOE, "cause: war", "cause: our-war")}
    problems = problems_of(tmp_path, changes)
    assert rules(problems) == ["unknown-vocabulary"]
    assert (problems[0].line, problems[0].column) == (5, 8)
    changes["case.yaml"] = SOUND["case.yaml"] + "uses: [ruritania]\n"
    (problem,) = problems_of(tmp_path, changes)
    assert "'ruritania' is a case, not a vocabulary" in str(problem)
    (tmp_path / "ours").mkdir()
    changes["case.yaml"] = SOUND["case.yaml"] + "uses: [ours, ours]\n"
    problems = problems_of(tmp_path, {"case.yaml": changes["case.yaml"]})
    assert [p.what for p in problems] == ["the vocabulary 'ours' is named twice"]


COMMON = {
    "actors.yaml": SOUND["actors.yaml"],
    "sources.yaml": SOUND["sources.yaml"],
    "evidence.yaml": SOUND["evidence.yaml"],
}
WITHOUT_COMMON: dict[str, str | None] = {**USES, **dict.fromkeys(COMMON)}


def test_a_vocabulary_holds_actors_and_evidence_too(tmp_path: Path) -> None:
    """A neighbour, and a vote in which both took part, are written once for two countries."""
    vocabulary(tmp_path, COMMON)
    folder = write_case_folder(tmp_path, WITHOUT_COMMON)
    assert check_case(folder) == ()
    case = load_case(folder)
    (ours,) = case.vocabularies.values()
    assert list(ours.actors) == list(case.actors) == ["ruritania", "league", "rudolf"]
    assert list(ours.evidence) == list(case.evidence) == ["telegram-1914"]


@pytest.mark.parametrize(
    ("name", "line", "what"),
    [
        ("actors.yaml", 2, "the actor 'ruritania'"),
        ("evidence.yaml", 2, "the evidence 'telegram-1914'"),
    ],
)
def test_an_actor_or_evidence_of_a_vocabulary_is_not_defined_again(
    tmp_path: Path, name: str, line: int, what: str
) -> None:
    """Both places are named, so that one can be deleted."""
    vocabulary(tmp_path, COMMON)
    problem, *_ = problems_of(tmp_path, {**WITHOUT_COMMON, name: SOUND[name]})
    assert str(problem).startswith(f"{name}:{line}:9: ")
    assert f"{what} is already defined in a common vocabulary, ours/{name}:2" in str(problem)


def test_a_dangling_id_in_a_vocabulary_is_told_with_its_place(tmp_path: Path) -> None:
    """The vocabulary is read as strictly as the case."""
    text = SOUND["evidence.yaml"].replace("[ruritania]", "[ruritanya]")
    vocabulary(tmp_path, {**COMMON, "evidence.yaml": text})
    (problem,) = problems_of(tmp_path, WITHOUT_COMMON)
    assert str(problem).startswith("ours/evidence.yaml:6:14: evidence[0].actors[0]: unknown actor")


def test_a_vocabulary_holds_no_decisions(tmp_path: Path) -> None:
    """An episode is one country's; in a vocabulary it would not be read."""
    vocabulary(tmp_path, {"decisions.yaml": "decisions: []\n", "case-studies/x.txt": ""} | {})
    (problem,) = problems_of(tmp_path, USES)
    assert (
        "ours/decisions.yaml:1:1: a file of this name does not belong in a common vocabulary"
        in str(problem)
    )


OPEN_LEVEL = {
    "variables.yaml": """\
variables:
  - id: our-unrest
    name: Unrest in Ruritania
    definition: How many are in the streets.
  - id: our-oil-price
    name: Price of oil
    definition: On the world's markets.
    level: system
"""
}
"""A vocabulary with a variable whose level depends on the country that a case is about."""


def with_levels(levels: str, cause: str = "our-unrest") -> dict[str, str | None]:
    """The sound case with a cause from the vocabulary, and levels of its own."""
    changes = broken(DOE, "cause: war\n", f"cause: {cause}\n")
    return {**changes, "case.yaml": SOUND["case.yaml"] + f"uses: [ours]\n{levels}"}


def test_a_case_gives_a_common_variable_the_level_that_it_has_seen_from_there(
    tmp_path: Path,
) -> None:
    """Unrest in a country is domestic in the case about it, and regional in its neighbour's."""
    vocabulary(tmp_path, OPEN_LEVEL)
    for level in ("domestic", "regional"):
        folder = write_case_folder(tmp_path, with_levels(f"levels: {{our-unrest: {level}}}\n"))
        assert check_case(folder) == ()
        case = load_case(folder)
        found = case.variables[VariableId("our-unrest")].level
        assert found is not None
        assert found.value == level
        assert case.vocabularies[VocabularyId("ours")].variables["our-unrest"].level is None  # type: ignore[index] # ids are text
        assert load_case(fpcase.write_case(case, tmp_path / level / "copy")) == case


def test_a_case_that_uses_a_common_variable_without_a_level_is_asked_for_it(
    tmp_path: Path,
) -> None:
    """The complaint stands where the level has to be written; who does not use it is not asked."""
    vocabulary(tmp_path, OPEN_LEVEL)
    (problem,) = problems_of(tmp_path, with_levels(""))
    assert str(problem) == (
        "case.yaml:1:1: warning: the vocabulary leaves the level of the variable 'our-unrest' to "
        "the case; add a line under 'levels:', such as 'our-unrest: state'"
    )
    assert problems_of(tmp_path, with_levels("", cause="our-oil-price")) == []


@pytest.mark.parametrize(
    ("levels", "says"),
    [
        (
            "{our-unrest: state, our-oil-price: state}",
            (
                "6:44: levels.our-oil-price: the level of 'our-oil-price' is already given in "
                "ours/variables.yaml:5: system; delete one of the two"
            ),
        ),
        ("{our-unrest: state, war: state}", "levels.war: 'war' is this case's own variable"),
        ("{our-unrest: state, oil: state}", "levels.oil: unknown variable 'oil'"),
        ("{our-unrest: global}", "levels.our-unrest: expected a level of analysis (individual,"),
        ("[our-unrest]", "case.yaml:6:9: levels: expected a mapping, found a list of 1"),
    ],
)
def test_a_level_is_given_once_and_to_a_common_variable(
    tmp_path: Path, levels: str, says: str
) -> None:
    """Or the same variable would have two levels in one case."""
    vocabulary(tmp_path, OPEN_LEVEL)
    (problem,) = problems_of(tmp_path, with_levels(f"levels: {levels}\n"))
    assert says in str(problem)


def test_a_case_uses_the_bundled_vocabulary_if_none_stands_beside_it(tmp_path: Path) -> None:
    """A new case needs no copy of it."""
    folder = write_case_folder(tmp_path, {"case.yaml": SOUND["case.yaml"] + "uses: [common]\n"})
    assert "neoclassical-realism" in load_case(folder).theories


def test_links_may_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    """A case folder from somebody else must not read one's own files."""
    secret = tmp_path / "secret.yaml"
    secret.write_text(SOUND["sources.yaml"])
    folder = write_case_folder(tmp_path)
    (folder / "sources.yaml").unlink()
    (folder / "sources.yaml").symlink_to(secret)
    (problem,) = check_case(folder)
    assert "the file is a link to a place outside the case folder" in problem.what
    (folder / "sources.yaml").unlink()
    (folder / "kept.txt").write_text(SOUND["sources.yaml"])
    (folder / "sources.yaml").symlink_to(folder / "kept.txt")
    assert check_case(folder) == (), "a link within the folder is fine"
    (folder / "sources.yaml").unlink()
    (folder / "sources.yaml").symlink_to(folder / "gone.txt")
    (problem,) = check_case(folder)
    assert "cannot be read (No such file" in problem.what


def test_pipes_and_folders_in_place_of_files_are_told(tmp_path: Path) -> None:
    """Nothing waits, nothing crashes."""
    folder = write_case_folder(tmp_path, {"sources.yaml": None, "actors.yaml": None})
    os.mkfifo(folder / "sources.yaml")
    (folder / "actors.yaml").mkdir()
    assert [p.what for p in check_case(folder)] == ["this is not a regular file"] * 2


def test_a_folder_that_cannot_be_listed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Permissions are told as problems, not as tracebacks."""
    vocabulary(
        tmp_path, {"variables.yaml": SOUND["variables.yaml"].replace("- id: ", "- id: our-")}
    )
    folder = write_case_folder(tmp_path, USES)
    really = os.listdir

    def refuse(place: str) -> None:
        def listing(path: Path) -> list[str]:
            if path.name == place:
                raise PermissionError(13, "Permission denied")
            return really(path)

        monkeypatch.setattr(os, "listdir", listing)

    for place in ("ruritania", "ours", "explanations"):
        refuse(place)
        found = "\n".join(map(str, check_case(folder)))
        assert "cannot be read (Permission denied)" in found


def test_a_name_that_no_terminal_can_show_is_shown_escaped(tmp_path: Path) -> None:
    """A message must not break what prints it."""
    folder = write_case_folder(tmp_path)
    (folder / os.fsdecode(b"bad\xff\x1b.yaml")).write_text("x: y\n")
    (problem,) = check_case(folder)
    assert problem.file == r"bad\udcff\x1b.yaml"


def test_a_file_of_too_many_problems_is_not_checked_to_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report says that it stops; what the rest defines is not called unknown."""
    monkeypatch.setattr(drafts, "MAX_PROBLEMS", 3)
    text = "variables:\n" + "  - x\n" * 9
    problems = problems_of(tmp_path, {"variables.yaml": text})
    assert sorted(rules(problems)) == ["too-many-problems"] + ["value"] * 4


def test_a_draft_without_a_head_makes_no_case() -> None:
    """Who asks all the same gets no half case."""
    with pytest.raises(ValueError, match=r"the case has no case\.yaml"):
        Draft().case()


def test_ids_are_found_again_in_whatever_stands_under_a_key() -> None:
    """What is no list is looked at as well."""
    document = documents.parse_text("variables: {broader: war}\n", "variables.yaml")
    file = ReadFile(
        document=document,
        keys={"variables": Variable, "x": Actor},
        used={},
    )
    assert [(kind, text) for kind, text, _ in file.references()] == [(VariableId, "war")]


def test_what_has_no_id_of_its_own_is_not_waited_for(tmp_path: Path) -> None:
    """Nothing else refers to an appraisal."""
    (problem, *_) = problems_of(tmp_path, {"appraisals.yaml": "appraisal: []\n"})
    assert problem.advice == "did you mean 'appraisals'?"


def test_a_case_may_have_no_explanations_yet(tmp_path: Path) -> None:
    """A new folder loads."""
    folder = write_case_folder(tmp_path / "from")
    for name in ("case.yaml", "actors.yaml"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    assert not load_case(tmp_path).explanations


@pytest.mark.parametrize("shape", ["5", "[5]", "{a: [b]}", "[{id: [x], at: 5}]", "[[]]", "~"])
def test_whatever_shape_a_value_has_its_ids_are_sought(tmp_path: Path, shape: str) -> None:
    """The search for ids goes over every value before its type is checked, and after."""
    for key in ("id", "cause", "causes", "conditions", "actors", "at", "effect"):
        text = f"explains: [nothing]\nclaims:\n  - {key}: {shape}\n"
        assert any(p.rule == "unknown-id" for p in problems_of(tmp_path, {DOE: text}))
    for key in ("outcomes", "conditions", "at"):
        text = f"decisions:\n  - id: d\n    actor: nobody\n    {key}: {shape}\n"
        found = problems_of(tmp_path, {"decisions.yaml": text})
        assert any("unknown actor 'nobody'" in p.what for p in found)


TEN_USES = "".join(
    f"  - {{id: c{n}, cause: war, effect: neutrality, sign: positive, stance: asserts, "
    f"actors: [rudolf], mechanism: x, at: [{{page: '{n}'}}]}}\n"
    for n in range(10, 20)
)
MANY = {ROE: SOUND[ROE].replace("rejects:", f"{TEN_USES}rejects:")}
"""The sound case, with ten claims more that name its variables and actors."""


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("actors.yaml", "actors:", "actor:", "did you mean 'actors'?"),
        ("variables.yaml", "variables:", "Variables:", "did you mean 'variables'?"),
        ("case.yaml", "version:", "use: [common]\nversion:", "did you mean 'uses'?"),
        (DOE, "claims:", "claim:", "did you mean 'claims'?"),
        (DOE, "predictions:", "prediction:", "did you mean 'predictions'?"),
    ],
)
def test_a_misspelt_key_is_one_message_and_what_stands_under_it_is_read_all_the_same(
    tmp_path: Path, name: str, old: str, new: str, says: str
) -> None:
    """Not one more for every id that is defined there; and other slips are still told."""
    changes = {**MANY, name: SOUND[name].replace(old, new, 1)}
    (problem,) = problems_of(tmp_path, changes)
    assert problem.file == name
    assert problem.rule == "unknown-key"
    assert says in problem.advice
    slip = changes[ROE].replace("actors: [rudolf]", "actors: [rudolph]", 1)
    (other,) = [p for p in problems_of(tmp_path, {**changes, ROE: slip}) if p.file == ROE]
    assert "unknown actor 'rudolph'; did you mean 'rudolf'?" in str(other)


def test_a_slip_under_a_misspelt_key_is_told_in_the_same_run(tmp_path: Path) -> None:
    """With the place where it stands."""
    text = SOUND[DOE].replace("claims:", "claim:").replace("cause: war", "cause: wra", 1)
    first, second = problems_of(tmp_path, {DOE: text})
    assert (first.rule, first.line) == ("unknown-key", 2)
    assert str(second).startswith(f"{DOE}:4:12: claim[0].cause: unknown variable 'wra'; did you")


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("people:\n  - {id: rudolf}\n", "actor"),
        ("actors: []\nactor:\n  - {id: rudolf}\n", "actor"),
    ],
)
def test_ids_are_not_called_unknown_that_may_stand_under_an_unknown_key(
    tmp_path: Path, text: str, lost: str
) -> None:
    """The message says what waits until it is mended; ids of other kinds are still checked."""
    (problem,) = problems_of(tmp_path, {**MANY, "actors.yaml": text})
    assert problem.rule == "unknown-key"
    assert f"until then, references to any {lost} are not checked" in problem.advice
    changes = {**MANY, "actors.yaml": text, DOE: SOUND[DOE].replace("cause: war", "cause: wra")}
    found = [p.what for p in problems_of(tmp_path, changes) if p.file == DOE]
    assert found == ["unknown variable 'wra'"] * 2


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("variables.yaml", "variable.yaml"),
        ("variables.yaml", "variables.yml"),
        ("variables.yaml", "Variables.YAML"),
        ("actors.yaml", "actor.yaml"),
        ("case.yaml", "Case.yaml"),
        (DOE, "explanations/doe-2001.yml"),
    ],
)
def test_a_misnamed_file_is_one_message_and_is_read_all_the_same(
    tmp_path: Path, name: str, wrong: str
) -> None:
    """A hundred ids that it defines are not called unknown, and slips in it are told."""
    changes: dict[str, str | None] = {**MANY, name: None, wrong: SOUND[name]}
    (problem,) = problems_of(tmp_path, changes)
    assert (problem.rule, problem.file) == ("unknown-file", wrong)
    changes[wrong] = SOUND[name].replace("    ", "    oops: 1\n    ", 1) + "oops: 1\n"
    assert {p.file for p in problems_of(tmp_path, changes)} == {wrong}
    assert len(problems_of(tmp_path, changes)) > 1


def test_a_misnamed_folder_of_explanations_is_read_all_the_same(tmp_path: Path) -> None:
    """Its claims and predictions are known to the appraisals."""
    folder = write_case_folder(tmp_path)
    (folder / "explanations").rename(folder / "explanation")
    (problem,) = check_case(folder)
    assert problem.file == "explanation"


def test_a_file_that_resembles_one_that_is_there_is_not_read(tmp_path: Path) -> None:
    """It may be a copy, or more of the same: what it may define is not called unknown."""
    changes = broken("actors.yaml", "rudolf", "flavia")
    changes |= {**MANY, "actors-new.yaml": SOUND["actors.yaml"]}
    (problem,) = problems_of(tmp_path, changes)
    assert (problem.rule, problem.file) == ("unknown-file", "actors-new.yaml")
    (problem,) = problems_of(tmp_path / "more", {"explanations/doe-2001.yml": SOUND[DOE]})
    assert (problem.rule, problem.file) == ("unknown-file", "explanations/doe-2001.yml")


def test_a_folder_called_like_a_file_is_not_read(tmp_path: Path) -> None:
    """Nothing is made of what is no file."""
    folder = write_case_folder(tmp_path, {"actors.yaml": None, "evidence.yaml": None})
    (folder / "explanations" / "old.yml").mkdir()
    (folder / "actor.yaml").mkdir()
    assert {p.rule for p in check_case(folder)} == {"unknown-id"}


def test_what_a_record_without_an_id_may_define_is_not_called_unknown(tmp_path: Path) -> None:
    """A misspelt `id` is told as such, and not for each claim that names the variable too."""
    problems = problems_of(tmp_path, {**MANY, **broken("variables.yaml", "id: war", "idd: war")})
    assert rules(problems) == ["unknown-key"]


def test_an_explanation_whose_file_name_is_no_id_hides_its_claims_alone(tmp_path: Path) -> None:
    """The appraisals that name it are not called wrong."""
    changes: dict[str, str | None] = {DOE: None, "explanations/Doe 2001.yaml": SOUND[DOE]}
    assert rules(problems_of(tmp_path, changes)) == ["file-name"]


OWN = """\
source:
  authors: [Moe Moe]
  year: 1999
  title: Ruritania once more
  kind: book
"""


def test_an_explanation_may_describe_its_work_itself(tmp_path: Path) -> None:
    """One new file adds an author; the source is one of the case like any other."""
    claims = SOUND[DOE].partition("predictions:")[0]
    folder = write_case_folder(tmp_path, {"explanations/moe-1999.yaml": OWN + claims})
    assert check_case(folder) == ()
    case = load_case(folder)
    assert case.label(ExplanationId("moe-1999")) == "Moe 1999"
    copy = fpcase.write_case(case, tmp_path / "copy" / "ruritania")
    assert load_case(copy) == case
    assert "id: moe-1999" in (copy / "sources.yaml").read_text()


def test_a_work_that_an_explanation_describes_may_have_an_id_of_its_own(tmp_path: Path) -> None:
    """Then others name it by that."""
    text = OWN.replace("source:\n", "source:\n  id: moe-book\n") + "explains: [neutrality]\n"
    changes = broken("evidence.yaml", "source: doe-2001", "source: moe-book")
    problems = problems_of(tmp_path, {"explanations/moe-1999.yaml": text, **changes})
    assert rules(problems) == ["explains-nothing"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("year: 1999", "year: then", "3:9: source.year: expected a whole number, found 'then'"),
        ("  kind: book\n", "", "source: the key 'kind' is missing; expected kind: a kind of"),
        ("authors", "author", "source.author: unknown key 'author'"),
        ("  year", "  id: doe-2001\n  year", "the source 'doe-2001' is already defined"),
        ("  year", "  id: [x]\n  year", "source.id: expected an id in kebab-case, such as"),
    ],
)
def test_a_work_that_an_explanation_describes_is_read_strictly(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    """As in `sources.yaml`."""
    text = OWN.replace(old, new) + "explains: [neutrality]\n"
    found = problems_of(tmp_path, {"explanations/moe-1999.yaml": text})
    assert says in "\n".join(map(str, found))
    assert all(problem.file == "explanations/moe-1999.yaml" for problem in found)
    assert "unknown source" not in "\n".join(map(str, found))


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        (DOE, "  - id: c2", "    id: c2", "begin a new record with '- id:' (further repeated key"),
        ("sources.yaml", "Why Ruritania", "*Why Ruritania*", "there is no '&Why' above it"),
        ("sources.yaml", "Why Ruritania stayed neutral", "*Why", "there is no '&Why' above it"),
        ("variables.yaml", "    name: War\n", "    <<: *w\n    name: War\n", "merge keys ('<<')"),
        ("variables.yaml", "    name: War", "\xa0\xa0\xa0\xa0name: War", "U+00A0, which looks li"),
        (
            "variables.yaml",
            "- id: war",
            "- id: w\u0430r",
            "write 'war' in Latin letters ('\u0430' is",
        ),
        ("variables.yaml", "- id: war", "- id: war.", "write 'war'"),
    ],
)
def test_one_slip_is_one_message_and_its_consequences_are_none(
    tmp_path: Path, name: str, old: str, new: str, says: str
) -> None:
    """What follows from a slip goes with it; told apart, it sends the reader to a sound place."""
    assert old in SOUND[name]
    problems = problems_of(tmp_path, {name: SOUND[name].replace(old, new, 1)})
    (problem,) = [one for one in problems if one.severity is Severity.ERROR]
    assert problem.file == name
    assert says in str(problem)


def test_what_is_wrong_with_a_key_is_told_at_the_key(tmp_path: Path) -> None:
    """Its value may stand lines below, and there is nothing wrong with it."""
    old = "      war:\n        value:"
    text = SOUND["decisions.yaml"]
    assert old in text
    for key, says in (
        ("wra", "unknown variable 'wra'; did you mean 'war'?"),
        ("War", "write 'war'"),
        ('"war:yes"', "put a space after the ':'"),
    ):
        changed = text.replace(old, old.replace("war", key), 1)
        line = changed.partition(key)[0].count("\n") + 1
        found = problems_of(tmp_path, {"decisions.yaml": changed})
        (problem,) = [one for one in found if one.severity is Severity.ERROR]
        assert (problem.line, problem.column) == (line, 7)
        assert says in str(problem)


@pytest.mark.parametrize("name", ["variables.yaml", "actors.yaml", DOE])
def test_an_ending_that_a_file_manager_hides_is_told_and_the_file_read(
    tmp_path: Path, name: str
) -> None:
    """Windows shows ``doe-2001.yaml.txt`` as ``doe-2001.yaml``: nobody would see what is wrong."""
    folder = write_case_folder(tmp_path)
    (folder / name).rename(folder / f"{name}.txt")
    (problem,) = check_case(folder)
    assert problem.file == f"{name}.txt"
    assert problem.what == "the file's name ends in .yaml.txt and would not be read"
    assert problem.advice == "rename it so that it ends in .yaml"
