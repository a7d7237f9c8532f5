"""The ledger's commands, as a person would use them one after another."""

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from readout.cli import app
from tests.ledger.made import CALL, TALKS, VISIT, write_lines


@pytest.fixture(scope="module")
def workplace(tmp_path_factory):
    """A folder of pages, and the ledger they were added to."""
    folder = tmp_path_factory.mktemp("desk")
    lines = [
        json.dumps({"url": f"https://{site}.example.org/{name}", "published": "2025-03-20", "text": text})
        for site, name, text in (
            ("a", "call", CALL),
            ("b", "call", CALL),
            ("a", "talks", TALKS),
            ("a", "visit", VISIT),
        )
    ]
    write_lines(folder / "pages.jsonl", *lines, "{broken")
    done = CliRunner().invoke(app, ["add", str(folder / "pages.jsonl"), "--ledger", str(folder / "desk.db")])
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def run(workplace):
    def run(*arguments, code=0):
        done = CliRunner().invoke(
            app, [*arguments], env={"READOUT_LEDGER": str(workplace / "desk.db"), "COLUMNS": "100"}
        )
        assert done.exit_code == code, done.output
        return done

    return run


def rows(done):
    return json.loads(done.stdout)


def test_adding_says_what_became_of_the_pages(workplace, run):
    done = run("add", str(workplace / "pages.jsonl"))
    assert "4 known already, 1 unreadable" in done.stderr


def test_nothing_to_add_is_said(run):
    assert "readout add --help" in run("add", code=1).stderr


def test_search_in_each_form(run):
    (hit,) = rows(run("search", "铁路", "贷款", "--format", "json"))
    assert (hit["speaker"], hit["pages"], hit["report"]["published"]) == ("萨利纳斯", 2, "2025-03-20")
    table = run("search", "铁路", "贷款").stdout
    assert "萨利纳斯" in table
    assert hit["id"] in table
    (row,) = csv.DictReader(io.StringIO(run("search", "铁路", "贷款", "-f", "csv").stdout))
    assert row["id"] == hit["id"]
    assert row["address"].startswith("https://")


def test_search_for_other_rows_and_for_nothing(run):
    assert {row["type"] for row in rows(run("search", "--contacts", "-f", "json"))} >= {"call", "visit"}
    assert {row["report"]["address"] for row in rows(run("search", "--pages", "桥梁", "-f", "json"))} == {
        "https://a.example.org/visit"
    }
    assert "no statement was found" in run("search", "没有这样的话", code=1).stdout
    assert "at least one word" in run("search", "，。", code=1).stderr
    assert not rows(run("search", "边境", "--without", "口岸", "--without", "轨道", "-f", "json", code=1))


def test_contacts_timeline_and_speakers(run):
    (call,) = rows(run("contacts", "--between", "萨利纳斯", "贝尔纳莱斯", "-f", "json"))
    assert (call["type"], call["status"], call["pages"]) == ("call", "happened", 2)
    assert len(call["report_ids"]) == 2
    (row,) = csv.DictReader(
        io.StringIO(run("contacts", "--between", "秘鲁", "贝尔纳莱斯", "-f", "csv").stdout)
    )
    assert (row["id"], row["reports"]) == (call["id"], "2")
    assert call["id"] in run("contacts", "--type", "call", "--oldest").stdout
    assert "no contact was found" in run("contacts", "--status", "denied", "--type", "call", code=1).stdout
    assert call["id"] in run("contacts", "通电话").stdout
    days = rows(run("timeline", "--since", "2025-03-18", "-f", "json"))
    assert [day["day"] for day in days] == sorted(day["day"] for day in days)
    assert "2025-03-18" in run("timeline", "萨利纳斯").stdout
    assert "罗梅罗" in {row["name"] for row in rows(run("speakers", "-f", "json"))}


def test_a_contact_is_shown_with_all_its_reports_and_judged_by_its_id(run):
    (contact,) = rows(run("contacts", "--type", "call", "-f", "json"))
    id = contact["id"]
    (record,) = rows(run("show", id, "-f", "json"))
    assert record["contact"] == contact
    assert [report["rule"] for report in record["reports"]] == ["same text", "same text"]
    shown = run("show", id[:8]).stdout
    assert all(report["id"] in shown for report in record["reports"])
    assert len(list(csv.DictReader(io.StringIO(run("show", id, "-f", "csv").stdout)))) == 2
    days = rows(run("timeline", "--between", "萨利纳斯", "贝尔纳莱斯", "-f", "json"))
    assert [contact["id"] for day in days for contact in day["contacts"]] == [id]
    first, second = (report["id"] for report in record["reports"])
    run("judge", id, "different", second, "--by", "desk")
    assert len(rows(run("contacts", "--type", "call", "-f", "json"))) == 2
    run("judge", first, "undo", "--by", "desk")
    assert rows(run("contacts", "--type", "call", "-f", "json")) == [contact]


