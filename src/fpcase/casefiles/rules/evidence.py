"""Rules about coders' judgements on evidence."""

from collections.abc import Iterator
from itertools import combinations

from fpcase.casefiles.drafts import Draft
from fpcase.casefiles.layout import CaseHead
from fpcase.documents import Place, Problem
from fpcase.model.catalogue import nearest
from fpcase.model.evidence import Appraisal, Contest, Evidence, Inference, PredictionOutcome
from fpcase.model.ids import ExplanationId
from fpcase.model.terms import ProbativeValue, Search


def ratio_bounds(draft: Draft, rule: str) -> Iterator[Problem]:
    """A range goes from low to high; a ratio is above 0, and a chance between 0 and 1."""
    for appraisal, place in draft.of(Appraisal):
        ratio, decibels = appraisal.likelihood_ratio, appraisal.decibels
        if ratio and not 0 < ratio.low <= ratio.high:
            inside, advice = place.below("likelihood_ratio"), "1 means that it tells for neither"
            yield _bounds(rule, inside, "0 < low <= high", (ratio.low, ratio.high), advice)
        if decibels and not decibels.low <= decibels.high:
            inside, advice = place.below("decibels"), "0 means that it tells for neither"
            yield _bounds(rule, inside, "low <= high", (decibels.low, decibels.high), advice)
        for rival, chance in appraisal.chances.items():
            low, high = chance.low, chance.high
            if low is not None and high is not None and not 0 < low <= high < 1:
                advice = "nothing is certain: write 0.99 or 0.01"
                inside = place.below("chances", rival)
                yield _bounds(rule, inside, "0 < low <= high < 1", (low, high), advice)


def _bounds(
    rule: str, place: Place, expected: str, ends: tuple[float, float], advice: str
) -> Problem:
    found = f"low {ends[0]:g}, high {ends[1]:g}"
    return place.problem(rule, expected=expected, found=found, advice=advice)


def one_form(draft: Draft, rule: str) -> Iterator[Problem]:
    """An appraisal says how much likelier under one rival than another, or how likely under each.

    So it has `explanation` and `rival`, with `likelihood_ratio` or `decibels` if not only the kind
    of test is judged; or else `chances` of two rivals or more.
    """
    for appraisal, place in draft.of(Appraisal):
        ranges = [name for name in ("likelihood_ratio", "decibels") if getattr(appraisal, name)]
        pair = [name for name in ("explanation", "rival") if getattr(appraisal, name)]
        found, both = [*pair, *ranges], 2
        if appraisal.chances:
            if found:
                found.append("chances")
                yield _form(rule, place, f"both {found[0]} and chances")
            elif len(appraisal.chances) < both:
                yield _form(rule, place.below("chances"), "chances of one rival alone")
        elif len(ranges) == both:
            yield _form(rule, place, "a ratio and decibels")
        elif len(pair) < both:
            yield _form(rule, place, f"{' and '.join(found)} alone" if found else "neither")


def _form(rule: str, place: Place, found: str) -> Problem:
    return place.problem(
        rule,
        expected="explanation and rival with a likelihood_ratio (or decibels), or else chances",
        found=found,
        advice="give how much likelier it is under one than the other, or how likely under each",
    )


def own_rival(draft: Draft, rule: str) -> Iterator[Problem]:
    """An appraisal reads evidence for one explanation and against another."""
    for appraisal, place in draft.of(Appraisal):
        if appraisal.explanation and appraisal.explanation == appraisal.rival:
            yield place.below("rival").problem(
                rule,
                expected="another explanation",
                found=repr(appraisal.rival),
                advice="name the explanation that the evidence tells against, or for",
            )


def contest_rivals(draft: Draft, rule: str) -> Iterator[Problem]:
    """Evidence is judged between rivals: those of the contest, or else explanations.

    A contest has two rivals or more, and a prior of all or of none; chances need a contest, and
    what was not looked for yet needs a chance of every rival.
    """
    contests = {contest.id: contest for contest, _ in draft.of(Contest)}
    for contest, place in draft.of(Contest):
        if len(contest.rivals) == 1 or not contest.rivals:
            found = str(len(contest.rivals))
            yield place.below("rivals").problem(rule, expected="two rivals or more", found=found)
        if contest.prior and (problem := _prior(rule, place.below("prior"), contest)):
            yield problem
    searches = {evidence.id: evidence.search for evidence, _ in draft.of(Evidence)}
    for appraisal, place in draft.of(Appraisal):
        if appraisal.contest is not None and appraisal.contest not in contests:
            continue  # it is unknown, and that is said elsewhere
        named = contests.get(appraisal.contest) if appraisal.contest else None
        yield from _known_rivals(draft, rule, appraisal, place, named)
        if searches.get(appraisal.evidence) is Search.NOT_YET:
            asked = set(named.rivals) if named else set()
            if not asked or not asked <= appraisal.chances.keys():
                yield place.problem(
                    rule,
                    what=f"nobody has looked for {appraisal.evidence!r} yet, so that only the "
                    "chances of finding it can be judged",
                    expected="a contest, and a chance for each of its rivals",
                    advice="give 'chances', or correct the 'search' of the evidence",
                )


def _prior(rule: str, place: Place, contest: Contest) -> Problem | None:
    if contest.prior.keys() != contest.rivals.keys():
        return place.problem(
            rule,
            expected=f"odds for each rival ({', '.join(contest.rivals)})",
            found=", ".join(contest.prior),
            advice="give them for all rivals or for none",
        )
    low = next((rival for rival, odds in contest.prior.items() if odds <= 0), None)
    if low is None:
        return None
    found = f"{contest.prior[low]:g}"
    return place.below(low).problem(rule, expected="odds above 0", found=found)


