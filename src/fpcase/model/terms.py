"""The closed vocabularies of the field, as enumerations.

Each member's value is the word written in a case file. The glossary of the
documentation names the work that each term comes from.
"""

from collections.abc import Mapping
from enum import Enum


class LevelOfAnalysis(Enum):
    """What varies when a variable varies (Singer 1961; Waltz 1959).

    The level belongs to the variable, by what varies, not by who is affected.
    The order is from the individual up to the international system.
    """

    INDIVIDUAL = "individual"
    """Perceptions, beliefs and motives of leaders and elites as persons."""
    DOMESTIC = "domestic"
    """Society, sectors of the economy, regime, institutions, public opinion, identity, unrest."""
    STATE = "state"
    """The state as an actor: capability, geography, interest, aims, foreign-policy behaviour."""
    DYADIC = "dyadic"
    """What two named states have between them: pressure, dependence, trust, trade."""
    REGIONAL = "regional"
    """Events, threats and institutions of a neighbourhood; what a power does to many neighbours."""
    SYSTEM = "system"
    """Power and conflict among great powers, a great power's capability, world markets, norms."""


class Sign(Enum):
    """What more of the cause does to the effect (Axelrod, ed., 1976)."""

    POSITIVE = "positive"
    """More of the cause, or its occurrence, means more of the effect, or a likelier one."""
    NEGATIVE = "negative"
    """More of the cause means less of the effect, or a less likely one."""
    NO_EFFECT = "no-effect"
    """The cause does not affect the effect."""
    UNSTATED = "unstated"
    """The cause affects the effect; the author does not say in which direction."""


class Stance(Enum):
    """What the author of a work does with a claim."""

    ASSERTS = "asserts"
    """The author says so in the author's own voice."""
    DENIES = "denies"
    """The author says that it is not so."""
    REPORTS = "reports"
    """The author reports what others say and takes no position."""


class Modality(Enum):
    """The kind of relation between cause and effect (Goertz and Mahoney 2012)."""

    NECESSARY = "necessary"
    SUFFICIENT = "sufficient"
    CONTRIBUTORY = "contributory"
    ENABLING = "enabling"
    CONSTRAINING = "constraining"


class Basis(Enum):
    """Whether the text states the claim."""

    EXPLICIT = "explicit"
    """The text states the causal relation."""
    IMPLICIT = "implicit"
    """The text names both ends and implies the relation without stating it."""
    INFERRED = "inferred"
    """The relation is the coder's reading; comparisons leave it out unless asked to include it."""


class Certainty(Enum):
    """How sure the author sounds."""

    PLAIN = "plain"
    HEDGED = "hedged"
    CONJECTURED = "conjectured"


class ValueWord(Enum):
    """What a variable was, if it lists no values of its own.

    Each word leaves open some of seven situations: the variable is absent, or it is low or high,
    and falls, is steady or rises in the period spoken of. So *low* and *high* contradict each
    other, and so do *no* and *increase*; *low* and *increase* do not.
    """

    NO = "no"
    """Absent: it did not occur, or there was none of it."""
    YES = "yes"
    """Present, in whatever degree."""
    LOW = "low"
    """Little of it, or none; needs a word of degree in the text."""
    HIGH = "high"
    """Much of it; needs a word of degree in the text."""
    INCREASE = "increase"
    """It rises within the period."""
    DECREASE = "decrease"
    """It falls within the period."""
    STEADY = "steady"
    """It neither rises nor falls within the period."""


class ActorKind(Enum):
    """What kind of actor decides or acts."""

    STATE = "state"
    INTERNATIONAL_ORGANISATION = "international-organisation"
    GOVERNMENT_BODY = "government-body"
    GROUP = "group"
    PERSON = "person"
    FIRM = "firm"
    MEDIUM = "medium"


class SourceKind(Enum):
    """What kind of work a source is."""

    JOURNAL_ARTICLE = "journal-article"
    BOOK = "book"
    CHAPTER = "chapter"
    THESIS = "thesis"
    CONFERENCE_PAPER = "conference-paper"
    REPORT = "report"
    NEWS_ARTICLE = "news-article"
    WEB_PAGE = "web-page"
    SPEECH = "speech"
    OFFICIAL_DOCUMENT = "official-document"


class TheoryFamily(Enum):
    """The school that a theory belongs to."""

    REALISM = "realism"
    LIBERALISM = "liberalism"
    INSTITUTIONALISM = "institutionalism"
    CONSTRUCTIVISM = "constructivism"
    ENGLISH_SCHOOL = "english-school"
    MARXISM = "marxism"
    FOREIGN_POLICY_ANALYSIS = "foreign-policy-analysis"


class EvidenceKind(Enum):
    """What kind of observation a piece of evidence is."""

    VOTE = "vote"
    STATEMENT = "statement"
    TREATY = "treaty"
    STATISTIC = "statistic"
    EVENT = "event"
    REFUSAL = "refusal"
    DOCUMENT = "document"
    VISIT = "visit"
    TRANSACTION = "transaction"


