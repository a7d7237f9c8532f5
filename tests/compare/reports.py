"""Reports of contacts to merge, of our own invention: what a page would say, in one call."""

import datetime

from readout.model import Contact, ContactReport, Duration, Entity, Span, When

_COUNTRIES = {
    "adele-rossi": "zubrowka",
    "boris-lund": "freedonia",
    "carla-meyer": "sylvania",
    "dmitri-vale": "freedonia",  # a minister beside the president
    "emma-stone": "zubrowka",
}
_LANDS = ("zubrowka", "freedonia", "sylvania", "osterlich")
_TRIGGER = Span(0, 4)


def entity(name: str) -> Entity:
    """Who a name of these tests is: a person, a country, "both" for a group, else somebody whom no list knows."""
    if name in _COUNTRIES:
        return Entity(id=name, kind="person", name=name, country=_COUNTRIES[name])
    if name in _LANDS:
        return Entity(id=name, kind="country", name=name, country=name)
    if name == "both":
        return Entity(id="both~xx", kind="group", name=name, known=False)
    if name.endswith("council"):
        return Entity(id=name, kind="body", name=name)
    country, _, rest = name.rpartition("/")
    return Entity(id=rest, kind="person", name=rest, country=country, known=False)


def when(iso: str, *, time: str = "", zone: str = "") -> When:
    """A day, or an interval written with a stroke."""
    first, _, last = iso.partition("/")
    return When(
        iso=iso,
        precision="range" if last else "day",
        span=_TRIGGER,
        start=datetime.date.fromisoformat(first),
        stop=datetime.date.fromisoformat(last or first),
        time=time,
        zone=zone,
    )


def report(
    id: str,
    parties: str,
    day: str = "",
    *,
    published: str,
    type: str = "call",
    status: str = "happened",
    page: str = "",
    outlet: str = "",
    time: str = "",
    zone: str = "",
    place: str = "",
    country: str = "",
    duration: str = "",
    initiator: str = "",
    teller: str = "",
    family: str = "",
    language: str = "xx",
    day_of_telling: bool = False,
    part: str = "body",
) -> ContactReport:
    """A report; ``parties`` are names between blanks."""
    names = tuple(parties.split())
    return ContactReport(
        id=f"c{id}",
        page=page or f"p{id}",
        contact=Contact(
            id="c1",
            type=type,
            trigger=_TRIGGER,
            parties=names,
            status=status,
            when=when(day, time=time, zone=zone) if day else None,
            place=place,
            duration=Duration(iso=duration, span=_TRIGGER) if duration else None,
            initiator=initiator,
        ),
        parties=tuple(map(entity, names)),
        initiator=entity(initiator) if initiator else None,
        country_of_place=country,
        address=f"https://{outlet or id}.example.org/{id}",
        family=family or f"f{id}",
        outlet=outlet or f"outlet {id}",
        language=language,
        published=datetime.date.fromisoformat(published),
        teller=teller,
        teller_name=teller,
        day_of_telling=day_of_telling,
        part=part,
    )
