"""The textbook example that a new case folder is filled with.

It is invented from end to end, and says so. It uses every key of every record, so that a
newcomer sees each of them at work.
"""

import hashlib
from typing import Any

from fpcase.casefiles.layout import EXPLANATIONS, HEAD_FILE

Tree = dict[str, Any]

TEXT_FILE = "example-2001.txt"
TEXT = """\
Synthetic example, not a real work

Grain and the treaty

After a bad harvest the country needs grain from abroad. It looks to its neighbour, and signs
the treaty of trade.

Worried leaders do not sign in a hurry. The more the country depends on its neighbour, the more
its leaders worry.

Outlook

Rain alone does not make the neighbour dearer or cheaper, whatever older works say.

If grain stays short, the country will renew the treaty before long.
"""
"""The text of the example's first work, so that its passages can be looked up."""

_HEADINGS = ["Synthetic example, not a real work", "Grain and the treaty", "Outlook"]


def example_files(case_id: str, country: str) -> dict[str, Tree]:
    """The trees of the example's files.

    Args:
        case_id: The id of the new case.
        country: The name of its country.
    """
    return {
        HEAD_FILE: _head(case_id, country),
        "sources.yaml": {"sources": _SOURCES},
        "actors.yaml": {"actors": [_state(country), *_ACTORS]},
        "variables.yaml": {"variables": _VARIABLES},
        "theories.yaml": {"theories": _THEORIES},
        "decisions.yaml": {"decisions": _DECISIONS},
        "evidence.yaml": {"evidence": _EVIDENCE},
        "appraisals.yaml": {
            "contests": _CONTESTS,
            "appraisals": _APPRAISALS,
            "prediction_outcomes": _PREDICTION_OUTCOMES,
        },
        f"{EXPLANATIONS}/example-2001.yaml": FIRST_EXPLANATION,
        f"{EXPLANATIONS}/example-2005.yaml": _SECOND_EXPLANATION,
    }


def _head(case_id: str, country: str) -> Tree:
    return {
        "id": case_id,
        "title": f"A textbook example to write over: {country}",
        "country": country,
        "version": "0.1.0",
        "kind": "coded",
        "question": "Why does the country of this invented example sign a treaty of trade?",
        "period": "2000/2005",
        "uses": [],
        "levels": {},
        "inference": {"code_book": "icd-203", "cut_off": 2},
    }


def _state(country: str) -> Tree:
    membership = {
        "organisation": "example-league",
        "since": "1990",
        "until": "2004-12",
        "capacity": "founding member",
    }
    return {
        "id": "example-country",
        "name": country,
        "kind": "state",
        "codes": {"scheme-of-codes": "XXX"},
        "memberships": [membership],
    }


def _passage(section: str, paragraph: int, start: str, end: str) -> Tree:
    anchor = {"start": start, "end": end}
    return {"section": section, "paragraph": paragraph, "anchor": anchor}


_SOURCES: list[Tree] = [
    {
        "id": "example-2001",
        "authors": ["First Example"],
        "year": 2001,
        "title": "Synthetic example, not a real work: grain and the treaty",
        "kind": "journal-article",
        "container": "Journal of Invented Examples 1 (2): 3-4",
        "url": "https://example.org/example-2001",
        "doi": "10.5555/example-2001",
        "language": "en",
        "text": {
            "file": TEXT_FILE,
            "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
            "headings": _HEADINGS,
            "furniture": ["Journal of Invented Examples*"],
        },
    },
    {
        "id": "example-2005",
        "authors": ["Second Example", "Third Specimen"],
        "year": 2005,
        "title": "Synthetic example, not a real work: pressure and the treaty",
        "kind": "book",
        "container": "Press of Invented Examples",
    },
]

_ACTORS: list[Tree] = [
    {"id": "example-neighbour", "name": "Neighbourland (example)", "kind": "state"},
    {
        "id": "example-league",
        "name": "League of Examples",
        "kind": "international-organisation",
    },
    {
        "id": "example-president",
        "name": "The President (example)",
        "kind": "person",
        "offices": [
            {"title": "President", "of": "example-country", "since": "1999-05", "until": "2004"}
        ],
    },
]

