"""Rules about coders' judgements on evidence."""

from collections.abc import Iterator

from fpcase.casefiles.drafts import Draft
from fpcase.documents import Problem
from fpcase.model.evidence import Appraisal, Evidence, PredictionOutcome


def ratio_bounds(draft: Draft, rule: str) -> Iterator[Problem]:
    """A likelihood ratio's low end is above 0 and not above its high end."""
    for appraisal, place in draft.of(Appraisal):
        ratio = appraisal.likelihood_ratio
        if ratio and not 0 < ratio.low <= ratio.high:
            yield place.below("likelihood_ratio").problem(
                rule,
                expected="0 < low <= high",
                found=f"low {ratio.low:g}, high {ratio.high:g}",
                advice="1 means that the evidence tells for neither",
            )


def own_rival(draft: Draft, rule: str) -> Iterator[Problem]:
    """An appraisal reads evidence for one explanation and against another."""
    for appraisal, place in draft.of(Appraisal):
        if appraisal.explanation == appraisal.rival:
            yield place.below("rival").problem(
                rule,
                expected="another explanation",
                found=repr(appraisal.rival),
                advice="name the explanation that the evidence tells against, or for",
            )


def unappraised_evidence(draft: Draft, rule: str) -> Iterator[Problem]:
    """Where most of the case's own evidence is appraised, all of it is.

    Where most is not, or the case has no appraisals yet, the rule is silent: it would name almost
    all.
    """
    appraised = {appraisal.evidence for appraisal, _ in draft.of(Appraisal)}
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
