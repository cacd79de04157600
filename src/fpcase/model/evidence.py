"""Observations, and coders' judgements on what they show."""

import math
from collections.abc import Mapping
from typing import ClassVar

import attrs

from fpcase.model.dates import Edtf
from fpcase.model.fields import NUMBER, Catalogue, catalogue, checked, tupled
from fpcase.model.ids import (
    ActorId,
    ContestId,
    DecisionId,
    EvidenceId,
    FullPredictionId,
    RivalId,
    VariableId,
)
from fpcase.model.notebook import Shown
from fpcase.model.sources import Locator
from fpcase.model.terms import (
    ChanceWord,
    CodeBook,
    EvidenceKind,
    PredictionStatus,
    ProbativeValue,
    Search,
)


def decibels(ratio: float) -> float:
    """A ratio, above 0, in decibels.

    >>> round(decibels(2), 2), decibels(0.1)
    (3.01, -10.0)
    """
    return 10 * math.log10(ratio)


def ratio(decibels: float) -> float:
    """What a number of decibels says as a ratio.

    >>> ratio(20)
    100.0
    """
    return float(10 ** (decibels / 10))


@attrs.frozen(kw_only=True, field_transformer=checked)
class Evidence(Shown):
    """An observation, apart from what it shows.

    Attributes:
        id: Its id in the case.
        description: What was observed, or would be.
        kind: What kind of observation it is.
        date: When it took place.
        value: For a statistic: the figure with its unit.
        actors: Who took part.
        search: Whether it was found, looked for in vain, or not looked for yet. Chances are those
            of finding it; if the search was in vain, the chance of not finding it counts.
        depends_on: Other evidence without which it would not be there: words about a vote depend on
            the vote, and do not count as evidence a second time.
        at: The passages that report it.
    """

    id: EvidenceId
    description: str
    kind: EvidenceKind
    date: Edtf | None = None
    value: str | None = None
    actors: tuple[ActorId, ...] = attrs.field(default=(), converter=tupled)
    search: Search = Search.FOUND
    depends_on: tuple[EvidenceId, ...] = attrs.field(default=(), converter=tupled)
    at: tuple[Locator, ...] = attrs.field(default=(), converter=tupled)


@attrs.frozen(kw_only=True, field_transformer=checked)
class LikelihoodRatio:
    """How many times likelier the evidence is under the explanation than under its rival.

    Attributes:
        low: The lowest value that the coder considers fair.
        high: The most.
    """

    low: float
    high: float

    def __str__(self) -> str:
        """From the least to the most."""
        return f"{self.low:g} to {self.high:g}"


@attrs.frozen(kw_only=True, field_transformer=checked)
class Decibels:
    """The same as `LikelihoodRatio`, as ten times the logarithm of the ratio (Good 1950).

    Attributes:
        low: The lowest value that the coder considers fair; below 0, the evidence favours the
            rival.
        high: The most.
    """

    low: float
    high: float

    def __str__(self) -> str:
        """From the least to the most."""
        return f"{self.low:g} to {self.high:g}"


@attrs.frozen(kw_only=True, field_transformer=checked)
class Chance:
    """How likely the search is to find the evidence if a rival is right.

    In a case file a number, a list of the least and the most, or a word of the code book.

    Attributes:
        low: The lowest chance that the coder considers fair, between 0 and 1.
        high: The most.
        word: A word of the code book, which then gives the range.
    """

    PHRASE: ClassVar[str] = (
        "a chance between 0 and 1, a range [lowest, highest], or one of "
        + ", ".join(word.value for word in ChanceWord)
    )

    low: float | None = None
    high: float | None = None
    word: ChanceWord | None = None

    @staticmethod
    def in_full(given: object) -> object:
        """A number alone is both ends, a list of two the least and the most.

        >>> Chance.in_full([0.2, 0.4]), Chance.in_full("likely")
        ({'low': 0.2, 'high': 0.4}, {'word': 'likely'})
        """
        match given:
            case [low, high]:
                return {"low": low, "high": high}
            case str() if not NUMBER.fullmatch(given):
                return {"word": given}
            case str() | int() | float():
                return {"low": given, "high": given}
            case ChanceWord():
                return {"word": given}
        return given

    @staticmethod
    def in_short(tree: Mapping[str, object]) -> object:
        """The shortest form that is read back as the same."""
        low, high = tree.get("low"), tree.get("high")
        return tree.get("word", low if low == high else [low, high])

    def ends(self, code_book: CodeBook) -> tuple[float, float]:
        """The least and the greatest chance.

        Args:
            code_book: What a word stands for.

        >>> Chance(word=ChanceWord.LIKELY).ends(CodeBook.ICD_203)
        (0.55, 0.8)
        """
        return code_book.ends[self.word] if self.word else (self.low or 0.0, self.high or 0.0)

    def __str__(self) -> str:
        """The word, the number, or from the least to the most."""
        if self.word:
            return self.word.value
        return f"{self.low:g}" if self.low == self.high else f"{self.low:g} to {self.high:g}"


