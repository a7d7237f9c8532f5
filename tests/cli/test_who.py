"""readout who, and searching for somebody by any of the names."""

import json

import pytest
from typer.testing import CliRunner

from readout.cli import app
from tests.ledger.made import write_lines

TEXTS = (
    ("zh", "中新社北京3月18日电 俄罗斯总统普京18日在记者会上表示，双方将继续谈判。"),
    ("zh", "海岸通讯社3月19日电 俄罗斯总统普丁19日说，港口将于五月开放。普丁还说，运价不变。"),
    ("zh", "海岸通讯社3月20日电 秘鲁总统萨利纳斯20日会见来访的俄罗斯总统普京。"),
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    folder = tmp_path_factory.mktemp("who")
    lines = [
        json.dumps({"id": f"p{n}", "published": f"2025-03-{18 + n}", "language": code, "text": text})
        for n, (code, text) in enumerate(TEXTS)
    ]
    write_lines(folder / "pages.jsonl", *lines)
    done = CliRunner().invoke(app, ["add", str(folder / "pages.jsonl"), "--ledger", str(folder / "desk.db")])
    assert done.exit_code == 0, done.output
    return str(folder / "desk.db")


def run(*arguments: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, [*arguments], env={"COLUMNS": "100"})
    assert done.exit_code == code, done.output
    return done.stdout


def test_who_shows_names_offices_and_how_it_is_known():
    shown = run("who", "Зеленського", "--language", "uk", "--ledger", "none.db")
    for words in (
        "volodymyr-zelensky",
        "泽连斯基",
        "Zelenskyy",
        "Зеленский",
        "president of ukraine",
        "inflected",
    ):
        assert words in shown
    assert "in the ledger" not in shown


def test_who_counts_rows_under_all_names(ledger):
    (who,) = json.loads(run("who", "Путина", "--ledger", ledger, "--format", "json"))
    assert who["entity"]["id"] == "vladimir-putin"
    assert who["rows"] == {"said": 3, "heard": 0, "met": 1}


def test_who_is_asked_of_a_day():
    (who,) = json.loads(
        run("who", "президент США", "--day", "2023-05-01", "-f", "json", "--ledger", "none.db")
    )
    assert (who["entity"]["id"], who["entity"]["rule"]) == ("joe-biden", "office")


def test_several_are_shown_as_candidates_and_strangers_with_whom_they_sound_like():
    shown = run("who", "Brown", "--day", "2025-03-01", "--ledger", "none.db", code=1)
    assert "no (ambiguous)" in shown
    assert "mark-brown" in shown
    assert "gordon-brown" in shown
    shown = run("who", "Zelenski", "--language", "en", "--ledger", "none.db", code=1)
    assert "sounds like" in shown
    assert "volodymyr-zelensky" in shown


def test_a_search_for_somebody_finds_all_of_the_names(ledger):
    found = json.loads(run("search", "--speaker", "Vladimir Putin", "--ledger", ledger, "--format", "json"))
    assert {hit["speaker"] for hit in found} == {"普京", "普丁"}
    found = json.loads(run("search", "--speaker", "萨利纳斯", "--ledger", ledger, "-f", "json", code=1))
    assert found == []
    (hit,) = json.loads(run("contacts", "--between", "Putin", "萨利纳斯", "--ledger", ledger, "-f", "json"))
    assert set(hit["parties"]) == {"萨利纳斯", "普京"}
