"""Patterns: furniture words as regular expressions, run together with their neighbours or parted by spaces."""

import re
from collections.abc import Iterable, Mapping
from itertools import groupby

from readout.language.lexicon import Lexicon

NEVER = r"(?!)"
Words = Mapping[str, list[str]]


def any_of(forms: Iterable[str], *, spaced: bool) -> str:
    """One of ``forms``, the longest first; "" for none.

    Where words are spaced a form is a word of its own, in whatever capitals.
    """
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    if not spaced:
        return "|".join(re.escape(form) for form in ordered)
    # A set of two letters up front lets the engine pass over most branches without entering them.
    ordered.sort(key=lambda form: form[:1].lower())
    worded: list[str] = []
    marked: list[str] = []
    for letter, group in groupby(ordered, key=lambda form: form[:1].lower()):
        rests = "(?:" + "|".join(_rest(form) for form in group) + ")"
        if letter.isalnum():
            worded.append(f"[{re.escape(letter)}{re.escape(letter.upper())}]{rests}")
        else:
            marked.append(re.escape(letter) + rests)
    return "|".join([*([rf"(?<!\w)(?:{'|'.join(worded)})"] if worded else []), *marked])


def _rest(form: str) -> str:
    rest = re.escape(form[1:].lower()).replace("'", "['’]")
    return (f"(?i:{rest})" if rest else "") + (r"(?!\w)" if form[-1].isalnum() else "")


def compile_or_never(pattern: str, forms: Iterable[str] | None, *, spaced: bool) -> re.Pattern[str]:
    """``pattern`` with the forms in place of its "{}"; matches nothing without forms."""
    joined = any_of(forms or (), spaced=spaced)
    return re.compile(pattern.replace("{}", joined) if joined else NEVER)


def month_names(lexicon: Lexicon | None) -> dict[int, tuple[str, ...]]:
    """The names that the word files have for the twelve months, and their first three letters."""
    names: dict[int, set[str]] = {}
    for word in lexicon.times if lexicon else ():
        facts = dict(word.facts)
        if facts.get("month", "").isdigit() and not facts.keys() - {"month", "bound"}:
            for form in word.forms:
                bare = form.rstrip(".").lower()
                names.setdefault(int(facts["month"]), set()).update({bare, bare[:3]})
    return {month: tuple(sorted(forms, key=lambda f: (-len(f), f))) for month, forms in names.items()}


def month_pattern(months: Mapping[int, tuple[str, ...]], *, named: bool) -> str:
    """A month's name; with ``named`` the groups M1 to M12 say which. Matches nothing without names."""
    if not months:
        return NEVER
    rows = (
        (f"(?P<M{month}>" if named else "(?:") + "|".join(re.escape(form) for form in forms) + ")"
        for month, forms in sorted(months.items())
    )
    return rf"(?i:(?<!\w)(?:{'|'.join(rows)})(?!\w)\.?)"


def day_pattern(months: Mapping[int, tuple[str, ...]]) -> str:
    """A day of a dateline: a month's name before or behind a figure, perhaps a year; any word where none is known."""
    if not months:
        return r"(?:[^\W\d_]{3,9}\.? \d{1,2}(?!\d)|\d{1,2} [^\W\d_]{3,9}\.?)"
    month, year = month_pattern(months, named=False), r"(?:,?\s(?:19|20)\d\d(?:\s\w{1,2}\.)?)?"
    return rf"(?:{month}\s\d{{1,2}}(?!\d){year}|\d{{1,2}}\s{month}{year})"


def date_patterns(words: Words, months: Mapping[int, tuple[str, ...]]) -> tuple[re.Pattern[str], ...]:
    """The whole dates of a language, with groups Y M D (M1 to M12 for a month's name) and H m of a clock time."""
    slots = {
        "YYYY": r"(?P<Y>(?:19|20)\d\d)",
        "MMM": month_pattern(months, named=True),
        "M": r"(?P<M>\d{1,2})",
        "D": r"(?<!\d)(?P<D>\d{1,2})",
    }
    clock = _clock_pattern(words)
    forms = sorted((form for form in words.get("date", ()) if "YYYY" in form), key=len, reverse=True)
    return tuple(re.compile(_template(form, slots) + clock) for form in forms)


def _clock_pattern(words: Words) -> str:
    """A clock time behind a date: H:m, or as the language's templates say; what stands before H may be left out."""
    clocks = words.get("clock", ())
    between = "|".join(
        [":", *(re.escape(clock[clock.index("H") + 1 : clock.index("m")]) for clock in clocks)]
    )
    before = "|".join(re.escape(lead.strip()) for clock in clocks if (lead := clock[: clock.index("H")]))
    lead = rf"(?:,?\s{{0,3}}(?:(?:{before})\s)?|\s?[/|·•–—-]\s?)" if before else r"\s{0,3}"
    halves = "".join(
        rf"(?:\s?(?P<{kind}>(?i:{'|'.join(re.escape(form) for form in words[kind])})))?"
        for kind in ("forenoon", "afternoon")
        if words.get(kind)
    )
    return rf"(?:{lead}(?P<H>\d{{1,2}})\s?(?:{between})\s?(?P<m>\d{{1,2}})(?::(?P<s>\d\d))?{halves}(?:\s?(?P<zone>UTC|GMT)\b)?)?"