@attrs.frozen(kw_only=True, field_transformer=checked)
class Contest(Shown):
    """Rival explanations of one outcome, between which evidence is weighed.

    Attributes:
        id: Its id in the case.
        question: What the rivals answer differently.
        outcome: The variable that they explain.
        decision: The decision that gives the outcome its date.
        rivals: Explanations by their ids, or accounts that get an id here, each in a sentence. A
            combination of rivals that can be true together is a rival of its own.
        exclusive: Whether only one rival can be right; if not, no probabilities follow.
        prior: How likely each rival is before the evidence, as odds for all rivals or for none. It
            is used if only one rival can be right.
        given: Evidence that all rivals take for granted, and that is not counted: above all the
            outcome itself.
        built_on: Evidence from which a rival was derived, in addition to what the claims of an
            explanation cite. Where it favours that rival, one of the two totals leaves it out.
    """

    id: ContestId
    question: str
    outcome: VariableId
    decision: DecisionId | None = None
    rivals: Catalogue[RivalId, str] = attrs.field(converter=catalogue)
    exclusive: bool = False
    prior: Catalogue[RivalId, float] = attrs.field(factory=Catalogue, converter=catalogue)
    given: tuple[EvidenceId, ...] = attrs.field(default=(), converter=tupled)
    built_on: Catalogue[RivalId, tuple[EvidenceId, ...]] = attrs.field(
        factory=Catalogue, converter=catalogue
    )


@attrs.frozen(kw_only=True, field_transformer=checked)
class Inference:
    """The standards by which a case weighs its evidence; results name them.

    Attributes:
        code_book: The ranges that words of probability stand for.
        cut_off: How many times likelier the evidence must be to count as a test passed or failed.
    """

    code_book: CodeBook = CodeBook.ICD_203
    cut_off: float = 2.0


@attrs.frozen(kw_only=True, field_transformer=checked)
class Appraisal(Shown):
    """A coder's judgement on how strongly a piece of evidence favours one rival over another.

    It is never mixed with what authors say, and has one of two forms: how many times likelier
    the evidence is under an explanation than under a rival (as a ratio or in decibels), or how
    likely it is under each rival of a contest.

    Attributes:
        evidence: The observation.
        contest: The contest that the judgement belongs to; without one, a ratio applies to every
            contest between the two.
        explanation: The explanation to which the ratio refers, or another rival of the contest.
        rival: The explanation with which it is compared, or another rival of the contest.
        likelihood_ratio: How many times likelier the evidence is under the explanation than under
            the rival, as a range.
        decibels: The same in decibels.
        chances: How likely the evidence is to be found if each rival is right. In the words
            of ICD 203, written with hyphens: almost no chance (.01 to .05), very unlikely (to
            .20), unlikely (.45), roughly even chance (.55), likely (.80), very likely (.95),
            almost certain (.99).
        knowing: Evidence that this judgement takes as already known.
        rater: Who judges, if several people do.
        test: The kind of test that the evidence makes.
        because: The reason.
    """

    evidence: EvidenceId
    contest: ContestId | None = None
    explanation: RivalId | None = None
    rival: RivalId | None = None
    likelihood_ratio: LikelihoodRatio | None = None
    decibels: Decibels | None = None
    chances: Catalogue[RivalId, Chance] = attrs.field(factory=Catalogue, converter=catalogue)
    knowing: tuple[EvidenceId, ...] = attrs.field(default=(), converter=tupled)
    rater: str | None = None
    test: ProbativeValue | None = None
    because: str

    @property
    def told(self) -> tuple[float, float] | None:
        """How strongly a ratio favours the explanation at least, and at most, in decibels.

        >>> ratio = LikelihoodRatio(low=0.1, high=100)
        >>> Appraisal(evidence="vote", explanation="doe", rival="roe", likelihood_ratio=ratio,
        ...           because="...").told
        (-10.0, 20.0)
        """
        if one := self.likelihood_ratio:
            return decibels(one.low), decibels(one.high)
        return (self.decibels.low, self.decibels.high) if self.decibels else None


@attrs.frozen(kw_only=True, field_transformer=checked)
class PredictionOutcome(Shown):
    """A coder's judgement on how an author's prediction turned out.

    Attributes:
        prediction: The prediction, with its explanation: ``aitiev-2015/p1``.
        status: How it turned out.
        because: The reason.
        evidence: Observations that support the judgement.
        at: Passages of later works that say so.
    """

    prediction: FullPredictionId
    status: PredictionStatus
    because: str
    evidence: tuple[EvidenceId, ...] = attrs.field(default=(), converter=tupled)
    at: tuple[Locator, ...] = attrs.field(default=(), converter=tupled)
