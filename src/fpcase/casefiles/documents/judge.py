"""The judging walk: the tree of any text, and everything that is wrong with it as YAML.

What YAML allows and a hand-written file never wants (tags, merge keys, duplicate keys, bombs of
aliases) is refused by name; at text that YAML loses in silence it hints.
"""

from collections.abc import Callable
from typing import Any

import yaml

from fpcase.casefiles.documents import limits, parsers
from fpcase.casefiles.documents.anchors import Anchors
from fpcase.casefiles.documents.characters import ESCAPED, HIDDEN, ODD_SPACE
from fpcase.casefiles.documents.hints import (
    TAB,
    TAB_ADVICE,
    Hint,
    cut_quotation,
    lost_anchor,
    lost_comment,
    lost_items,
    tabs,
)
from fpcase.casefiles.documents.lines import Lines
from fpcase.casefiles.documents.quickwalk import NO_VALUE
from fpcase.casefiles.documents.spelling import short
from fpcase.casefiles.documents.stumbles import Stumble, explain
from fpcase.casefiles.documents.walked import Walked
from fpcase.casefiles.problems import Problem, Severity

_ENDS = frozenset({yaml.MappingEndEvent, yaml.SequenceEndEvent})
_STARTS = frozenset({yaml.MappingStartEvent, yaml.SequenceStartEvent})
_NODES = _STARTS | {yaml.ScalarEvent, yaml.AliasEvent}


class _Dropped:
    """Marks a key that is not read."""


_DROPPED: Any = _Dropped()


class _Keys(dict[str, int]):
    """The keys of a mapping that is being read -> where they stand.

    Attributes:
        in_list: Whether the mapping is an item of a list.
        begun_again: Whether its first key has come again, as where a record lacks its '- '.
    """

    def __init__(self, *, in_list: bool = False) -> None:
        super().__init__()
        self.in_list = in_list
        self.begun_again = False


class _TooDeepError(Exception):
    """Lists and mappings are nested too deep to go on."""


