"""The pages on actors, variables, theories, decisions, evidence and sources of a case."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from fpcase.model.actors import Actor, years
from fpcase.model.decisions import Decision, DecisionCell, values_in
from fpcase.model.evidence import Appraisal, Chance, Evidence
from fpcase.model.ids import ExplanationId, VariableId
from fpcase.model.sources import Source
from fpcase.model.terms import ActorKind, LevelOfAnalysis, Search
from fpcase.model.theories import Theory
from fpcase.model.variables import Variable
from fpcase.model.wording import counted
from fpcase.report.phrases import Pages, demand, reading_standing
from fpcase.report.restructured import bullets, directive, fields, heading, plain, table, web_link
from fpcase.report.uses import PARTS


def record(  # noqa: PLR0913, PLR0917 - what a page says of any record
    pages: Pages, kind: str, id_: str, title: str, body: Iterable[str], says: str = ""
) -> list[str]:
    """A record on its page, where links to it lead; what it says stands there for its title."""
    options = [("title", plain(title)), *([("says", plain(says))] if says else [])]
    return directive(f"fpcase:{kind}", f"{pages.name}:{id_}", options, list(body))


def actors(pages: Pages) -> Iterator[str]:
    """Who decides or acts, by kind."""
    yield from heading("Actors", "=")
    by_kind: dict[ActorKind, list[Actor]] = {kind: [] for kind in ActorKind}
    for actor in pages.case.actors.values():
        by_kind[actor.kind].append(actor)
    for kind, found in by_kind.items():
        if found:
            yield from heading(kind.value.replace("-", " ").capitalize())
            yield from chain.from_iterable(_actor(pages, actor) for actor in found)


def _actor(pages: Pages, actor: Actor) -> list[str]:
    offices = [
        plain(office.title)
        + (f" of {pages.actor(office.of)}" if office.of else "")
        + years(office.since, office.until)
        + (f" of {pages.actor(office.of)}" if office.of else "")
        + years(office.since, office.until)
        for office in actor.offices
    ]
    memberships = [
        pages.actor(one.organisation)
        + (f", {plain(one.capacity)}" if one.capacity else "")
        + years(one.since, one.until)
        for one in actor.memberships
    ]
    case = pages.case
    members = [
        pages.actor(other.id)
        for other in case.actors.values()
        if actor.id in {one.organisation for one in other.memberships}
    ]
    decisions = [
        pages.link("decision", one.id, one.title)
        for one in case.decisions.values()
        if one.actor == actor.id
    ]
    about = [pages.variable(v.id) for v in case.variables.values() if actor.id in v.about]
    claims = [pages.claim(*told) for told in pages.uses.actors.get(actor.id, ())]
    facts = [
        ("Codes", ", ".join(f"{plain(s)}: {plain(code)}" for s, code in actor.codes.items())),
        ("Offices", "; ".join(offices)),
        ("Member of", "; ".join(memberships)),
        ("Members", ", ".join(members)),
        ("Variables about it", ", ".join(about)),
        ("Decided", "; ".join(decisions)),
        (f"Acts in {counted(len(claims), 'claim')}", "; ".join(claims)),
    ]
    return record(pages, "actor", actor.id, actor.name, fields(facts))


def level_pages(pages: Pages) -> Iterator[tuple[str, Iterator[str]]]:
    """A page for each level of analysis with its variables, from the system down.

    Yields:
        The page's name, and its lines.
    """
    for level in [*reversed(LevelOfAnalysis), None]:
        found = [v for v in pages.case.variables.values() if v.level is level]
        if found:
            yield level.value if level else "no-level", _level(pages, level, found)


def _level(pages: Pages, level: LevelOfAnalysis | None, found: list[Variable]) -> Iterator[str]:
    yield from heading(f"Variables, {level.value} level" if level else "Variables, no level", "=")
    for variable in found:
        yield from _variable(pages, variable)


def _variable(pages: Pages, variable: Variable) -> list[str]:
    case, uses = pages.case, pages.uses.variables.get(variable.id, {})
    others = case.variables.values()
    narrower = [
        pages.variable(v.id) for v in others if v.broader and v.broader.variable == variable.id
    ]
    opposites = dict.fromkeys(
        v.id
        for v in others
        if v.opposite == variable.id or (variable.opposite and v.id == variable.opposite)
    )
    explained = [
        pages.author(e.id) for e in case.explanations.values() if variable.id in e.explains
    ]
    predicted = [
        pages.link("prediction", f"{author}/{one.id}", f"{case.label(author)}, {one.id}")
        for author, explanation in case.explanations.items()
        for one in explanation.predictions
        if one.variable == variable.id
    ]
    decided = [
        f"{pages.link('decision', one.id, one.title)} ({_told(one.outcomes[variable.id])})"
        for one in case.decisions.values()
        if variable.id in one.outcomes
    ]
    weighed = [
        pages.link("decision", one.id, one.title)
        for one in case.decisions.values()
        if variable.id in one.conditions
    ]
    facts = [
        ("Level", variable.level.value if variable.level else ""),
        ("A kind of", pages.broader(variable)),
        ("Kinds of it", ", ".join(narrower)),
        ("Opposite", ", ".join(map(pages.variable, opposites))),
        ("About", ", ".join(map(pages.actor, variable.about))),
        ("Values", ", ".join(map(plain, variable.values))),
        ("Tags", ", ".join(map(plain, variable.tags))),
        ("Explained by", ", ".join(explained)),
        ("In the words of", "; ".join(_terms(pages, variable.id))),
        ("Predicted by", "; ".join(predicted)),
        ("Outcome of", "; ".join(decided)),
        ("Condition in", "; ".join(weighed)),
    ]
    body = [plain(variable.definition), "", *fields(facts)]
    for part in PARTS:
        if claims := uses.get(part):
            body += [f"**{part}**", "", *bullets(map(pages.told, claims))]
    return record(pages, "variable", variable.id, variable.name, body)


def _terms(pages: Pages, variable: VariableId) -> Iterator[str]:
    """Each author's terms in claims that the variable is a cause or the effect of."""
    words: dict[ExplanationId, dict[str, None]] = {}
    uses = pages.uses.variables.get(variable, {})
    for explanation, claim in chain(uses.get("Moved by", ()), uses.get("Moves", ())):
        if claim.term:
            words.setdefault(explanation.id, {})[claim.term] = None
    for author, terms in words.items():
        yield f"{pages.author(author)}: {', '.join(f'“{plain(term)}”' for term in terms)}"