_VARIABLES: list[Tree] = [
    {
        "id": "example-treaty",
        "name": "Treaty of trade",
        "definition": "The country signs a treaty of trade with its neighbour; occurs or not.",
        "level": "state",
        "broader": "example-openness",
        "about": ["example-country", "example-neighbour"],
        "values": ["no", "yes"],
        "membership": {"no": 0, "yes": 1},
        "because": "Signed or not: there is nothing between.",
        "tags": ["example-outcome"],
    },
    {
        "id": "example-openness",
        "name": "Openness",
        "definition": "How far the country opens its market to its neighbour.",
        "level": "state",
        "opposite": "example-closure",
    },
    {
        "id": "example-closure",
        "name": "Closure",
        "definition": "How far the country shuts its market to its neighbour.",
        "level": "state",
        "broader": {"variable": "example-openness", "sign": "negative"},
        "opposite": "example-openness",
    },
    {
        "id": "example-bad-harvest",
        "name": "Bad harvest",
        "definition": "The harvest of grain fails; occurs or not.",
        "level": "domestic",
        "values": ["no", "yes"],
    },
    {
        "id": "example-need-of-grain",
        "name": "Need of grain",
        "definition": "How much grain the country lacks.",
        "level": "domestic",
    },
    {
        "id": "example-dependence",
        "name": "Dependence on the neighbour",
        "definition": "How much of its trade the country has with its neighbour alone.",
        "level": "dyadic",
        "anchors": {"out": 10, "crossover": 30, "in": 60},
        "because": "In a hundred parts of its trade: at a third the example speaks of dependence.",
    },
    {
        "id": "example-worry",
        "name": "Leaders' worry",
        "definition": "How much the country's leaders fear to depend on the neighbour.",
        "level": "individual",
        "tags": ["example-perception"],
    },
    {
        "id": "example-pressure",
        "name": "Great powers' pressure",
        "definition": "How hard the great powers press the country to choose a side.",
        "level": "system",
    },
]

_THEORIES: list[Tree] = [
    {
        "id": "example-theory",
        "name": "A theory of perception (example)",
        "family": "foreign-policy-analysis",
        "key_works": ["example-2001"],
        "propositions": [
            {
                "id": "perception-matters",
                "text": "What leaders perceive moves policy.",
                "expects": {
                    "some_path": {"cause": {"tags": ["example-perception"]}, "effect": "outcome"}
                },
                "at": [
                    {"source": "example-2001", "section": "Grain and the treaty", "paragraph": 1}
                ],
            },
            {
                "id": "perception-filters",
                "text": "Pressure of the system reaches policy only through perception.",
                "expects": {
                    "every_path": {
                        "cause": {"level": "system"},
                        "effect": {"outcome": True},
                        "through": {"tags": ["example-perception"]},
                    }
                },
            },
        ],
        "rivals": ["example-rival-theory"],
    },
    {
        "id": "example-rival-theory",
        "name": "A theory of pressure (example)",
        "family": "realism",
        "propositions": [
            {
                "id": "home-does-not-matter",
                "text": "What happens inside the country does not move its policy.",
                "expects": {"no_path": {"cause": {"level": "domestic"}, "effect": "outcome"}},
            },
            {
                "id": "pressure-binds",
                "text": "Pressure of the system reaches policy by way of dependence.",
                "expects": {
                    "some_path": {
                        "cause": {"level": "system"},
                        "effect": {"policy": True},
                        "through": {"variables": ["example-dependence"]},
                        "sign": "positive",
                    }
                },
            },
            {
                "id": "dependence-feeds-itself",
                "text": "The treaty and the dependence that it brings feed each other.",
                "expects": {"loop": {"through": {"variables": ["example-dependence"]}}},
            },
            {
                "id": "mostly-from-outside",
                "text": "At least half of what moves policy directly lies outside the country.",
                "expects": {
                    "outcome_cause_share": {"level": ["system", "dyadic"], "at_least": 0.5}
                },
            },
        ],
        "rivals": ["example-theory"],
    },
]

_DECISIONS: list[Tree] = [
    {
        "id": "example-signing",
        "title": "The country of the example signs the treaty",
        "date": "2001-03-01",
        "actor": "example-country",
        "kind": "treaty",
        "outcomes": {"example-treaty": "yes", "example-openness": None},
        "conditions": {
            "example-bad-harvest": {
                "value": "yes",
                "basis": "explicit",
                "certainty": "plain",
                "at": [
                    {
                        "source": "example-2001",
                        **_passage("Grain and the treaty", 1, "After a bad harvest", "from abroad"),
                    }
                ],
            },
            "example-worry": [
                {
                    "value": "high",
                    "at": [
                        {
                            "source": "example-2001",
                            **_passage("Grain and the treaty", 2, "Worried leaders", "in a hurry"),
                        }
                    ],
                },
                {"value": "low", "at": [{"source": "example-2005", "page": "8"}]},
            ],
            "example-pressure": None,
        },
        "at": [{"source": "example-2001", "section": "Grain and the treaty", "paragraph": 1}],
    }
]

