"""Contacts across pages: what is one contact and what is two, what people say of it, and laws. Every name is invented."""

import datetime
import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.compare.contacts import JOINED, merge_contacts
from readout.errors import ModelError
from readout.model import Judgement, MergedContact, Rival
from tests.compare.reports import report

ROSSI_LUND = "adele-rossi boris-lund"


def groups(merged):
    """The reports that were put together, by the digits of their ids."""
    return sorted("".join(sorted(j.report.id[1:] for j in contact.reports)) for contact in merged)


def judged(a, verdict, b="", *, at=1):
    moment = datetime.datetime(2025, 5, at, tzinfo=datetime.UTC)
    return Judgement(row=f"c{a}", verdict=verdict, by="desk", at=moment, other=f"c{b}" if b else "")


def call(id, day="", **cells):
    return report(id, cells.pop("parties", ROSSI_LUND), day, **{"published": "2025-03-20", **cells})


ONE = {
    "the same day on two sites": (call("1", "2025-03-18"), call("2", "2025-03-18")),
    "a page that gives no day beside one that does": (
        call("1", "2025-03-18", published="2025-03-19"),
        call("2", published="2025-03-21"),
    ),
    "the other party first": (
        call("1", "2025-03-18"),
        call("2", "2025-03-18", parties="boris-lund adele-rossi"),
    ),
    "the two countries for their leaders": (
        call("1", "2025-03-18"),
        call("2", "2025-03-18", parties="zubrowka freedonia"),
    ),
    "the two countries, no day": (
        call("1", "2025-03-18", published="2025-03-19"),
        call("2", published="2025-03-20", parties="zubrowka freedonia"),
    ),
    "one party and both sides": (
        call("1", "2025-03-18"),
        call("2", "2025-03-18", parties="adele-rossi both"),
    ),
    "late in one capital, the next day in another": (
        call("1", "2025-03-18", zone="America/New_York", time="20:30"),
        call("2", "2025-03-19", zone="Asia/Shanghai"),
    ),
    "two days where no zone is told": (call("1", "2025-03-18"), call("2", "2025-03-19")),
    "planned, then held": (
        call("1", "2025-03-18", published="2025-03-15", status="planned"),
        call("2", "2025-03-18"),
    ),
    "planned for some day, then held": (
        call("1", published="2025-03-15", status="planned"),
        call("2", "2025-03-18"),
    ),
    "proposed, then planned": (
        call("1", published="2025-03-13", status="proposed"),
        call("2", "2025-03-18", published="2025-03-15", status="planned"),
    ),
    "put off by some days": (
        call("1", "2025-03-18", published="2025-03-15", status="planned"),
        call("2", "2025-03-22", published="2025-03-18", status="planned"),
    ),
    "planned, then called off": (
        call("1", "2025-03-18", published="2025-03-15", status="planned"),
        call("2", "2025-03-18", published="2025-03-17", status="denied"),
    ),
    "told by the one side, denied by the other": (
        call("1", "2025-03-18", teller="zubrowka"),
        call("2", "2025-03-18", status="denied", teller="freedonia"),
    ),
    "one who is named by one page only": (
        call("1", "2025-03-18", type="meeting"),
        call("2", "2025-03-18", type="meeting", parties="adele-rossi boris-lund emma-stone"),
    ),
    "the people present, told in the next sentence": (
        call("1", "2025-03-18", type="meeting", parties="adele-rossi emma-stone boris-lund", page="p"),
        call("2", type="meeting", parties="adele-rossi emma-stone", page="p"),
    ),
    "a heading about the countries over a meeting of their people": (
        call("1", "2025-03-18", type="meeting", page="p"),
        call("2", type="meeting", parties="zubrowka freedonia", page="p", part="heading"),
    ),
    "two plans of which the later is for a later day": (
        call("1", "2025-03-18", published="2025-03-15", type="visit", status="planned"),
        call("2", "2025-03-24", published="2025-03-17", type="visit", status="planned"),
    ),
    "a meeting of three": (
        call("1", "2025-03-18", type="meeting", parties="adele-rossi boris-lund carla-meyer"),
        call("2", "2025-03-18", type="meeting", parties="carla-meyer boris-lund adele-rossi"),
    ),
    "a meeting that another calls talks": (
        call("1", "2025-03-18", type="meeting"),
        call("2", "2025-03-18", type="conference"),
    ),
    "a visit and a day of it": (
        call("1", "2025-03-17/2025-03-20", type="visit", parties="adele-rossi freedonia"),
        call("2", "2025-03-18", type="visit", parties="adele-rossi freedonia"),
    ),
    "talks next week, held on a day of it": (
        call("1", "2025-03-17/2025-03-23", type="meeting", status="planned", published="2025-03-13"),
        call("2", "2025-03-18", type="meeting"),
    ),
    "a council's own gathering": (
        call("1", "2025-03-18", type="conference", parties="security-council"),
        call("2", "2025-03-18", type="conference", parties="security-council zubrowka"),
    ),
    "a stranger of one spelling": (
        call("1", "2025-03-18", parties="adele-rossi /klarin"),
        call("2", "2025-03-18", parties="adele-rossi /klarin"),
    ),
    "the day on which it was told of": (
        call("1", "2025-03-12"),
        call("2", "2025-03-13", published="2025-03-14", day_of_telling=True),
    ),
    "copies of one text that give no day": (
        call("1", family="f", published="2025-01-02"),
        call("2", family="f", published="2025-03-20"),
    ),
}
TWO = {
    "two calls of one pair in one week": (call("1", "2025-03-12"), call("2", "2025-03-18")),
    "two days by one outlet": (
        call("1", "2025-03-18", outlet="Herald"),
        call("2", "2025-03-19", outlet="Herald"),
    ),
    "two days by the clocks of two zones": (
        call("1", "2025-03-18", zone="America/New_York", time="09:00"),
        call("2", "2025-03-19", zone="America/New_York", time="18:00"),
    ),
    "two times on one day": (
        call("1", "2025-03-18", zone="Europe/London", time="06:00"),
        call("2", "2025-03-18", zone="Europe/London", time="21:00"),
    ),
    "another pair on the same day": (
        call("1", "2025-03-18"),
        call("2", "2025-03-18", parties="adele-rossi carla-meyer"),
    ),
    "the minister in place of the president": (
        call("1", "2025-03-18"),
        call("2", "2025-03-18", parties="adele-rossi dmitri-vale"),
    ),
    "a call and a meeting": (call("1", "2025-03-18"), call("2", "2025-03-18", type="meeting")),
    "a visit and the meeting inside it": (
        call("1", "2025-03-17/2025-03-20", type="visit", parties="adele-rossi freedonia"),
        call("2", "2025-03-18", type="meeting"),
    ),
    "a meeting and a conference on one page": (
        call("1", "2025-03-18", type="meeting", page="p"),
        call("2", "2025-03-18", type="conference", page="p"),
    ),
    "a plan told after the last one": (
        call("1", "2025-03-18", published="2025-03-19"),
        call("2", "2025-03-28", published="2025-03-21", status="planned"),
    ),
    "two plans told on one day": (
        call("1", "2025-03-25", status="planned"),
        call("2", "2025-03-28", status="planned"),
    ),
    "put off by a year": (
        call("1", "2025-03-18", published="2025-03-15", status="planned"),
        call("2", "2026-03-18", published="2025-03-18", status="planned"),
    ),
    "half a year between two that give no day": (
        call("1", published="2025-01-02"),
        call("2", published="2025-07-02"),
    ),
    "both sides alone": (call("1", "2025-03-18"), call("2", "2025-03-18", parties="both")),
    "one meeting of a summer and another": (
        call("1", "2025-07-01/2025-07-31", type="meeting", parties="zubrowka freedonia"),
        call("2", "2025-07-18", type="meeting", parties="zubrowka freedonia sylvania emma-stone"),
        call("3", "2025-08-02", type="meeting", parties="zubrowka freedonia"),
    ),
    "two guests received one after the other by the same two": (
        call("1", "2025-03-18", type="meeting", parties="adele-rossi emma-stone boris-lund"),
        call("2", "2025-03-18", type="meeting", parties="adele-rossi emma-stone carla-meyer"),
    ),
    "held, and agreed to speak again": (
        call("1", "2025-03-18", page="p"),
        call("2", status="planned", page="p"),
    ),
    "two people of one delegation, another week": (
        call("1", "2025-03-18", type="meeting", parties="adele-rossi emma-stone boris-lund"),
        call("2", published="2025-03-25", type="meeting", parties="adele-rossi emma-stone"),
    ),
    "news that give no day, a week apart": (
        call("1", "2025-03-12", published="2025-03-12"),
        call("2", published="2025-03-19", part="lead"),
    ),
    "news that give no day, both": (
        call("1", published="2025-03-12", part="lead"),
        call("2", published="2025-03-19", part="lead"),
    ),
    "planned for one day, held on another": (
        call("1", "2025-03-12", published="2025-03-10", status="planned"),
        call("2", "2025-03-20"),
    ),
    "one outlet's meeting of two and of three": (
        call("1", "2025-03-18", type="meeting", outlet="Herald"),
        call(
            "2",
            "2025-03-18",
            type="meeting",
            parties="adele-rossi boris-lund carla-meyer",
            outlet="Herald",
        ),
    ),
    "a meeting of two beside one of many": (
        call("1", "2025-03-18", type="meeting"),
        call(
            "2", "2025-03-18", type="meeting", parties="zubrowka freedonia sylvania osterlich", outlet="Star"
        ),
    ),
    "talks of two countries spoken of beside their people's": (
        call("1", "2025-03-18", type="meeting", page="p"),
        call("2", "2025-03-18", type="meeting", parties="zubrowka freedonia", page="p"),
    ),
    "a council that gathers every week": (
        call("1", "2025-03-18", type="conference", parties="security-council"),
        call("2", "2025-03-17/2025-03-23", type="conference", parties="security-council"),
    ),
    "two countries' talks that nobody dates": (
        call("1", type="conference", parties="zubrowka freedonia"),
        call("2", type="conference", parties="zubrowka freedonia"),
    ),
    "visits of two countries": (
        call("1", "2025-03-18", type="visit", parties="adele-rossi freedonia", country="freedonia"),
        call("2", "2025-03-18", type="visit", parties="adele-rossi freedonia", country="sylvania"),
    ),
    "strangers of two names": (
        call("1", "2025-03-18", parties="adele-rossi /klarin"),
        call("2", "2025-03-18", parties="adele-rossi /dorsen"),
    ),
}


