"""Chromium without a window, for tests of what a web page shows; they are skipped without it."""

import functools
import html
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest
from pixels import Pixels, pixels

ROOT = Path(__file__).resolve().parents[1]
MERMAID = ROOT / ".nox" / "browser" / "tmp" / "node_modules" / "mermaid" / "dist" / "mermaid.min.js"
"""Where ``nox -s browser`` puts Mermaid's own library."""
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
ALONE = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--allow-file-access-from-files",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    "--force-device-scale-factor=2",
    "--lang=en",
)
"""It opens the files that it is given and asks nobody anything."""
DPI = 192.0
PIXELS_PER_POINT = DPI / 72
PATIENCE = 120


def chromium() -> str:
    """The browser of the machine; the test is skipped where there is none."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip(f"there is no Chromium here to show the page (none of {', '.join(NAMES)})")
    return found


def mermaid() -> Path:
    """Mermaid's library; the test is skipped where it is not installed."""
    path = Path(os.environ.get("FPCASE_MERMAID", MERMAID))
    if not path.is_file():
        pytest.skip(
            "Mermaid's library is not here; run `nox -s browser`, which installs it, or name "
            "its mermaid.min.js in FPCASE_MERMAID"
        )
    return path


def screenshot(page: Path, size: tuple[float, float]) -> Pixels:
    """What the browser shows of a page whose size is given in points, in shades from 0 to 1."""
    across, down = (int(PIXELS_PER_POINT * side) for side in size)
    picture = page.with_suffix(".screenshot.png")
    room = f"{max(across, 1000) // 2 + 1},{down // 2 + 100}"  # narrower, and it opens no window
    _run(
        page,
        f"--screenshot={picture}",
        f"--window-size={room}",
    )
    return pixels(picture.read_bytes())[:down, :across]


def answer(page: Path, script: str, *, body: str, libraries: tuple[Path, ...] = ()) -> Any:  # noqa: ANN401 - JSON
    """What a script on a page answers.

    Args:
        page: Where to write the page.
        script: The body of an asynchronous function in JavaScript; what it returns must be
            such that JSON can say it.
        body: What the page shows, as HTML.
        libraries: Scripts to load before.
    """
    loaded = "".join(f'<script src="{path.as_uri()}"></script>' for path in libraries)
    page.write_text(
        f'<!doctype html><html><head><meta charset="utf-8"><title>quiet</title>{loaded}</head>'
        f'<body style="margin: 0">{body}<script>'
        "window.alert = () => { document.title = 'alerted'; };"
        f"(async () => {{ let said; try {{ said = await (async () => {{ {script} }})(); }}"
        " catch (error) { said = {error: String(error)}; }"
        " const place = document.createElement('pre'); place.id = 'answer';"
        " place.textContent = JSON.stringify([document.title, said]);"
        " document.body.replaceChildren(place); })();"
        "</script></body></html>",
        encoding="utf-8",
    )
    shown = _run(page, "--dump-dom", "--virtual-time-budget=60000", "--window-size=1400,2000")
    text = shown.partition('<pre id="answer">')[2].partition("</pre>")[0]
    title, said = json.loads(html.unescape(text))
    assert title == "quiet", "a text on the page ran as a program"
    assert not (isinstance(said, dict) and "error" in said), said
    return said


def _run(page: Path, *options: str) -> str:
    profile = page.with_suffix(".profile")
    done = subprocess.run(  # noqa: S603 - the machine's browser, on a file of ours
        [chromium(), *ALONE, f"--user-data-dir={profile}", *options, page.as_uri()],
        capture_output=True,
        check=True,
        timeout=PATIENCE,
        encoding="utf-8",
        env=os.environ | {"FONTCONFIG_FILE": str(fonts_of(page.with_suffix(".fonts")))},
    )
    shutil.rmtree(profile, ignore_errors=True)
    return done.stdout


@functools.cache
def fonts_of(folder: Path) -> Path:
    """The same typefaces on every machine: those that come with matplotlib."""
    folder.mkdir(exist_ok=True)
    settings = folder / "fonts.conf"
    typefaces = Path(mpl.get_data_path(), "fonts", "ttf")
    settings.write_text(
        f"<fontconfig><dir>{typefaces}</dir><cachedir>{folder}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return settings
