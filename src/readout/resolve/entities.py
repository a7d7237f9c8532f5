"""Who is who: the entity that a naming string stands for, in any language, with how and how surely it is known.

Rules are tried in the order of ``Resolver._rules``; each sees one name and answers with candidates, or abstains. What
none of them knows surely enough is an entity of its own, never somebody else's.
"""

import datetime
from collections.abc import Iterable
from dataclasses import replace

from readout.language.actors import Actor, Actors
from readout.language.naming import Naming
from readout.model import Entity
from readout.resolve.asking import Ask, make_entity
from readout.resolve.composed import Composed
from readout.resolve.endings import Endings
from readout.resolve.folding import DOT, Folding
from readout.resolve.names import Form, Names
from readout.resolve.phrases import is_unspaced
from readout.resolve.strangers import Strangers
from readout.resolve.weights import Evidence, iso_day, weigh_person, weigh_prior, weigh_stranger

SURE = 0.6  # below it a name is nobody that is known
_NAME, _AMBIGUOUS_NAME, _METONYM, _AMBIGUOUS_METONYM = 1.0, 0.7, 0.9, 0.75
_INFLECTED, _DOUBTFUL = 0.95, 0.75
_OTHER_KIND = 0.3
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
        endings = {
            code: Endings(ending for ending in naming.endings if ending.language == code)
            for code in languages
        }
        self.actors = actors
        self._names = Names(actors, folding, endings, naming.link("article", ""))
        self._composed = Composed(actors, naming, self._names, folding, endings)
        self._top = frozenset(office for word in naming.offices if word.top for office in word.of)
        self._strangers = Strangers()
        self._rules = (
            self._named,
            self._inflected,
            self._composed.side,
            self._composed.office,
            self._titled,
            self._varied,
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
    ) -> Entity:
        """The entity that a naming string stands for.

        ``language`` is the text's ("": any), ``kind`` what the page shows it to be (a mention's), ``day`` the text's,
        ``near`` the other entities of the page, the nearest first, ``beside`` the words right before or after the name.
        """
        found = self.candidates(name, language=language, kind=kind, day=day, near=near, beside=beside)
        return found[0]

    def candidates(
        self,
        name: str,
        *,
        language: str = "",
        kind: str = "",
        day: datetime.date | None = None,
        near: Iterable[Entity] = (),
        beside: str = "",
    ) -> tuple[Entity, ...]:
        """Whom a naming string may stand for: the answer of ``resolve`` first, then the others, the likelier first."""
        evidence = Evidence(day=iso_day(day), near=tuple(near))
        if beside:
            evidence = self._composed.beside(self._names.key(beside), language, evidence)
        return self._answer(
            Ask(name=name, key=self._names.key(name), language=language, kind=kind, evidence=evidence)
        )

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
        surest = {"case": _INFLECTED, "doubtful": _DOUBTFUL}
        return self._of_forms(ask, [(form, surest[fit], "inflected") for form, fit in fits])

    def _titled(self, ask: Ask) -> tuple[Entity, ...]:
        """A person's name with an office or a form of address before or behind it."""
        for rest, beside in self._composed.untitled(ask.key, ask.language, ask.evidence):
            if self._is_person(rest, ask.language):
                inner = replace(ask, name=rest, key=rest, kind="person", evidence=beside)
                found = self._answer(inner)
                if found[0].known:
                    return found
        return ()

    def _is_person(self, key: str, language: str) -> bool:
        forms = list(self._names.by_key.get(key, ()))
        forms += [form for form, _ in self._names.find_inflected(key, language)]
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
        namesakes = () if full else _namesakes(ask, [form.actor for form, _, _ in forms])
        total = weigh_stranger(ask.key, full, len(namesakes))
        weights = [self._weigh(form, ask) for form, _, _ in forms]
        total += sum(weights)
        found = []
        for (form, sure, rule), weight in zip(forms, weights, strict=True):
            by = rule or ("name" if form.full else "short name")
            found.append(make_entity(form.actor, sure * weight / total, "context" if len(forms) > 1 else by))
        found += [replace(entity, confidence=0.9, rule="named in full") for entity in namesakes[:1]]
        return found

    def _weigh(self, form: Form, ask: Ask) -> float:
        prior = weigh_prior(form.actor, self._top, self._composed.people[form.actor.country])
        return prior * weigh_person(form.actor, form.full, ask.evidence)

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
            return self._weigh(form, ask) * (1.0 if form.full else _OTHER_KIND)
        return 3.0 if _is_near(ask, form.actor) else 1.0


def _is_near(ask: Ask, actor: Actor) -> bool:
    evidence = ask.evidence
    return actor.country in evidence.owners or any(
        entity.id == actor.id or (actor.country and entity.country == actor.country)
        for entity in evidence.near
    )


def _namesakes(ask: Ask, actors: list[Actor]) -> list[Entity]:
    """The people whom the page names in full, who are not these, and whose name ends like the one that is asked for."""
    ids = {actor.id for actor in actors}
    near = ask.evidence.near
    if any(entity.id in ids for entity in near):
        return []
    return [
        entity
        for entity in near
        if entity.kind == "person"
        and not entity.known
        and entity.name.replace(DOT, " ").lower().endswith(" " + ask.key)
    ]


__all__ = ["SURE", "Resolver"]
