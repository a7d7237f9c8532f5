"""Take the pictures of the desk that docs/desk.md shows, from a ledger of the project's own examples.

    python docs/pictures.py

Needs the extra ``dev`` and a Chromium. Writes desk-*.png beside itself.
"""

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
SHOTS = (
    ("today", "/", 900, False),
    ("contact", "", 900, False),
    ("page", "", 900, False),
    ("dark", "/timeline", 760, True),
)


def main() -> None:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        raise SystemExit("no Chromium here; on Debian: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        place = str(Path(folder) / "desk.db")
        readout = [sys.executable, "-m", "readout.cli"]
        subprocess.run(
            [*readout, "add", str(HERE.parent / "examples"), "--published", "2025-03-19", "--ledger", place],
            check=True,
        )
        server = subprocess.Popen([*readout, "serve", "--ledger", place, "--port", str(port)])
        try:
            take(f"http://127.0.0.1:{port}", chromium)
        finally:
            server.terminate()
            server.wait(30)


def take(address: str, chromium: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{address}/readyz", timeout=1)
            break
        except OSError:
            time.sleep(0.1)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, path, height, dark in SHOTS:
            page = browser.new_page(
                viewport={"width": 1200, "height": height}, color_scheme="dark" if dark else "light"
            )
            page.goto(address + path)
            if name == "contact":
                page.goto(address + most_told(address))
            if name == "page":
                page.goto(f"{address}/search?rows=pages")
                page.locator(".headline").first.click()
                page.locator(".text .said.cue").first.click()
            page.wait_for_load_state("networkidle")
            page.screenshot(path=HERE / f"desk-{name}.png")
        browser.close()


def most_told(address: str) -> str:
    """The path of the contact of which most points are told."""
    best, most = "/", -1
    for row in fetch(f"{address}/api/contacts?limit=100")["rows"]:
        try:
            lines = len(fetch(f"{address}/api/contacts/{row['id']}/comparison")["lines"])
        except urllib.error.HTTPError:
            continue
        if lines > most:
            best, most = f"/contacts/{row['id']}", lines
    return best


def fetch(address: str) -> dict[str, Any]:
    with urllib.request.urlopen(address, timeout=30) as answer:
        value: dict[str, Any] = json.load(answer)
    return value


if __name__ == "__main__":
    main()
