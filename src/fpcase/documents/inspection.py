"""What a careful look at a file's keys and values finds: where each stands, and what is wrong.

What YAML allows and a hand-written file never wants (tags, merge keys, duplicate keys, bombs of
aliases) is refused by name; at text that YAML loses in silence there is a hint.
"""

import re
from collections.abc import Iterator
from typing import Any

import attrs
import yaml

from fpcase.documents.problems import Problem, Severity, Steps, short
from fpcase.documents.slips import Failure, explain
from fpcase.documents.text import (
    ODD_SPACE,
    TAB,
    TAB_ADVICE,
    Hint,
    Lines,
    cut_quotation,
    lost_comment,
    lost_items,
    tabs,
    unused_anchor,
)

MAX_DEPTH = 64
"""How deep lists and mappings may be nested."""

MAX_ALIASED = 10_000
"""How many values aliases may repeat in one file."""

MAX_PROBLEMS = 1_000
"""How many problems of one file are listed, of those that concern it as YAML."""

NO_VALUE = frozenset({"", "~", "null"})
"""Plain scalars which say that there is no value."""

HIDDEN = re.compile(
    "[\0-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    f"{ODD_SPACE.pattern[1:]}"
)
"""Characters that a reader cannot see, or not tell from a space, and a key may not hold."""

