"""The entities of a page: who its speakers, addressees and parties are, with the page itself as evidence.

Whom the page names in full is known first, then the countries and bodies; short and bare names are read in their light.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from readout.model import Entity, Mention, Reading
from readout.resolve.entities import Resolver
from readout.resolve.folding import DOT
from readout.resolve.phrases import is_unspaced

_PEOPLE, _SIDES = ("person",), ("body", "country", "outlet")
_BY_SHORT_NAME = ("short name", "context", "inflected")
_LONGEST_TITLE = 16
_MOST_NEAR = 16
_SURELY = 0.85


def entities_of(reading: Reading, resolver: Resolver) -> tuple[tuple[str, Entity], ...]:
    """Each naming string of the reading's rows (speaker, addressee, party, initiator) with its entity, in text order."""
    page = _Page(reading, resolver)
    return tuple((name, page.entity(name, at)) for name, at in _names_in(reading).items())


def _names_in(reading: Reading) -> dict[str, int]:
    """The naming strings of the rows, with the offset at which each first stands in one."""
    found: dict[str, int] = {}
    rows: list[tuple[int, tuple[str, ...]]] = [
        (statement.source.start, (statement.speaker, statement.to)) for statement in reading.statements
    ]
    rows += [(contact.trigger.start, (*contact.parties, contact.initiator)) for contact in reading.contacts]
    for at, names in sorted(rows):
        for name in names:
            if name:
                found.setdefault(name, at)
    return found


@dataclass(frozen=True, slots=True)
class _Sure:
    """An entity that the page names beyond doubt, and where."""

    at: int
    entity: Entity


class _Page:
    def __init__(self, reading: Reading, resolver: Resolver) -> None:
        article = reading.article
        self._text = article.text
        self._language = article.language
        self._day = article.published
        self._resolver = resolver
        self._mentions = [m for m in reading.mentions if m.kind in (*_PEOPLE, *_SIDES, "title")]
        self._starts = [mention.span.start for mention in self._mentions]
        self._by_name: dict[str, list[Mention]] = {}
        for mention in self._mentions:
            self._by_name.setdefault(mention.name, []).append(mention)
        self._home = self._find_home(article.outlet, article.origin)
        self._sure = sorted(self._find_sure(), key=lambda sure: sure.at)
        self._sure_starts = [sure.at for sure in self._sure]

    def entity(self, name: str, at: int) -> Entity:
        """Who a naming string of a row at ``at`` is."""
        mentions = self._by_name.get(name, [])
        at = mentions[bisect_left([m.span.start for m in mentions], at) - 1].span.start if mentions else at
        near = self._near(at)
        kind = Counter(m.kind for m in mentions).most_common(1)[0][0] if mentions else ""
        if kind not in _PEOPLE:
            return self._ask(name, kind, near)
        full = self._find_full(name, mentions, at)
        before = max((self._before(m) for m in mentions), key=len, default="")
        found = self._ask(full or name, kind, near, before)
        return replace(found, name=full) if full and not found.known else found

    def _find_full(self, name: str, mentions: list[Mention], at: int) -> str:
        """The name as the page writes it in full, the last time before ``at``; "" where it has no more than this."""
        size = len(_words(name))
        full = [(m.span.start, m.span.of(self._text)) for m in mentions]
        longer = [(start, text) for start, text in full if len(_words(text)) > size]
        before = [text for start, text in longer if start <= at]
        return before[-1] if before else longer[0][1] if longer else ""

    def _ask(self, name: str, kind: str, near: Iterable[Entity] = (), beside: str = "") -> Entity:
        return self._resolver.resolve(
            name,
            language=self._language,
            kind=kind,
            day=self._day,
            near=near,
            beside=beside,
            home=self._home if near else "",
        )

    def _find_sure(self) -> Iterable[_Sure]:
        known: dict[tuple[str, str], Entity] = {}
        for mention in self._mentions:
            if mention.kind == "title":
                continue
            written = mention.span.of(self._text)
            is_person = mention.kind in _PEOPLE
            name = written if is_person and len(_words(written)) > len(_words(mention.name)) else mention.name
            key = (name, mention.kind)
            if key not in known:
                known[key] = self._ask(name, mention.kind)
            entity = known[key]
            if is_person and entity.rule in _BY_SHORT_NAME:
                continue  # sure or not, it must not speak for itself
            if entity.confidence >= _SURELY or (is_person and not entity.known and len(_words(name)) > 1):
                yield _Sure(mention.span.start, entity)

    def _find_home(self, *outlets: str) -> str:
        """The slug of the country whose press the page is of, or of its public body; "" where nobody knows the outlet."""
        for outlet in outlets:
            if outlet and (press := self._ask(outlet, "outlet")).country:
                return press.id if press.kind == "body" else press.country
        return ""

    def _near(self, at: int) -> tuple[Entity, ...]:
        """What the page surely names: in the paragraph before ``at`` the nearest first, then what it names most."""
        start = self._text.rfind("\n", 0, at) + 1
        left, right = bisect_left(self._sure_starts, start), bisect_left(self._sure_starts, at)
        found = {sure.entity.id: sure.entity for sure in reversed(self._sure[left:right])}
        counts = Counter(sure.entity.id for sure in self._sure)
        others = {sure.entity.id: sure.entity for sure in self._sure}
        for id, _ in counts.most_common(_MOST_NEAR):
            found.setdefault(id, others[id])
        return tuple(found.values())

    def _before(self, mention: Mention) -> str:
        """The offices, bodies and countries that stand right before a person's name."""
        start, first = mention.span.start, ""
        number = bisect_left(self._starts, start) - 1
        while number >= 0:
            before = self._mentions[number]
            gap = self._text[before.span.stop : start]
            if before.kind in _PEOPLE or len(gap) > 1 or gap.strip():
                break
            start, first = before.span.start, before.kind
            number -= 1
        if first == "title":  # words before it may say whose it is, though they are no mention
            while start > max(0, mention.span.start - _LONGEST_TITLE) and is_unspaced(self._text[start - 1]):
                start -= 1
        return self._text[start : mention.span.start].strip()


def _words(name: str) -> list[str]:
    return name.replace(DOT, " ").split()
