"""Rules about coders' judgements on evidence, and about the texts that they read."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import combinations

from fpcase.casefiles.drafts import Draft
from fpcase.casefiles.rules import error, warning
from fpcase.documents import Place, Problem
from fpcase.files import is_there, read_regular
from fpcase.model.cases import CaseHead
from fpcase.model.errors import FpcaseError
from fpcase.model.evidence import (
    Appraisal,
    Chance,
    Contest,
    Decibels,
    Evidence,
    Inference,
    LikelihoodRatio,
    PredictionOutcome,
    ratio,
)
from fpcase.model.ids import ExplanationId
from fpcase.model.sources import Source, checksum
from fpcase.model.terms import ProbativeValue, Search
from fpcase.model.wording import did_you_mean, nearest

_RANGES: Mapping[type, tuple[str, Callable[[float, float], bool], str]] = {
    LikelihoodRatio: (
        "0 < low <= high",
        lambda low, high: 0 < low <= high,
        "1 means that it favours neither",
    ),
    Decibels: ("low <= high", lambda low, high: low <= high, "0 means that it favours neither"),
    Chance: (
        "0 < low <= high < 1",
        lambda low, high: 0 < low <= high < 1,
        "put the lower value first; 0 and 1 are not allowed: write 0.01 or 0.99",
    ),
}
"""Record with a lowest and a highest value -> what they must be, whether they are, and advice."""


_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_DOI = re.compile(r"10\.[0-9]{4,9}/\S+")


@warning(Source)
def address(source: Source, place: Place) -> Iterator[Problem]:
    """A source's URL is a web address, and its DOI begins with 10. and contains a slash."""
    if source.url and not _ADDRESS.fullmatch(source.url):
        yield place.below("url").problem(
            what=f"{source.url!r} is not an address on the web",
            advice="write the full address, with https://, or leave it out",
        )
    if source.doi and not _DOI.fullmatch(source.doi):
        yield place.below("doi").problem(
            what=f"{source.doi!r} is not a DOI", advice="write it without a prefix: 10.5555/12345"
        )


_ITS_OWN = "put the text itself in the folder 'texts'"


@warning()
def changed_text(draft: Draft) -> Iterator[Problem]:
    """A source's text in the folder 'texts' is the text that was coded."""
    for source, place in draft.each(Source):
        about = source.text
        path = about and draft.folder / "texts" / about.file
        if not (about and path and is_there(path)):
            continue
        try:
            raw = read_regular(path, "text", within=path.parent)
        except FpcaseError as error:
            yield place.below("text", "file").problem(what=str(error), advice=_ITS_OWN)
            continue
        text = raw.decode("utf-8", errors="replace")
        if not about.is_of(text):
            yield place.below("text", "sha256").problem(
                what=f"the text {about.file!r} differs from the text that was coded",
                advice="check its passages with 'fpcase passages', then write sha256: "
                + checksum(text),
            )


@error(*_RANGES)
def ratio_bounds(given: LikelihoodRatio | Decibels | Chance, place: Place) -> Iterator[Problem]:
    """A range goes from low to high; a ratio is above 0, and a chance between 0 and 1."""
    expected, fits, advice = _RANGES[type(given)]
    low, high = given.low, given.high
    if low is not None and high is not None and not fits(low, high):
        found = f"low {low:g}, high {high:g}"
        yield place.problem(expected=expected, found=found, advice=advice)


_RATIOS, _RIVALS = ("likelihood_ratio", "decibels"), ("explanation", "rival")


@error(Appraisal)
def one_form(appraisal: Appraisal, place: Place) -> Iterator[Problem]:
    """An appraisal states a ratio between two rivals, or a chance for each.

    So it has `explanation` and `rival`, with `likelihood_ratio` or `decibels` if not only the kind
    of test is judged; or else `chances` under at least two rivals.
    """
    at, chances = place, appraisal.chances
    given = [name for name in (*_RIVALS, *_RATIOS) if getattr(appraisal, name)]
    if chances and given:
        found = f"both {given[0]} and chances"
    elif len(chances) == 1:
        at, found = place.below("chances"), "chances for only one rival"
    elif given[-2:] == [*_RATIOS]:
        found = "a ratio and decibels"
    elif chances or given[:2] == [*_RIVALS]:
        return
    else:
        found = f"only {' and '.join(given)}" if given else "neither"
    yield at.problem(
        expected="explanation and rival with a likelihood_ratio (or decibels), or chances",
        found=found,
        advice="say how much likelier the evidence is under one than under the other, or how "
        "likely it is under each",
    )


