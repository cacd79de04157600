"""Two authors' diagrams over each other.

    fpcase draw kazakhstan --kind overlay --authors cai-2022 chukubayev-2023 --out overlay.svg

A number on each arrow tells whose it is; colour and dash tell its sign, as everywhere.
"""

import sys

import fpcase

case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
authors = ["cai-2022", "chukubayev-2023"]
diagram = fpcase.causal_diagram(case, authors=authors, stances=["asserts", "denies"])
figure = fpcase.figures.draw_overlay(diagram)

figure.save(sys.argv[1] if len(sys.argv) > 1 else "overlay.svg")
print(figure.caption)