def _known_rivals(
    draft: Draft, rule: str, appraisal: Appraisal, place: Place, contest: Contest | None
) -> Iterator[Problem]:
    """Whoever is judged takes part in the contest, or is an explanation."""
    judged = [
        *((place.below(name), getattr(appraisal, name)) for name in ("explanation", "rival")),
        *((place.below("chances", rival), rival) for rival in appraisal.chances),
    ]
    if appraisal.chances and contest is None:
        yield place.below("chances").problem(
            rule, what="the chances belong to no contest", advice="add 'contest: ...'"
        )
        return
    known = [*contest.rivals] if contest else sorted(draft.definitions[ExplanationId])
    if contest is None and ExplanationId in draft.unread:
        return
    for inside, rival in judged:
        if rival is not None and rival not in known:
            near = nearest(rival, [*map(str, known)])
            whose = f"rival of the contest {contest.id!r}" if contest else "explanation"
            yield inside.problem(
                rule,
                of_key="chances" in inside.steps,
                what=f"{rival!r} is no {whose}",
                expected=f"one of {', '.join(known)}",
                advice=f"did you mean {near!r}?" if near else "correct it, or add it there",
            )


def judged_twice(draft: Draft, rule: str) -> Iterator[Problem]:
    """One rater judges a piece of evidence once for the same two rivals of a contest.

    A ratio without a contest belongs to every contest of the two.
    """
    seen: dict[tuple[str, str | None, frozenset[str]], list[tuple[str | None, Place]]] = {}
    for appraisal, place in draft.of(Appraisal):
        rivals = [*appraisal.chances] or [appraisal.explanation or "", appraisal.rival or ""]
        for pair in combinations(rivals, 2):
            key = (appraisal.evidence, appraisal.rater, frozenset(pair))
            before = seen.setdefault(key, [])
            clash = next(
                (at for contest, at in before if None in {contest, appraisal.contest}
                 or contest == appraisal.contest),
                None,
            )  # fmt: skip
            before.append((appraisal.contest, place))
            if clash is not None:
                line, _ = clash.document.position(clash.steps)
                yield place.problem(
                    rule,
                    what=f"{appraisal.evidence!r} is judged a second time between "
                    f"{' and '.join(map(repr, pair))}; first in line {line}",
                    advice="keep one judgement, or name the 'rater' of each",
                )
                break


def known_in_a_circle(draft: Draft, rule: str) -> Iterator[Problem]:
    """No judgement rests, by way of what it takes as known, on itself."""
    known: dict[tuple[str | None, str | None], dict[str, set[str]]] = {}
    judged = list(draft.of(Appraisal))
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
                rule,
                what=f"{appraisal.evidence!r} is judged as if it were known already, "
                "directly or by way of other evidence",
                advice="decide which is judged first",
            )


def yardstick(draft: Draft, rule: str) -> Iterator[Problem]:
    """The cut-off of tests is above 1."""
    for head, place in draft.of(CaseHead):
        if head.inference.cut_off <= 1:
            yield place.below("inference", "cut_off").problem(
                rule,
                expected="a number above 1",
                found=f"{head.inference.cut_off:g}",
                advice="2 is usual: evidence twice as likely counts",
            )


_CONCLUSIVE = {ProbativeValue.SMOKING_GUN, ProbativeValue.DOUBLY_DECISIVE}


def impossible_test(draft: Draft, rule: str) -> Iterator[Problem]:
    """The kind of test is one that the judged ratio allows.

    What was found and is likelier by the cut-off at least is a smoking gun or doubly decisive; what
    is certainly less likely than that is neither.
    """
    cut_off = draft.head.inference.cut_off if draft.head else Inference().cut_off
    searches = {evidence.id: evidence.search for evidence, _ in draft.of(Evidence)}
    for appraisal, place in draft.of(Appraisal):
        given = appraisal.likelihood_ratio
        if not appraisal.test or (given and min(given.low, given.high) <= 0) or not appraisal.told:
            continue
        ratio = [10 ** (decibels / 10) for decibels in appraisal.told]
        if searches.get(appraisal.evidence, Search.FOUND) is not Search.FOUND:
            continue
        low, high = ratio if ratio[1] >= 1 else (1 / ratio[1], 1 / ratio[0])
        conclusive = appraisal.test in _CONCLUSIVE
        strongest = max(high, 1 / low)
        if (low >= cut_off and not conclusive) or (strongest < cut_off and conclusive):
            weak, strong = "straw-in-the-wind or hoop", "smoking-gun or doubly-decisive"
            yield place.below("test").problem(
                rule,
                what=f"a ratio of {ratio[0]:g} to {ratio[1]:g} makes no "
                f"{appraisal.test.value.replace('-', ' ')} test at the cut-off {cut_off:g}",
                expected=weak if conclusive else strong,
                advice="correct one of the two",
            )


def unappraised_evidence(draft: Draft, rule: str) -> Iterator[Problem]:
    """Where most of the case's own evidence is appraised, all of it is.

    What a contest takes as given is not weighed. Where most is not appraised, or the case has no
    appraisals yet, the rule is silent: it would name almost all.
    """
    appraised = {appraisal.evidence for appraisal, _ in draft.of(Appraisal)}
    appraised.update(one for contest, _ in draft.of(Contest) for one in contest.given)
    appraised.update(one for outcome, _ in draft.of(PredictionOutcome) for one in outcome.evidence)
    evidence = list(draft.own(Evidence))
    forgotten = [(one, place) for one, place in evidence if one.id not in appraised]
    if 2 * len(forgotten) >= len(evidence):
        return
    for one, place in forgotten:
        yield place.below("id").problem(
            rule,
            what=f"no appraisal weighs the evidence {one.id!r}, as most of the evidence is",
            advice="appraise it, if it tells between two explanations",
        )