_CONTESTS: list[Tree] = [
    {
        "id": "example-contest",
        "question": "Need or pressure: what brought the treaty?",
        "outcome": "example-treaty",
        "decision": "example-signing",
        "rivals": {
            "example-2001": "Need of grain.",
            "example-2005": "Pressure from outside.",
            "both": "Each did its part.",
        },
        "exclusive": True,
        "prior": {"example-2001": 1, "example-2005": 1, "both": 0.5},
        "given": ["example-signature"],
    }
]

_EVIDENCE: list[Tree] = [
    {
        "id": "example-imports",
        "description": "The country of the example buys grain abroad after the harvest failed.",
        "kind": "statistic",
        "date": "2000",
        "value": "100 sacks",
        "actors": ["example-country"],
        "search": "found",
        "at": [{"source": "example-2001", "section": "Grain and the treaty", "paragraph": 1}],
    },
    {
        "id": "example-signature",
        "description": "The treaty is signed.",
        "kind": "treaty",
        "date": "2001-03-01",
    },
    {
        "id": "example-toast",
        "description": "At the signing the neighbour's envoy thanks the country for its patience.",
        "kind": "statement",
        "date": "2001-03-01",
        "depends_on": ["example-signature"],
        "at": [{"source": "example-2005", "page": "9"}],
    },
    {
        "id": "example-ultimatum",
        "description": "A letter in which a great power sets the country a date.",
        "kind": "document",
        "search": "not-yet",
    },
]

_APPRAISALS: list[Tree] = [
    {
        "evidence": "example-imports",
        "explanation": "example-2001",
        "rival": "example-2005",
        "likelihood_ratio": {"low": 1.5, "high": 5},
        "test": "straw-in-the-wind",
        "because": "Buying grain abroad is likelier if need moves policy than if pressure does.",
    },
    {
        "evidence": "example-toast",
        "explanation": "example-2005",
        "rival": "example-2001",
        "decibels": {"low": 0, "high": 3},
        "because": "Who thanks for patience has been waiting for an answer.",
    },
    {
        "evidence": "example-ultimatum",
        "contest": "example-contest",
        "chances": {"example-2001": "very-unlikely", "example-2005": [0.4, 0.7], "both": 0.3},
        "knowing": ["example-imports"],
        "rater": "example-coder",
        "because": "Pressure of that kind leaves letters, though not all are kept.",
    },
]

_PREDICTION_OUTCOMES: list[Tree] = [
    {
        "prediction": "example-2001/p1",
        "status": "open",
        "because": "The example ends before the date.",
        "evidence": ["example-imports"],
        "at": [{"source": "example-2005", "page": "7"}],
    }
]