@pytest.mark.parametrize("reports", ONE.values(), ids=ONE)
def test_reports_of_one_contact_are_one(reports):
    (merged,) = merge_contacts(reports)
    assert len(merged.reports) == len(reports)
    assert all(JOINED <= joined.confidence <= 1 for joined in merged.reports)
    assert merged.confidence == min(joined.confidence for joined in merged.reports)


@pytest.mark.parametrize("reports", TWO.values(), ids=TWO)
def test_reports_of_different_contacts_stay_apart(reports):
    assert len(merge_contacts(reports)) > 1


def test_two_calls_of_one_week_are_not_joined_by_a_page_that_gives_no_day():
    reports = (call("1", "2025-03-12"), call("2", published="2025-03-13"), call("3", "2025-03-18"))
    assert groups(merge_contacts(reports)) == ["12", "3"]
    later = call("4", published="2025-03-19")
    assert groups(merge_contacts((*reports, later))) == ["12", "34"]


def test_a_plan_goes_to_the_nearest_contact_that_was_held():
    reports = (
        call("1", "2025-03-18", published="2025-03-14", status="planned"),
        call("2", "2025-03-18"),
        call("3", "2025-03-25", published="2025-03-26"),
    )
    assert groups(merge_contacts(reports)) == ["12", "3"]


