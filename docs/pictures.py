"""Take the pictures of the desk that docs/desk.md shows, from a ledger of the project's own examples.

    python docs/pictures.py

Needs the extra ``dev`` and a Chromium. Writes desk-*.png beside itself.
"""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
SHOTS = (
    ("today", "/", 900, False),
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
        subprocess.run([*readout, "add", str(HERE.parent / "examples"), "--ledger", place], check=True)
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
            if name == "page":
                page.goto(f"{address}/search?rows=pages")
                page.locator(".headline").first.click()
                page.locator(".text .said.cue").first.click()
            page.wait_for_load_state("networkidle")
            page.screenshot(path=HERE / f"desk-{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
