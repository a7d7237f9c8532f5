"""Who is who: the entity that a naming string stands for, in any language, with how and how surely it is known.

Rules are tried in the order of ``Resolver._rules``; each sees one name and answers with candidates, or abstains. What
none of them knows surely enough is an entity of its own, never somebody else's.
"""

import datetime
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from readout.language.actors import Actor, Actors
from readout.language.naming import Naming
from readout.model import Entity
from readout.resolve.asking import Ask, make_entity
from readout.resolve.composed import Composed
from readout.resolve.endings import Endings
from readout.resolve.folding import DOT, Folding
from readout.resolve.names import Form, Names
from readout.resolve.phrases import is_unspaced
from readout.resolve.sounds import Sounds
from readout.resolve.strangers import Strangers, language_of
from readout.resolve.weights import Evidence, iso_day, weigh_person, weigh_prior, weigh_stranger

SURE = 0.6  # below it a name is nobody that is known
_NAME, _AMBIGUOUS_NAME, _METONYM, _AMBIGUOUS_METONYM = 1.0, 0.7, 0.9, 0.75
_INFLECTED, _DOUBTFUL = 0.95, 0.75
_DOCUMENT, _SHORTEST_OWNER = 0.85, 3
_MOST_JOINED = 4
_OTHER_KIND, _DERIVED = 0.3, 0.5
_KINDS = {
    "person": ("person",),
    "country": ("country",),
    "body": ("body", "outlet", "country"),
    "outlet": ("outlet", "body"),
    "place": ("country", "body"),
}


