"""Names in a spaced language: capitals say where one may stand, known names and the words beside it say what it is.

As in a language without spaces, the page is its own witness: who is named in full once is known by the surname
everywhere, and the form in which a name stands as a subject is its dictionary form.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from readout.language.entries import Body, Country, Entry, Outlet, Person, Title
from readout.language.lexicon import Lexicon
from readout.language.sightings import Sighting, Sightings
from readout.model import Mention, MentionKind, Sentences, Span
from readout.spot.capitals import Run, Runs
from readout.spot.run_kinds import Kinds
from readout.spot.stems import Stems, stems_of

_LONGEST = 5  # words of a person's name


def find_spaced_names(
    sentences: Sentences, sightings: Sightings, times: tuple[Span, ...], lexicon: Lexicon
) -> tuple[Mention, ...]:
    """People, bodies, countries, places, outlets and titles in the text, in order, none overlapping."""
    runs = Runs(sentences, sightings, times, lexicon)
    page = _Page(runs, sightings, stems_of(lexicon), frozenset(times))
    titles = [Mention(kind="title", span=s.span, name=s.form) for s in sightings.titles]
    found = [*page.known(), *page.unknown(), *titles]
    return tuple(_longest_first(page.spread(found)))


def _longest_first(mentions: list[Mention]) -> list[Mention]:
    taken: set[int] = set()
    kept = []
    for mention in sorted(mentions, key=lambda m: (m.span.start - m.span.stop, m.kind == "title", m.span)):
        places = range(mention.span.start, mention.span.stop)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(mention)
    return sorted(kept, key=lambda m: m.span)


@dataclass(frozen=True, slots=True)
class _FullName:
    """A person named in full on the page: the words of the name, its surname's place among them."""

    words: tuple[str, ...]
    surname: str
    span: Span
    owner: Person | None = None  # whom the lexicon knows


