"""GDELT: the ledger as the two tab-separated tables of GDELT 2.0, events and their mentions."""

import datetime
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

from readout.export.coding import CodedEvent, coded_events
from readout.export.rows import ContactRow, Name, web_address
from readout.ledger.kept import Kept

_ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
_GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"
# the columns and their order are those of the GDELT Event Codebook V2.0 (2015); the files have no header
EVENT_COLUMNS: tuple[str, ...] = (
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    *(f"Actor{number}{name}" for number in (1, 2) for name in _ACTOR.split()),
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    *(f"{whose}Geo_{name}" for whose in ("Actor1", "Actor2", "Action") for name in _GEO.split()),
    "DATEADDED",
    "SOURCEURL",
)
MENTION_COLUMNS: tuple[str, ...] = (
    "GLOBALEVENTID",
    "EventTimeDate",
    "MentionTimeDate",
    "MentionType",
    "MentionSourceName",
    "MentionIdentifier",
    "SentenceID",
    "Actor1CharOffset",
    "Actor2CharOffset",
    "ActionCharOffset",
    "InRawText",
    "Confidence",
    "MentionDocLen",
    "MentionDocTone",
    "MentionDocTranslationInfo",
    "Extras",
)
# MentionType: an address on the web, or a name under which the page is cited
_WEB, _CITATION = "1", "2"
_VERBAL_COOPERATION = "1"


def write_gdelt(kept: Iterable[Kept], folder: Path) -> None:
    """Write events.tsv (61 columns) and mentions.tsv (16), without headers, as GDELT does.

    Reports of one row in copies of one text are one event with a mention each, as GDELT has it; the ids of the
    events written are held in memory for that. What Readout does not know is left empty.
    """
    added: dict[str, str] = {}
    with ExitStack() as stack:
        events, mentions = (
            stack.enter_context((folder / name).open("w", encoding="utf-8", newline="\n"))
            for name in ("events.tsv", "mentions.tsv")
        )
        for page in kept:
            for event in coded_events(page):
                id = _event_id(event)
                if id not in added:
                    added[id] = _moment(page)
                    events.write(_line(EVENT_COLUMNS, _event_cells(event, id)))
                mentions.write(_line(MENTION_COLUMNS, _mention_cells(event, id, added[id])))


def _event_id(event: CodedEvent) -> str:
    """A number, as GDELT wants it: 60 bits of the key, which fit a signed column of 64."""
    return str(int(event.key[:15], 16))


def _event_cells(event: CodedEvent, id: str) -> Mapping[str, str]:
    first, second = _two_actors(event)
    day, code = event.start, event.code
    place = event.row.contact.place if isinstance(event.row, ContactRow) else ""
    return {
        "GLOBALEVENTID": id,
        "SQLDATE": f"{day:%Y%m%d}" if day else "",
        "MonthYear": f"{day:%Y%m}" if day else "",
        "Year": f"{day:%Y}" if day else "",
        "FractionDate": _fraction(day) if day else "",
        "Actor1Name": first.name if first else "",
        "Actor2Name": second.name if second else "",
        "EventCode": code.cameo,
        "EventBaseCode": code.cameo[:3],
        "EventRootCode": code.cameo[:2],
        "QuadClass": _VERBAL_COOPERATION,
        "GoldsteinScale": str(code.goldstein),
        "NumMentions": "1",
        "NumSources": "1",
        "NumArticles": "1",
        "ActionGeo_FullName": place,
        "DATEADDED": _moment(event.row.page),
        "SOURCEURL": web_address(event.row.page) or event.row.page.address,
    }


def _mention_cells(event: CodedEvent, id: str, added: str) -> Mapping[str, str]:
    page = event.row.page
    first, second = _two_actors(event)
    url = web_address(page)
    extras = {"id": event.id, "kind": event.kind, "page": page.id, "family": page.family}
    return {
        "GLOBALEVENTID": id,
        "EventTimeDate": added,
        "MentionTimeDate": _moment(page),
        "MentionType": _WEB if url else _CITATION,
        "MentionSourceName": page.reading.article.outlet or urlsplit(url).hostname or "",
        "MentionIdentifier": url or page.address,
        "Actor1CharOffset": _offset(first),
        "Actor2CharOffset": _offset(second),
        "ActionCharOffset": str(event.words.start),
        "InRawText": "1",
        "MentionDocLen": str(len(page.reading.article.text)),
        "Extras": ";".join(f"{name}:{value}" for name, value in extras.items()),
    }


def _two_actors(event: CodedEvent) -> tuple[Name | None, Name | None]:
    """The dyad: the first actor, and the first recipient or else the second actor."""
    others = (*event.recipients, *event.actors[1:])
    return next(iter(event.actors), None), next(iter(others), None)


def _offset(name: Name | None) -> str:
    return str(name.place.start) if name and name.place else ""


def _moment(page: Kept) -> str:
    """When the page was captured, YYYYMMDDHHMMSS in UTC."""
    if page.fetched is None:
        return ""
    aware = page.fetched.tzinfo is not None
    moment = page.fetched.astimezone(datetime.UTC) if aware else page.fetched
    return f"{moment:%Y%m%d%H%M%S}"


def _fraction(day: datetime.date) -> str:
    """The year with the part of it that has passed, as GDELT reckons it: months of 30 days."""
    return f"{day.year + min((day.month * 30 + day.day) / 365, 0.9999):.4f}"


def _line(columns: tuple[str, ...], cells: Mapping[str, str]) -> str:
    return "\t".join(" ".join(cells.get(column, "").split()) for column in columns) + "\n"
