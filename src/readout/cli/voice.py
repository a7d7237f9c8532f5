"""What the command line says on standard error: one sentence a line."""

import re
import sys

# a page's own id or address may stand in a sentence, and a terminal would obey what is hidden in it
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")


def say(sentence: str) -> None:
    """Print the sentence on standard error, after the program's name."""
    print("readout: " + _CONTROLS.sub(" ", sentence), file=sys.stderr)
