"""Speakers: the naming string that a source phrase stands for."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from readout.ground import Ground
from readout.model import Mention, Span

_PEOPLE = ("person",)
_BODIES = ("body", "outlet", "country")


@dataclass(frozen=True, slots=True)
class Speaker:
    """A naming string, and where it stands (None where it is put together from the page)."""

    name: str
    span: Span | None


class Speakers:
    """Who the sources of a page are, with the page's own offices (联合国秘书长古特雷斯) as evidence."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._holders = _find_holders(ground)
        self._offices: dict[str, set[str]] = defaultdict(set)
        for rows in self._holders.values():
            for owners, holder in rows:
                self._offices[holder.name] |= owners
        self.spokesmen = frozenset(
            holder.name
            for title, rows in self._holders.items()
            for _, holder in rows
            if any(title in t.forms and t.kind == "spokesperson" for t in ground.lexicon.titles)
        )

    def owners(self, name: str) -> frozenset[str]:
        """The countries and bodies before the offices that the page gives to the person called ``name``."""
        return frozenset(self._offices.get(name, ()))

    def name(self, source: Span, earlier: Speaker | None) -> Speaker:
        """The speaker of ``source``; ``earlier`` is the last person or body that spoke, for pronouns."""
        ground = self._ground
        source = self._issuer(source)
        text = source.of(ground.text)
        if text in ground.lexicon.word_list("pronoun") and earlier:
            return earlier
        if text in ground.lexicon.word_list("report_noun") and earlier:
            return earlier
        if text in ground.lexicon.word_list("group"):
            return Speaker(text, source)
        people = ground.mentions_in(source.start, source.stop, _PEOPLE)
        if len(people) > 1:
            joined = Span(people[0].span.start, people[-1].span.stop)
            return Speaker(joined.of(ground.text), joined)
        if people and not self._owns(people[0], source):
            return Speaker(people[0].name, people[0].span)
        if holder := self._holder(source):
            return holder
        return self._body(source)

    def _issuer(self, source: Span) -> Span:
        """俄方发表的声明: whose document speaks, where the phrase names it right before."""
        ground = self._ground
        if not (stop := self._peel("keep_noun", source.stop, source.start)):
            return source
        peeled = False
        while rest := next(
            (at for name in ("of", "issued", "adverb") if (at := self._peel(name, stop, source.start))), 0
        ) or self._peel_time(stop, source.start):
            stop, peeled = rest, True
        owners = ground.mentions_in(source.start, stop, (*_BODIES, *_PEOPLE))
        named = owners and owners[-1].span.stop == stop
        speaks = peeled and stop - source.start > 3 and ground.ending("speaking_noun", stop, source.start)
        return Span(source.start, stop) if named or speaks else source

    def _peel_time(self, stop: int, start: int) -> int:
        time = self._ground.times_to.get(stop)
        return time.start if time and time.start > start else 0

    def _peel(self, name: str, stop: int, start: int) -> int:
        """Where the word of list ``name`` that ends at ``stop`` begins; 0 if none does, or nothing is left."""
        word = self._ground.ending(name, stop, start)
        return word.start if word and word.start > start else 0

    def _owns(self, person: Mention, source: Span) -> bool:
        """泽连斯基的办公室, 卡茨办公室: the person only owns the body that speaks."""
        ground = self._ground
        if ground.ending("speaking_noun", self._bare_stop(source), person.span.stop):
            return not ground.mentions_in(person.span.stop, source.stop, ("title",))
        return False

    def _bare_stop(self, source: Span) -> int:
        side = self._ground.ending("side_of", source.stop, source.start)
        return side.start if side else source.stop

    def _holder(self, source: Span) -> Speaker | None:
        """The person that the page elsewhere names with the same office."""
        ground = self._ground
        titles = ground.mentions_in(source.start, source.stop, ("title",))
        if not titles or titles[-1].span.stop != source.stop:
            return None
        found = {
            holder
            for office, holder in self._holders[titles[-1].name]
            if not (mine := _owners(ground, source)) or mine & office
        }
        return found.pop() if len(found) == 1 else None

    def _body(self, source: Span) -> Speaker:
        ground = self._ground
        bodies = ground.mentions_in(source.start, source.stop, _BODIES)
        titles = ground.mentions_in(source.start, source.stop, ("title",))
        if bodies and bodies[-1].span.stop >= source.stop:
            return Speaker(bodies[-1].name, bodies[-1].span)
        if bodies and ground.ending("side_of", source.stop, bodies[-1].span.stop) == Span(
            bodies[-1].span.stop, source.stop
        ):
            return Speaker(bodies[-1].name, bodies[-1].span)
        if bodies and titles and titles[-1].span.stop == source.stop and bodies[-1].kind == "body":
            return Speaker(bodies[-1].name, bodies[-1].span)
        stop = source.stop
        if (side := ground.ending("side_of", stop, source.start)) and side.start - source.start >= 2:
            stop = side.start
        if stop > source.start and ground.text[stop - 1] in ground.closers and len(bodies) > 0:
            return Speaker(bodies[-1].name, bodies[-1].span)
        whole = Span(source.start, stop)
        return Speaker(whole.of(ground.text), whole)


def countries_of(ground: Ground, source: Span) -> frozenset[str]:
    """The countries that a source phrase is of: those it names, and the known country of a known person."""
    found = set()
    for mention in ground.mentions_in(source.start, source.stop, ("country", "body")):
        text = mention.span.of(ground.text)
        for country in ground.lexicon.countries:
            leads = any(mention.name.startswith(form) or text.startswith(form) for form in country.forms)
            if leads or any(text.startswith(short) for short in country.short):
                found.add(country.code)
    for seen in ground.marked.sightings.names:
        if source.covers(seen.span) and (code := getattr(seen.entry, "country", "")):
            found.add(code)
    return frozenset(found)


def codes_of(ground: Ground, names: Iterable[str]) -> frozenset[str]:
    """The codes of the countries that naming strings begin with (俄罗斯国防部 is of 俄罗斯)."""
    return frozenset(
        country.code
        for name in names
        for country in ground.lexicon.countries
        if any(name.startswith(form) for form in country.forms)
    )


def _owners(ground: Ground, source: Span) -> frozenset[str]:
    """The countries and bodies that an office phrase names before its title."""
    mentions = ground.mentions_in(source.start, source.stop, _BODIES)
    return frozenset(m.name for m in mentions)


def _find_holders(ground: Ground) -> dict[str, list[tuple[frozenset[str], Speaker]]]:
    """Title -> (its countries or bodies, the person named right after it), wherever the page says so."""
    holders: dict[str, list[tuple[frozenset[str], Speaker]]] = defaultdict(list)
    titles = {m.span.stop: m for m in ground.marked.mentions if m.kind == "title"}
    for mention in ground.marked.mentions:
        if mention.kind == "person" and (title := titles.get(mention.span.start)):
            owners = _names_before(ground, title)
            holders[title.name].append((owners, Speaker(mention.name, None)))
    return holders


def _names_before(ground: Ground, title: Mention) -> frozenset[str]:
    found = []
    at = title.span.start
    for mention in reversed(ground.mentions_in(max(0, at - 30), at, (*_BODIES, "title"))):
        if mention.span.stop != at:
            break
        if mention.kind != "title":
            found.append(mention.name)
        at = mention.span.start
    return frozenset(found)
