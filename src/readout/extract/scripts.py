"""The language of a text, from the scripts it is written in."""

import re

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_KANA = re.compile(r"[\u3041-\u30ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_NOT_RUSSIAN = re.compile(
    r"[\u0404\u0406\u0407\u0454\u0456\u0457\u0490\u0491\u040e\u045e]"
)  # letters of Ukrainian and Belarusian
_NOT_ENGLISH = re.compile(r"[\u00c0-\u024f]")
SAMPLE = 20_000  # code points looked at


def find_language(text: str, *, declared: str = "") -> str:
    """ "zh", "en" or "ru" by the script of ``text``, "und" for any other or for no letters at all.

    ``declared`` is the page's own word (a BCP 47 tag); it can only rule out: Latin letters on a page
    that calls itself German are not English.
    """
    sample = text[:SAMPLE]
    # A Han character says about as much as two letters of an alphabet or more.
    counts = {
        "zh": 2 * len(_HAN.findall(sample)),
        "en": len(_LATIN.findall(sample)),
        "ru": len(_CYRILLIC.findall(sample)),
    }
    code, count = max(counts.items(), key=lambda pair: pair[1])
    if not count:
        return "und"
    foreign = {
        "zh": 2 * len(_KANA.findall(sample)) * 10 > count,
        "ru": len(_NOT_RUSSIAN.findall(sample)) * 50 > count,
        "en": len(_NOT_ENGLISH.findall(sample)) * 100 > count,
    }[code]
    said = re.split(r"[-_]", declared.strip().lower())[0]
    clash = code == "en" and said not in ("", "en", "zh", "ru", "und")
    return "und" if foreign or clash else code