@error(Appraisal)
def own_rival(appraisal: Appraisal, place: Place) -> Iterator[Problem]:
    """An appraisal compares two different explanations."""
    if appraisal.explanation and appraisal.explanation == appraisal.rival:
        yield place.below("rival").problem(
            expected="another explanation",
            found=repr(appraisal.rival),
            advice="name two different explanations",
        )


@error()
def contest_rivals(draft: Draft) -> Iterator[Problem]:
    """Evidence is judged between rivals: those of the contest, or else explanations.

    A contest has at least two rivals, and a prior for all of them or for none; chances need a
    contest, and evidence that nobody has looked for yet needs a chance under every rival.
    """
    contests = {contest.id: contest for contest, _ in draft.each(Contest)}
    for contest, place in draft.each(Contest):
        rivals, prior = contest.rivals, contest.prior
        if not rivals or len(rivals) == 1:
            found = str(len(rivals))
            yield place.below("rivals").problem(expected="at least two rivals", found=found)
        if prior and prior.keys() != rivals.keys():
            yield place.below("prior").problem(
                expected=f"odds for each rival ({', '.join(rivals)})",
                found=", ".join(prior),
                advice="give odds for all rivals or for none",
            )
        built_on = [(place.below("built_on", rival), rival) for rival in contest.built_on]
        yield from _unknown_rivals(built_on, rivals, f"a rival of the contest {contest.id!r}")
        for rival, odds in prior.items():
            if odds <= 0:
                inside = place.below("prior", rival)
                yield inside.problem(expected="odds above 0", found=f"{odds:g}")
    searches = {evidence.id: evidence.search for evidence, _ in draft.each(Evidence)}
    for appraisal, place in draft.each(Appraisal):
        if appraisal.contest is not None and appraisal.contest not in contests:
            continue  # it is unknown, and that is said elsewhere
        named = contests.get(appraisal.contest) if appraisal.contest else None
        yield from _known_rivals(draft, appraisal, place, named)
        if searches.get(appraisal.evidence) is Search.NOT_YET:
            asked = set(named.rivals) if named else set()
            if not asked or not asked <= appraisal.chances.keys():
                yield place.problem(
                    what=f"nobody has looked for {appraisal.evidence!r} yet, so only the "
                    "chances of finding it can be judged",
                    expected="a contest, and a chance for each of its rivals",
                    advice="give 'chances', or correct 'search' in the evidence's record",
                )


def _known_rivals(
    draft: Draft, appraisal: Appraisal, place: Place, contest: Contest | None
) -> Iterator[Problem]:
    """Whoever is judged takes part in the contest, or is an explanation."""
    judged = [
        *((place.below(name), getattr(appraisal, name)) for name in ("explanation", "rival")),
        *((place.below("chances", rival), rival) for rival in appraisal.chances),
    ]
    if appraisal.chances and contest is None:
        yield place.below("chances").problem(
            what="the chances do not name a contest", advice="add 'contest: ...'"
        )
        return
    known = [*contest.rivals] if contest else sorted(draft.definitions[ExplanationId])
    if contest is None and ExplanationId in draft.unread:
        return
    whose = f"a rival of the contest {contest.id!r}" if contest else "an explanation"
    named = [(inside, rival) for inside, rival in judged if rival is not None]
    yield from _unknown_rivals(named, known, whose)


def _unknown_rivals(
    named: Iterable[tuple[Place, str]], known: Collection[str], whose: str
) -> Iterator[Problem]:
    for inside, rival in named:
        if rival not in known:
            yield inside.problem(
                of_key=inside.steps[-1] == rival,
                what=f"{rival!r} is not {whose}",
                expected=f"one of {', '.join(known)}",
                advice=did_you_mean(nearest(rival, known), "correct it, or define it first"),
            )


@error()
def judged_twice(draft: Draft) -> Iterator[Problem]:
    """One rater judges a piece of evidence only once for the same two rivals of a contest.

    A ratio without a contest belongs to every contest of the two.
    """
    seen: dict[tuple[str, str | None, frozenset[str]], list[tuple[str | None, Place]]] = {}
    for appraisal, place in draft.each(Appraisal):
        own = appraisal.contest
        rivals = [*appraisal.chances] or [appraisal.explanation or "", appraisal.rival or ""]
        for pair in combinations(rivals, 2):
            key = (appraisal.evidence, appraisal.rater, frozenset(pair))
            before = seen.setdefault(key, [])
            clash = [at for one, at in before if None in {one, own} or one == own]
            before.append((own, place))
            if clash:
                yield place.problem(
                    what=f"{appraisal.evidence!r} is judged twice between "
                    f"{' and '.join(map(repr, pair))}; first in line {clash[0].line}",
                    advice="keep one judgement, or give each its own 'rater'",
                )
                break


