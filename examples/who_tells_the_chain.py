"""By which chains does the annexation of Crimea reach the abstention, and who tells them?

A chain that no author tells whole is pooled from several: nobody argues it.
"""

import networkx as nx

import fpcase

CAUSE, EFFECT, STEPS = "annexation-of-crimea", "abstention-s-2018-355", 5

case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
diagram = fpcase.causal_diagram(case)
arrows = nx.DiGraph(diagram)  # one arrow for each pair, whoever draws it

chains = sorted(nx.all_simple_paths(arrows, CAUSE, EFFECT, cutoff=STEPS), key=lambda c: (len(c), c))
print(f"{len(chains)} chains of at most {STEPS} arrows lead from {CAUSE} to {EFFECT}")

for chain in chains[:10]:
    tellers = [
        {claim["author"] for claim in diagram[cause][effect].values()}
        for cause, effect in nx.utils.pairwise(chain)
    ]
    whole = set.intersection(*tellers)
    told = ", ".join(map(case.label, sorted(whole))) if whole else "nobody (pooled)"
    print(" -> ".join(chain))
    print(f"    told whole by: {told}")
