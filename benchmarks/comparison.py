"""How long the comparison takes on a large made-up literature, against networkx where it can.

Run it from the project's folder: ``python benchmarks/comparison.py``. It makes a map of 50,000
claims by 2,000 authors on 3,000 variables (seeded; a few variables are in every mouth, as in real
literatures) and prints a line for each question, with the time allowed.
"""

import random
import time
from collections.abc import Callable
from itertools import combinations

import networkx as nx

import fpcase
from fpcase.comparison import MEASURES, compare_on
from fpcase.comparison.chains import chains_between
from fpcase.diagrams import bundles, reachable_signs
from fpcase.model import CausalClaim, Explanation, Sign, Source, SourceKind, Stance, Variable
from fpcase.model.ids import CaseId, ClaimId, ExplanationId, SourceId, VariableId
from fpcase.statements import Bundles

CLAIMS, VARIABLES, AUTHORS, SEED = 50_000, 3_000, 2_000, 20


def large_case(
    claims: int = CLAIMS, authors: int = AUTHORS, variables: int = VARIABLES
) -> fpcase.Case:
    """A made-up literature."""
    chance = random.Random(SEED)  # noqa: S311 - a reproducible map, no secret
    names = [VariableId(f"variable-{number}") for number in range(variables)]
    weights = [1 / (rank + 10) for rank in range(variables)]
    signs = [Sign.POSITIVE] * 6 + [Sign.NEGATIVE] * 3 + [Sign.UNSTATED]
    stances = [Stance.ASSERTS] * 18 + [
        Stance.DENIES,
        Stance.REPORTS,
    ]
    explanations = {}
    for number in range(authors):
        author = ExplanationId(f"author-{number}")
        own = {}
        for place in range(claims // authors):
            cause, effect = chance.choices(names, weights, k=2)
            while effect == cause:
                effect = chance.choice(names)
            id_ = ClaimId(f"c{place}")
            own[id_] = CausalClaim(
                id=id_,
                cause=cause,
                effect=effect,
                sign=chance.choice(signs),
                stance=chance.choice(stances),
            )
        explanations[author] = Explanation(
            id=author, source=SourceId(author), explains=[names[0]], claims=own
        )
    return fpcase.Case(
        id=CaseId("literature"),
        title="A large literature",
        country="Ruritania",
        version="1",
        variables={v: Variable(id=v, name=v, definition="...") for v in names},
        sources={
            SourceId(a): Source(id=SourceId(a), authors=[a], title=a, kind=SourceKind.BOOK)
            for a in explanations
        },
        explanations=explanations,
    )


def timed(what: str, allowed: float, run: Callable[[], object]) -> float:
    """Run once, print how much processor time it took, and give that back."""
    begun = time.process_time()
    found = run()
    took = time.process_time() - begun
    size = f"{len(found):,} found" if hasattr(found, "__len__") else ""
    late = "" if took < allowed else "  TOO LONG"
    print(f"{what:66} {took:8.3f} s of {allowed:g} s{late}  {size}")
    return took


def main() -> None:
    """Ask everything once."""
    case = large_case()
    comparison = fpcase.compare(case)
    cause, effect = "variable-900", "variable-1200"

    print(f"{CLAIMS:,} claims, {VARIABLES:,} variables, {AUTHORS:,} authors, seed {SEED}")
    timed("make the authors' maps", 9, lambda: comparison.maps)
    timed("make the pooled diagram (networkx)", 9, lambda: fpcase.causal_diagram(case))
    diagram = fpcase.causal_diagram(case)
    webs: list[Bundles] = []
    timed("gather its claims in bundles", 9, lambda: webs.append(bundles(diagram)))
    web = webs[0]
    authors = diagram.graph["authors"]

    busy = ("variable-1", "variable-2")
    timed("what all authors say of one pair", 9, lambda: compare_on(case, *busy).tables)
    bundled = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    first = "first screen of the five works on Kazakhstan"
    timed(first, 1, lambda of=bundled: fpcase.compare(of).text.splitlines())
    for number, each in ((5, 1000), (50, 200)):
        smaller = large_case(claims=number * each, variables=300, authors=number)
        what = f"first screen of {number} authors with {each} claims each"
        timed(what, 10, lambda of=smaller: fpcase.compare(of).text.splitlines())
    ours = timed(
        "chains of up to 4 claims between two variables",
        1,
        lambda: chains_between(web, authors, cause, effect, max_steps=4, limit=10**9)[0],
    )
    timed(
        "  the same from the case on (filters, bundles, total effect)",
        1,
        lambda: fpcase.comparison.find_chains(case, cause, effect, max_steps=4, limit=10**9).chains,
    )
    theirs = timed(
        "  the same paths by networkx.all_simple_paths",
        99,
        lambda: list(nx.all_simple_paths(nx.DiGraph(diagram), cause, effect, cutoff=4)),
    )
    print(f"{'  ratio, theirs to ours':66} {theirs / ours:8.1f}")
    first = "sign reachability from one variable, signs gathered first"
    timed(first, 1, lambda: reachable_signs(web, cause))
    far = timed("sign reachability from another", 1, lambda: reachable_signs(web, effect))
    plain = timed(
        "  reachability alone by networkx.descendants",
        99,
        lambda: nx.descendants(diagram, effect),
    )
    print(f"{'  ratio, theirs to ours':66} {plain / far:8.1f}")
    for name, measure in MEASURES.items():
        everybody = combinations(comparison.maps.values(), 2)
        what = f"{name} of all authors with all"
        timed(what, 20, lambda two=everybody, by=measure: [by(*pair) for pair in two])


if __name__ == "__main__":
    main()
