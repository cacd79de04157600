"""A page driven in Chromium as a reader drives it: pointer, keyboard, touch, media, network."""

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from chromium import ALONE, PATIENCE, chromium, fonts_of


class Driven:
    """A page in Chromium, spoken to by its own protocol over two pipes.

    Attributes:
        asked: The addresses that the page asked for, itself included.
        said: What scripts wrote to the console, and what the policy or a script failed on.
    """

    def __init__(self, reading: int, writing: int) -> None:
        """Take the pipes, and open a page."""
        self._out, self._in = os.fdopen(reading, "rb"), os.fdopen(writing, "wb")
        self._number = 0
        self._session: str | None = None
        self.asked: list[str] = []
        self.said: list[str] = []
        target = self.tell("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.tell("Target.attachToTarget", targetId=target, flatten=True)[
            "sessionId"
        ]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.tell(f"{domain}.enable")

    def tell(self, method: str, **words: Any) -> Any:  # noqa: ANN401 - JSON
        """Send a command, and wait for its answer."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": words}
        if self._session:
            message["sessionId"] = self._session
        self._in.write(json.dumps(message).encode() + b"\0")
        self._in.flush()
        while True:
            heard = self._hear()
            if heard.get("id") == self._number:
                assert "error" not in heard, heard["error"]
                return heard["result"]

    def _hear(self) -> Any:  # noqa: ANN401 - JSON
        held = bytearray()
        while (one := self._out.read(1)) != b"\0":
            assert one, "the browser has gone"
            held += one
        heard = json.loads(held)
        words = heard.get("params", {})
        match heard.get("method"):
            case "Network.requestWillBeSent":
                self.asked.append(words["request"]["url"])
            case "Runtime.exceptionThrown":
                self.said.append(words["exceptionDetails"].get("text", ""))
            case "Runtime.consoleAPICalled":
                self.said.append(str(words["args"]))
            case "Log.entryAdded":
                self.said.append(words["entry"]["text"])
            case "Page.javascriptDialogOpening":
                self.said.append(f"dialog: {words['message']}")
        return heard

    def close(self) -> None:
        """Close the pipes."""
        self._out.close()
        self._in.close()

    def open(self, page: Path, fragment: str = "") -> None:
        """Go to a page, and wait until it has loaded."""
        self.tell("Page.navigate", url="about:blank")
        self.tell("Page.navigate", url=page.as_uri() + fragment)
        while self._hear().get("method") != "Page.loadEventFired":
            pass
        if self.ask("location.href === 'about:blank'"):
            while self._hear().get("method") != "Page.loadEventFired":
                pass

    def ask(self, script: str) -> Any:  # noqa: ANN401 - JSON
        """What an expression in JavaScript gives; the page's policy does not bind it."""
        answer = self.tell(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def place(self, query: str) -> tuple[float, float]:
        """The middle of an element on the screen, brought into view."""
        found: list[float] = self.ask(
            f"(() => {{ const one = document.querySelector({json.dumps(query)});"
            " one.scrollIntoView({block: 'center', behavior: 'instant'});"
            " const path = one.matches('.arrow') && one.querySelector('path');"
            " if (path) { const at = path.getPointAtLength(path.getTotalLength() / 2)"
            ".matrixTransform(path.getScreenCTM()); return [at.x, at.y]; }"
            " const box = one.getBoundingClientRect();"
            " return [box.left + box.width / 2, box.top + box.height / 2]; })()"
        )
        return found[0], found[1]

    def click(self, query: str) -> None:
        """Press the pointer on an element."""
        x, y = self.place(query)
        for kind in ("mousePressed", "mouseReleased"):
            self.tell("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def tap(self, query: str) -> None:
        """Touch an element."""
        x, y = self.place(query)
        self.tell("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
        self.tell("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def press(self, key: str) -> None:
        """Press a key."""
        code = {"Enter": 13, "Tab": 9, "Escape": 27}[key]
        text = {"text": "\r"} if key == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            self.tell(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                code=key,
                windowsVirtualKeyCode=code,
                **(text if kind == "keyDown" else {}),
            )

    def choose(self, query: str, value: str) -> None:
        """Choose or type a value in a form, as the form hears it."""
        self.ask(
            f"(() => {{ const one = document.querySelector({json.dumps(query)});"
            f" one.value = {json.dumps(value)};"
            " one.dispatchEvent(new Event('input', {bubbles: true})); })()"
        )

    def show(self, width: int, *, dark: bool = False, on_paper: bool = False) -> None:
        """Take a width, a scheme and a medium."""
        self.tell(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=900,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.tell(
            "Emulation.setEmulatedMedia", media="print" if on_paper else "screen", features=scheme
        )

    def picture(self, path: Path, *, whole: bool = False) -> Path:
        """Save what is on the screen, or the whole page."""
        shot = self.tell("Page.captureScreenshot", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(shot["data"]))
        return path


@contextmanager
def driven(folder: Path) -> Iterator[Driven]:
    """A browser with one page, in a profile of its own."""
    ours, theirs = os.pipe(), os.pipe()
    profile = folder / "profile"
    command = [chromium(), *ALONE, "--remote-debugging-pipe", f"--user-data-dir={profile}"]
    pipes = f'exec "$@" 3<&{theirs[0]} 4>&{ours[1]}'
    process = subprocess.Popen(  # noqa: S603 - the machine's browser, on a file of ours
        ["/bin/bash", "-c", pipes, "bash", *command],
        pass_fds=(theirs[0], ours[1]),
        stderr=subprocess.DEVNULL,
        env=os.environ | {"FONTCONFIG_FILE": str(fonts_of(folder / "fonts"))},
    )
    os.close(theirs[0])
    os.close(ours[1])
    page = None
    try:
        page = Driven(ours[0], theirs[1])
        yield page
        page.tell("Browser.close")
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(PATIENCE)
        if page is not None:
            page.close()
        shutil.rmtree(profile, ignore_errors=True)