def test_a_heading_about_two_countries_does_not_fuse_the_calls_of_two_pairs():
    reports = (
        call("1", "2025-03-18"),
        call("2", "2025-03-19", parties="adele-rossi carla-meyer"),
        call("3", published="2025-03-19", parties="zubrowka freedonia sylvania"),
    )
    assert groups(merge_contacts(reports)) == ["13", "2"]


def test_a_stranger_in_two_languages_is_one_where_the_names_sound_alike():
    one = call("1", "2025-03-18", parties="adele-rossi /klarin", language="xx")
    other = call("2", "2025-03-18", parties="adele-rossi /klareen", language="yy")
    assert groups(merge_contacts((one, other))) == ["1", "2"]
    assert groups(merge_contacts((one, other), alike=lambda a, b: 0.9)) == ["12"]
    assert groups(merge_contacts((one, other), alike=lambda a, b: 0.2)) == ["1", "2"]
    same_language = call("3", "2025-03-18", parties="adele-rossi /klareen", language="xx")
    assert groups(merge_contacts((one, same_language), alike=lambda a, b: 0.9)) == ["1", "3"]


def test_people_join_and_part_and_take_back():
    reports = (call("1", "2025-03-12"), call("2", "2025-03-12"), call("3", "2025-03-18"))
    assert groups(merge_contacts(reports)) == ["12", "3"]
    assert groups(merge_contacts(reports, [judged("1", "different", "2")])) == ["1", "2", "3"]
    assert groups(merge_contacts(reports, [judged("1", "same", "3")])) == ["123"]
    both = [judged("1", "same", "3"), judged("3", "different", "1", at=2)]
    assert groups(merge_contacts(reports, both)) == ["12", "3"]
    assert groups(merge_contacts(reports, both[::-1])) == ["12", "3"]
    assert groups(merge_contacts(reports, [judged("1", "unsure", "2")])) == ["12", "3"]
    assert groups(merge_contacts(reports, [judged("2", "wrong")])) == ["1", "3"]
    assert groups(merge_contacts(reports, [judged("2", "wrong"), judged("2", "right", at=2)])) == ["12", "3"]