class Judge:
    """Walks a text's events and judges everything.

    Attributes:
        problems: What is wrong.
    """

    def __init__(self, name: str, text: str) -> None:
        """Take a text, and its file's name for the messages."""
        self.name = name
        self.lines = Lines(text)
        self.problems: list[Problem] = []
        self.marks: list[Any] = []
        self.gaps: dict[int, int] = {}
        self.incomplete = False
        self.anchors = Anchors(self.refuse)
        self.quoted: list[tuple[int, int]] = []
        self.signs: list[tuple[int, int]] = []  # plain texts with a '#' that is a part of them
        self.told: set[int] = set()  # where plain texts end of which a hint has spoken
        self.stack: list[tuple[Any, _Keys, int | None]] = []
        self.keys = _Keys()

    def walk(self) -> Walked:
        """The tree, which is None where the text is not YAML or too deep.

        Raises:
            parsers.TooManyValuesError: the text holds more values than a file may.
        """
        parser = parsers.Parser(self.lines.text)
        roots: list[Any] = []
        try:
            self.fill(parsers.events(parser), roots)
        except yaml.MarkedYAMLError as error:
            self.not_yaml(error)
            return Walked(data=None)
        except _TooDeepError:
            return Walked(data=None)
        except StopIteration:
            raise parsers.TooManyValuesError from None
        finally:
            parser.dispose()
        for anchor, index in self.anchors.unused.items():
            self.hint(index, lost_anchor(anchor))
        self.look_between_values()
        return Walked(
            data=roots[0] if roots else None,
            marks=self.marks,
            repeats=self.anchors.repeats,
            gaps=self.gaps,
            incomplete=self.incomplete,
        )

    def fill(self, get: Callable[[], Any], roots: list[Any]) -> None:  # noqa: C901 - one state machine, in one place
        """Fill the list of root values."""
        container: Any = roots
        documents = 0
        while True:
            event = get()
            kind = event.__class__
            key: Any = None
            gap: int | None = None
            if kind in _ENDS:
                container, self.keys, gap = self.stack.pop()
                if gap is not None:
                    self.gaps[gap] = len(self.marks)
                continue
            if kind is yaml.StreamEndEvent:
                return
            if kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self.refuse(
                        "second-document",
                        event.start_mark.index,
                        "a second document begins here",
                        "delete the line '---', or put what follows into a file of its own",
                    )
                    return
            if kind not in _NODES:
                continue
            if isinstance(container, dict):
                first = len(self.marks)
                key = self.key(event, get)
                gap = first if key is _DROPPED else None
                self.incomplete |= key is _DROPPED and len(self.stack) == 1
                event = get()
            dropped = gap is not None
            value = self.value(event, container, dropped=dropped)
            if isinstance(container, list):
                container.append(value)
            elif not dropped:
                container[key] = value
            if event.__class__ in _STARTS:
                self.stack.append((container, self.keys, gap))
                self.keys = _Keys(in_list=isinstance(container, list) and len(self.stack) > 1)
                container = value
            elif gap is not None:
                self.gaps[gap] = len(self.marks)

    def value(self, event: Any, container: Any, *, dropped: bool) -> Any:  # noqa: ANN401 - PyYAML's events have no types
        """A value; what opens here is still empty. If its key is dropped, so is an alias."""
        number = len(self.marks)
        self.marks.append(event.start_mark)
        index: int = event.start_mark.index
        value: Any
        if isinstance(event, yaml.AliasEvent):
            if dropped:
                self.anchors.unused.pop(str(event.anchor), None)
                return None
            around = [container, *(one for one, _, _ in self.stack)]
            return self.anchors.repeat(str(event.anchor), number, index, around)
        if isinstance(event, yaml.ScalarEvent):
            value = self.scalar(event)
        else:
            if len(self.stack) >= limits.MAX_DEPTH:
                self.refuse(
                    "too-deep",
                    index,
                    f"more than {limits.MAX_DEPTH} levels are nested here",
                    "close the brackets, or write a flatter structure",
                )
                raise _TooDeepError
            value = {} if isinstance(event, yaml.MappingStartEvent) else []
        if event.tag is not None:
            self.refuse_tag(event)
        if event.anchor is not None:
            self.anchors.name(event.anchor, value, number, index)
        return value

    def scalar(self, event: Any) -> str | None:  # noqa: ANN401 - PyYAML's events have no types
        """The text of a scalar, or None where it says that there is none."""
        text: str = event.value
        start, end = event.start_mark.index, event.end_mark.index
        if event.style:
            self.quoted.append((start, end))
            self.look_at_escapes(event)
            return text
        if "#" in text:
            self.signs.append((start, end))
        for look in (lost_comment, cut_quotation):
            found = look(self.lines.text, text, end)
            if found:
                self.hint(start, found)
                self.told.add(end)
        return None if text in NO_VALUE else text

    def hint(self, index: int, hint: Hint) -> None:
        """Note a warning about text that is lost."""
        self.refuse("lost-text", index, *hint, Severity.WARNING)

    def refuse(
        self, rule: str, index: int, what: str, advice: str, severity: Severity = Severity.ERROR
    ) -> None:
        """Note a problem at a character, unless there are too many already."""
        if len(self.problems) == limits.MAX_PROBLEMS:
            rule, severity = "too-many-problems", Severity.ERROR
            what = f"more than {limits.MAX_PROBLEMS} problems are in this file; "
            what += "the rest is not listed"
            advice = "mend some, and check again"
        elif len(self.problems) > limits.MAX_PROBLEMS:
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

    def key(self, event: Any, get: Callable[[], Any]) -> Any:  # noqa: ANN401 - a key or a sentinel
        """A key, or that it is dropped."""
        index: int = event.start_mark.index
        if not isinstance(event, yaml.ScalarEvent):
            self.refuse(
                "key-not-text",
                index,
                "a key must be text",
                "write a word before the ':' (and quote text that begins with {, [ or *)",
            )
            _skip(event, get)
            return _DROPPED
        self.marks.append(event.start_mark)
        end: Any = event.end_mark
        if event.style:
            self.quoted.append((index, end.index))
        if event.tag is not None:
            self.refuse_tag(event)
        if event.anchor is not None:
            what = "a key may not have an anchor"
            self.refuse("alias", index, what, "delete the '&' and its name")
        text: str = event.value
        if "#" in text and not event.style:
            self.signs.append((index, end.index))
        if text == "<<" and not event.style:
            self.refuse("merge-key", index, "merge keys ('<<') are not read", "write the keys out")
            return _DROPPED
        if text in self.keys:
            self.refuse_duplicate(text, index)
            return _DROPPED
        hidden = HIDDEN.search(text)
        if hidden:
            what = f"the key {short(text, 60)} holds the character U+{ord(hidden[0]):04X}, which "
            what += "looks like a space" if ODD_SPACE.match(hidden[0]) else "cannot be seen"
            advice = "type the key, and the spaces before it, anew"
            self.refuse("hidden-character", index, what, advice)
            text = HIDDEN.sub("", text)  # what its writer sees
            if text in self.keys:
                return _DROPPED
        self.keys[text] = index
        return text

    def refuse_duplicate(self, key: str, index: int) -> None:
        """Refuse a key that the mapping has already."""
        if self.keys.begun_again:
            return  # one dash is missing, not one key too many in each line
        line, _ = self.lines.place(self.keys[key])
        advice = "keep one of the two"
        if self.keys.in_list and key == next(iter(self.keys)):
            self.keys.begun_again = True
            advice += f", or begin a new record with '- {key}:' (what else stands twice below is "
            advice += "not listed)"
        what = f"the key {short(key, 60)} stands here a second time; first in line {line}"
        self.refuse("duplicate-key", index, what, advice)

    def look_at_escapes(self, event: Any) -> None:  # noqa: ANN401 - PyYAML's events have no types
        """Refuse control characters, which no table, picture or page could hold."""
        control = ESCAPED.search(event.value)
        if control:
            self.refuse(
                "strange-character",
                event.start_mark.index,
                f"the escaped character U+{ord(control.group()):04X} may not stand in a text",
                "delete it, or double the backslash if a backslash is meant",
            )

    def refuse_tag(self, event: Any) -> None:  # noqa: ANN401 - PyYAML's events have no types
        """Refuse a tag."""
        what = f"tags are not read, found {short(event.tag, 60)}"
        advice = "delete the tag, or put \"...\" around the text if the '!' belongs to it"
        self.refuse("tag", event.start_mark.index, what, advice)

    def look_between_values(self) -> None:
        """Hint at items of lists that have become comments, and refuse tabs."""
        for index, before, hint in lost_items(self.lines, sorted(self.quoted + self.signs)):
            if before not in self.told:
                self.hint(index, hint)
        bad = tabs(self.lines.text, self.quoted)
        if bad:
            more = f"; there are {len(bad) - 1} more" if len(bad) > 1 else ""
            self.refuse("tab", bad[0], TAB + more, TAB_ADVICE)

    def not_yaml(self, error: yaml.MarkedYAMLError) -> None:
        """Say in plain words what the parser stumbled over."""
        found = explain(Stumble.at(error, self.lines, self.quoted))
        line, _ = self.lines.place(found.index)
        if found.says_hint:
            self.problems = [p for p in self.problems if (p.rule, p.line) != ("lost-text", line)]
        if not any(p.line == line and p.rule in _TOLD_OF_THE_LINE for p in self.problems):
            self.refuse(found.rule, found.index, found.what, found.advice)


_TOLD_OF_THE_LINE = frozenset({"alias", "tag", "hidden-character"})
"""Refusals after which the parser's own stumble in the same line says nothing new."""


def _skip(event: Any, get: Callable[[], Any]) -> None:  # noqa: ANN401 - PyYAML's events have no types
    """Pass over a list or a mapping, whose first event is given."""
    depth = 0
    while True:
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth == 0:
            return
        event = get()