FIRST_EXPLANATION: Tree = {
    "source": "example-2001",
    "theories": ["example-theory"],
    "question": "Why does the country of this invented example sign the treaty?",
    "explains": ["example-treaty"],
    "summary": "A bad harvest makes grain scarce; the need outweighs the leaders' worry.",
    "claims": [
        {
            "id": "c1",
            "cause": "example-bad-harvest",
            "effect": "example-treaty",
            "sign": "positive",
            "stance": "asserts",
            "general": False,
            "mechanism": "Grain has to come from abroad, and the treaty is the price of it.",
            "intervening": ["example-need-of-grain"],
            "conditions": [{"variable": "example-pressure", "value": "low"}],
            "period": "2000/2001",
            "modality": "contributory",
            "basis": "explicit",
            "certainty": "plain",
            "actors": ["example-country", "example-neighbour"],
            "evidence": ["example-imports"],
            "term": "bad harvest",
            "stated_role": "independent variable",
            "at": [
                {
                    "source": "example-2001",
                    **_passage("Grain and the treaty", 1, "After a bad harvest", "from abroad"),
                    "page": "3",
                    "citing": ["example-2005"],
                    "quote": "After a bad harvest the country needs grain from abroad.",
                }
            ],
            "note": "The work does not say which harvest; we read it as that of 2000.",
        },
        {
            "id": "c2",
            "cause": "example-dependence",
            "effect": "example-worry",
            "sign": "positive",
            "stance": "asserts",
            "general": True,
            "mechanism": "Who has one partner alone is at that partner's mercy.",
            "at": [_passage("Grain and the treaty", 2, "The more the country", "leaders worry")],
        },
        {
            "id": "c3",
            "cause": "example-worry",
            "effect": "example-treaty",
            "sign": "negative",
            "stance": "asserts",
            "mechanism": "Leaders who worry put off what binds them.",
            "at": [_passage("Grain and the treaty", 2, "Worried leaders", "in a hurry")],
        },
        {
            "id": "c4",
            "cause": "example-bad-harvest",
            "effect": "example-dependence",
            "sign": "positive",
            "stance": "denies",
            "mechanism": "Scarcity is said to tie the two together; rain alone does not.",
            "at": [_passage("Outlook", 1, "Rain alone does not", "older works say")],
        },
    ],
    "descriptions": [
        {
            "id": "d1",
            "variable": "example-worry",
            "value": "high",
            "stance": "asserts",
            "conditions": [{"variable": "example-pressure", "value": "low"}],
            "period": "2000~/2001",
            "basis": "implicit",
            "certainty": "hedged",
            "actors": ["example-president"],
            "evidence": ["example-imports"],
            "term": "worried leaders",
            "at": [_passage("Grain and the treaty", 2, "Worried leaders", "in a hurry")],
            "note": "The work gives no date; the period is that of the harvest.",
        },
        {
            "id": "d2",
            "variable": "example-treaty",
            "value": "yes",
            "period": "2001",
            "at": [_passage("Grain and the treaty", 1, "It looks to its", "of trade")],
        },
    ],
    "sets_aside": [
        {
            "variable": "example-pressure",
            "because": "The work leaves the great powers to others.",
            "at": [_passage("Outlook", 1, "Rain alone", "older works say")],
        }
    ],
    "rejects": [
        {
            "theory": "example-rival-theory",
            "because": "Nobody pressed the country, and yet it signed.",
            "at": [_passage("Outlook", 1, "Rain alone", "older works say")],
        }
    ],
    "predictions": [
        {
            "id": "p1",
            "text": "The country renews the treaty.",
            "variable": "example-treaty",
            "value": "yes",
            "expected": "renewal",
            "due": "2010",
            "at": [_passage("Outlook", 2, "If grain stays short", "before long")],
        }
    ],
}
"""The explanation that uses every key; `fpcase new-author` shows it in comments."""

_SECOND_EXPLANATION: Tree = {
    "source": "example-2005",
    "theories": ["example-rival-theory"],
    "question": "Why does the country of this invented example sign the treaty?",
    "explains": ["example-treaty"],
    "summary": "Pressure from outside, and the trade that is there already, bring the treaty.",
    "claims": [
        {
            "id": "c1",
            "causes": [
                "example-pressure",
                {"variable": "example-openness", "sign": "positive"},
            ],
            "effect": "example-treaty",
            "sign": "positive",
            "stance": "asserts",
            "mechanism": "Pressed to choose, and open already, the country takes one side.",
            "at": [{"page": "5"}],
        },
        {
            "id": "c2",
            "cause": "example-bad-harvest",
            "effect": "example-treaty",
            "sign": "no-effect",
            "stance": "asserts",
            "at": [{"page": "6"}],
        },
        {
            "id": "c3",
            "cause": "example-treaty",
            "effect": "example-dependence",
            "sign": "positive",
            "stance": "asserts",
            "mechanism": "What is traded under the treaty is no longer traded with others.",
            "at": [{"page": "7"}],
        },
        {
            "id": "c4",
            "cause": "example-dependence",
            "effect": "example-treaty",
            "sign": "positive",
            "stance": "asserts",
            "mechanism": "Who trades with one partner alone wants a treaty with it.",
            "at": [{"page": "7"}],
        },
        {
            "id": "c5",
            "cause": "example-worry",
            "effect": "example-treaty",
            "sign": "negative",
            "stance": "asserts",
            "mechanism": "Worry makes leaders wait.",
            "at": [{"page": "8"}],
        },
    ],
    "descriptions": [
        {
            "id": "d1",
            "variable": "example-worry",
            "value": ["low", "decrease"],
            "at": [{"page": "8"}],
        }
    ],
}
