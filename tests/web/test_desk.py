"""The desk: its pages, its API, who may do what, and that a page's words stay words."""

import json
import re
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from readout.cli.contacts import list_contacts
from readout.cli.finding import Request as Asked
from readout.errors import LedgerError, OptionError
from readout.ledger import Query
from readout.web import Settings, create_app, read_people
from tests.web.conftest import HOSTILE

HTML = {"accept": "text/html"}
PAGES = ("/", "/search", "/search?rows=contacts", "/search?rows=pages", "/timeline", "/network", "/read")


def first_row(desk, rows="statements", **asked):
    return desk.get(f"/api/{rows}", params={"limit": 1, **asked}).json()["rows"][0]


def csrf_of(desk) -> str:
    desk.get("/read")
    return desk.cookies["readout_csrf"]


@pytest.mark.parametrize("code", ["en", "zh", "ru"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_in_every_language(desk, path, code):
    answer = desk.get(path, headers={**HTML, "accept-language": f"{code}-XX, de;q=0.3"})
    assert answer.status_code == 200
    assert f'<html lang="{code}">' in answer.text
    assert answer.text.count("<main") == answer.text.count("</main>") == 1


def test_a_language_chosen_is_kept(desk):
    desk.get("/", params={"language_of_desk": "ru"})
    assert '<html lang="ru">' in desk.get("/", headers={"accept-language": "en"}).text


def test_pages_rows_and_people_lead_to_one_another(desk):
    statement = first_row(desk)
    assert desk.get(f"/rows/{statement['id']}").status_code == 200
    assert desk.get(f"/pages/{statement['report']['page']}").status_code == 200
    assert statement["content"][:6] in desk.get(f"/who/{statement['speaker']}").text
    report = first_row(desk, "reports")
    assert report["parties"][0] in desk.get(f"/rows/{report['id']}").text
    assert desk.get(f"/rows/{report['report']['page']}").status_code == 303
    contact = first_row(desk, "contacts")
    assert desk.get(f"/rows/{contact['id']}").headers["location"] == f"/contacts/{contact['id']}"


# Contacts, people, and what is due


def first_compared(desk) -> str:
    """A contact of which somebody gives an account."""
    for row in desk.get("/api/contacts").json()["rows"]:
        if desk.get(f"/api/contacts/{row['id']}/comparison").status_code == 200:
            return row["id"]
    raise AssertionError("no contact of the examples has an account")


def test_a_contact_leads_to_the_words_of_its_reports_and_accounts(desk):
    id = first_compared(desk)
    text = desk.get(f"/contacts/{id}").text
    record = desk.get(f"/api/contacts/{id}").json()
    for report in record["reports"]:
        place = f"/pages/{report['page']}?at={report['start']}-{report['stop']}"
        assert f'href="{place}#at"' in text
        assert re.search(r'id="at"', desk.get(place).text)
    compared = desk.get(f"/api/contacts/{id}/comparison").json()
    words = [words for line in compared["lines"] for square in line["squares"] for words in square["words"]]
    assert words
    assert all(f"?at={word['start']}-{word['stop']}#at" in text for word in words)


def test_a_contact_is_one_whatever_report_it_is_asked_by(desk):
    row = first_row(desk, "contacts")
    answer = desk.get(f"/contacts/{row['report_ids'][-1]}")
    assert answer.headers["location"] == f"/contacts/{row['id']}"
    assert desk.get(f"/api/contacts/{row['report_ids'][-1]}").json()["contact"]["id"] == row["id"]


@pytest.mark.parametrize("path", ["/", "/search?rows=contacts", "/timeline"])
def test_contacts_are_listed_once_and_lead_to_their_page(desk, path):
    linked = re.findall(r'class="kind" href="/contacts/(m\w+)"', desk.get(path).text)
    assert linked
    assert len(linked) == len(set(linked))


def test_the_cli_and_the_api_say_the_same(desk, ledger):
    output = ledger.parent / "contacts.json"
    list_contacts(Asked(ledger=str(ledger), query=Query(limit=20), form="json", output=str(output)))
    assert json.loads(output.read_text(encoding="utf-8")) == desk.get("/api/contacts").json()["rows"]


def test_somebody_has_one_page_under_all_names(desk):
    pages = [desk.get(f"/who/{name}").text for name in ("普京", "vladimir-putin", "Путин")]
    assert all("Vladimir Putin" in page for page in pages)
    assert {re.search(r'class="aka">(.*?)</p>', page).group(1) for page in pages} == {
        re.search(r'class="aka">(.*?)</p>', pages[0]).group(1)
    }
    who = desk.get("/api/who", params={"name": "普京"}).json()
    assert who["entity"]["id"] == "vladimir-putin"
    assert who["offices"]


def test_what_is_due_and_what_somebody_speaks_of(desk):
    made = desk.get("/api/commitments").json()["rows"]
    assert made
    page = desk.get("/due").text
    assert any(f"?at={m['what']['span']['start']}-{m['what']['span']['stop']}#at" in page for m in made)
    by = made[0]["by"]
    assert [m for m in desk.get("/api/commitments", params={"by": by}).json()["rows"] if m["by"] != by] == []
    for name in ("spoken", "undertook"):
        part = desk.get(f"/who/{by}/{name}", headers={"hx-request": "true"})
        assert part.status_code == 200
        assert "<html" not in part.text
    assert "?at=" in part.text


@pytest.mark.parametrize(
    "path",
    [
        "/api/contacts/c000000",
        "/api/contacts/m000000/comparison",
        "/api/commitments?by=nobody-at-all",
        "/api/positions?speaker=Norway",
        "/api/amounts?limit=0",
    ],
)
def test_what_is_asked_wrongly_is_refused(desk, path):
    assert desk.get(path).status_code in (404, 422)


@pytest.mark.parametrize(
    "path",
    ["/rows/0000", "/pages/0000", "/who/nobody-at-all", "/contacts/m00000", "/who/nobody/on/ceasefire"],
)
def test_what_is_not_there_is_not_found(desk, path):
    assert desk.get(path, headers=HTML).status_code == 404


def test_a_search_as_one_types_sends_the_results_alone(desk):
    whole = desk.get("/search", params={"q": "表示"}).text
    part = desk.get("/search", params={"q": "表示"}, headers={"hx-request": "true"}).text
    assert "<html" in whole
    assert "<html" not in part
    assert part.strip()


# What a page holds is shown as text


@pytest.mark.parametrize("kind", ["page", "row", "search", "who", "feed"])
def test_hostile_words_stay_words(desk, kind):
    row = first_row(desk, q="周五公布")
    path = {
        "page": f"/pages/{row['report']['page']}",
        "row": f"/rows/{row['id']}",
        "search": "/search?q=周五公布",
        "who": f"/who/{row['speaker']}",
        "feed": "/feed.atom?q=周五公布",
    }[kind]
    text = desk.get(path).text
    assert "alert(" in text or kind == "feed"
    assert not re.search(r"<script>alert|<img src=x|</title><script", text)


@pytest.mark.parametrize("path", ["/pages/{page}", "/rows/{row}", "/search?q=周五公布", "/who/{speaker}"])
def test_what_turns_the_writing_is_shown_by_its_name(desk, path):
    row = first_row(desk, q="周五公布")
    text = desk.get(path.format(page=row["report"]["page"], row=row["id"], speaker=row["speaker"])).text
    assert "\u202e" not in text
    assert "[U+202E]" in text


def test_a_line_of_five_megabytes_is_shown_in_parts(desk):
    page = first_row(desk, "pages", q="长篇")["report"]["page"]
    first = desk.get(f"/pages/{page}").text
    assert len(first) < 400_000
    rest = re.search(r'rel="next" href="(/pages/\w+\?from=\d+)"', first).group(1)
    assert 'rel="prev"' in desk.get(rest).text
    row = first_row(desk, q="长篇")
    for path in (
        f"/rows/{row['id']}",
        f"/rows/{row['id']}/judge",
        "/search?q=长篇",
        f"/who/{row['speaker']}",
        "/",
    ):
        assert len(desk.get(path).content) < 100_000, path
    end = desk.get(f"/pages/{page}?at=1600000-1600002")
    assert 'id="at"' in end.text
    assert len(end.text) < 400_000


@pytest.mark.parametrize("at", ["7", "9-3", "x-y", "99999999-999999999", "0-0"])
def test_a_place_that_a_page_does_not_have_is_no_place(desk, at):
    page = first_row(desk, "pages")["report"]["page"]
    answer = desk.get(f"/pages/{page}", params={"at": at})
    assert answer.status_code in (200, 422)
    assert 'id="at"' not in answer.text


def test_what_is_given_to_read_is_shown_as_text(desk):
    answer = desk.post("/read", data={"text": HOSTILE, "csrf": csrf_of(desk)})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text


@pytest.mark.parametrize("path", [*PAGES, "/api/statements", "/static/desk.css", "/nowhere"])
def test_headers_keep_pages_harmless(desk, path):
    headers = desk.get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_pages_have_no_script_of_their_own(desk):
    for path in PAGES:
        text = desk.get(path).text
        assert not re.search(r"<script(?![^>]*\bsrc=)|<[^>]*\s(on\w+|style)=", text)
        assert not re.search(
            r"""(src|href)=["'](https?:)?//(?!example)""", text.replace("http://testserver", "")
        )


# Judging


def test_judging_in_place_and_taking_it_back(desk):
    row = first_row(desk)["id"]
    csrf = csrf_of(desk)
    answer = desk.post(
        f"/rows/{row}/judge", data={"verdict": "wrong", "csrf": csrf}, headers={"hx-request": "true"}
    )
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert first_row(desk, verdict="wrong")["id"] == row
    assert desk.post(f"/rows/{row}/judge", data={"verdict": "undo", "csrf": csrf}).status_code == 303
    assert desk.get("/api/statements", params={"verdict": "wrong"}).json()["rows"] == []
    said = desk.get("/api/judgements", params={"row": row}).json()["rows"]
    assert [each["judgement"]["verdict"] for each in said] == ["wrong", "undo"]


def test_the_speaker_is_corrected_and_everybody_sees_it(desk):
    row = first_row(desk)["id"]
    csrf = csrf_of(desk)
    desk.post(f"/rows/{row}/judge", data={"verdict": "speaker", "speaker": "更正者", "csrf": csrf})
    assert first_row(desk, speaker="更正者")["id"] == row
    desk.post(f"/rows/{row}/judge", data={"verdict": "undo", "csrf": csrf})


@pytest.mark.parametrize(
    ("headers", "data"),
    [
        ({}, {"verdict": "right"}),
        ({}, {"verdict": "right", "csrf": "made-up"}),
        ({"sec-fetch-site": "cross-site"}, {"verdict": "right", "csrf": "given"}),
        ({"origin": "https://elsewhere.example"}, {"verdict": "right", "csrf": "given"}),
    ],
)
def test_another_sites_form_changes_nothing(desk, headers, data):
    row = first_row(desk)["id"]
    csrf = csrf_of(desk)
    data = {name: csrf if value == "given" else value for name, value in data.items()}
    before = desk.get("/api/judgements").json()
    assert desk.post(f"/rows/{row}/judge", data=data, headers=headers).status_code == 403
    assert desk.get("/api/judgements").json() == before


# The API


def test_screens_follow_one_another(desk):
    first = desk.get("/api/statements", params={"limit": 2}).json()
    second = desk.get(first["next"]).json()
    assert len(first["rows"]) == 2
    assert {row["id"] for row in first["rows"]}.isdisjoint(row["id"] for row in second["rows"])


def test_what_did_not_change_is_not_sent_twice(desk):
    answer = desk.get("/api/contacts")
    again = desk.get("/api/contacts", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/statements?act=shout", 422),
        ("/api/statements?limit=0", 422),
        ("/api/statements?since=yesterday", 422),
        ("/api/rows/0000", 404),
        ("/api/counts/contacts/act", 404),
        ("/api/nothing", 404),
    ],
)
def test_errors_are_problem_details(desk, path, status):
    answer = desk.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(answer.json()) == {"type", "title", "status", "detail"}


def test_reading_by_the_api_stores_nothing(desk):
    before = desk.get("/api/holdings").json()
    answer = desk.post(
        "/api/read", json={"text": "该国外交部发言人13日表示，双方将恢复谈判。", "published": "2025-02-13"}
    )
    assert answer.status_code == 200
    assert len(answer.json()["statements"]) == 1
    assert desk.get("/api/holdings").json() == before


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"text": "a", "url": "https://example.org"},
        {"url": "file:///etc/passwd"},
        {"url": "http://127.0.0.1/"},
        {"url": "http://169.254.169.254/latest/meta-data"},
        {"url": "http://[::1]:8765/"},
        {"text": "a", "published": "2025-13-40"},
        {"text": "a", "published": "2025-02-29"},
        {"text": " "},
    ],
)
def test_what_can_not_be_read_says_why(desk, given):
    answer = desk.post("/api/read", json=given)
    assert answer.status_code == (502 if given.get("url", "").startswith("http://") else 422)
    assert answer.json()["detail"]


