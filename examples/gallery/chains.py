"""The chains of claims from a cause to an outcome, each in a row, the shortest first.

    fpcase draw kazakhstan --kind chains --from anarchy --to multi-vector-policy --out chains.svg

Most chains are only pooled: nobody argues the whole. The line over such a chain shows the stretches
that single authors tell, and each lozenge a seam between two of them.
"""

import sys

import fpcase

case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
figure = fpcase.figures.draw_chains(case, cause="anarchy", effect="multi-vector-policy")

figure.save(sys.argv[1] if len(sys.argv) > 1 else "chains.svg")
print(figure.caption)
