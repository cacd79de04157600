"""What two authors say alike, and where they part.

    fpcase draw kazakhstan --kind difference --authors cai-2022 chukubayev-2023 --out difference.svg

The same two authors as in the overlay, taken apart into four panels.
"""

import sys

import fpcase

case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
authors = ["cai-2022", "chukubayev-2023"]
diagram = fpcase.causal_diagram(case, authors=authors, stances=["asserts", "denies"])
figure = fpcase.figures.draw_difference(diagram)

figure.save(sys.argv[1] if len(sys.argv) > 1 else "difference.svg")
print(figure.caption)
