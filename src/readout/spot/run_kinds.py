"""What a run of capitals names, as its own words and the words beside it say."""

from collections import Counter

from readout.language.entries import Body, Country
from readout.language.sightings import Sightings
from readout.model import MentionKind, Span
from readout.spot.capitals import Run, Runs

_ACRONYM = range(2, 7)
_LONGEST_OUTLET = 4
_BY_WORD: tuple[tuple[str, MentionKind], ...] = (
    ("outlet word", "outlet"),
    ("body word", "body"),
    ("place word", "place"),
)


class Kinds:
    """The runs of one text, judged."""

    def __init__(self, runs: Runs, sightings: Sightings) -> None:
        self._runs = runs
        self._words = runs.names
        self._title_ends = {seen.span.stop: seen for seen in sightings.titles}
        self._name_ends = {
            seen.span.stop: seen for seen in sightings.names if isinstance(seen.entry, (Country, Body))
        }

    def is_other(self, span: Span) -> bool:
        """Whether a word that is a surname on this page stands in a name that is another's (Grant Smith, Grant Road)."""
        run = self._runs.around(span)
        if run is None or run.size == 1:
            return False
        return self.kind_by_words(run) is not None or span.stop != run.span.stop

    def kind_by_words(self, run: Run) -> MentionKind | None:
        """What the words of a run say it is: Ministry, River, Herald. The last word tells, or the first before "of"."""
        if run.size == 1:
            named = self._words.stems.inflects and self._runs.has("body word", run.first)
            return (
                "body"
                if named and (run.first not in self._runs.openers or self._is_upper_part(run.first))
                else None
            )
        for name, kind in _BY_WORD:
            if self._runs.has(name, run.stop - 1) and (kind != "outlet" or run.size <= _LONGEST_OUTLET):
                return kind
        if self._words.stems.inflects and any(
            self._runs.has("body word", at) for at in range(run.first, run.stop)
        ):
            return "body"
        if self._runs.has("body word", run.first) and self._runs.has_joint(run.first, run.stop):
            return "body"
        if self._runs.has("place word", run.first):
            return "place"
        return None

    def is_person(self, run: Run, *, named: list[Span]) -> bool:
        """Whether a title, a given name, an initial or a cue says that the run names a person.

        ``named`` are places and bodies that the run holds: they need more than a cue.
        """
        titled = self.is_titled(run.span)
        if run.size == 1:
            return titled and not self._is_upper(run.first) and not self._is_kind_word(run.first)
        words = self._runs.words(run)
        if any(
            self._is_upper(at) and len(self._runs.tokens[at].word) > 3 for at in range(run.first, run.stop)
        ):
            return False
        if titled or self._words.has("given name", words[0]):
            return True
        if any(len(word) == 1 for word in words[:-1]) or self._has_patronymic(words):
            return True
        particles = sum(self._runs.has("name particle", at) for at in range(run.first, run.stop))
        return not named and run.size - particles <= 3 and (self._is_beside_cue(run) or self._is_aged(run))

    def _is_kind_word(self, at: int) -> bool:
        return any(self._runs.has(name, at) for name, _ in _BY_WORD)

    def _has_patronymic(self, words: tuple[str, ...]) -> bool:
        endings = self._words.endings["patronymic ending"]
        return bool(endings) and any(word.lower().endswith(endings) for word in words[1:])

    def is_titled(self, span: Span) -> bool:
        """Whether a title stands before the name, with no more than the country or body it serves between."""
        at = span.start
        for _ in range(3):
            stop = self._word_stop_before(at)
            if stop in self._title_ends:
                return True
            seen = self._name_ends.get(stop)
            if seen is None:
                return False
            at = seen.span.start
        return False

    def _word_stop_before(self, at: int) -> int:
        while at > 0 and self._runs.text[at - 1] in " \xa0.":
            at -= 1
        return at

    def _is_beside_cue(self, run: Run) -> bool:
        after = run.stop < len(self._runs.tokens) and run.stop not in self._runs.openers
        if (
            after
            and self._runs.tokens[run.stop].word.lower() in self._words.cues
            and self._gap(run.stop) == " "
        ):
            return True
        before = run.first - 1
        return (
            before >= 0
            and self._runs.tokens[before].word.lower() in self._words.cues
            and self._gap(run.first) == " "
        )

    def _is_aged(self, run: Run) -> bool:
        at = run.stop
        return at < len(self._runs.tokens) and self._gap(at) == ", " and self._runs.tokens[at].word.isdigit()

    def _gap(self, at: int) -> str:
        return self._runs.text[self._runs.tokens[at - 1].stop : self._runs.tokens[at].start]

    def _is_upper(self, at: int) -> bool:
        word = self._runs.tokens[at].word
        return len(word) > 1 and word.isupper()

    def _is_upper_part(self, at: int) -> bool:
        return self._runs.tokens[at].word[:3].isupper()

    def is_acronym(self, run: Run) -> bool:
        """Whether the run is one abbreviation in capitals that speaks, or that a body's name explains."""
        token = self._runs.tokens[run.first]
        if run.size > 1 or not self._is_upper(run.first) or len(token.word) not in _ACRONYM:
            return False
        bracketed = self._runs.text[token.start - 1 : token.start] == "("
        return self._is_beside_cue(run) or (bracketed and self._runs.text[token.stop : token.stop + 1] == ")")

    def is_placed(self, run: Run) -> bool:
        """Whether a preposition of place stands right before a short run."""
        before = run.first - 1
        if run.size > 3 or before < 0 or not self._runs.has("place preposition", before):
            return False
        titled = (
            run.size == 1 and before > 0 and self._runs.is_capital(before - 1) and self._runs.touches(before)
        )
        return not titled  # (Communities in Action)

    # Dictionary forms

    def body_form(self, run: Run) -> str:
        """A body's name, its first word in its dictionary form where the language's list has it."""
        name = self._words.stems.bare(run.span.of(self._runs.text))
        first = self._runs.tokens[run.first].word
        if not self._words.stems.inflects:
            return name
        own = [form for form in self._words.bodies if self._words.stems.same(form, first)]
        if not own:
            return name
        form = min(own, key=lambda form: (first.lower() != form, abs(len(form) - len(first)), form))
        shown = form.upper() if self._is_upper_part(run.first) else form[0].upper() + form[1:]
        return (shown if first[0].isupper() else form) + name[len(first) :]

    def dictionary_form(self, surname: str) -> str:
        """The form of a surname that the page has as a subject, else its shortest."""
        if not self._words.stems.inflects:
            return surname
        forms: Counter[str] = Counter()
        for at, token in enumerate(self._runs.tokens):
            if token.word[0].isupper() and self._words.stems.same(token.word, surname):
                beside = [
                    self._runs.tokens[n].word.lower()
                    for n in (at - 1, at + 1)
                    if 0 <= n < len(self._runs.tokens)
                ]
                forms[token.word] += 1 + 5 * any(word in self._words.cues for word in beside)
        if not forms:
            return surname
        shortest = min(forms, key=len)
        if all(form.startswith(shortest) for form in forms):
            return shortest  # the others have an ending more
        most = max(forms.values())
        if most > 5:
            return min((f for f in forms if forms[f] > 5), key=lambda f: (len(f), -forms[f], f))
        return min(forms, key=lambda f: (len(f), -forms[f], f))
