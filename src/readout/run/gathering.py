"""Gathering: which reports of pages tell of one contact, and whose own telling each page is."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from readout.compare.accounts import find_accounts, party_entities, sides_of
from readout.compare.points import Report
from readout.compare.voices import find_speaking, find_voice
from readout.errors import OptionError
from readout.language import languages, load_lexicon
from readout.model import Contact, Reading, Span
from readout.run.naming import name_entities
from readout.segment import segment
from readout.spot import find_durations

Parties = frozenset[str]
Pages = Sequence[Sequence[Report]]


def gather_reports(
    readings: Sequence[Reading], *, contact: str = "", sides: Sequence[str] = ()
) -> Iterator[list[Report]]:
    """The reports of each contact that is to be compared; of several pages one report each.

    Raises OptionError where the first page has no contact of the id ``contact``.
    """
    whose = dict(zip((reading.id for reading in readings), sides, strict=False))
    known = [reading for reading in readings if reading.article.language in languages()]
    pages = [
        [make_report(reading, told.id, whose.get(reading.id, "")) for told in reading.contacts]
        for reading in known
    ]
    if contact and not any(report.contact == contact for report in (pages or [[]])[0]):
        names = ", ".join(report.contact for report in (pages or [[]])[0]) or "none"
        raise OptionError(
            f"{known[0].id if known else 'first page'}: no contact {contact!r}; there are: {names}"
        )
    if len(known) == 1:
        yield from ([report] for report in _of_one_page(pages[0], contact))
    elif together := _of_one_contact(known, pages, contact, whose):
        yield _with_sides(together)


def make_report(reading: Reading, contact: str, side: str = "") -> Report:
    """The page as a report of one of its contacts, with all that a comparison needs and a reading does not keep."""
    lexicon = load_lexicon(reading.article.language)
    sentences = segment(reading.article, lexicon.orthography)
    return Report(
        reading=reading,
        contact=contact,
        entities=name_entities(reading),
        lexicon=lexicon,
        # a reading keeps only the lengths of its contacts; a truce has one, too
        durations=find_durations(sentences.folded, None, lexicon),
        breaks=sentences.breaks,
        side=side,
    )


def _of_one_page(reports: Sequence[Report], contact: str) -> Iterator[Report]:
    """The page's contacts of which two sides tell, or the one that is asked for."""
    for report in reports:
        told = report.told.status == "happened" and not _again(report, reports)
        if report.contact == contact or (not contact and told and len(find_accounts([report])) > 1):
            yield report


def _again(report: Report, others: Sequence[Report]) -> bool:
    """Whether the contact is named by its countries alone and another one, of that type and those sides, by its people."""
    if any(entity.kind != "country" for entity in party_entities(report)):
        return False
    return any(
        other.told.type == report.told.type
        and other.contact != report.contact
        and set(sides_of([other])) == set(sides_of([report]))
        and any(entity.kind != "country" for entity in party_entities(other))
        for other in others
    )


def _of_one_contact(
    readings: Sequence[Reading], pages: Pages, contact: str, whose: dict[str, str]
) -> list[Report]:
    """A report of each page of the contact that most of them have; a page that has none between its parties stands in."""
    wanted = [report for report in pages[0] if report.contact == contact]
    speaking = {whose.get(reading.id, "") or find_voice(reading.article) for reading in readings} - {""}
    parties = _parties(wanted[0]) if wanted else _common(pages, speaking)
    if parties is None:
        return []
    having = [[report for report in page if _parties(report) == parties] for page in pages]
    first = wanted[0] if wanted else next(page[0] for page in having if page)
    # one side's video meeting is the other side's call
    chosen = [sorted(page, key=lambda report: report.told.type != first.told.type)[:1] for page in having]
    return [
        page[0] if page else _standing_in(reading, first, whose.get(reading.id, ""))
        for reading, page in zip(readings, chosen, strict=True)
    ]


def _parties(report: Report) -> Parties:
    """The first party of each side."""
    first: dict[str, str] = {}
    for entity in party_entities(report):
        first.setdefault(entity.country or entity.id, entity.id)
    return frozenset(first.values())


def _common(pages: Pages, speaking: set[str]) -> Parties | None:
    """The parties whose contact most pages tell of: first those of whom most are known to speak here, then the first."""
    counts: Counter[Parties] = Counter()
    heard: dict[Parties, int] = {}
    for page in pages:
        for parties, sides in {_parties(report): sides_of([report]) for report in page}.items():
            if len(parties) > 1:
                counts[parties] += 1
                heard[parties] = len(speaking.intersection(sides))
    return max(counts, key=lambda parties: (heard[parties], counts[parties]), default=None)


def _standing_in(reading: Reading, told: Report, side: str) -> Report:
    """The page as a report of another page's contact, all of it."""
    contact = Contact(
        id="told", type=told.told.type, trigger=Span(0, 1), parties=told.told.parties, status=told.told.status
    )
    report = make_report(replace(reading, contacts=(contact,)), contact.id, side)
    return replace(report, entities={**told.entities, **report.entities})


def _with_sides(reports: list[Report]) -> list[Report]:
    """The reports with whose own telling each is, as far as who served it, its language, or elsewise the others say."""
    sides = sides_of(reports)
    found = [report.side or find_speaking(report.reading.article, sides) for report in reports]
    left = [side for side in sides if side not in found]
    unknown = [n for n, report in enumerate(reports) if not found[n] and not _is_served(report)]
    if len(left) == len(unknown) == 1 and len(reports) > 1 and len(found) == len(sides):
        found[unknown[0]] = left[0]
    return [replace(report, side=side) for report, side in zip(reports, found, strict=True)]


def _is_served(report: Report) -> bool:
    article = report.reading.article
    return bool(article.origin or article.outlet or article.url)
