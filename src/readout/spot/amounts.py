"""Amounts: numbers with their unit, currency or share, and how the text hedges them."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import cast

from readout.language.entries import TimeWord, UnitWord
from readout.language.lexicon import Lexicon
from readout.model import Amount, Bound, Span
from readout.spot.numbers import Numerals, Ranges, forms_of, numerals_of, per_lexicon, ranges_of, words_of
from readout.spot.spelling import Spelling

_REACH = 48  # the longest unit with its hedges, in code points
_BARE_YEAR = r"(?:1[89]|20)\d\d"
_KINDS = ("currency", "percent", "counter")
# Names between a number and its unit, where words are spaced: 3,000 North Korean troops.
_NAMES = r"(?:[A-Z\u00c0-\u00de\u0401\u0410-\u042f][\w'-]+ ){0,3}?"


def find_amounts(text: str, within: Span | None, lexicon: Lexicon) -> tuple[Amount, ...]:
    """The amounts in ``text`` (or in ``within``): no two overlap, in text order.

    A number without a unit is none, nor are ranks (第三次), times, and a bare 一 before a counting word.
    Method: numbers first, by one pattern; then the words on both sides of each.
    """
    grammar = _grammar(lexicon)
    text = grammar.spelling.plain(text)
    start, stop = (within.start, within.stop) if within else (0, len(text))
    amounts: list[Amount] = []
    at = start
    while found := grammar.number.search(text, at, stop):
        amount = _read(text, found, at, grammar)
        if amount is None or amount.span.stop > stop:
            at = found.end()
            continue
        amounts.append(amount)
        at = amount.span.stop
    return tuple(amounts)


@dataclass(frozen=True, kw_only=True)
class Hedges:
    """The words that hedge a number: their bounds by form, and what must not stand before them."""

    spelling: Spelling
    before: dict[str, UnitWord]
    inside: dict[str, str]
    after: dict[str, str]
    sizes: tuple[int, ...]

    def find_before(self, text: str, start: int, floor: int) -> tuple[str, int]:
        """The bound that the words right before ``start`` give, and where they start; "" where none do."""
        spelling, end = self.spelling, start
        if spelling.spaced:
            end -= 1
            if end < floor or text[end] != " ":
                return "", start
        for size in self.sizes:
            left = end - size
            entry = self.before.get(spelling.key(text[left:end])) if left >= floor else None
            if entry is None or spelling.ends_with(text, left, entry.not_after):
                continue
            if not spelling.spaced or left == 0 or not text[left - 1].isalnum():
                return entry.means.partition(" ")[0], left
        return "", start

    def bound_after(self, found: str) -> str:
        """The bound that the words ``found`` behind an amount give."""
        return self.after[self.spelling.key(found.strip())]


def hedges_of(lexicon: Lexicon) -> Hedges:
    """The hedges of ``lexicon``, by the place they stand in."""
    spelling = Spelling.of(lexicon)
    places: dict[str, dict[str, UnitWord]] = {"before": {}, "inside": {}, "after": {}}
    for entry in words_of(lexicon, "hedge"):
        place = places[entry.means.partition(" ")[2]]
        place.update((spelling.key(form), entry) for form in entry.forms)
    for entry in words_of(lexicon, "range"):
        if entry.means:
            places["before"].update((spelling.key(form), entry) for form in entry.forms)
    bounds = {
        place: {form: entry.means.partition(" ")[0] for form, entry in forms.items()}
        for place, forms in places.items()
    }
    vague = dict.fromkeys(map(spelling.key, forms_of(lexicon, "vague")), "about")
    return Hedges(
        spelling=spelling,
        before=places["before"],
        inside=bounds["inside"] | vague,
        after=bounds["after"],
        sizes=tuple(sorted({len(form) for form in places["before"]}, reverse=True)),
    )


@dataclass(frozen=True, kw_only=True)
class _Grammar:
    spelling: Spelling
    numerals: Numerals
    hedges: Hedges
    ranges: Ranges
    number: re.Pattern[str]
    tail: re.Pattern[str]
    after: re.Pattern[str]
    joint: re.Pattern[str]
    bare_year: re.Pattern[str]
    units: dict[str, UnitWord]
    prefixes: tuple[tuple[str, UnitWord], ...]


@dataclass(frozen=True, kw_only=True)
class _Quantity:
    start: int
    stop: int
    words: str
    low: Decimal
    high: Decimal
    scale: int
    unit: str
    entry: UnitWord | None
    bound: str


def _read(text: str, found: re.Match[str], floor: int, grammar: _Grammar) -> Amount | None:
    first = _quantity(text, found, floor, grammar)
    if first is None:
        return None
    last = _range_end(text, first, grammar)
    if last:
        low, high = _fit(first, last)
        entry, unit, bound = last.entry, last.unit, "range"
    else:
        last, entry, unit, bound = first, first.entry, first.unit, first.bound
        low, high = first.low, first.high
        bound = "range" if low < high else bound
    if entry is None or low > high or grammar.spelling.ends_with(text, found.start(), entry.not_after):
        return None
    hedge, start = grammar.hedges.find_before(text, first.start, floor)
    if entry.kind == "counter" and first is last and grammar.bare_year.fullmatch(first.words):
        return None
    if entry.kind in ("counter", "measure") and not hedge and _is_article(first, last, grammar.numerals):
        return None
    stop = last.stop
    if (after := grammar.after.match(text, stop)) and bound != "range":
        bound, stop = bound or grammar.hedges.bound_after(after.group()), after.end()
    return Amount(
        span=Span(start, stop),
        low=_short(low),
        high=_short(high),
        unit=entry.means or unit,
        bound=cast("Bound", bound or hedge or "exact"),
    )


def _short(number: Decimal) -> Decimal:
    """3.50 stays as written; 350000000.0, which the scale word has made whole, loses its decimals."""
    return number.to_integral_value() if number == number.to_integral_value() else number


def _is_article(first: _Quantity, last: _Quantity, numerals: Numerals) -> bool:
    """A bare 一 before a counting word is an article more often than a number."""
    return first is last and not first.bound and numerals.digits.get(numerals.spelling.key(first.words)) == 1


def _quantity(text: str, found: re.Match[str], floor: int, grammar: _Grammar) -> _Quantity | None:
    """The number at ``found`` with the unit on one of its sides, if any."""
    words, start, stop = found.group(), found.start(), found.end()
    key = grammar.spelling.key
    entry, unit, bound, scale = None, "", "", ""
    if tail := grammar.tail.match(text, stop, stop + _REACH):
        scale = tail["scale"] or ""
        unit = tail["unit"] or tail["counted"] or tail["alone"]
        entry, stop = grammar.units[key(unit)], tail.end()
        inside = tail["inside"] or tail["late"]
        bound = grammar.hedges.inside[key(inside)] if inside else ""
    if head := _prefix(text, start, floor, grammar):
        start -= head[0]
        if entry is None or entry is not head[1]:
            unit, entry = text[start : start + head[0]], head[1]
            stop = found.end()
            if grammar.spelling.spaced and text[stop : stop + 1].isalpha():
                return None  # $20s
    worth = grammar.numerals.value(words + scale)
    if worth is None:
        return None
    return _Quantity(
        start=start,
        stop=stop,
        words=words,
        low=worth[0],
        high=worth[1],
        scale=_last_scale(words + scale, grammar.numerals),
        unit=unit,
        entry=entry,
        bound=bound,
    )


def _prefix(text: str, start: int, floor: int, grammar: _Grammar) -> tuple[int, UnitWord] | None:
    """The unit that stands before a number, and how far it reaches: $350, US$ 5."""
    spaced = grammar.spelling.spaced
    end = start - 1 if spaced and text.endswith(" ", floor, start) else start
    for prefix, owner in grammar.prefixes:
        left = end - len(prefix)
        if text.endswith(prefix, floor, end) and not (
            spaced and left > 0 and prefix[0].isalpha() and text[left - 1].isalnum()
        ):
            return start - left, owner
    return None


def _last_scale(words: str, numerals: Numerals) -> int:
    """What the scale words at the number's end multiply by; 1 where there are none."""
    scale = 1
    for token in reversed(numerals.tokens(words)):
        if token not in numerals.scales:
            break
        scale *= numerals.scales[token]
    return scale