class _Page:
    def __init__(self, runs: Runs, sightings: Sightings, stems: Stems, times: frozenset[Span]) -> None:
        self.runs = runs
        self.times = times
        self.kinds = Kinds(runs, sightings)
        self.text = runs.text
        self.sightings = sightings
        self.stems = stems
        self.people: list[_FullName] = []

    # Known names

    def known(self) -> Iterator[Mention]:
        """Names of the lexicon. A surname that is a word as well needs its owner named in full, or titled, on the page."""
        self._learn_known()
        for seen in self.sightings.names:
            entry = seen.entry
            if isinstance(entry, Person):
                if self._is_person(seen):
                    yield Mention(kind="person", span=seen.span, name=self._naming_form(entry, seen.form))
            elif not self._is_part_of_run(seen):
                yield Mention(kind=_kind(entry), span=seen.span, name=_name(entry, seen.form))

    def _learn_known(self) -> None:
        for seen in self.sightings.names:
            if isinstance(seen.entry, Person) and " " in seen.form:
                surname = min(
                    (f for f in seen.entry.forms if f in seen.form.split() or seen.form.endswith(f)),
                    key=len,
                )
                self.people.append(_FullName(tuple(seen.form.split()), surname, seen.span, seen.entry))

    def _is_person(self, seen: Sighting[Entry]) -> bool:
        run = self.runs.around(seen.span)
        if " " in seen.form:
            return True
        if run and run.span != seen.span and self._is_foreign_part(run, seen.span):
            return False
        word = seen.form
        if self.kinds.is_titled(seen.span) or any(p.surname == word for p in self.people):
            return True
        return not self.runs.is_word_too(word) and seen.span not in self.times  # on Friday

    def _is_foreign_part(self, run: Run, span: Span) -> bool:
        """Whether a surname is part of somebody else's name or of a body's (Putin Avenue, Melania Trump)."""
        return run.size <= _LONGEST and (run.span.start < span.start or run.span.stop > span.stop)

    def _naming_form(self, entry: Person, form: str) -> str:
        """The shortest of a person's names that the one in the text ends with or begins with."""
        words = form.split()
        shorter = [f for f in entry.forms if f in words or form.endswith(" " + f)]
        return min(shorter, key=len, default=form)

    def _is_part_of_run(self, seen: Sighting[Entry]) -> bool:
        """Whether a place or country is only a part of a person's or body's name (Paris Hilton, Congress Street)."""
        run = self.runs.around(seen.span)
        return bool(run and run.span != seen.span and run.span.covers(seen.span) and self._judge(run))

    # Names that no file has

    def unknown(self) -> Iterator[Mention]:
        """Runs of capitals whose words, or the words beside them, say what they name."""
        for run in self.runs.all:
            if self.runs.is_in_heading(run) or (kind := self._judge(run)) is None:
                continue
            name = run.span.of(self.text)
            if kind == "person":
                full = self._turned(run) or self._full_name(run)
                self.people.append(full)
                name = full.surname
            elif kind == "body":
                name = self.kinds.body_form(run)
            yield Mention(kind=kind, span=run.span, name=self.stems.bare(name))

    def _full_name(self, run: Run) -> _FullName:
        words = self.runs.words(run)
        return _FullName(words, self.runs.surname(words), run.span)

    def _turned(self, run: Run) -> _FullName | None:
        """A known person whose family name stands first here (Kishida Fumio)."""
        words = self.runs.words(run)
        turned = " ".join(reversed(words))
        for seen in self.sightings.names:
            if isinstance(seen.entry, Person) and run.span.covers(seen.span) and turned in seen.entry.forms:
                return _FullName(tuple(reversed(words)), seen.form, run.span, seen.entry)
        return None

    def _judge(self, run: Run) -> MentionKind | None:
        kinds = self.kinds
        if kind := kinds.kind_by_words(run):
            return kind
        if run.size > _LONGEST:
            return None
        known = [s for s in self.sightings.names if run.span.covers(s.span)]
        if any(s.span == run.span for s in known):
            return None  # the lexicon has it
        if kinds.is_person(run, named=[s.span for s in known if not isinstance(s.entry, Person)]):
            return "person"
        if kinds.is_acronym(run):
            return "body"
        if not known and kinds.is_placed(run):
            return "place"
        return None

    # The page as its own witness

    def spread(self, found: list[Mention]) -> list[Mention]:
        """With every place where a surname learned on the page stands alone, all under one name."""
        owners: dict[str, list[_FullName]] = {}
        for person in self.people:
            for stem in self.stems.of_name(person.surname):
                owners.setdefault(stem, []).append(person)
        names = {person.span: self._name_of(person, owners) for person in self.people}
        mentions = [
            Mention(kind=m.kind, span=m.span, name=names[m.span]) if m.span in names else m for m in found
        ]
        taken = {m.span.start for m in mentions if m.kind == "person"}
        for word, span in self.runs.capital_words():
            if span.start in taken:
                continue
            people = [p for stem in self.stems.of(word) for p in owners.get(stem, ())]
            if people and not self.kinds.is_other(span):
                mentions.append(Mention(kind="person", span=span, name=self._name_of(people[0], owners)))
        return mentions

    def _name_of(self, person: _FullName, owners: dict[str, list[_FullName]]) -> str:
        """The surname in its dictionary form; the full name where two people of the page share it."""
        same = [p for stem in self.stems.of_name(person.surname) for p in owners.get(stem, ())]
        if any(self._is_another(person, p) for p in same):
            return " ".join(person.words)
        known = next((p for p in same if p.owner), None)
        return known.surname if known else self.kinds.dictionary_form(person.surname)

    def _is_another(self, one: _FullName, other: _FullName) -> bool:
        """Whether two names with one surname are two people: other given names, and not both of one entry."""
        if len(one.words) < 2 or len(other.words) < 2 or (one.owner and one.owner is other.owner):
            return False
        return not self.stems.same(one.words[0], other.words[0])


def _kind(entry: Entry) -> MentionKind:
    match entry:
        case Person():
            return "person"
        case Body():
            return "body"
        case Outlet():
            return "outlet"
        case Country():
            return "country"
        case Title():
            return "title"
        case _:
            return "place"


def _name(entry: Entry, form: str) -> str:
    """The form found; a country's adjective stands for its name."""
    return entry.forms[0] if isinstance(entry, Country) and form in entry.adjectives else form