ESCAPED = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that a text may not hold even where they are written as an escape."""


class TooDeepError(Exception):
    """Lists and mappings are nested too deep to go on."""


class Dropped:
    """The key, in a mapping that is being read, of what is not read."""


DROPPED: Any = Dropped()


@attrs.define(eq=False)
class _Places:
    """Where the keys and the values of a list or a mapping begin.

    Attributes:
        in_list: Whether it is an item of a list.
        keys: Key -> the index of its first character.
        values: Key, or index in a list -> the index of the value's first character.
        begun_again: Whether its first key has come again, as where a record lacks its '- '.
    """

    in_list: bool
    keys: dict[str | int, int] = attrs.field(factory=dict)
    values: dict[str | int, int] = attrs.field(factory=dict)
    begun_again: bool = False


class Inspector:
    """Looks at every key and value of a walk: where it stands, and what is wrong with it.

    Attributes:
        name: The file's name, for the messages.
        lines: The file's lines.
        problems: What is wrong.
        incomplete: Whether a key at the top of the file is not in the tree.
        quoted: Where quoted texts begin and end.
    """

    def __init__(self, name: str, lines: Lines) -> None:
        """Take a file's name and lines."""
        self.name = name
        self.lines = lines
        self.problems: list[Problem] = []
        self.incomplete = False
        self.quoted: list[tuple[int, int]] = []
        self._places: dict[int, _Places] = {}
        self._begins = 0
        self._hashes: list[tuple[int, int]] = []  # plain texts with a '#' that is a part of them
        self._hinted: set[int] = set()  # where plain texts end of which a hint has spoken
        self._anchors: dict[str, Any] = {}
        self._unused: dict[str, int] = {}
        self._repeated = 0

    def place(self, root: Any, path: Steps, *, of_key: bool) -> tuple[int, int]:  # noqa: ANN401 - a tree
        """Line and column, from 1, of the value (or the key) at a path, or what is nearest.

        Args:
            root: The tree that the walk has made.
            path: Keys and indices that lead to the value.
            of_key: Whether to give the place of the last key instead of its value.
        """
        node, at = root, self._begins
        for depth, step in enumerate(path):
            places = self._places.get(id(node))
            if places is None or step not in places.values:
                break
            at = places.values[step]
            if of_key and depth == len(path) - 1:
                at = places.keys.get(step, at)  # an item of a list has no key
            node = node[step]
        return self.lines.place(at)

    def value(self, event: Any, container: Any, step: Any, value: Any) -> None:  # noqa: ANN401 - PyYAML's events have no types
        """Look at a value that is about to be put into a list or a mapping, or is the root."""
        index: int = event.start_mark.index
        around = self._places.get(id(container))
        if around is None:
            self._begins = index
        else:
            around.values[step] = index
        if isinstance(event, yaml.AliasEvent):
            return
        if isinstance(value, dict | list):
            in_list = around is not None and isinstance(container, list)
            self._places[id(value)] = _Places(in_list)
        if event.tag is not None:
            self._refuse_tag(event)
        if event.anchor is not None:
            self._anchors[event.anchor] = value
            self._unused[event.anchor] = index

    def scalar(self, event: Any) -> str | None:  # noqa: ANN401 - PyYAML's events have no types
        """The text of a scalar, or None where it says that there is none."""
        text: str = event.value
        start, end = event.start_mark.index, event.end_mark.index
        self._note_signs(event)
        if event.style:
            control = ESCAPED.search(text)
            if control:  # no table, picture or page could hold it
                self.refuse(
                    "strange-character",
                    start,
                    f"the escaped character U+{ord(control.group()):04X} is not allowed in a text",
                    "delete it, or double the backslash if a backslash is meant",
                )
            return text
        for look in (lost_comment, cut_quotation):
            found = look(self.lines.text, text, end)
            if found:
                self._hint(start, found)
                self._hinted.add(end)
        return None if text in NO_VALUE else text

    def _note_signs(self, event: Any) -> None:  # noqa: ANN401 - PyYAML's events have no types
        """Keep where no comment can begin: in quotes, and in a text that has a '#'."""
        if event.style:
            self.quoted.append((event.start_mark.index, event.end_mark.index))
        elif "#" in event.value:
            self._hashes.append((event.start_mark.index, event.end_mark.index))

    def key(self, event: Any, mapping: dict[Any, Any], events: Iterator[Any]) -> Any:  # noqa: ANN401 - PyYAML's events have no types
        """A key of a mapping, or `DROPPED`; further events are those of a key that is no text."""
        index: int = event.start_mark.index
        if not isinstance(event, yaml.ScalarEvent):
            self.refuse(
                "key-not-text",
                index,
                "a key must be text",
                "write a word before the ':' (and quote text that begins with {, [ or *)",
            )
            _pass_over(event, events)
            return DROPPED
        text: str = event.value
        self._note_signs(event)
        if event.tag is not None:
            self._refuse_tag(event)
        if event.anchor is not None:
            what = "a key may not have an anchor"
            self.refuse("alias", index, what, "delete the '&' and its name")
        if text == "<<" and not event.style:
            self.refuse(
                "merge-key", index, "merge keys ('<<') are not supported", "write the keys out"
            )
            return DROPPED
        places = self._places[id(mapping)]
        if text in places.keys:
            self._refuse_duplicate(text, index, places)
            return DROPPED
        hidden = HIDDEN.search(text)
        if hidden:
            what = (
                f"the key {short(text, 60)} contains the character U+{ord(hidden[0]):04X}, which "
            )
            what += "looks like a space" if ODD_SPACE.match(hidden[0]) else "cannot be seen"
            advice = "retype the key and the spaces before it"
            self.refuse("hidden-character", index, what, advice)
            text = HIDDEN.sub("", text)  # what its writer sees
            if text in places.keys:
                return DROPPED
        places.keys[text] = index
        return text

    def end_mapping(self, mapping: dict[Any, Any], *, at_top: bool) -> None:
        """Take what was dropped out of a mapping that is complete."""
        if DROPPED in mapping:
            del mapping[DROPPED]
            self.incomplete |= at_top

    def alias(self, event: Any, around: list[Any], key: Any) -> Any:  # noqa: ANN401 - PyYAML's events have no types
        """What an alias repeats, within a budget; None where it is refused.

        Args:
            event: The alias.
            around: The lists and mappings that are open there, with the list of roots.
            key: The key that it is the value of, if any.
        """
        index: int = event.start_mark.index
        name = str(event.anchor)
        self._unused.pop(name, None)
        if key is DROPPED:
            return None
        if name not in self._anchors:
            what = f"'*{name}' repeats an anchor, but there is no '&{name}' above it"
            self.refuse(
                "alias", index, what, "put \"...\" around the text if the '*' belongs to it"
            )
            return None
        value = self._anchors[name]
        if any(value is one for one in around):
            what = f"the alias '*{name}' is inside the value that it repeats"
            self.refuse("alias", index, what, "write it out")
            return None
        return value if self._is_affordable(value, name, index, len(around) - 1) else None

    def _is_affordable(self, value: Any, name: str, index: int, depth: int) -> bool:  # noqa: ANN401 - a tree
        """Whether a value may be repeated once more; a refusal is noted once."""
        if self._repeated > MAX_ALIASED:
            return False
        values, height = _extent(value, MAX_ALIASED - self._repeated)
        self._repeated += values
        if self._repeated > MAX_ALIASED:
            what = f"aliases repeat more than {MAX_ALIASED} values in this file "
            what += "(a long text counts as several)"
            self.refuse("alias", index, what, "write the values out, or split the file")
        elif depth + height > MAX_DEPTH:
            what = f"the alias '*{name}' takes the nesting more than {MAX_DEPTH} levels deep"
            self.refuse("too-deep", index, what, "write a flatter structure")
        else:
            return True
        return False

    def too_deep(self, event: Any) -> None:  # noqa: ANN401 - PyYAML's events have no types
        """Refuse a list or a mapping that opens too deep to go on."""
        self.refuse(
            "too-deep",
            event.start_mark.index,
            f"the nesting here is more than {MAX_DEPTH} levels deep",
            "close the brackets, or write a flatter structure",
        )
        raise TooDeepError

    def second_document(self, event: Any) -> None:  # noqa: ANN401 - PyYAML's events have no types
        """Refuse another document that begins in the same file; the walk ends."""
        self.refuse(
            "second-document",
            event.start_mark.index,
            "a second document begins here",
            "delete the line '---', or put what follows into a file of its own",
        )

    def end(self) -> None:
        """Look at the whole of a text that has been walked to its end."""
        for anchor, index in self._unused.items():
            self._hint(index, unused_anchor(anchor))
        no_comments = sorted(self.quoted + self._hashes)
        for index, before, hint in lost_items(self.lines, no_comments):
            if before not in self._hinted:
                self._hint(index, hint)
        found = tabs(self.lines.text, self.quoted)
        if found:
            more = f"; {len(found)} tabs in all" if len(found) > 1 else ""
            self.refuse("tab", found[0], TAB + more, TAB_ADVICE)

    def not_yaml(self, error: yaml.MarkedYAMLError) -> None:
        """Say in plain words why a parser could not go on."""
        fault = explain(Failure.of(error, self.lines, self.quoted))
        line, _ = self.lines.place(fault.index)
        if fault.says_hint:
            self.problems = [p for p in self.problems if (p.rule, p.line) != ("lost-text", line)]
        if not any(p.line == line and p.rule in _EXPLAIN_THE_LINE for p in self.problems):
            self.refuse(fault.rule, fault.index, fault.what, fault.advice)

    def refuse(
        self, rule: str, index: int, what: str, advice: str, severity: Severity = Severity.ERROR
    ) -> None:
        """Note a problem at a character, unless there are too many already."""
        if len(self.problems) == MAX_PROBLEMS:
            rule, severity = "too-many-problems", Severity.ERROR
            what = f"this file has more than {MAX_PROBLEMS} problems; the rest are not listed"
            advice = "correct some of them, and check again"
        elif len(self.problems) > MAX_PROBLEMS:
            return
        line, column = self.lines.place(index)
        self.problems.append(
            Problem(
                rule=rule,
                severity=severity,
                file=self.name,
                line=line,
                column=column,
                what=what,
                advice=advice,
                source_line=self.lines.line(line),
            )
        )

    def _hint(self, index: int, hint: Hint) -> None:
        """Note a warning about text that is lost."""
        self.refuse("lost-text", index, *hint, Severity.WARNING)

    def _refuse_duplicate(self, key: str, index: int, places: _Places) -> None:
        """Refuse a key that the mapping has already."""
        if places.begun_again:
            return  # one dash is missing, not one key too many in each line
        line, _ = self.lines.place(places.keys[key])
        advice = "keep one of the two"
        if places.in_list and key == next(iter(places.keys)):
            places.begun_again = True
            advice += f", or begin a new record with '- {key}:' (further repeated keys below are "
            advice += "not listed)"
        what = f"the key {short(key, 60)} is repeated here; it first appears in line {line}"
        self.refuse("duplicate-key", index, what, advice)

    def _refuse_tag(self, event: Any) -> None:  # noqa: ANN401 - PyYAML's events have no types
        what = f"tags are not supported; found {short(event.tag, 60)}"
        advice = "delete the tag, or put \"...\" around the text if the '!' belongs to it"
        self.refuse("tag", event.start_mark.index, what, advice)


_EXPLAIN_THE_LINE = frozenset({"alias", "tag", "hidden-character"})
"""Refusals after which what the parser says of the same line tells nothing new."""


def _pass_over(event: Any, events: Iterator[Any]) -> None:  # noqa: ANN401 - PyYAML's events have no types
    """Pass over a list or a mapping, whose first event is given."""
    depth = 0
    while True:
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth == 0:
            return
        event = next(events)


_CHARACTERS = 100


def _extent(value: Any, budget: int) -> tuple[int, int]:  # noqa: ANN401 - a tree
    """How many values a tree has, counted until the budget is spent, and how deep it is.

    A long text counts as several, or a few short lines could repeat a text of megabytes.
    """
    values = depth = 0
    waiting = [(value, 0)]
    while waiting and values <= budget:
        node, level = waiting.pop()
        values += 1 + (len(node) // _CHARACTERS if isinstance(node, str) else 0)
        if isinstance(node, dict | list):
            depth = max(depth, level + 1)
            inside = node.values() if isinstance(node, dict) else node
            waiting.extend((one, level + 1) for one in inside)
    return values, depth