def test_judging_by_the_api(desk):
    row = first_row(desk, "contacts")["id"]
    assert desk.post("/api/judgements", json={"row": row, "verdict": "right"}).status_code == 201
    assert (
        desk.post("/api/judgements", json={"row": row, "verdict": "speaker", "speaker": "x"}).status_code
        != 201
    )


def test_a_feed_of_any_search(desk):
    feed = ElementTree.fromstring(desk.get("/feed.atom", params={"rows": "contacts"}).content)
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    assert feed.findall("{http://www.w3.org/2005/Atom}entry")


def test_operations(desk):
    assert desk.get("/healthz").text == "ok\n"
    assert desk.get("/readyz").text == "ready\n"
    assert "readout_requests_total" in desk.get("/metrics").text


# Who may do what

TOKENS = {"reader": "r" * 20, "judge": "j" * 20}


@pytest.fixture
def team(ledger, tmp_path):
    people = tmp_path / "team.txt"
    people.write_text(
        f"# the team\nAda reader {TOKENS['reader']}\nLou judge {TOKENS['judge']}\n", encoding="utf-8"
    )
    settings = Settings(ledger=str(ledger), host="0.0.0.0", members=read_people(str(people)))
    with TestClient(create_app(settings), follow_redirects=False) as client:
        yield client


