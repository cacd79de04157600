"""Draw one author's causal diagram.

Run it with the folder to write to: ``python examples/draw_one_author.py figures``
"""

import sys
from pathlib import Path

import fpcase

folder = Path(sys.argv[1] if len(sys.argv) > 1 else "figures")

case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
diagram = fpcase.causal_diagram(case, authors=["hananya-2019"])
figure = fpcase.draw(diagram)

for suffix in ("svg", "png", "pdf"):
    figure.save(folder / f"hananya-2019.{suffix}")
print(figure.caption)
print(f"Written to {folder}")