def test_judgements_about_rows_that_are_not_there_do_nothing():
    said = [judged("1", "same", "9"), judged("8", "different", "9"), judged("9", "wrong")]
    assert groups(merge_contacts((call("1"), call("2", published="2020-01-01")), said)) == ["1", "2"]


def test_what_was_judged_the_same_is_sure_and_copies_that_were_judged_different_are_two():
    reports = (call("1", "2025-03-12"), call("2", "2025-03-18"))
    (merged,) = merge_contacts(reports, [judged("1", "same", "2")])
    assert {joined.rule for joined in merged.reports} == {"judged"}
    assert merged.confidence == 1
    copies = (call("1", "2025-03-12", family="f"), call("2", "2025-03-12", family="f"))
    assert groups(merge_contacts(copies, [judged("2", "different", "1")])) == ["1", "2"]


def test_the_record_says_who_told_what_and_when():
    planned = call("1", "2025-03-18", published="2025-03-14", status="planned", outlet="Herald")
    held = call(
        "2",
        "2025-03-18",
        published="2025-03-18",
        outlet="Courier",
        duration="PT1H",
        initiator="boris-lund",
        teller="zubrowka",
        place="Lutz",
    )
    other = call(
        "3",
        "2025-03-19",
        published="2025-03-19",
        outlet="Star",
        duration="PT90M",
        initiator="adele-rossi",
        teller="freedonia",
    )
    (merged,) = merge_contacts((other, held, planned))
    assert (merged.id, merged.type, merged.status) == ("m1", "call", "happened")
    assert (merged.start, merged.stop, merged.place) == ("2025-03-18", "2025-03-18", "Lutz")
    assert [entity.id for entity in merged.parties] == ["adele-rossi", "boris-lund"]
    assert merged.first_published.outlet == "Herald"
    assert (merged.first_planned.day, merged.first_planned.report) == ("2025-03-14", "c1")
    assert (merged.first_happened.day, merged.first_happened.report) == ("2025-03-18", "c2")
    told = {(fact.name, fact.value, fact.teller, fact.reports) for fact in merged.facts}
    assert told >= {
        ("duration", "PT1H", "zubrowka", ("c2",)),
        ("duration", "PT90M", "freedonia", ("c3",)),
        ("initiator", "boris-lund", "zubrowka", ("c2",)),
        ("initiator", "adele-rossi", "freedonia", ("c3",)),
        ("day", "2025-03-19", "freedonia", ("c3",)),
    }
    assert not merged.disputed


def test_the_status_changes_over_time():
    reports = (
        call("1", published="2025-03-10", status="proposed"),
        call("2", "2025-03-18", published="2025-03-14", status="planned"),
        call("3", "2025-03-18", published="2025-03-15", status="planned"),
        call("4", "2025-03-22", published="2025-03-17", status="planned"),
        call("5", "2025-03-22", published="2025-03-20", status="denied"),
    )
    (merged,) = merge_contacts(reports)
    assert [(told.day, told.status, told.when) for told in merged.statuses] == [
        ("2025-03-10", "proposed", ""),
        ("2025-03-14", "planned", "2025-03-18"),
        ("2025-03-17", "planned", "2025-03-22"),
        ("2025-03-20", "denied", "2025-03-22"),
    ]
    assert (merged.status, merged.start, merged.first_happened) == ("denied", "2025-03-22", None)


def test_a_contact_that_one_side_denies_is_disputed_and_nobody_is_right():
    told = call("1", "2025-03-18", published="2025-03-19", teller="zubrowka")
    denied = call("2", "2025-03-18", published="2025-03-20", status="denied", teller="freedonia")
    (merged,) = merge_contacts((told, denied))
    assert (merged.status, merged.disputed) == ("happened", True)
    called_off = call("3", "2025-03-18", published="2025-03-17", status="denied")
    (merged,) = merge_contacts((told, called_off))
    assert not merged.disputed