@error()
def known_in_a_circle(draft: Draft) -> Iterator[Problem]:
    """No judgement rests on itself, directly or through what it takes as known."""
    known: dict[tuple[str | None, str | None], dict[str, set[str]]] = {}
    judged = list(draft.each(Appraisal))
    contests = {appraisal.contest for appraisal, _ in judged}
    for appraisal, _ in judged:
        for contest in {appraisal.contest} if appraisal.contest else contests:
            rests = known.setdefault((appraisal.rater, contest), {})
            rests.setdefault(appraisal.evidence, set()).update(appraisal.knowing)
    for appraisal, place in judged:
        rests = known[appraisal.rater, appraisal.contest]
        waiting, seen = list(appraisal.knowing), set[str]()
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                waiting += rests.get(one, ())
        if appraisal.evidence in seen:
            yield place.below("knowing").problem(
                what=f"{appraisal.evidence!r} is judged as if it were known already, "
                "directly or through other evidence",
                advice="decide which piece of evidence is judged first",
            )


@error(CaseHead)
def yardstick(head: CaseHead, place: Place) -> Iterator[Problem]:
    """The cut-off of tests is above 1."""
    if head.inference.cut_off <= 1:
        yield place.below("inference", "cut_off").problem(
            expected="a number above 1",
            found=f"{head.inference.cut_off:g}",
            advice="the usual value is 2 (twice as likely under one rival)",
        )


_CONCLUSIVE = {ProbativeValue.SMOKING_GUN, ProbativeValue.DOUBLY_DECISIVE}


@warning()
def impossible_test(draft: Draft) -> Iterator[Problem]:
    """The kind of test is one that the judged ratio allows.

    Evidence that was found and is likelier by at least the cut-off is a smoking gun or doubly
    decisive; evidence that is certainly less likely than that is neither.
    """
    cut_off = draft.head.inference.cut_off if draft.head else Inference().cut_off
    searches = {evidence.id: evidence.search for evidence, _ in draft.each(Evidence)}
    for appraisal, place in draft.each(Appraisal):
        given = appraisal.likelihood_ratio
        if not appraisal.test or (given and min(given.low, given.high) <= 0) or not appraisal.told:
            continue
        told = [ratio(end) for end in appraisal.told]
        if searches.get(appraisal.evidence, Search.FOUND) is not Search.FOUND:
            continue
        low, high = told if told[1] >= 1 else (1 / told[1], 1 / told[0])
        conclusive = appraisal.test in _CONCLUSIVE
        strongest = max(high, 1 / low)
        if (low >= cut_off and not conclusive) or (strongest < cut_off and conclusive):
            weak, strong = "straw-in-the-wind or hoop", "smoking-gun or doubly-decisive"
            yield place.below("test").problem(
                what=f"a ratio of {told[0]:g} to {told[1]:g} is incompatible with a "
                f"{appraisal.test.value.replace('-', ' ')} test at the cut-off {cut_off:g}",
                expected=weak if conclusive else strong,
                advice="correct one of them",
            )


@warning()
def unappraised_evidence(draft: Draft) -> Iterator[Problem]:
    """Where most of the case's own evidence is appraised, all of it is.

    What a contest takes as given is not weighed. Where most is not appraised, or the case has no
    appraisals yet, the rule does not apply: it would name almost all.
    """
    appraised = {appraisal.evidence for appraisal, _ in draft.each(Appraisal)}
    appraised.update(one for contest, _ in draft.each(Contest) for one in contest.given)
    appraised.update(one for judged, _ in draft.each(PredictionOutcome) for one in judged.evidence)
    evidence = list(draft.own(Evidence))
    forgotten = [(one, place) for one, place in evidence if one.id not in appraised]
    if 2 * len(forgotten) >= len(evidence):
        return
    for one, place in forgotten:
        yield place.below("id").problem(
            what=f"no appraisal weighs the evidence {one.id!r}, although most evidence "
            "is appraised",
            advice="appraise it, if it favours one explanation over another",
        )