def test_a_row_is_shown_with_its_words(run):
    (hit,) = rows(run("search", "铁路", "贷款", "--format", "json"))
    (evidence,) = rows(run("show", hit["id"][:8], "-f", "json"))
    assert "".join(piece["text"] for piece in evidence["pieces"] if piece["role"] == "cue") == "表示"
    for piece in evidence["pieces"]:
        assert CALL[piece["start"] : piece["stop"]] == piece["text"]
    assert [relative["kind"] for relative in evidence["relatives"]] == ["copy"]
    assert "also in" in run("show", hit["id"]).stdout.lower()
    page = rows(run("show", hit["report"]["address"], "-f", "json"))
    assert hit["id"] in page["statement_ids"]
    assert "give --format json" in run("show", hit["report"]["address"], "-f", "csv", code=1).stderr
    assert "nothing in the ledger" in run("show", "s00000000", code=1).stderr


def test_versions_show_what_changed(workplace, run):
    changed = TALKS.replace("反对派议员奥尔蒂斯指责政府隐瞒数据。", "罗梅罗还说，方案不涉及农业。")
    line = json.dumps({"url": "https://a.example.org/talks", "published": "2025-03-21", "text": changed})
    write_lines(workplace / "later.jsonl", line)
    assert "1 new versions" in run("add", str(workplace / "later.jsonl")).stderr
    page = rows(run("show", "https://a.example.org/talks", "-f", "json"))
    assert (page["version"], page["versions"]) == (2, 2)
    assert any("奥尔蒂斯" in words for words in page["change"]["lost"])
    assert any("农业" in words for words in page["change"]["gained"])
    assert "no longer said" in run("show", "https://a.example.org/talks").stdout


def test_copies_are_listed_with_their_origin(run):
    (family,) = rows(run("copies", "-f", "json"))
    assert (family["origin"], len(family["pages"])) == ("海岸通讯社", 2)
    assert "海岸通讯社" in run("copies").stdout


def test_judging_and_taking_it_back(run):
    (hit,) = rows(run("search", "--speaker", "帕斯", "-f", "json"))
    assert (
        "takes it back"
        in run("judge", hit["id"], "wrong", "--by", "desk", "--note", "it was the ministry").stderr
    )
    assert rows(run("search", "--speaker", "帕斯", "-f", "json"))[0]["verdict"] == "wrong"
    assert "WRONG" in run("search", "--speaker", "帕斯").stdout
    run("judge", hit["id"], "speaker", "--speaker", "能源部", "--by", "desk")
    assert rows(run("search", "--speaker", "能源部", "-f", "json"))[0]["id"] == hit["id"]
    for _ in range(2):
        run("judge", hit["id"], "undo", "--by", "desk")
    assert rows(run("search", "--speaker", "帕斯", "-f", "json"))[0]["verdict"] == ""
    assert len(rows(run("judgements", hit["id"], "-f", "json"))) == 4
    assert "one of: right" in run("judge", hit["id"], "maybe", code=1).stderr


def test_reading_again_and_what_the_ledger_holds(run):
    assert "0 pages read again" in run("reread").stderr
    assert "0 gained, 0 lost, 0 changed" in run("reread", "--all").stderr
    holdings = rows(run("ledger", "--digest", "-f", "json"))
    assert (holdings["pages"], len(holdings["failures"]), len(holdings["digest"])) == (5, 1, 64)
    assert "is not JSON" in run("ledger").stdout


def test_exporting(workplace, run):
    assert "what it loses" in run("export", "--help").stdout.lower() or "loses" in run("export").stdout
    target = workplace / "tables"
    run("export", "csv", "-o", str(target), "--until", "2025-03-20")
    with open(target / "statements.csv", encoding="utf-8", newline="") as stream:
        assert {row["speaker"] for row in csv.DictReader(stream)} >= {"萨利纳斯", "帕斯"}
    assert "already" in run("export", "csv", "-o", str(target), code=1).stderr
    lines = run("export", "jsonl").stdout.splitlines()
    assert len([line for line in lines if line.startswith("{")]) == 5
    assert "one of" in run("export", "xml", code=1).stderr
    assert "folder" in run("export", "brat", code=1).stderr


def test_a_ledger_that_is_not_there_is_not_made(tmp_path):
    done = CliRunner().invoke(app, ["search", "关税", "--ledger", str(tmp_path / "no.db")])
    assert done.exit_code == 1
    assert "readout add" in done.stderr
    assert not (tmp_path / "no.db").exists()