def _range_end(text: str, first: _Quantity, grammar: _Grammar) -> _Quantity | None:
    """The number that ``first`` runs up to, with its unit, if one follows."""
    joint = grammar.joint.match(text, first.stop)
    found = grammar.number.match(text, joint.end()) if joint else None
    last = _quantity(text, found, first.stop, grammar) if found else None
    if joint is None or last is None or not grammar.ranges.hold(joint["range"], text, first.start, last.stop):
        return None
    if last.entry is None and first.entry and first.unit in _heads(first.entry):
        # 百分之三至五: the unit stands before the first number alone
        return replace(last, unit=first.unit, entry=first.entry)
    if last.entry is None or (first.entry and first.entry is not last.entry):
        return None
    return last


def _fit(first: _Quantity, last: _Quantity) -> tuple[Decimal, Decimal]:
    """Low and high of a range: in 10至15万 the scale of the second number is the first one's too."""
    low = first.low
    united = first.entry and first.unit not in _heads(first.entry)  # not so $3 of $3-5 billion
    if first.scale == 1 and last.scale > 1 and not united and low * last.scale <= last.high:
        low *= last.scale
    return low, last.high


def _heads(entry: UnitWord) -> tuple[str, ...]:
    return tuple(form.partition("{n}")[0] for form in entry.forms if form.endswith("{n}"))