def theories(pages: Pages) -> Iterator[str]:
    """Schools' general propositions, with who follows and who rejects them."""
    yield from heading("Theories", "=")
    for theory in pages.case.theories.values():
        yield from _theory(pages, theory)


def _theory(pages: Pages, theory: Theory) -> list[str]:
    explanations = pages.case.explanations.values()
    rejected = [
        f"{pages.author(one.id)}: {plain(rejection.because)} "
        f"({pages.places(rejection.at, one.source) or 'no place given'})"
        for one in explanations
        for rejection in one.rejects
        if rejection.theory == theory.id
    ]
    declared = [pages.author(one.id) for one in explanations if theory.id in one.theories]
    facts = [
        ("Family", theory.family.value.replace("-", " ")),
        ("Key works", ", ".join(map(pages.source, theory.key_works))),
        ("Rivals", ", ".join(map(pages.theory, theory.rivals))),
        ("Declared by", ", ".join(declared)),
    ]
    body = fields(facts)
    if rejected:
        body += ["**Rejected by**", "", *bullets(rejected)]
    if theory.propositions:
        said = [
            f"{plain(one.text)} (*{plain(one.id)}*)"
            + (f" {demand(pages, one.expects)}" if one.expects else " No diagram can decide it.")
            + (f" Stated in {pages.places(one.at)}." if one.at else "")
            for one in theory.propositions
        ]
        body += ["**Propositions**", "", *bullets(said)]
    return record(pages, "theory", theory.id, theory.name, body)


