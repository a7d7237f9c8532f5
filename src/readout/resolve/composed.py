"""Names that are made of a country's or body's name and a word: sides, bodies, groups, and offices.

The word is looked for at the edges of the name, what is left must be somebody's name, adjective or short form; a word that
stands alone (the Foreign Ministry) takes the country of the text around it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from readout.language.actors import Actor, Actors, Office
from readout.language.naming import Naming, OfficeWord, Side
from readout.model import Entity
from readout.resolve.asking import Ask, make_entity
from readout.resolve.endings import Endings
from readout.resolve.folding import Folding
from readout.resolve.names import Names
from readout.resolve.phrases import Phrases, is_unspaced
from readout.resolve.weights import Evidence, is_held

_BY_NAME, _BY_SHORT, _BY_CONTEXT, _BY_TEXT = 0.98, 0.95, 0.85, 0.7
_COMPOSED, _OFFICE, _VOICE = 0.9, 0.95, 0.85
Owner = tuple[Actor, float]


class Composed:
    """The rules of composed names."""

    def __init__(
        self,
        actors: Actors,
        naming: Naming,
        names: Names,
        folding: Folding,
        endings: Mapping[str, Endings],
    ) -> None:
        self._actors = actors
        self._names = names
        self._endings = endings
        of = naming.link("of", "")
        self._sides = Phrases(((side, side.names) for side in naming.sides), folding, endings, of)
        self._offices = Phrases(((word, word.names) for word in naming.offices), folding, endings, of)
        self._never = frozenset(map(folding.fold, naming.link("never", "")))
        self._addresses = frozenset(folding.fold(word) for word in naming.link("address", ""))
        self._titles = frozenset(folding.fold(word) for word in naming.link("title", ""))
        self._unspaced_titles = tuple(title for title in self._titles if is_unspaced(title))
        self._joints = tuple(
            word if is_unspaced(word) or not word.isalpha() else f" {word} "
            for word in naming.link("with", "")
        )
        self._possessives = naming.link("possessive", "")
        self._shorts: dict[str, list[Actor]] = defaultdict(list)
        self._adjectives: dict[str, list[tuple[str, Actor]]] = defaultdict(list)
        self.people: Counter[str] = Counter(actor.country for actor in actors.of_kind("person"))
        self._roles: dict[tuple[str, str], list[Actor]] = defaultdict(list)
        self._of_countries: set[str] = set()  # offices that countries have
        self._holders: dict[tuple[str, str], list[tuple[Actor, Office]]] = defaultdict(list)
        for actor in actors.by_id.values():
            for forms in actor.shorts.values():
                for form in forms:
                    self._shorts[folding.fold(form)].append(actor)
            for code, forms in actor.adjectives.items():
                for form in forms:
                    self._adjectives[folding.fold(form)].append((code, actor))
            if actor.role:
                self._roles[actor.country, actor.role].append(actor)
            for office in actor.offices:
                if office.of in actors.by_id and actors.by_id[office.of].kind == "country":
                    self._of_countries.add(office.office)
                self._holders[office.office, office.of].append((actor, office))

    # Rules

    def side(self, ask: Ask) -> list[Entity]:
        """俄方, the Russian side, российская сторона; the Foreign Ministry, of whose country the text is about."""
        if ask.key in self._never or ask.kind == "person":
            return []
        for side, owner in self._sides.split(ask.key, ask.language):
            if not owner and not side.bare:
                continue
            found = [
                made
                for actor, sure in self._owners(owner, ask.language, ask.evidence)
                if (made := self._make_side(side, actor, sure, ask))
            ]
            if found and not owner:  # of the countries around, the nearest that is known to have such a body
                return [next((made for made in found if made.known), found[0])]
            if found:
                return found
        return []

    def office(self, ask: Ask) -> list[Entity]:
        """The president of Ruritania: who holds the office on the text's day."""
        for word, owner in self._offices.split(ask.key, ask.language):
            if not owner:
                return self._bare_office(word, ask)
            found = [
                entity
                for actor, sure in self._owners(owner, ask.language, ask.evidence)
                for entity in self._hold(word, actor, sure, ask)
            ]
            if found:
                return found
        return []

    def _bare_office(self, word: OfficeWord, ask: Ask) -> list[Entity]:
        """The president: the one whom the page names, the home country's before others, or the home country's unnamed."""
        owners = self._of_text(ask.evidence)
        held = [entity for actor, sure in owners for entity in self._hold(word, actor, sure, ask)]
        held = [entity for entity in held if entity.known]
        named = {entity.id for entity in ask.evidence.near}
        on_page = [entity for entity in held if entity.id in named]
        if ask.evidence.official:
            on_page = [entity for entity in held if entity.country == ask.evidence.home] or on_page
        home = [entity for entity in on_page or held if entity.country == ask.evidence.home]
        if len(on_page) == 1 or not owners:
            return on_page
        return (home or on_page or (held if len(owners) == 1 else []))[:1]

    def beside(self, key: str, language: str, evidence: Evidence) -> Evidence:
        """The evidence with the offices and owners that the words beside a name tell of."""
        vague = evidence
        for word, owner in self._offices.split(key, language):
            owners = self._owners(owner, language, evidence) if owner else []
            if owners or not owner:
                return replace(
                    evidence,
                    offices=frozenset(word.of),
                    owners=_ids(owners),
                    vague=not owner and vague is not evidence,
                )
            if vague is evidence:
                vague = replace(evidence, offices=frozenset(word.of), vague=True)
        owners = self._owners(key, language, evidence) if key else []
        return replace(evidence, owners=_ids(owners)) if owners else vague

    def untitled(self, key: str, language: str, evidence: Evidence) -> Iterator[tuple[str, Evidence]]:
        """The name without an office or form of address at its edges, with what these say; the longest name first."""
        for title, rest in _partings(key):
            if self._joins(title):
                continue
            if title.strip(".") in self._addresses:
                yield rest, evidence
                continue
            found = self.beside(title, language, evidence)
            if found.offices and found != evidence and not found.vague:
                yield rest, found
            elif title in self._titles or title.endswith(self._unspaced_titles):
                yield rest, evidence

    def _joins(self, title: str) -> bool:
        """Whether what stands before a name is another person joined to it (A和秘书长B), not a title alone."""
        for joint in self._joints:
            left, mark, _ = title.partition(joint)
            if mark and any(form.actor.kind == "person" for form in self._names.by_key.get(left.strip(), ())):
                return True
        return False

    # Whose

    def _owners(self, key: str, language: str, evidence: Evidence, *, deep: bool = True) -> list[Owner]:
        """The countries and bodies that the rest of a name stands for; that of the text where nothing is left."""
        if not key:
            return self._of_text(evidence)
        key = self._bare(key)
        forms = self._names.find(
            key.upper(), language
        )  # the key has lost the capitals that an abbreviation needs
        forms = [form for form in forms if form.actor.kind != "person"]
        named = {form.actor.id: form.actor for form in forms if not form.stands_for}
        named = named or {form.actor.id: form.actor for form in forms}
        if named:
            return [(actor, _BY_NAME / len(named)) for actor in named.values()]
        if shorts := self._shorts.get(key):
            return self._choose(shorts, evidence)
        if adjectives := self._by_adjective(key, language):
            return self._choose(adjectives, evidence)
        if not is_unspaced(key):
            cases = {f.actor.id: f.actor for f, _ in self._names.find_inflected(key.title(), language)}
            return [(a, _BY_NAME / len(cases)) for a in cases.values() if a.kind != "person"]
        if deep:
            ask = Ask(name=key, key=key, language=language, kind="", evidence=evidence)
            found = self.side(ask)
            if len(found) == 1 and found[0].id in self._actors.by_id:
                return [(self._actors.by_id[found[0].id], found[0].confidence)]
        return []

    def _by_adjective(self, key: str, language: str) -> list[Actor]:
        found = {actor.id: actor for _, actor in self._adjectives.get(key, ())}
        if not found and " " not in key:
            for code, endings in self._endings.items():
                if language not in ("", code):
                    continue
                for form in endings.forms(key):
                    for own, actor in self._adjectives.get(form, ()):
                        if own == code and endings.fits(form, key, True):
                            found[actor.id] = actor
        return list(found.values())

    def _bare(self, key: str) -> str:
        for ending in self._possessives:
            if key.endswith(ending) and len(key) > len(ending) + 1:
                return key.removesuffix(ending)
        return key

    def _of_text(self, evidence: Evidence) -> list[Owner]:
        """The countries of the text around, the nearest first."""
        around = (*(entity.country for entity in evidence.near), evidence.home)
        ids = dict.fromkeys(id for id in around if id in self._actors.by_id)
        sure = _BY_CONTEXT if len(ids) == 1 else _BY_TEXT
        return [(self._actors.by_id[id], sure) for id in ids]

    def _choose(self, actors: list[Actor], evidence: Evidence) -> list[Owner]:
        """The one of several countries that the text speaks of; where it speaks of none, each as news do."""
        if len(actors) == 1:
            return [(actors[0], _BY_SHORT)]
        near = [*(entity.country for entity in evidence.near), evidence.home]
        spoken = [actor for actor in actors if actor.id in near]
        if spoken:
            return [(min(spoken, key=lambda actor: near.index(actor.id)), _BY_CONTEXT)]
        total = sum(self.people[actor.id] for actor in actors) or 1
        return [(actor, _BY_SHORT * self.people[actor.id] / total) for actor in actors]

    # What is made

    def _make_side(self, side: Side, owner: Actor, sure: float, ask: Ask) -> Entity | None:
        if side.kind == "country":
            return make_entity(owner, sure, "side")
        if owner.kind != "country":
            return None
        id = f"{owner.id}-{side.id}"
        if side.kind == "body":
            known = self._actors.by_id.get(id)
            same = self._roles.get((owner.id, side.role), ()) if side.role else ()
            if known is None and len(same) == 1:
                known = same[0]
            if known:
                return make_entity(known, sure, "side")
        return Entity(
            id=id,
            kind="group" if side.kind == "group" else "body",
            name=ask.name,
            country=owner.id,
            confidence=round(sure * _COMPOSED, 2),
            rule="composed",
            known=False,
        )

    def _hold(self, word: OfficeWord, owner: Actor, sure: float, ask: Ask) -> list[Entity]:
        """Those who hold an office of an owner on the day; the office itself where nobody, or more than one, is known."""
        bodies = [owner.id]
        if word.body and owner.kind == "country":
            bodies.append(f"{owner.id}-{word.body}")
        day = ask.evidence.day
        for office in word.of:
            rows = [row for body in bodies for row in self._holders.get((office, body), ())]
            holders = {a.id: a for a, held in rows if day and not held.to and is_held(held, day)}
            if len(holders) == 1:
                return [make_entity(actor, sure * _OFFICE, "office") for actor in holders.values()]
            if rows:
                break
        else:
            if not word.voice and (owner.kind != "country" or self._of_countries.isdisjoint(word.of)):
                return []
        if word.voice:
            body = self._actors.by_id.get(bodies[-1], owner)
            return [make_entity(body, sure * _VOICE, "voice")]
        return [
            Entity(
                id=f"{word.of[0]}-of-{owner.id}",
                kind="person",
                name=ask.name,
                country=owner.country,
                confidence=round(sure * _COMPOSED, 2),
                rule="office",
                known=False,
            )
        ]


def _ids(owners: list[Owner]) -> frozenset[str]:
    return frozenset(id for actor, _ in owners for id in (actor.id, actor.country) if id)


def _partings(key: str) -> Iterator[tuple[str, str]]:
    """Every way to part a name into a title and the rest, before it or behind it."""
    if is_unspaced(key):
        for at in range(1, len(key) - 1):
            yield key[:at], key[at:]
        for at in range(len(key) - 1, 1, -1):
            yield key[at:], key[:at]
        return
    words = key.split(" ")
    for at in range(1, len(words)):
        yield " ".join(words[:at]), " ".join(words[at:])
    for at in range(len(words) - 1, 0, -1):
        yield " ".join(words[at:]), " ".join(words[:at])
