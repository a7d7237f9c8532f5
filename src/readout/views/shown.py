"""Characters that would act on what is shown around them, or can't be shown, by their names; and words that are cut to a length."""

import re

# controls, halves of characters, and what turns the direction of writing; marks of direction without reach are left
_ODD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_TAIL = 0.2
_CUT = " … "


def show_odd(text: str) -> str:
    """The text with each such character as its code point, ``[U+202E]``; any other text as it is."""
    return _ODD.sub(lambda found: f"[U+{ord(found[0]):04X}]", text) if _ODD.search(text) else text


def cut_words(text: str, most: int = 700) -> str:
    """The text, or its beginning and end where it is longer than ``most`` code points."""
    if len(text) <= most:
        return text
    tail = int(most * _TAIL)
    return text[: most - tail] + _CUT + text[-tail:]
