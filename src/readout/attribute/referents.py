"""Referents: the naming string that a source phrase of a spaced language stands for."""

from collections.abc import Iterable
from dataclasses import dataclass

from readout.attribute.cast import NAMED, Cast, bare
from readout.attribute.clauses import Clause
from readout.attribute.encounters import Encounter
from readout.attribute.words import WORD
from readout.ground import Ground
from readout.model import Mention, Span

_SHORT = 4  # words of a short form that stands for somebody named before (the former senator)
_NEAR = 1  # sentences back in which a pronoun's person is looked for first


@dataclass(frozen=True, slots=True)
class Referent:
    """A naming string, where it stands (None where it is put together), and what it names: person, body, group, plain."""

    name: str
    span: Span | None
    kind: str = "plain"


@dataclass(slots=True)
class _Last:
    """Who spoke or acted last, and in which sentence."""

    referent: Referent | None = None
    sentence: int = -1


class Referents:
    """Names sources one after the other, in text order; what came before tells whom a pronoun stands for."""

    def __init__(
        self, ground: Ground, cast: Cast, encounters: tuple[Encounter, ...], clauses: Iterable[Clause]
    ) -> None:
        self.ground, self.cast, self.words, self.text = ground, cast, cast.words, ground.text
        self.encounters = encounters
        self.told = [span for clause in clauses for span in clause.content]
        self.person, self.body, self.group = _Last(), _Last(), _Last()
        self.genders: dict[str, str] = {}
        self._people = frozenset(person.name for person in cast.people)

    def name(self, clause: Clause) -> Referent:
        """Whom the source of a clause names. A first person keeps its words: its speaker is the enclosing statement's."""
        sentence = self.ground.sentence_at(clause.cue.start) or 0
        found = self._pronoun(clause, sentence) or self._phrase(clause, clause.source)
        for kind, last in (("person", self.person), ("body", self.body), ("group", self.group)):
            if found.kind == kind:
                last.referent, last.sentence = found, sentence
        if found.kind == "person":
            self._learn_gender(found.name, clause)
        return found

    def is_first_person(self, source: Span) -> bool:
        """Whether the source is I or we."""
        return source.of(self.text).lower() in self.words.listed("first person")

    # Pronouns

    def _pronoun(self, clause: Clause, sentence: int) -> Referent | None:
        source = clause.source
        word = source.of(self.text).lower()
        for gender in ("feminine", "masculine"):
            if word in self.words.listed(f"{gender} pronoun"):
                return self._person_for(clause, sentence, gender)
        if word in self.words.listed("person pronoun"):
            return self._person_for(clause, sentence, "")
        if word in self.words.listed("plural pronoun"):
            return self._group_for(clause)
        if word in self.words.listed("neuter pronoun") and self.body.referent:
            return self.body.referent
        return None

    def _person_for(self, clause: Clause, sentence: int, gender: str) -> Referent | None:
        """The nearest person that agrees: of this sentence, who spoke just before, of the sentence before, who spoke last."""
        here = [m for m in self._acting(sentence) if m.span.stop <= clause.source.start]
        last = self.person.referent if self.person.sentence >= sentence - _NEAR else None
        before = self._acting(sentence - 1) if self._same_paragraph(sentence) else []
        found = [_of(m) for m in here] + [last] + [_of(m) for m in before] + [self.person.referent]
        others = reversed([m for m in self.cast.people if m.span.stop <= clause.source.start])
        for referent in (*found, *(_of(m) for m in others)):
            if referent and self._agrees(referent.name, gender):
                return referent
        return None

    def _acting(self, sentence: int) -> list[Mention]:
        """The people of a sentence whom the narrator names himself, but for mere possessors."""
        if not 0 <= sentence < len(self.ground.sentences):
            return []
        span = self.ground.sentences[sentence].span
        return [
            m
            for m in self.ground.mentions_in(span.start, span.stop, ("person",))
            if not any(told.covers(m.span) for told in self.told)
            and not self.cast.owns(m, span.stop, oblique=False)
        ]

    def _same_paragraph(self, sentence: int) -> bool:
        sentences = self.ground.sentences
        return sentence > 0 and sentences[sentence].paragraph == sentences[sentence - 1].paragraph

    def _agrees(self, name: str, gender: str) -> bool:
        known = self.gender(name)
        return not gender or not known or known == gender

    def gender(self, name: str) -> str:
        """feminine or masculine, by the page's titles, given names and verbs; "" where nothing tells."""
        if name not in self.genders:
            self.genders[name] = self._find_gender(name)
        return self.genders[name]

    def _find_gender(self, name: str) -> str:
        for gender in ("feminine", "masculine"):
            given = self.words.listed(f"{gender} name")
            titles = self.words.listed(f"{gender} title")
            endings = tuple(self.words.listed(f"{gender} surname ending"))
            if any(office.title in titles for office in self.cast.offices.get(name, ())):
                return gender
            for person in self.cast.people:
                first = person.span.of(self.text).split()[0].lower()
                if person.name == name and _is_given(first, given, declined=bool(endings)):
                    return gender
            if endings and name.lower().endswith(endings):
                return gender
        return ""

    def _learn_gender(self, name: str, clause: Clause) -> None:
        if self.genders.get(name):
            return
        cue = clause.cue.of(self.text).split()[0].lower()
        for gender in ("feminine", "masculine"):
            if cue.endswith(tuple(self.words.listed(f"{gender} verb ending"))):
                self.genders[name] = gender
                return

    def _group_for(self, clause: Clause) -> Referent | None:
        if pair := self._pair(clause):
            return pair
        last = self.group if self.group.sentence >= self.body.sentence else self.body
        return last.referent or self.group.referent or self.body.referent

    def _pair(self, clause: Clause) -> Referent | None:
        """The two that met or called each other, where a group phrase can only mean them."""
        met = [e for e in self.encounters if e.at < clause.cue.start]
        if not met or len(met[-1].everybody) != 2 or not self._people.issuperset(met[-1].guests):
            return None
        return Referent(self.join(met[-1].everybody), None, "group")

    def join(self, names: Iterable[str]) -> str:
        """Names as one: A and B; A, B and C."""
        *first, last = dict.fromkeys(names)
        joint = next(
            iter(self.ground.lexicon.word_list("name joint")), self.ground.lexicon.orthography.joints
        )
        return f"{', '.join(first)} {joint} {last}" if first else last

    # Phrases

    def _phrase(self, clause: Clause, source: Span) -> Referent:
        oblique = clause.entry.frame == "source"
        phrase = bare(self.text, source, self.words)
        words = WORD.findall(phrase.of(self.text).lower())
        parts = self._parts(source)
        if len(parts) > 1:
            named = [self._named(part, clause, oblique=oblique) for part in parts]
            sure = [referent for referent in named if referent]
            if len(sure) == len(parts):
                kind = "group" if any(r.kind == "person" for r in sure) else "body"
                return Referent(self.join(r.name for r in sure), source, kind)
            if named[0]:
                return named[0]
            return Referent(phrase.of(self.text), phrase, "group")
        grouped = any(word in self.words.listed("pair noun") for word in words)
        if grouped and self._is_pair(words, source) and (pair := self._pair(clause)):
            return pair
        if found := self._named(source, clause, oblique=oblique):
            return found
        if grouped:
            return Referent(phrase.of(self.text), phrase, "group")
        if short := self._short_form(words, source, clause):
            return short
        return Referent(phrase.of(self.text), phrase, "person" if self._is_office(phrase) else "plain")

    def _is_office(self, phrase: Span) -> bool:
        """Whether a phrase is one office, whose holder the page does not name: the president."""
        titles = self.ground.mentions_in(phrase.start, phrase.stop, ("title",))
        whole = (
            len(titles) == 1 and titles[0].span.start == phrase.start and titles[0].span.stop == phrase.stop
        )
        return whole and self.cast.kind_of(titles[0]) == "office"

    def _is_pair(self, words: list[str], source: Span) -> bool:
        """Whether a group phrase may mean the two who met: their office or number, no name and nothing else."""
        named = self.ground.mentions_in(source.start, source.stop, (*NAMED, "place"))
        known = self.words.listed("pair noun", "pair word", "determiner", "article")
        return not named and all(word in known for word in words)

    def _parts(self, source: Span) -> list[Span]:
        """What a conjunction joins in a phrase, outside names; the phrase itself where it joins nothing."""
        text, joints = self.text, self.words.listed("name joint")
        inside = [m.span for m in self.ground.mentions_in(source.start, source.stop)]
        start, parts = source.start, []
        for match in WORD.finditer(text, source.start, source.stop):
            if match[0].lower() in joints and not any(s.start <= match.start() < s.stop for s in inside):
                parts.append(Span(start, max(match.start(), start + 1)))
                start = match.end()
        if not parts or start >= source.stop:
            return [source]
        head = parts[0]
        cut = text.find(",", head.start, head.stop - 2)
        if cut > head.start and self.ground.mentions_in(cut, head.stop, ("person",)):
            parts[:1] = [Span(head.start, cut), Span(cut + 1, head.stop)]
        return [*parts, Span(start, source.stop)]

    def _named(self, source: Span, clause: Clause, *, oblique: bool) -> Referent | None:
        """Whom a phrase names: its person, the holder of its office, its body, its country."""
        if person := self._head_person(source, oblique=oblique):
            return _of(person)
        if holder := self._holder(source, clause):
            return holder
        return self._body(source)

    def _head_person(self, source: Span, *, oblique: bool) -> Mention | None:
        people = self.ground.mentions_in(source.start, source.stop, ("person",))
        heads = [m for m in people if not self.cast.owns(m, source.stop, oblique=oblique)]
        if not oblique:
            heads = [m for m in heads if not self._is_declined(m, source)]
        if len(heads) < 2:
            return heads[0] if heads else None
        between = self.text[heads[0].span.stop : heads[-1].span.start]
        return heads[-1] if oblique and "," not in between else heads[0]

    def _is_declined(self, mention: Mention, source: Span) -> bool:
        """Whether a name or title stands in another case than the phrase it is in, behind its first word."""
        if not self.cast.declines or mention.span.start <= source.start + 1:
            return False
        surface = mention.span.of(self.text).lower().split()
        return surface[-1] != mention.name.lower().split()[-1]

    def _holder(self, source: Span, clause: Clause) -> Referent | None:
        """The person that the page elsewhere gives the same office, or who spoke last, for a short form."""
        titles = self.ground.mentions_in(source.start, source.stop, ("title",))
        if clause.entry.frame != "source":
            titles = [m for m in titles if not self._is_declined(m, source)]
        if not titles or self._is_indefinite(source) or self._is_office_of(source, titles[0]):
            return None
        title = titles[0]
        owners = frozenset(
            m.name for m in self.ground.mentions_in(source.start, source.stop, ("country", "body"))
        )
        people = self.ground.mentions_in(source.start, source.stop, ("person",))
        if people and self.cast.kind_of(title) != "spokesperson":
            return None
        if name := self.cast.holder(title, owners, clause.cue.start):
            return Referent(name, None, "person")
        whole = len(WORD.findall(source.of(self.text))) <= _SHORT and title.span.stop >= source.stop - 1
        if people or owners or not whole or self._is_far(clause, self.person):
            return None
        return self._last_called(title)

    def _last_called(self, title: Mention) -> Referent | None:
        """Who spoke last, where a short form (the politician, the minister) can be his."""
        last = self.person.referent
        if last is None:
            return None
        kind = self.cast.kind_of(title)
        if kind == "spokesperson":
            return last if self.cast.speaks_for_others(last.name) else None
        return last if kind in ("role", "address") or not self.cast.offices.get(last.name) else None

    def _is_office_of(self, source: Span, title: Mention) -> bool:
        """Whether the title only tells whose press office speaks."""
        before = self.text[bare(self.text, source, self.words).start : title.span.start]
        return bool(self.words.pattern("press office").match(before))

    def _is_far(self, clause: Clause, last: _Last) -> bool:
        return (self.ground.sentence_at(clause.cue.start) or 0) - last.sentence > _NEAR + 2

    def _is_indefinite(self, source: Span) -> bool:
        first = source.of(self.text).partition(" ")[0].lower()
        return first in self.words.listed("indefinite")

    def _body(self, source: Span) -> Referent | None:
        """The body or outlet that a phrase names, whether it or its spokesman speaks; a country that stands alone."""
        parties = self.cast.parties_in(source.start, source.stop)
        bodies = [m for m in parties if m.kind in ("body", "outlet")]
        if not bodies and (quoted := self._quoted_name(source)):
            return quoted
        for body in bodies:
            lead = WORD.findall(self.text[source.start : body.span.start].lower())
            tail = WORD.findall(self.text[body.span.stop : source.stop].lower())
            spoken = self._has_title(source) or any(
                w in self.words.listed("document noun") for w in lead + tail
            )
            within = any(word in self.words.listed("possessed by", "inside") for word in lead)
            plain = bool(tail) and tail[0] not in self.words.listed("preposition", "relative")
            if spoken or not (within or plain):
                return Referent(self._full(body.name), body.span, "body")
        phrase = bare(self.text, source, self.words)
        for party in parties:
            if phrase.start >= party.span.start - 1 and party.span.stop >= phrase.stop:
                return Referent(party.name, party.span, "body")
        return None

    def _full(self, name: str) -> str:
        """The one longer name that the page gives a body whose owner a short one leaves out."""
        longer = {
            m.name for m in self.ground.marked.mentions if m.kind == "body" and m.name.startswith(f"{name} ")
        }
        return longer.pop() if len(longer) == 1 else name

    def _quoted_name(self, source: Span) -> Referent | None:
        """The outlet or company whose name a phrase quotes: the daily «Harbour»."""
        noun = self.words.pattern("media noun").search(source.of(self.text))
        noun = noun or self.words.pattern("body noun").search(source.of(self.text))
        for opening, closing in self.words.quotes if noun else ():
            start = self.text.find(opening, source.start, source.stop)
            stop = self.text.find(closing, start + 1, source.stop) if start >= 0 else -1
            if stop > start + 1:
                span = Span(start + len(opening), stop)
                return Referent(span.of(self.text), span, "body")
        return None

    def _has_title(self, source: Span) -> bool:
        titles = self.ground.mentions_in(source.start, source.stop, ("title",))
        return any(self.cast.kind_of(title) in ("spokesperson", "role") for title in titles)

    def _short_form(self, words: list[str], source: Span, clause: Clause) -> Referent | None:
        """the ministry, the politician: the body or person named before."""
        if not words or len(words) > _SHORT or self._is_indefinite(source):
            return None
        if any(word in self.words.listed("body noun") for word in words):
            stem = next(word for word in words if word in self.words.listed("body noun"))
            named = [
                m
                for m in self.ground.mentions_in(0, source.start, ("body",))
                if stem[:_STEM] in m.name.lower()
            ]
            if named:
                return Referent(named[-1].name, named[-1].span, "body")
            return self.body.referent
        if words[-1] in self.words.listed("person noun") and not self._is_far(clause, self.person):
            return self.person.referent
        return None


_STEM = 5  # letters by which a noun is known in another case


def _of(mention: Mention) -> Referent:
    return Referent(mention.name, mention.span, "person")


def _is_given(word: str, names: frozenset[str], *, declined: bool) -> bool:
    """Whether a word is one of the given names, in any case where names are declined."""
    if word in names:
        return True
    return declined and any(len(name) > 3 and word[:-2].startswith(name[:-1]) for name in names)
