"""One causal diagram: one author's, or several pooled.

    fpcase draw kazakhstan --kind pooled --authors hananya-2019 --out pooled.svg

Pooled from several authors, it joins arrows into chains that nobody told; its caption says so.
Here it is one author's.
"""

import sys

import fpcase
from fpcase.statements import View

case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
figure = fpcase.figures.make_figure(View.of(case, ["hananya-2019"]), "pooled")

figure.save(sys.argv[1] if len(sys.argv) > 1 else "pooled.svg")
print(figure.caption)
