"""What several rooms' tests share."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

import fpcase

# A busy machine breaks no law. The same tests try the same examples on every machine; to look for
# new ones, run them with --hypothesis-profile=search.
settings.register_profile("fpcase", deadline=None, derandomize=True, max_examples=60)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile("fpcase")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def kazakhstan() -> fpcase.Case:
    """The bundled case."""
    return fpcase.load_case(fpcase.bundled_case("kazakhstan"))


@pytest.fixture(scope="session")
def texts_folder() -> Path:
    """The folder of the bundled case's texts, which are copyrighted and not part of the project."""
    folder = Path(os.environ.get("FPCASE_TEXTS") or ROOT.parent / "shared" / "sources")
    if not folder.is_dir():
        pytest.skip("the sources' texts are not at hand; name their folder in FPCASE_TEXTS")
    return folder