class Search(Enum):
    """Whether a piece of evidence was looked for and found."""

    FOUND = "found"
    """It was observed."""
    NOT_FOUND = "not-found"
    """It was looked for where it would be, and is not there."""
    NOT_YET = "not-yet"
    """Nobody has looked for it so far."""


class ChanceWord(Enum):
    """A word for a chance, to which a code book gives a range (ICD 203, 2015)."""

    ALMOST_NO_CHANCE = "almost-no-chance"
    """From 1 to 5 in a hundred."""
    VERY_UNLIKELY = "very-unlikely"
    """From 5 to 20 in a hundred."""
    UNLIKELY = "unlikely"
    """From 20 to 45 in a hundred."""
    ROUGHLY_EVEN_CHANCE = "roughly-even-chance"
    """From 45 to 55 in a hundred."""
    LIKELY = "likely"
    """From 55 to 80 in a hundred."""
    VERY_LIKELY = "very-likely"
    """From 80 to 95 in a hundred."""
    ALMOST_CERTAIN = "almost-certain"
    """From 95 to 99 in a hundred."""


class CodeBook(Enum):
    """The ranges that words of probability stand for."""

    ICD_203 = "icd-203"
    """Intelligence Community Directive 203 of the United States (2015)."""

    @property
    def ends(self) -> Mapping[ChanceWord, tuple[float, float]]:
        """The least and the greatest chance that each word stands for."""
        return _ENDS[self]


_ENDS: Mapping[CodeBook, Mapping[ChanceWord, tuple[float, float]]] = {
    CodeBook.ICD_203: {
        ChanceWord.ALMOST_NO_CHANCE: (0.01, 0.05),
        ChanceWord.VERY_UNLIKELY: (0.05, 0.20),
        ChanceWord.UNLIKELY: (0.20, 0.45),
        ChanceWord.ROUGHLY_EVEN_CHANCE: (0.45, 0.55),
        ChanceWord.LIKELY: (0.55, 0.80),
        ChanceWord.VERY_LIKELY: (0.80, 0.95),
        ChanceWord.ALMOST_CERTAIN: (0.95, 0.99),
    }
}


class DecisionKind(Enum):
    """What kind of foreign-policy act a decision is."""

    VOTE = "vote"
    REFUSAL = "refusal"
    TREATY = "treaty"
    MEDIATION = "mediation"
    RECOGNITION = "recognition"
    NON_RECOGNITION = "non-recognition"
    PROCUREMENT = "procurement"
    ACCESSION = "accession"
    WITHDRAWAL = "withdrawal"
    STATEMENT = "statement"
    REQUEST = "request"
    TRADE_MEASURE = "trade-measure"
    DISARMAMENT = "disarmament"
    INITIATIVE = "initiative"
    TRANSACTION = "transaction"
    USE_OF_FORCE = "use-of-force"


class ProbativeValue(Enum):
    """The kind of process-tracing test a piece of evidence makes (Van Evera 1997; Bennett 2010)."""

    STRAW_IN_THE_WIND = "straw-in-the-wind"
    """Passing or failing it decides nothing; it only favours one side."""
    HOOP = "hoop"
    """Failing it rules the explanation out; passing it does not confirm."""
    SMOKING_GUN = "smoking-gun"
    """Passing it confirms the explanation; failing it does not rule it out."""
    DOUBLY_DECISIVE = "doubly-decisive"
    """Passing it confirms the explanation and rules its rival out."""


class PredictionStatus(Enum):
    """How a prediction turned out, as the coder reads the later works.

    A prediction that no coder has judged has no status at all.
    """

    BORNE_OUT = "borne-out"
    """What was predicted came about."""
    PARTLY_BORNE_OUT = "partly-borne-out"
    """A part of it came about."""
    NOT_BORNE_OUT = "not-borne-out"
    """It did not come about, though it could have."""
    NOT_TESTED = "not-tested"
    """Its condition did not come about, so it has not been tested."""
    OPEN = "open"
    """The later works do not say, or its time has not come."""


class CaseKind(Enum):
    """How a case was made, and hence what may be missing in it."""

    CODED = "coded"
    """People read the works and coded each claim with its mechanism and its place."""
    LINKS = "links"
    """Made from a table of links; mechanisms, places and levels may be missing."""


PHRASES: dict[type[Enum], str] = {
    CaseKind: "a kind of case",
    LevelOfAnalysis: "a level of analysis",
    Sign: "a sign",
    Stance: "a stance",
    Modality: "a modality",
    Basis: "a basis",
    Certainty: "a certainty",
    ValueWord: "a word for a value",
    ActorKind: "a kind of actor",
    SourceKind: "a kind of source",
    TheoryFamily: "a family of theories",
    EvidenceKind: "a kind of evidence",
    Search: "a search status",
    CodeBook: "a code book",
    ChanceWord: "a word for a chance",
    DecisionKind: "a kind of decision",
    ProbativeValue: "a probative value",
    PredictionStatus: "a prediction status",
}
"""What each vocabulary's member is called in a message."""

VOCABULARIES = tuple(PHRASES)
"""Every closed vocabulary; the reader of case files has one strict hook for each."""
