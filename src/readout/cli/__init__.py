"""The command line: `readout read page.html`."""

from readout.cli.app import app, main

__all__ = ["app", "main"]