@per_lexicon
def _grammar(lexicon: Lexicon) -> _Grammar:
    numerals, hedges = numerals_of(lexicon), hedges_of(lexicon)
    spelling = numerals.spelling
    owners = [entry for kind in _KINDS for entry in words_of(lexicon, kind)]
    alone = [entry for entry in words_of(lexicon, "measure") if not entry.means]
    forms = sorted(
        ((form, e) for e in owners for form in e.forms if "{" not in form), key=lambda p: -len(p[0])
    )
    prefixes = [(head, entry) for entry in owners for head in _heads(entry)]
    ranges = ranges_of(lexicon)
    return _Grammar(
        spelling=spelling,
        numerals=numerals,
        hedges=hedges,
        ranges=ranges,
        bare_year=re.compile(_BARE_YEAR if any(_is_bare_year(e) for e in lexicon.times) else r"(?!)"),
        number=re.compile(
            spelling.opens(numerals.number) + numerals.left + _not_dated(lexicon, spelling) + numerals.number
        ),
        tail=re.compile(_tail(lexicon, numerals, hedges, forms, alone)),
        after=re.compile((" ?" if spelling.spaced else "") + spelling.any_of(hedges.after)),
        joint=re.compile(
            f" ?(?P<range>{spelling.any_of(ranges.joints)}) ?{spelling.any_of(p[0] for p in prefixes)}?"
        ),
        units={spelling.key(form): entry for form, entry in forms}
        | {spelling.key(form): entry for entry in alone for form in entry.forms},
        prefixes=tuple(sorted(prefixes, key=lambda pair: -len(pair[0]))),
    )


def _is_bare_year(entry: TimeWord) -> bool:
    """Whether four figures alone are a year in this language, so that 2016 candidates are those of a year."""
    return entry.means == "year" and any(form in ("{year}", "{year#}") for form in entry.forms)


def _tail(
    lexicon: Lexicon,
    numerals: Numerals,
    hedges: Hedges,
    forms: list[tuple[str, UnitWord]],
    alone: list[UnitWord],
) -> str:
    """The pattern of what follows a number: its hedge, words between, and the unit."""
    spelling = numerals.spelling
    unit = _alternatives(forms, spelling)
    units = "|".join(spelling.any_of(e.forms) + spelling.before_guard(e) for e in alone) or r"(?!)"
    inside, measure = spelling.any_of(hedges.inside), spelling.any_of(forms_of(lexicon, "measure"))
    start = rf"(?:(?P<inside>{inside})(?P<scale>{numerals.scale}{{1,3}})?)?{spelling.gap}"
    if not spelling.spaced:
        end = rf"(?:{measure}?(?P<late>{inside})?(?P<unit>{unit})|(?P<counted>(?!))|(?P<alone>{units}))"
        return start + end
    counted = _alternatives([pair for pair in forms if pair[1].kind == "counter"], spelling)
    return (
        rf"{start}(?P<late>(?!))?(?:(?P<unit>{unit})|(?:{measure} ){{0,2}}{_NAMES}(?P<counted>{counted})"
        rf"|(?P<alone>{units}))"
    )


def _alternatives(forms: list[tuple[str, UnitWord]], spelling: Spelling) -> str:
    return "|".join(spelling.word(form) + spelling.before_guard(entry) for form, entry in forms) or r"(?!)"


def _not_dated(lexicon: Lexicon, spelling: Spelling) -> str:
    """Where words are spaced, a pattern that holds where the number is none of a date: May 12, in 2024."""
    if not spelling.spaced:
        return ""
    named = [e for e in lexicon.times if re.fullmatch(r"month=\d+( bound)?", e.means)]
    forms = (form for entry in named for form in entry.forms if "{" not in form)
    months = spelling.after_guard(form if form[-1].isalnum() else f"{form} " for form in forms)
    years = [form for entry in lexicon.times if entry.means == "year" for form in entry.only_after]
    return months + (f"(?!{spelling.only_after(years)}[12]\\d{{3}}(?![\\d,.]))" if years else "")
