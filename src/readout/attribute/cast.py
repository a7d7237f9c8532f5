"""The cast of a spaced text: its people with the offices that the page gives them, and who is whose."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from readout.attribute.words import Words
from readout.ground import Ground
from readout.language.entries import Country, Title
from readout.model import Mention, Span

NAMED = ("person", "body", "outlet", "country")
_NAME = re.compile(r"\s*(?:[\u00ab\u201c\u201e\"]([^\u00bb\u201d\"]+)[\u00bb\u201d\"]|(\w[\w.-]+))")
_LONGEST_APPOSITION = 5  # words between a name and the office behind its comma


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office that the page gives to a person; ``owners`` are the countries and bodies named with it."""

    title: str
    entry: Title | None
    owners: frozenset[str]


class Cast:
    """Look-ups over the people of a page."""

    def __init__(self, ground: Ground, words: Words) -> None:
        self.ground = ground
        self.words = words
        self.text = ground.text
        self.people = tuple(m for m in ground.marked.mentions if m.kind == "person")
        self._entries = {seen.span: seen.entry for seen in ground.marked.sightings.titles}
        self._names = {seen.span: seen for seen in ground.marked.sightings.names}
        mentions = ground.marked.mentions
        self._places = {mention.span: place for place, mention in enumerate(mentions)}
        self._capitals = words.capitals
        self.declines = bool(ground.lexicon.orthography.analyser)  # its names stand in cases
        self.offices: dict[str, list[Office]] = defaultdict(list)
        for person in self.people:
            self.offices[person.name] += self._offices_of(person)

    def find(self, name: str, start: int, stop: int) -> re.Match[str] | None:
        """The first form of a list that stands in a stretch: looked for where a word that opens one does."""
        pattern, opening = self.words.pattern(name), self.words.opening(name)
        if opening is None:
            return pattern.search(self.text, start, stop)
        places = self.ground.places(opening)
        for place in places[bisect_left(places, start) : bisect_left(places, stop)]:
            if match := pattern.match(self.text, place, stop):
                return match
        return None

    # Kinds of mentions

    def parties_in(self, start: int, stop: int) -> list[Mention]:
        """The people, bodies, outlets, countries and capitals that stand for them, in a stretch."""
        found = self.ground.mentions_in(start, stop, (*NAMED, "place"))
        return [m for m in found if m.kind != "place" or m.name.lower() in self._capitals]

    def outlet_in(self, start: int, stop: int) -> Mention | None:
        """The outlet that a stretch says was spoken to, or that it calls a newspaper or the like by name."""
        leads = self.words.listed("interview lead")
        for outlet in self.ground.mentions_in(start, stop, ("outlet",)):
            before = self.text[max(0, start - 12) : outlet.span.start].lower().split()
            if any(word in leads for word in before[-3:]):
                return outlet
        for match in self.words.pattern("media noun").finditer(self.text, start, stop):
            name = _NAME.match(self.text, match.end(), stop)
            if name and (name[1] or name[2][0].isupper()):
                place = Span(*name.span(1 if name[1] else 2))
                return Mention(kind="outlet", span=place, name=place.of(self.text))
        return None

    def is_qualifier(self, mention: Mention) -> bool:
        """Whether a country only qualifies what follows (Russian officials), and is no name here."""
        seen = self._names.get(mention.span)
        if seen is None or not isinstance(seen.entry, Country):
            return False
        return seen.form in seen.entry.adjectives and not seen.form.replace(".", "").isupper()

    def owns(self, mention: Mention, stop: int, *, oblique: bool) -> bool:
        """Whether the one named only possesses what the phrase ending at ``stop`` names: X's aide, an aide to X.

        ``oblique``: the whole phrase stands in another case than a subject's, which then tells nothing.
        """
        text = self.text
        surface = mention.span.of(text).lower()
        if self.is_possessive(mention) and mention.span.stop < stop:
            return True
        before = text[: mention.span.start].rsplit(maxsplit=2)[-2:]
        last = before[-1].lower() if before else ""
        if last in self.words.listed("possessed by"):
            return True
        title = self._before(mention)
        if not title or title.kind != "title" or self._gap(title, mention):
            return False
        entry = self._entries.get(title.span)
        declined = surface.split()[-1] != mention.name.lower().split()[-1] and surface != title.name
        upright = title.span.of(text).lower() == title.name.lower()
        spoken_for = bool(entry and entry.kind == "spokesperson")
        return declined and (upright or (oblique and spoken_for)) and self.declines

    def is_possessive(self, mention: Mention) -> bool:
        """Whether a name has the ending of an owner, inside its span or right behind it."""
        endings = tuple(self.words.listed("possessive ending"))
        around = self.text[mention.span.start : mention.span.stop + 2].lower().replace("\u2019", "'")
        name = around[: mention.span.stop - mention.span.start]
        return bool(endings) and (name.endswith(endings) or around[len(name) :].startswith(endings))

    # Offices

    def kind_of(self, title: Mention) -> str:
        """The kind of a title ("" where the mention is none)."""
        entry = self._entries.get(title.span)
        return entry.kind if entry else ""

    def holder(self, title: Mention, owners: frozenset[str], before: int) -> str:
        """The person who holds an office by the page.

        Of several the one whose country it does not name, as its own; then who is named most often, and first.
        """
        entry = self._entries.get(title.span)
        wanted = title.name.lower()
        for fits in (
            lambda office: office.title == wanted,
            lambda office: wanted in (office.title.partition(" ")[0], office.title.rpartition(" ")[2]),
            lambda office: entry is not None and office.entry is entry and entry.kind != "role",
        ):
            names = {
                name
                for name, offices in self.offices.items()
                if any(fits(o) and (not owners or not o.owners or owners & o.owners) for o in offices)
            }
            if names:
                return self._likeliest(names, before, owned=bool(owners))
        return ""

    def speaks_for_others(self, name: str) -> bool:
        """Whether the page calls the person somebody's spokesman."""
        return any(o.entry and o.entry.kind == "spokesperson" for o in self.offices.get(name, ()))

    def _likeliest(self, names: set[str], before: int, *, owned: bool) -> str:
        known = [m.name for m in self.people if m.name in names]
        earlier = [m.name for m in self.people if m.name in names and m.span.start < before] or known
        free = [n for n in earlier if not any(office.owners for office in self.offices[n])]
        found = Counter(free if free and not owned else earlier)
        return found.most_common(1)[0][0] if found else ""

    def _offices_of(self, person: Mention) -> Iterator[Office]:
        chain = self._chain(person)
        titles = [m for m in chain if m.kind == "title"]
        after = self._apposed(person)
        owners = frozenset(m.name for m in (*chain, *self._owners_behind(person)) if m.kind != "title")
        for number, title in enumerate(titles):
            if number == 0 or title.span.of(self.text).lower() == title.name.lower():
                yield self._office(title, owners)
        if after:
            around = self.ground.mentions_in(person.span.stop, after.span.stop + 40, ("country", "body"))
            yield self._office(after, frozenset(m.name for m in around[:1]))

    def _office(self, title: Mention, owners: frozenset[str]) -> Office:
        return Office(title=title.name.lower(), entry=self._entries.get(title.span), owners=owners)

    def _before(self, mention: Mention) -> Mention | None:
        place = self._places[mention.span]
        return self.ground.marked.mentions[place - 1] if place > 0 else None

    def _gap(self, left: Mention, right: Mention) -> str:
        return self.text[left.span.stop : right.span.start].strip().lower()

    def _chain(self, person: Mention) -> list[Mention]:
        """The titles, countries and bodies right before a name, in text order."""
        chain: list[Mention] = []
        current = person
        joints = self.words.listed("office joint")
        while before := self._before(current):
            gap = self._gap(before, current)
            listed = gap == self.ground.lexicon.orthography.joints[:1] and current.kind == "title"
            if (
                before.kind not in ("title", "country", "body", "place")
                or before.span.stop > current.span.start
            ):
                break
            if gap and not listed and not all(word in joints for word in gap.split()):
                break
            chain.insert(0, before)
            current = before
        return chain

    def _owners_behind(self, person: Mention) -> list[Mention]:
        """of Chile, behind a name."""
        joints = self.words.listed("office joint")
        following = self.ground.mentions_in(person.span.stop, person.span.stop + 60, ("country", "body"))
        if not following or not joints:
            return []
        gap = self._gap(person, following[0]).split()
        return following[:1] if gap and all(word in joints for word in gap) else []

    def _apposed(self, person: Mention) -> Mention | None:
        """The office behind a name's comma: Jane Holm, the ministry's spokeswoman."""
        joint = self.ground.lexicon.orthography.joints[:1]
        rest = self.text[person.span.stop : person.span.stop + 60]
        if not rest.lstrip().startswith(joint):
            return None
        for title in self.ground.mentions_in(person.span.stop, person.span.stop + 60, ("title",)):
            gap = self.text[person.span.stop : title.span.start].strip()[1:]
            if joint in gap or len(gap.split()) > _LONGEST_APPOSITION:
                return None
            return None if self._leads_to_person(title) else title
        return None

    def _leads_to_person(self, title: Mention) -> bool:
        """Whether a title, with the country or body behind it, is another person's."""
        current, joints = title, self.words.listed("office joint")
        for following in self.ground.mentions_in(title.span.stop, title.span.stop + 80):
            gap = self._gap(current, following)
            if gap and not all(word in joints for word in gap.split()):
                return False
            if following.kind == "person":
                return True
            current = following
        return False


def bare(text: str, span: Span, words: Words) -> Span:
    """A phrase without its article, what its first comma adds to it, and marks around the whole of it."""
    start, stop = span.start, span.stop
    first, space, _ = text[start:stop].partition(" ")
    if space and first.lower() in words.listed("article"):
        start += len(first) + 1
    cut = text.find(",", start, stop)
    if cut > start:
        stop = cut
    for opening, closing in words.quotes:
        inner = start + len(opening)
        if text.startswith(opening, start) and text.find(closing, inner, stop) == stop - len(closing) > inner:
            return Span(inner, stop - len(closing))
    return Span(start, stop)