class Resolver:
    """Entities by their names. Built once a process; ``variants`` are pairs of characters that are one for matching."""

    def __init__(self, actors: Actors, naming: Naming, variants: str = "") -> None:
        folding = Folding(variants)
        languages = dict.fromkeys(ending.language for ending in naming.endings)
        self.fold = folding.fold
        self.endings = endings = {
            code: Endings(ending for ending in naming.endings if ending.language == code)
            for code in languages
        }
        self.actors = actors
        self._names = Names(
            actors,
            folding,
            endings,
            naming.link("article", ""),
            naming.link("suffix", ""),
            naming.link("with", ""),
        )
        self._composed = Composed(actors, naming, self._names, folding, endings)
        self._joints = tuple(_pad(word) for word in naming.link("with", ""))
        self._documents = tuple(map(folding.fold, naming.link("document", "")))
        self._alone = lru_cache(maxsize=65536)(self._find_alone)
        self._top = frozenset(office for word in naming.offices if word.top for office in word.of)
        self._sounds = Sounds(naming)
        self._strangers = Strangers(self._sounds)
        self._rules = (
            self._named,
            self._inflected,
            self._composed.side,
            self._composed.office,
            self._titled,
            self._varied,
            self._documented,
            self._joined,
        )

    def resolve(
        self,
        name: str,
        *,
        language: str = "",
        kind: str = "",
        day: datetime.date | None = None,
        near: Iterable[Entity] = (),
        beside: str = "",
        home: str = "",
    ) -> Entity:
        """The entity that a naming string stands for.

        ``language`` is the text's ("": any), ``kind`` what the page shows it to be (a mention's), ``day`` the text's,
        ``near`` the other entities of the page, the nearest first, ``beside`` the words right before or after the name,
        ``home`` the slug of the country whose press the page is of, or of its public body that publishes it.
        """
        near = tuple(near)
        if not near and not beside and not home:
            return self._alone(name, language, kind, iso_day(day))
        return self.candidates(
            name, language=language, kind=kind, day=day, near=near, beside=beside, home=home
        )[0]

    def candidates(
        self,
        name: str,
        *,
        language: str = "",
        kind: str = "",
        day: datetime.date | None = None,
        near: Iterable[Entity] = (),
        beside: str = "",
        home: str = "",
    ) -> tuple[Entity, ...]:
        """Whom a naming string may stand for: the answer of ``resolve`` first, then the others, the likelier first."""
        press = self.actors.by_id.get(home)
        evidence = Evidence(
            day=iso_day(day),
            home=press.country if press else "",
            official=press is not None and press.kind == "body",
            near=tuple(near),
        )
        if beside:
            evidence = self._composed.beside(self._names.key(beside), language, evidence)
        return self._answer(
            Ask(name=name, key=self._names.key(name), language=language, kind=kind, evidence=evidence)
        )

    def _find_alone(self, name: str, language: str, kind: str, day: str) -> Entity:
        key = self._names.key(name)
        return self._answer(
            Ask(name=name, key=key, language=language, kind=kind, evidence=Evidence(day=day))
        )[0]

    def names(self, entity: Entity) -> tuple[str, ...]:
        """All names, in any language, that stand for a known entity and, alone, for nobody else."""
        if entity.id not in self.actors.by_id:
            return ()
        found = {
            form: None
            for code, forms in self.actors.by_id[entity.id].names.items()
            for form in forms
            if self.resolve(form, language=code).id == entity.id
        }
        return tuple(found)

    def likeness(self, one: Entity, other: Entity) -> float:
        """How likely two people are one of whom at least one is in no list: by the sound of their names, below 1 always.

        A proposal for a person to judge, never a reason to merge.
        """
        if one.kind != "person" or other.kind != "person" or (one.known and other.known):
            return 0.0
        if one.id == other.id:
            return min(one.confidence, other.confidence)
        return max(
            self._sounds.likeness(left, left_code, right, right_code)
            for left, left_code in self._names_of(one)
            for right, right_code in self._names_of(other)
        )

    def proposals(self, stranger: Entity) -> tuple[Entity, ...]:
        """The known people whose names sound like a stranger's, the likeliest first."""
        found = []
        for actor in self.actors.of_kind("person"):
            known = make_entity(actor, 1.0, "sound")
            if likeness := self.likeness(stranger, known):
                found.append(replace(known, confidence=likeness))
        return tuple(sorted(found, key=lambda entity: (-entity.confidence, entity.id)))

    def _names_of(self, entity: Entity) -> list[tuple[str, str]]:
        if not entity.known:
            return [(entity.name, language_of(entity))]
        names = self.actors.by_id[entity.id].names
        return [(form, code) for code, forms in names.items() for form in forms[:1]]

    def _answer(self, ask: Ask) -> tuple[Entity, ...]:
        for rule in self._rules:
            if found := rule(ask):
                found = sorted(found, key=lambda entity: (-entity.confidence, entity.id))
                if found[0].confidence >= SURE:
                    return tuple(found)
                return (self._stranger(ask, "ambiguous", found), *found)
        return (self._stranger(ask, "unknown", ()),)

    def _stranger(self, ask: Ask, rule: str, rivals: Iterable[Entity]) -> Entity:
        taken = sum(entity.confidence for entity in rivals)
        return self._strangers.make(ask, rule, max(0.0, 1 - taken))

    # Rules

    def _named(self, ask: Ask) -> list[Entity]:
        """The name as it stands in the actors' file."""
        return self._of_forms(ask, [(form, 1.0, "") for form in self._names.find(ask.name, ask.language)])

    def _inflected(self, ask: Ask) -> list[Entity]:
        """The name in another case."""
        if is_unspaced(ask.key):
            return []
        fits = self._names.find_inflected(ask.name, ask.language)
        if ask.kind not in ("outlet", "body") and " " not in ask.key:
            fits = [
                (form, fit) for form, fit in fits if form.actor.kind != "outlet"
            ]  # a paper's name is often a word
        surest = {"case": _INFLECTED, "doubtful": _DOUBTFUL}
        return self._of_forms(ask, [(form, surest[fit], "inflected") for form, fit in fits])

    def _titled(self, ask: Ask) -> tuple[Entity, ...]:
        """A person's name with an office or a form of address before or behind it."""
        for rest, beside in self._composed.untitled(ask.key, ask.language, ask.evidence):
            if self._is_person(rest, ask.language):
                inner = replace(ask, name=rest.title(), key=rest, kind="person", evidence=beside)
                found = self._answer(inner)
                if found[0].known and (found[0].rule != "inflected" or self._held(found[0], beside)):
                    return found
        return ()

    def _held(self, entity: Entity, beside: Evidence) -> bool:
        """Whether a person ever held the office that is named: Putin's spokesman is not Putin."""
        return any(held.office in beside.offices for held in self.actors.by_id[entity.id].offices)

    def _joined(self, ask: Ask) -> list[Entity]:
        """Several people or bodies, all of whom are known: one group, whatever their order."""
        parts = next((parts for mark in self._joints if len(parts := ask.name.split(mark)) > 1), [])
        if not 1 < len(parts) <= _MOST_JOINED:
            return []
        members = [
            self._answer(replace(ask, name=part.strip(), key=self._names.key(part)))[0] for part in parts
        ]
        if not all(member.known for member in members) or len({m.kind for m in members}) > 1:
            return []
        return [
            Entity(
                id="+".join(sorted(member.id for member in members)),
                kind="group",
                name=ask.name,
                confidence=round(min(member.confidence for member in members), 2),
                rule="joined",
            )
        ]

    def _documented(self, ask: Ask) -> list[Entity]:
        """A body by its document, with words between: X今天发布的数据."""
        if ask.key.endswith(self._documents) and is_unspaced(ask.key):
            for size in range(len(ask.key) - 2, _SHORTEST_OWNER - 1, -1):
                forms = [f for f in self._names.by_key.get(ask.key[:size], ()) if f.actor.kind != "person"]
                if forms:
                    return self._of_forms(ask, [(form, _DOCUMENT, "document") for form in forms])
        return []

    def _is_person(self, key: str, language: str) -> bool:
        forms = list(self._names.by_key.get(key, ()))
        forms += [form for form, _ in self._names.find_inflected(key.title(), language)]
        forms += [form for form, _ in self._names.find_varied(key, language)]
        return any(form.actor.kind == "person" for form in forms)

    def _varied(self, ask: Ask) -> list[Entity]:
        """A known person with a middle name, a patronymic, or with initials for given names."""
        found = self._names.find_varied(ask.key, ask.language)
        return self._of_forms(ask, [(form, sure, "variant") for form, sure in found])

    # Candidates

    def _of_forms(self, ask: Ask, forms: list[tuple[Form, float, str]]) -> list[Entity]:
        """The actors that have the forms, each with its share of what speaks for any of them."""
        wanted = _KINDS.get(ask.kind)
        best: dict[str, tuple[Form, float, str]] = {}
        for form, sure, rule in forms:
            if wanted and form.actor.kind not in wanted:
                continue
            if ask.kind == "place" and form.stands_for == "capital":
                continue
            known = best.get(form.actor.id)
            if known is None or (sure, form.full, not form.stands_for) > (
                known[1],
                known[0].full,
                not known[0].stands_for,
            ):
                best[form.actor.id] = (form, sure, rule)
        if not best:
            return []
        if all(form.actor.kind == "person" for form, _, _ in best.values()):
            return self._people(ask, list(best.values()))
        return self._others(ask, list(best.values()))

    def _people(self, ask: Ask, forms: list[tuple[Form, float, str]]) -> list[Entity]:
        full = any(form.full for form, _, _ in forms)
        namesakes = () if full else self._namesakes(ask, {form.actor.id for form, _, _ in forms})
        bearers = 0 if full else self._names.given[ask.key]
        total = weigh_stranger(ask.key, full, len(namesakes), bearers)
        weights = [self._weigh(form, ask) for form, _, _ in forms]
        total += sum(weights)
        found = []
        for (form, sure, rule), weight in zip(forms, weights, strict=True):
            by = rule or ("name" if form.full else "short name")
            found.append(make_entity(form.actor, sure * weight / total, "context" if len(forms) > 1 else by))
        found += [replace(entity, confidence=0.9, rule="named in full") for entity in namesakes[:1]]
        return found

    def _namesakes(self, ask: Ask, ids: set[str]) -> list[Entity]:
        """The people whom the page names in full, none of these, and whose name begins or ends like the one asked for."""
        near = ask.evidence.near
        if any(entity.id in ids for entity in near):
            return []
        found = []
        for entity in near:
            if entity.kind == "person":
                names = [self.fold(name).replace(DOT, " ") for name, _ in self._names_of(entity)]
                if any(
                    f" {name} ".startswith(f" {ask.key} ") or name.endswith(f" {ask.key}") for name in names
                ):
                    found.append(entity)
        return found

    def _weigh(self, form: Form, ask: Ask) -> float:
        compatriots = self._composed.people[form.actor.country] if form.actor.country else 0
        prior = weigh_prior(form.actor, self._top, compatriots)
        return weigh_person(form.actor, prior * (_DERIVED if form.derived else 1), form.full, ask.evidence)

    def _others(self, ask: Ask, forms: list[tuple[Form, float, str]]) -> list[Entity]:
        shares = [self._share(ask, form) for form, _, _ in forms]
        rivals = sum(shares)
        found = []
        for (form, sure, rule), share in zip(forms, shares, strict=True):
            is_ambiguous = form.text in form.actor.ambiguous and not _is_near(ask, form.actor)
            by, confidence = "name", _AMBIGUOUS_NAME if is_ambiguous else _NAME
            if form.stands_for:
                by, confidence = "metonym", _AMBIGUOUS_METONYM if is_ambiguous else _METONYM
            found.append(make_entity(form.actor, confidence * sure * share / rivals, rule or by))
        return found

    def _share(self, ask: Ask, form: Form) -> float:
        """How much a name speaks for an actor beside others that have it: a country's seat is the body's own name."""
        if form.stands_for == "seat":
            return 0.01
        if form.stands_for == "capital":
            return 0.2
        if form.actor.kind == "person":
            return self._weigh(form, ask) if form.full else min(1.0, self._weigh(form, ask) * _OTHER_KIND)
        return 3.0 if _is_near(ask, form.actor) else 1.0


def _pad(word: str) -> str:
    """A joining word as it stands between two names: where words are spaced, with its spaces."""
    return word if is_unspaced(word) or not word.isalpha() else f" {word} "


def _is_near(ask: Ask, actor: Actor) -> bool:
    evidence = ask.evidence
    return actor.country in evidence.owners or any(
        entity.id == actor.id or (actor.country and entity.country == actor.country)
        for entity in evidence.near
    )


__all__ = ["SURE", "Resolver"]