def decisions(pages: Pages) -> Iterator[str]:
    """Episodes, with a table of their conditions."""
    yield from heading("Decisions", "=")
    found = list(pages.case.decisions.values())
    conditions = list(dict.fromkeys(name for one in found for name in one.conditions))
    if conditions:
        head = ["Decision", *(pages.variable(name) for name in conditions)]
        rows = [
            [pages.link("decision", one.id, one.title), *(_value(one, name) for name in conditions)]
            for one in found
        ]
        title = "Conditions of each decision; silent: the texts say nothing of it; –: not asked."
        yield from table(title, head, rows)
    for one in found:
        yield from _decision(pages, one)


def _value(decision: Decision, condition: VariableId) -> str:
    if condition not in decision.conditions:
        return "–"
    return _told(decision.conditions[condition])


def _told(cell: DecisionCell) -> str:
    """What the texts say of a condition or an outcome."""
    return plain(" or ".join(values_in(cell))) or "*silent*"


def _decision(pages: Pages, decision: Decision) -> list[str]:
    outcomes = [f"{pages.variable(v)}: {_told(cell)}" for v, cell in decision.outcomes.items()]
    facts = [
        ("Date", plain(decision.date)),
        ("Actor", pages.actor(decision.actor)),
        ("Kind", decision.kind.value.replace("-", " ")),
        ("Outcomes", "; ".join(outcomes)),
        ("Told in", pages.places(decision.at)),
    ]
    read: dict[str, list[str]] = {"outcomes": [], "conditions": []}
    for part, name, _, reading in decision.readings():
        if part == "conditions" or reading.at:
            where = pages.places(reading.at) or "no place"
            said = "; ".join([plain(reading.value), *reading_standing(reading)])
            read[part].append(f"{pages.variable(name)}: {said} ({where})")
    silent = [pages.variable(name) for name, cell in decision.conditions.items() if not cell]
    body = fields(facts)
    for part, readings in read.items():
        if readings:
            body += [f"**{part.capitalize()}**", "", *bullets(readings)]
    body += fields([("The texts are silent on", ", ".join(silent))])
    return record(pages, "decision", decision.id, decision.title, body)


def evidence(pages: Pages) -> Iterator[str]:
    """Observations, with the claims that rest on them and coders' judgements."""
    yield from heading("Evidence", "=")
    appraised: dict[str, list[Appraisal]] = {}
    for appraisal in pages.case.appraisals:
        appraised.setdefault(appraisal.evidence, []).append(appraisal)
    for piece in pages.case.evidence.values():
        yield from _piece(pages, piece, appraised.get(piece.id, []))


def _piece(pages: Pages, piece: Evidence, appraisals: list[Appraisal]) -> list[str]:
    claims = [pages.claim(*told) for told in pages.uses.evidence.get(piece.id, ())]
    predictions = [
        pages.link("prediction", one.prediction, one.prediction)
        for one in pages.case.prediction_outcomes
        if piece.id in one.evidence
    ]
    facts = [
        ("Kind", piece.kind.value),
        ("Date", plain(piece.date or "")),
        ("Value", plain(piece.value or "")),
        ("Search", "" if piece.search is Search.FOUND else piece.search.value.replace("-", " ")),
        ("Depends on", "; ".join(map(pages.piece, piece.depends_on))),
        ("Actors", ", ".join(map(pages.actor, piece.actors))),
        ("Told in", pages.places(piece.at)),
        ("Claims that rest on it", "; ".join(claims)),
        ("Predictions judged by it", "; ".join(predictions)),
    ]
    body = fields(facts)
    if appraisals:
        said = [
            f"{_between(pages, one)}: "
            + "".join(f"{part}; " for part in _strength(pages, one))
            + plain(one.because)
            for one in appraisals
        ]
        body += ["**A coder's judgement**", "", *bullets(said)]
    return record(pages, "evidence", piece.id, piece.description, body)


