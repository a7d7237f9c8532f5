"""Turn bytes into text: byte order marks, declarations that may lie, and strict attempts."""

import codecs
import re
import tomllib
from functools import cache
from importlib.resources import files

from readout.errors import PageError

SIZE_LIMIT = 20_000_000  # bytes; the largest news pages are some hundred kilobytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"BZh", "bzip2-compressed data"),
    (b"\xfd7zXZ\x00", "xz-compressed data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a rar archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF file (WebP, WAV or AVI)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"ID3", "an MP3 file"),
    (b"OggS", "an Ogg file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
# What a page calls its encoding, and the superset that such pages are really written in.
_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz-gb-2312": "hz",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "utf-8",
    "us-ascii": "utf-8",
    "big5": "big5hkscs",
    "unicode": "utf-16",
}
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "cp1251", "cp1252")
_WIDE_RUN = re.compile(r"[^\x00-\x7f]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_GROUPS = ("han", "cyrillic", "latin")


def decode_content(content: bytes, *, charset: str = "", name: str = "page") -> str:
    """The text of ``content``, without a byte order mark and otherwise unchanged.

    ``charset`` is the transport's declaration; it, the page's own ``<meta>`` and the usual encodings are tried
    strictly and the most plausible text wins. ``name`` names the page in errors. Raises PageError for
    what is empty, larger than SIZE_LIMIT bytes, binary, or no text in any of these encodings.
    """
    _refuse(content, name)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _checked(content[len(mark) :].decode(encoding, "replace"), name)
    if (encoding := _sniff_wide(content)) and _plausibility(
        text := content.decode(encoding, "replace")
    ) > 0.3:
        return _checked(text, name)
    if b"\x00" in content and content.count(b"\x00") * 100 > len(content):
        raise PageError(f"{name}: this is binary data, not text; give the page's HTML or plain text")
    declared = _read_declarations(content, charset)
    try:
        return _checked(content.decode("utf-8"), name)
    except UnicodeDecodeError:
        return _checked(_decode_legacy(content, declared), name)


def _refuse(content: bytes, name: str) -> None:
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise PageError(f"{name}: the page is empty; fetch it again or leave it out")
    if len(content) > SIZE_LIMIT:
        raise PageError(
            f"{name}: {len(content):,} bytes are above the limit of {SIZE_LIMIT:,}; split the file into its pages"
        )
    head = content[:32].lstrip(b" \t\r\n")
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            raise PageError(f"{name}: this seems to be {kind}, not text; give the page's HTML or plain text")
    if content[4:8] == b"ftyp":
        raise PageError(f"{name}: this seems to be a video, not text; give the page's HTML or plain text")


def _sniff_wide(content: bytes) -> str:
    """UTF-16 without a mark: ASCII such as markup and line ends leaves zeros on one side only."""
    head = content[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(1, len(head) // 2)
    if odd > half // 20 and even * 20 < odd:
        return "utf-16-le"
    if even > half // 20 and odd * 20 < even:
        return "utf-16-be"
    return ""


def _read_declarations(content: bytes, charset: str) -> tuple[str, ...]:
    match = _DECLARED.search(content[:8192])
    inner = (match.group(1) or match.group(2)).decode("ascii", "ignore") if match else ""
    known = []
    for label in (charset, inner):
        encoding = _SUPERSETS.get(label.strip().lower(), label.strip().lower())
        try:
            codecs.lookup(encoding)
            "".encode(encoding)  # refuses codecs that are no text encodings (base64)
        except (LookupError, ValueError):
            continue
        if encoding:
            known.append(encoding)
    return tuple(dict.fromkeys(known))


def _decode_legacy(content: bytes, declared: tuple[str, ...]) -> str:
    """The most plausible text; the declared encoding wins ties, and mangled bytes become U+FFFD."""
    best, best_score = "", -1.0
    for encoding in dict.fromkeys((*declared, *_CANDIDATES)):
        try:
            text = content.decode(encoding, "replace")
        except (UnicodeError, ValueError):
            continue
        score = _plausibility(text) + (0.05 if encoding in declared else 0.0)
        if score > best_score:
            best, best_score = text, score
    return best


def _plausibility(text: str) -> float:
    """The share of characters above ASCII that are common ones, less for holes; over a sample of the text."""
    sample = text[:400_000]
    runs = [(m.start(), m.group()) for m, _ in zip(_WIDE_RUN.finditer(sample), range(2000), strict=False)]
    count = sum(len(run) for _, run in runs)
    if not count:
        return 1.0
    common = _common()
    good = 0.0
    for start, run in runs:
        # A letter between ASCII letters is Latin: Cyrillic and Han don't stand inside such words.
        inside = (
            sample[start - 1 : start].isalpha() or sample[start + len(run) : start + len(run) + 1].isalpha()
        )
        groups = ("latin", "han") if inside else _GROUPS
        good += max(sum(c in common[group] for c in run) for group in groups)
    holes = text.count("\ufffd") / count
    return good / count - min(1.0, 3 * holes)


@cache
def _common() -> dict[str, frozenset[str]]:
    table = tomllib.loads(files("readout.extract").joinpath("frequent.toml").read_text(encoding="utf-8"))
    return {group: frozenset(table[group]) - {"\n"} for group in _GROUPS}


def _checked(text: str, name: str) -> str:
    if not text.strip("\x00\ufeff \t\r\n\u3000\xa0"):
        raise PageError(f"{name}: the page is empty; fetch it again or leave it out")
    sample = text[:20_000]
    if len(_CONTROL.findall(sample)) * 10 > len(sample):
        raise PageError(f"{name}: this is binary data, not text; give the page's HTML or plain text")
    if sample.count("\ufffd") * 5 > len(sample):
        raise PageError(f"{name}: no known encoding fits these bytes; give the page's charset")
    return text