def test_a_country_that_it_was_about_is_no_party_and_people_stand_for_theirs():
    reports = (
        call("1", "2025-03-18"),
        call("2", "2025-03-18"),
        call("3", "2025-03-18", parties="zubrowka freedonia sylvania"),
    )
    (merged,) = merge_contacts(reports)
    assert [entity.id for entity in merged.parties] == ["adele-rossi", "boris-lund"]


def test_a_contact_that_may_be_another_is_its_rival():
    one, other = call("1", "2025-03-18", published="2025-03-18"), call("2", published="2025-04-10")
    first, second = merge_contacts((one, other))
    assert first.rivals == (Rival(id="m2", confidence=0.45),)
    assert second.rivals == (Rival(id="m1", confidence=0.45),)


def test_an_id_stays_when_later_pages_come():
    first = call("1", "2025-03-18", published="2025-03-18")
    (alone,) = merge_contacts([first])
    later = [call(str(n), "2025-03-18", published=f"2025-03-2{n}") for n in range(2, 7)]
    (merged,) = merge_contacts([*later, first])
    assert merged.id == alone.id == "m1"


REPORTS = st.builds(
    report,
    id=st.integers(0, 99).map(str),
    parties=st.sampled_from(
        [
            ROSSI_LUND,
            "adele-rossi carla-meyer",
            "zubrowka freedonia",
            "zubrowka freedonia sylvania",
            "adele-rossi both",
            "adele-rossi dmitri-vale",
            "adele-rossi boris-lund carla-meyer",
            "security-council",
            "adele-rossi /klarin",
        ]
    ),
    day=st.sampled_from(["", "2025-03-12", "2025-03-13", "2025-03-18", "2025-03-12/2025-03-18"]),
    published=st.sampled_from(["2025-03-10", "2025-03-13", "2025-03-19", "2025-04-02"]),
    type=st.sampled_from(["call", "meeting", "conference", "visit"]),
    status=st.sampled_from(["happened", "planned", "proposed", "denied", "ongoing"]),
    outlet=st.sampled_from(["", "Herald", "Courier"]),
    family=st.sampled_from(["", "f"]),
    language=st.sampled_from(["xx", "yy"]),
)
MANY = st.lists(REPORTS, max_size=14, unique_by=lambda made: made.id)
PAIRS = st.lists(
    st.tuples(st.integers(0, 99), st.sampled_from(["same", "different"]), st.integers(0, 99)).filter(
        lambda said: said[0] != said[2]
    ),
    max_size=6,
)


@settings(max_examples=150, deadline=None)
@given(MANY, PAIRS, st.randoms(use_true_random=False))
def test_the_order_of_the_reports_says_nothing(reports, pairs, chance):
    judgements = [judged(str(a), verdict, str(b), at=n + 1) for n, (a, verdict, b) in enumerate(pairs)]
    merged = merge_contacts(reports, judgements)
    shuffled = list(reports)
    chance.shuffle(shuffled)
    chance.shuffle(judgements)
    assert merge_contacts(shuffled, judgements) == merged
    assert pickle.loads(pickle.dumps(merged)) == merged


@settings(max_examples=150, deadline=None)
@given(MANY, PAIRS)
def test_every_report_is_in_one_contact_and_what_was_judged_different_never_in_the_same(reports, pairs):
    judgements = [judged(str(a), verdict, str(b), at=n + 1) for n, (a, verdict, b) in enumerate(pairs)]
    merged = merge_contacts(reports, judgements)
    found = [joined.report.id for contact in merged for joined in contact.reports]
    assert sorted(found) == sorted(report.id for report in reports)
    place = {joined.report.id: contact.id for contact in merged for joined in contact.reports}
    last = {frozenset((f"c{a}", f"c{b}")): verdict for a, verdict, b in pairs}
    for pair, verdict in last.items():
        if verdict == "different" and pair <= place.keys():
            assert len({place[id] for id in pair}) == 2


def test_a_report_needs_an_entity_for_each_party_and_a_contact_a_report():
    made = call("1")
    with pytest.raises(ModelError, match="2 parties and 1 entities"):
        type(made)(id="c1", page="p", contact=made.contact, parties=made.parties[:1])
    with pytest.raises(ModelError, match="no reports"):
        MergedContact(id="m1", type="call", parties=(), status="happened", reports=())
