"""Why a parser stopped is told in plain words, at the place where the slip is."""

import pytest

from fpcase.documents import Severity, document, parse_text

LONG = "a long title that goes on: and on, with more than sixty characters of text in it"

SLIPS = {
    "a merge that was not finished": (
        "a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> other\n",
        (2, 1),
        "a merge of two versions of the file was not finished",
        "delete the lines that begin with <<<<<<<, ======= and >>>>>>>",
    ),
    "a tab in the indentation": (
        "a:\n  \tb: c\n",
        (2, 3),
        "there is a tab here",
        "replace the tabs with spaces",
    ),
    "a tab where a value should begin": (
        "a:\n -\tb: c\n",
        (2, 3),
        "there is a tab here",
        "replace the tabs with spaces",
    ),
    "a space of a word processor": (
        "claims:\n  - id:\xa0c1\n    cause: war\n",
        (2, 8),
        "the character U+00A0 looks like a space but is not one in YAML",
        "replace it with an ordinary space",
    ),
    "a wide colon": (
        "title\uff1a War\nyear: 2001\n",
        (1, 6),
        "YAML does not read the character \uff1a as a colon",
        "replace it with ':' and a space",
    ),
    "a bullet": (
        "claims:\n  • id: c1\n    cause: war\n",
        (2, 3),
        "the character • does not begin a list item in YAML",
        "begin each item with '-' and a space",
    ),
    "a long dash": (
        "claims:\n  – id: c1\n    cause: war\n",
        (2, 3),
        "the character – does not begin a list item in YAML",
        "begin each item with '-' and a space",
    ),
    "a dash without a space": (
        "claims:\n  -id: c1\n    cause: war\n",
        (2, 3),
        "a '-' begins a list item only if a space follows it",
        "put a space after the '-'",
    ),
    "a colon without a space": (
        "claims:\n  - id: c1\n    cause:war\n    effect: peace\n",
        (3, 10),
        "the ':' after cause marks it as a key only if a space follows",
        "put a space after the ':'",
    ),
    "a key without a colon": (
        "claims:\n  - id: c1\n    actors\n    effect: x\n",
        (3, 5),
        "this key lacks a ':' and a space after it",
        "write 'key: value'",
    ),
    "a key above a list without a colon": (
        "claims\n  - id: c1\n",
        (1, 7),
        "a ':' is missing after 'claims'",
        "write 'claims:'",
    ),
    "a word above a line that stands further out": (
        "- - word\n  a: b: c\n",
        (2, 3),
        "this line does not match the lines above it or their indentation",
        "align it with the keys or dashes above",
    ),
    "a key that stands too far in": (
        "title: On War\n  year: 2001\n",
        (2, 7),
        "the line is indented further than 'title' above it",
        "begin the line in column 1 like 'title'",
    ),
    "a key below a text of several lines, further in than its key": (
        "title: On War\n    andpeace\n  year: 2001\n",
        (3, 7),
        "this ':' is not allowed here, or the line is indented too far",
        "or align the key",
    ),
    "a colon in a title": (
        "title: Syria: a study\n",
        (1, 13),
        "this ':' is not allowed here, because the text of 'title' has already begun",
        "write title: \"Syria: a study\" if the ':' belongs to the text",
    ),
    "a colon between typographic quotation marks": (
        "title: “Syria: a study”\n",
        (1, 14),
        "this ':' is not allowed here",
        "around the whole text, as “ does not quote text in YAML",
    ),
    "a colon behind a quoted word": (
        "title: 'Syria': a study\n",
        (1, 15),
        "this ':' is not allowed here",
        "put \"...\" around the whole text if the ':' belongs to it",
    ),
    "a colon in a long title": (
        f"title: {LONG}\n",
        (1, 33),
        "this ':' is not allowed here",
        "put \"...\" around the whole text if the ':' belongs to it",
    ),
    "a colon too many that no key goes before": (
        "? a\n: b: c: d\n",
        (2, 7),
        "this ':' is not allowed here, or the line is indented too far",
        "or align the key",
    ),
    "a comment between brackets": (
        "tags: [a, b #5, c]\nx: y\n",
        (1, 13),
        "comment that runs to the end of the line, so the bracket opened in line 1",
        "put \"...\" around the text if the '#' belongs to it, or move the comment",
    ),
    "a comment at the beginning of a list": (
        "tags: [#5]\nx: y\n",
        (1, 8),
        "this '#' begins a comment that runs to the end of the line",
        "or move the comment",
    ),
    "a comment with a space that hides a bracket": (
        "tags: [a, b # a note]\nx: y\n",
        (1, 13),
        "this '#' begins a comment that runs to the end of the line",
        "or move the comment",
    ),
    "an open bracket and a comment with brackets of its own": (
        "at: [a,  # see [1]\n  b\nx: y\n",
        (1, 5),
        "the bracket that opens here is not closed",
        "close it",
    ),
    "an open bracket above a '#' in quotes": (
        'at: [a, "b #5"\nx: y\n',
        (1, 5),
        "the bracket that opens here is not closed",
        "close it",
    ),
    "a second colon between brackets": (
        "at: {a: b: c}\n",
        (1, 10),
        "this ':' is not allowed here: inside brackets, a ',' must precede the next key",
        "or insert the ','",
    ),
    "a bracket that is not closed before the next key": (
        "at: {a: b\nc: d\n",
        (1, 5),
        "the bracket that opens here is not closed",
        "close it, put a ',' between items",
    ),
    "a bracket that the end of the file leaves open": (
        'at: {a: ["]", [b],\n\n',
        (1, 9),
        "the bracket that opens here is not closed",
        "close it, put a ',' between items",
    ),
    "a bracket far above the end of the file that it leaves open": (
        "a: [b,\n" + f"  {'c' * 195},\n" * 600,
        (602, 1),
        "a bracket is never closed",
        "close it, put a ',' between items",
    ),
    "a bracket of the wrong sort": (
        "at: {a: [b}\nx: y\n",
        (1, 11),
        "found '}', but the bracket opened in line 1, column 9 must be closed by ']'",
        "correct the bracket",
    ),
    "a bracket too many": (
        "at: [b]]\n",
        (1, 8),
        "the closing bracket ends the value, but more follows (']')",
        "or delete what follows them",
    ),
    "a bracket alone": (
        "at: ]\n",
        (1, 5),
        "a text may not begin with this character",
        'put "..." around the text',
    ),
    "text behind a bracket": (
        "at: [1] and more\nx: y\n",
        (1, 9),
        "the closing bracket ends the value, but more follows ('and more')",
        'put "..." around the whole text if the brackets belong to it',
    ),
    "a comma behind a bracket": (
        "at: [a, b],\nx: y\n",
        (1, 11),
        "the closing bracket ends the value, but more follows (',')",
        "delete the ','",
    ),
    "text behind double quotation marks": (
        'term: "dear friend" he said\n',
        (1, 20),
        "the quoted text has ended, but more follows ('he said')",
        "put '...' around the whole text if these quotation marks belong to it",
    ),
    "text behind single quotation marks": (
        "term: 'dear friend' he said\n",
        (1, 20),
        "the quoted text has ended, but more follows ('he said')",
        'put "..." around the whole text if these quotation marks belong to it',
    ),
    "an apostrophe": (
        "term: 'don't'\n",
        (1, 12),
        'the quoted text has ended, but more follows ("t\'")',
        "within '...' write '' for an apostrophe, or put \"...\" around the text instead",
    ),
    "a comma behind quotation marks": (
        'term: "a",\nx: y\n',
        (1, 10),
        "the quoted text has ended, but more follows (',')",
        "delete the ','",
    ),
    "two quoted items without a comma": (
        'list: ["a" "b"]\n',
        (1, 11),
        "the quoted text has ended",
        "or a ',' between two items",
    ),
    "quotation marks that close in a later line": (
        'term: "one\n  two" three\nx: y\n',
        (2, 7),
        "the quoted text has ended, but more follows ('three')",
        "the text that ends here began in line 1; check whether its closing mark is missing there",
    ),
    "a quotation mark that is not closed": (
        "t: 'abc\n",
        (1, 4),
        "the quotation mark that opens here is not closed",
        "add the mark that closes it",
    ),
    "a comment in a text of several lines": (
        "m: text #5\n  more\n",
        (1, 9),
        "this '#' begins a comment, which ends the text, so the line below cannot continue it",
        "put \"...\" around the whole text if the '#' belongs to it",
    ),
    "a line that begins where nothing above it begins": (
        "claims:\n\n  # a note\n  - id: c1\n   cause: x\n",
        (5, 4),
        "the line begins in column 4, but no line above it does",
        "begin it in column 1, 3 or 5, like the lines above that it belongs with",
    ),
    "a line that stands further out than the first": (
        "  a: b\n c: d\n",
        (2, 2),
        "the line begins in column 2, but no line above it does",
        "begin it in column 3, like the lines above that it belongs with",
    ),
    "a list below a key": (
        "a: b\n\n# a note\n- c\n",
        (4, 1),
        "this line does not match the lines above it or their indentation",
        "align it with the keys or dashes above",
    ),
    "a record without its dash": (
        "variables:\n  - id: war\n    name: War\n\n  id: trade\n    name: Trade\n",
        (5, 3),
        "the record in line 2 begins with a '-', but this one does not",
        "put '- ' before it, or indent it further if it belongs to that record",
    ),
    "a minus as a sign": (
        "claims:\n  - id: c1\n    sign: -\n    stance: asserts\n",
        (3, 11),
        "YAML reads a single '-' as the beginning of a list",
        "write a word, such as 'negative' for a sign, or put \"-\" in quotation marks",
    ),
    "what stands behind the end": (
        "a: b\n...\nc: d\n",
        (3, 1),
        "the content of the file has already ended, but more follows here",
        "delete any '...' line, which ends a file",
    ),
    "a question mark": (
        "a: ? b\n",
        (1, 4),
        "a '?' and a space begin a key, but no key may begin here",
        "put \"...\" around the text if the '?' belongs to it",
    ),
    "a tag that is none": (
        "a: !<x y\n",
        (1, 4),
        "a text that begins with '!' is read as a tag",
        'put "..." around the text',
    ),
}
"""What a slip is called -> the text, its place, what is wrong, what to do."""


@pytest.fixture(params=["libyaml", "pure Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both of PyYAML's parsers: a message must not depend on the machine."""
    if request.param == "pure Python":
        monkeypatch.setattr(document, "Parser", document.PurePythonParser)
    return str(request.param)


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_once_in_plain_words_where_it_was_made(parser: str, slip: str) -> None:
    """A parser's own words name its grammar, and often a later place."""
    text, place, what, advice = SLIPS[slip]
    (problem,) = parse_text(text, "doe.yaml").problems
    assert (problem.line, problem.column) == place, f"{parser}: {problem}"
    assert what in problem.what, parser
    assert advice in problem.advice, parser
    assert problem.severity is Severity.ERROR


def test_a_hint_stays_that_says_something_else_than_the_error(parser: str) -> None:
    """Only what would be said twice is left out."""
    problems = parse_text("t: Cable #5\ntags: [a, b #6, c]\nx: y\n", "doe.yaml").problems
    assert sorted((p.rule, p.line) for p in problems) == [("lost-text", 1), ("not-yaml", 2)], parser
