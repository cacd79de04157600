"""What parsers of YAML say, in plain words: for slips that no tell knows."""

import re

from fpcase.casefiles.documents.stumbles.stumble import Finding, Stumble

ONE_COLON_TOO_MANY = "mapping values are not allowed"
"""What both parsers say of a colon in the middle of a text."""

_BEGIN = "expected '?<document start>"
LINE_UNFIT = re.compile("expected key|expected <block end>|expected '-' indicator|" + _BEGIN)
"""What they say of a line that does not go with those above it."""

BRACKET = re.compile(r"expected ',' or '[\]}]'")
"""What they say where a bracket should close or a comma stand."""

NO_CONTENT = "node content"
"""What they say where a value should begin and none can."""

OPEN = "the bracket that opens here is not closed"
CLOSE = "close it, put a ',' between items, and quote items that hold brackets or quotes"

_INDENTATION = (
    "check the indentation here and in the lines above, and quote text that holds ': ' or ' #' "
    "or begins with one of [ ] { } & * ! | > ' \" % @ `"
)


def by_the_parser_s_words(stumble: Stumble) -> Finding:
    """What the parser says, in plain words where we have them."""
    known = (entry for entry in _WORDS if entry[0].search(stumble.says))
    _, at_opening, what, advice = next(known, (None, False, stumble.says, _INDENTATION))
    return Finding(index=stumble.opened if at_opening else stumble.index, what=what, advice=advice)


_WORDS: tuple[tuple[re.Pattern[str], bool, str, str], ...] = tuple(
    (re.compile(pattern), at_opening, what, advice)
    for pattern, at_opening, what, advice in (
        (
            ONE_COLON_TOO_MANY,
            False,
            "this ':' is one too many, or the line is indented too far",
            "put \"...\" around the whole text if the ':' belongs to it, or align the key",
        ),
        (
            "unexpected end of stream.*quoted|document indicator.*quoted",
            True,
            "the quotation mark that opens here is not closed",
            "add the mark that closes it (within '...' write '' for an apostrophe)",
        ),
        (
            "unknown escape character|hexdecimal|hexadecimal|Unicode character",
            False,
            'the backslash in a text in "..." begins an escape that YAML does not know',
            "double the backslash, or put '...' around the text instead",
        ),
        (
            BRACKET.pattern,
            True,
            OPEN,
            CLOSE,
        ),
        (
            "expected ':'",
            True,
            "a key without a ':' and a space after it",
            "write 'key: value', and indent a text that goes on over several lines",
        ),
        (
            "cannot start any token|" + NO_CONTENT,
            False,
            "a text may not begin with this character",
            'put "..." around the text',
        ),
        (
            "alphabetic or numeric character|alphanumeric",
            True,
            "a text that begins with '&' or '*' is read as an anchor or an alias",
            'put "..." around the text',
        ),
        (
            "(?:scanning|parsing) a tag",
            True,
            "a text that begins with '!' is read as a tag",
            'put "..." around the text',
        ),
        (
            _BEGIN,
            False,
            "what the file holds ends above, and this stands behind it",
            "align it with the keys above, and delete lines of '...', which end a file",
        ),
        (
            LINE_UNFIT.pattern,
            False,
            "this line fits neither the lines above nor their indentation",
            "align it with the keys or dashes above; let no text follow a closing quotation mark",
        ),
        (
            "comment or (a )?line break|indentation indicator",
            False,
            "a text that begins with '>' or '|' begins in the next line",
            'begin it there, or put "..." around it if the sign belongs to it',
        ),
        (
            "mapping keys are not allowed",
            False,
            "a '?' and a space begin a key, and none may begin here",
            "put \"...\" around the text if the '?' belongs to it",
        ),
        (
            "sequence entries are not allowed|block collections are not allowed",
            False,
            "a list may not begin here",
            "begin it in the next line, or put \"...\" around the text if the '-' belongs to it",
        ),
    )
)
"""What a parser says -> whether its cause lies where the construct begins, what to say, advice."""