def _between(pages: Pages, appraisal: Appraisal) -> str:
    """Whom a judgement is about."""
    if appraisal.explanation and appraisal.rival:
        rivals = [pages.rival(one) for one in (appraisal.explanation, appraisal.rival)]
        return f"For {rivals[0]} against {rivals[1]}"
    contest = pages.case.contests[appraisal.contest] if appraisal.contest else None
    return plain(contest.question if contest else "")


def _chance(chance: Chance) -> str:
    if chance.word:
        return chance.word.value.replace("-", " ")
    return f"{chance.low:g}" if chance.low == chance.high else f"{chance.low:g} to {chance.high:g}"


def _strength(pages: Pages, appraisal: Appraisal) -> Iterator[str]:
    for rival, chance in appraisal.chances.items():
        yield f"{_chance(chance)} if {pages.rival(rival)} is right"
    if decibels := appraisal.decibels:
        yield f"{decibels.low:g} to {decibels.high:g} dB"
    if appraisal.test:
        yield appraisal.test.value.replace("-", " ")
    if ratio := appraisal.likelihood_ratio:
        yield f"{ratio.low:g} to {ratio.high:g} times likelier"


def sources(pages: Pages) -> Iterator[str]:
    """Works, with the places in them that records rest on."""
    yield from heading("Sources", "=")
    coded = {explanation.source: explanation.id for explanation in pages.case.explanations.values()}
    first = [source for source in pages.case.sources.values() if source.id in coded]
    rest = [source for source in pages.case.sources.values() if source.id not in coded]
    for title, found in {"Works coded": first, "Works that they lean on": rest}.items():
        if found:
            yield from heading(title)
            for source in found:
                yield from _source(pages, source, coded.get(source.id))


def _source(pages: Pages, source: Source, author: ExplanationId | None) -> list[str]:
    places: dict[str, dict[str, None]] = {}
    for mention in pages.uses.mentions.get(source.id, ()):
        places.setdefault(mention.locator.place, {})[pages.mention(mention)] = None
    leaning = dict.fromkeys(map(pages.mention, pages.uses.leaning.get(source.id, ())))
    theories = [
        pages.theory(t.id) for t in pages.case.theories.values() if source.id in t.key_works
    ]
    facts = [
        ("Kind", source.kind.value.replace("-", " ")),
        ("Read at", web_link(source.url) if source.url else ""),
        ("DOI", web_link(f"https://doi.org/{source.doi}") if source.doi else ""),
        ("Language", plain(source.language or "")),
        ("Coded as", pages.author(author) if author else ""),
        ("Key work of", ", ".join(theories)),
        ("Leaned on by", ", ".join(leaning)),
    ]
    body = [*reference(source), *fields(facts)]
    if places:
        said = [f"{plain(place)}: {', '.join(links)}" for place, links in places.items()]
        body += ["**Places**", "", *bullets(said)]
    return record(pages, "source", source.id, source.short, body)


def reference(source: Source) -> list[str]:
    """A work as a bibliography gives it."""
    who = plain(", ".join(source.authors) or "No author named")
    container = f" {plain(source.container)}." if source.container else ""
    year = source.year or "n.d."
    return [f"{who} ({plain(str(year))}). *{plain(source.title)}*.{container}", ""]


RECORD_PAGES: Mapping[str, Callable[[Pages], Iterator[str]]] = {
    "actors": actors,
    "theories": theories,
    "decisions": decisions,
    "evidence": evidence,
    "sources": sources,
}
"""Pages that hold all records of one kind, by the name of the kind in a case."""