def test_nobody_unknown_gets_in(team):
    assert team.get("/api/statements").status_code == 401
    assert team.get("/").headers["location"] == "/login"
    assert team.get("/metrics").status_code == 401
    assert team.get("/healthz").status_code == 200
    assert team.get("/api/statements", headers={"authorization": "Bearer wrong"}).status_code == 401


def test_a_reader_looks_and_a_judge_judges(team):
    by = {role: {"authorization": f"Bearer {token}"} for role, token in TOKENS.items()}
    row = team.get("/api/statements", headers=by["reader"]).json()["rows"][0]["id"]
    verdict = {"row": row, "verdict": "right"}
    assert team.post("/api/judgements", json=verdict, headers=by["reader"]).status_code == 403
    assert team.post("/api/judgements", json=verdict, headers=by["judge"]).status_code == 201
    judged = team.get("/api/judgements", params={"row": row}, headers=by["reader"]).json()["rows"]
    assert judged[-1]["judgement"]["by"] == "Lou"


def test_signing_in_with_a_token_in_a_browser(team):
    csrf = team.get("/login").cookies["readout_csrf"]
    assert team.post("/login", data={"token": "no", "csrf": csrf}).status_code == 401
    answer = team.post("/login", data={"token": TOKENS["judge"], "csrf": csrf})
    assert answer.status_code == 303
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert team.get("/").status_code == 200