def _template(form: str, slots: Mapping[str, str]) -> str:
    parts = re.split(r"(YYYY|MMM|M|D|H|m)", form)
    return r"\s?".join(slots.get(part, re.escape(part.strip())) for part in parts if part.strip())


def _digits(months: Mapping[int, tuple[str, ...]]) -> dict[str, str]:
    two = r"\d{1,2}"
    return {
        "YYYY": r"\d{4}",
        "MMM": month_pattern(months, named=False),
        "M": two,
        "D": two,
        "H": two,
        "m": two,
    }


def noise_pattern(words: Words, months: Mapping[int, tuple[str, ...]], *, spaced: bool) -> re.Pattern[str]:
    """What header lines hold besides names: dates, clock times, counts, addresses."""
    digits = _digits(months)
    forms = [_template(form, digits) for kind in ("date", "clock") for form in words.get(kind, ())]
    counts = any_of(words.get("count", ()), spaced=spaced)
    halves = [re.escape(form) for kind in ("forenoon", "afternoon") for form in words.get(kind, ())]
    if halves:
        forms.append(rf"(?<!\w)(?i:{'|'.join(halves)})(?!\w)")
    generic = [
        r"https?://\S+",
        r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:T|(?=\D|$))",
        r"\d{1,2}:\d\d(?::\d\d)?" + (rf"(?:\s?(?i:{'|'.join(halves)}))?" if halves else ""),
        r"\d+",
        r"[\s|/:,()\[\]·•—–>.-]+",
    ]
    return re.compile("|".join([*forms, *generic, *([counts] if counts else [])]))


def cite_pattern(words: Words) -> re.Pattern[str]:
    """A report's source right at the start, where words run together."""
    cites = any_of(words.get("cite", ()), spaced=False)
    reported = any_of(words.get("reported", ()), spaced=False)
    if not cites or not reported:
        return re.compile(NEVER)
    return re.compile(
        rf"^\s*(?:{cites})(?P<outlet>[^\s,。:;!?()“”《》]{{2,16}}?|《[^》]{{2,16}}》)(?:\d{{1,2}}\S{{0,5}}?)?(?:{reported})"
    )


def dateline_patterns(words: Words) -> dict[str, re.Pattern[str]]:
    """How datelines are built where words run together, in five forms; see datelines.py for what each is for."""
    kinds = ("wire", "message", "local", "reporter", "reported")
    wire, message, local, reporter, reported = (any_of(words.get(kind, ()), spaced=False) for kind in kinds)
    if not (wire and message and local and reporter and reported):
        names = ("wire_line", "message_line", "local_line", "bracket_line", "bracket_wire", "reporters")
        return dict.fromkeys(names, re.compile(NEVER))
    digits = {"YYYY": r"\d{4}", "M": r"\d{1,2}", "D": r"\d{1,2}"}
    date = (
        "|".join(sorted((_template(form, digits) for form in words.get("date", ())), key=len, reverse=True))
        or NEVER
    )
    head = r"[^\s,。:;!?()“”\[\]]"
    bracket = r"(?:\s?[(\[](?P<bracket>[^()\[\]]{1,80})[)\]])?"
    return {
        "wire_line": re.compile(
            rf"^(?P<head>(?!\d){head}{{2,24}}?)\s?(?P<date>{date})\s?(?:(?:{wire}){bracket}|(?:{reported})(?=\s))"
            r"(?P<gap>[\s:,]*)"
        ),
        "message_line": re.compile(
            rf"^(?P<head>{head}{{2,16}}?)(?:{message})(?:{bracket}\s?(?::|$)"
            rf"|\s?[(\[](?P<reporters>(?:{reporter})[^()\[\]]{{1,60}})[)\]]|(?=\s)|(?P<comma>,))[\s:]*"
        ),
        "reporters": re.compile(rf"\s?[(\[](?P<bracket>(?:{reporter})[^()\[\]]{{1,60}})[)\]][\s:]*"),
        "local_line": re.compile(
            rf"^(?P<head>{head}{{2,14}}?)(?:{wire})(?:\s?[(\[](?P<bracket>[^()\[\]]{{1,80}})[)\]][\s:]*|[\s:]+)"
        ),
        "bracket_line": re.compile(
            rf"^[\[(](?P<bracket>(?P<head>{head}{{0,20}}?)\s?(?:(?:{reported})\b|(?:{reported})?\s?(?:{reporter})\s?[:/]?[^()\[\]]{{0,40}}|(?:{wire})))[\])][\s:]*"
        ),
        "bracket_wire": re.compile(
            rf"^[\[(](?P<bracket>(?P<head>{head}{{2,14}}?)(?:(?:{reporter})[^()\[\]]{{0,30}}?)?(?P<date>{date})?\s?(?:{wire}))[\])][\s:]*"
        ),
    }
