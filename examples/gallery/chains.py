"""The chains of claims from a cause to an outcome, each in a row, the shortest first.

    fpcase draw kazakhstan --kind chains --from anarchy --to multi-vector-policy --out chains.svg

Most chains are only pooled: nobody argues the whole. Over such a chain stands who
tells which stretch, and a lozenge marks where one author ends and another begins.
"""

import sys

import fpcase

study = fpcase.study("kazakhstan")
figure = study.draw(kind="chains", cause="anarchy", effect="multi-vector-policy")

figure.save(sys.argv[1] if len(sys.argv) > 1 else "chains.svg")
print(figure.caption)