def test_a_proxy_names_its_users(ledger):
    settings = Settings(ledger=str(ledger), host="0.0.0.0", identity_header="X-Remote-User")
    with TestClient(create_app(settings), follow_redirects=False) as client:
        assert client.get("/api/holdings").status_code == 401
        assert client.get("/api/holdings", headers={"x-remote-user": "ada"}).status_code == 200


def test_a_desk_that_others_reach_asks_who_they_are(ledger):
    with pytest.raises(OptionError, match="--members FILE"):
        create_app(Settings(ledger=str(ledger), host="0.0.0.0"))


def test_a_stranger_s_name_for_this_machine_is_refused(desk):
    assert desk.get("/", headers={"host": "attacker.example"}).status_code == 421


def test_limits_on_size_and_pace(ledger):
    settings = Settings(ledger=str(ledger), body_limit=2000, rate=5, read_rate=1)
    with TestClient(create_app(settings)) as client:
        assert client.post("/api/read", json={"text": "长" * 2000}).status_code == 413
        assert client.post("/api/read", content=iter([b"x" * 1500] * 3)).status_code in (413, 429)
        assert [client.get("/healthz").status_code for _ in range(6)][-1] == 429


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("Ada admin " + "a" * 20, "line 1: write name, role"),
        ("Ada reader short", "line 1: a token of 16"),
        ("Ada reader " + "a" * 20 + "\nLou judge " + "a" * 20, "line 2: two members have one token"),
        ("# nobody", "names nobody"),
    ],
)
def test_a_wrong_list_of_members_names_the_line(tmp_path, lines, message):
    people = tmp_path / "team.txt"
    people.write_text(lines, encoding="utf-8")
    with pytest.raises(OptionError, match=message):
        read_people(str(people))


def test_no_ledger_no_desk(tmp_path):
    with pytest.raises(LedgerError, match="there is no ledger"):
        create_app(Settings(ledger=str(tmp_path / "none.db")))
