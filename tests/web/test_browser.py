"""The desk in a real browser, as a reader walks it, in three languages; axe-core looks for barriers."""

import shutil
import socket
import threading
import time

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from readout.web import Settings, create_app

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium here; on Debian: apt-get install chromium"
)
WORDS = {
    "en": {"search": "Search", "contacts": "Contacts", "right": "Right", "undo": "Take back", "read": "Read"},
    "zh": {"search": "检索", "contacts": "往来", "right": "对", "undo": "撤回", "read": "读一页"},
    "ru": {
        "search": "Поиск",
        "contacts": "Контакты",
        "right": "Верно",
        "undo": "Отозвать",
        "read": "Прочесть",
    },
}
PAGES = ("/", "/search?q=表示", "/search?rows=contacts", "/timeline", "/network", "/read")


@pytest.fixture(scope="module")
def address(ledger):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = uvicorn.Config(
        create_app(Settings(ledger=str(ledger), rate=100_000)), port=port, log_level="error"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, address):
    """A fresh browser of a reader of some language; every error that a page's script makes fails the test."""
    contexts, faults = [], []

    def open_page(path: str = "/", *, code: str = "en", width: int = 1280, dark: bool = False):
        context = browser.new_context(
            locale=code,
            viewport={"width": width, "height": 900},
            base_url=address,
            color_scheme="dark" if dark else "light",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.on("request", lambda request: faults.append(request.url) if address not in request.url else None)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults


@pytest.mark.parametrize("code", WORDS)
def test_from_a_search_to_the_evidence_and_a_judgement(open_page, code):
    words = WORDS[code]
    page = open_page("/", code=code)
    page.get_by_role("link", name=words["search"], exact=True).click()
    page.locator(".asking input[type=search]").press_sequentially("否认")
    page.wait_for_url("**q=**")
    expect(page.locator("#found .row").first).to_contain_text("否认")
    page.locator("#found .cue").first.click()
    expect(page.locator("mark.content").first).to_be_visible()
    said = page.locator(".said-of-it li")
    before = said.count()
    page.get_by_role("button", name=words["right"], exact=False).first.click()
    expect(said).to_have_count(before + 1)
    gone = page.locator(".said-of-it li.gone").count()
    page.get_by_role("button", name=words["undo"]).click()
    expect(said).to_have_count(before + 2)
    assert page.locator(".said-of-it li.gone").count() > gone


def test_the_whole_way_by_keyboard(open_page):
    page = open_page("/search")
    page.keyboard.press("Escape")
    page.locator("h1").first.evaluate("element => document.activeElement.blur()")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"
    page.locator("body").evaluate("() => document.activeElement.blur()")
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.href")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.href") != first
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.href") == first
    page.keyboard.press("Enter")
    page.wait_for_url("**/rows/**")


def test_reading_what_is_pasted(open_page):
    page = open_page("/read", code="zh")
    page.locator("textarea").fill("该国外交部发言人13日表示，双方将于周五恢复谈判。")
    page.get_by_role("button", name="读一页").click()
    expect(page.locator(".said.cue")).to_have_text("表示")
    page.locator(".said.cue").click()
    expect(page.locator(".card[open]")).to_have_count(1)


def test_a_page_s_statement_is_picked_in_the_text_and_in_the_panel(open_page):
    page = open_page("/search?rows=pages")
    page.locator(".headline").first.click()
    page.locator(".text .said.cue").first.click()
    expect(page.locator(".panel .card[open]")).to_have_count(1)
    expect(page.locator(".text .said.on").first).to_be_visible()


@pytest.mark.parametrize("code", WORDS)
def test_judging_inside_the_page_s_text(open_page, code):
    page = open_page("/search?rows=pages&q=谈判", code=code)
    page.locator(".headline").first.click()
    page.locator(".text .said.cue").first.click()
    card = page.locator(".panel .card[open]")
    said = card.locator(".said-of-it li")
    card.get_by_role("button", name=WORDS[code]["right"], exact=False).first.click()
    expect(card).to_have_attribute("data-verdict", "right")
    before = said.count()
    page.keyboard.press("w")
    expect(card).to_have_attribute("data-verdict", "wrong")
    expect(said).to_have_count(before + 1)
    card.locator("input[name=speaker]").fill("更正者")
    card.locator("button[value=speaker]").click()
    expect(said).to_have_count(before + 2)
    expect(said.last).to_contain_text("更正者")
    for number in (3, 4, 5):
        card.locator("button[value=undo]").click()
        expect(said).to_have_count(before + number)
    expect(card).to_have_attribute("data-verdict", "")


def test_rows_of_a_page_by_keyboard_and_the_panel_follows(open_page):
    page = open_page("/search?rows=pages&q=谈判")
    page.locator(".headline").first.click()
    picks = page.locator(".text [data-pick]").count()
    assert picks > 1
    seen = []
    for key in "jjk":
        page.keyboard.press(key)
        expect(page.locator(".panel .card[open]")).to_have_count(1)
        expect(page.locator(".panel .card[open]")).to_be_in_viewport()
        seen.append(page.locator(".panel .card[open]").get_attribute("data-row"))
    assert seen[0] == seen[2] != seen[1]
    page.keyboard.press("Escape")
    expect(page.locator(".panel .card[open]")).to_have_count(0)


@pytest.mark.parametrize("code", WORDS)
def test_from_today_to_a_contact_and_its_words(open_page, code):
    page = open_page("/search?rows=contacts&type=call", code=code)
    page.locator(".row .kind").first.click()
    page.wait_for_url("**/contacts/m**")
    assert barriers(page) == []
    page.locator(".accounts .words, .report .words").first.click()
    expect(page.locator("#at")).to_be_in_viewport()


def test_a_name_leads_to_its_person_and_what_he_speaks_of(open_page):
    page = open_page("/search")
    page.locator("#found .who").first.click()
    page.wait_for_url("**/who/**")
    expect(page.locator(".spoken, aside .row, aside .none").first).to_be_visible()
    assert barriers(page) == []


def test_a_phone_shows_everything_without_scrolling_sideways(open_page):
    for path in PAGES:
        page = open_page(path, width=360)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("path", PAGES)
def test_no_barrier_that_axe_finds_serious(open_page, path, dark):
    page = open_page(path, dark=dark)
    found = Axe().run(page).response["violations"]
    assert [
        (v["id"], v["nodes"][0]["html"][:200]) for v in found if v["impact"] in ("serious", "critical")
    ] == []


def barriers(page) -> list[tuple[str, str]]:
    """What axe-core finds that would shut somebody out."""
    found = Axe().run(page).response["violations"]
    return [(v["id"], v["nodes"][0]["html"][:200]) for v in found if v["impact"] in ("serious", "critical")]


def test_no_barrier_on_a_row_or_a_page(open_page):
    page = open_page("/search?rows=contacts")
    page.locator(".row .kind").first.click()
    page.locator(".report .cue").first.click()
    page.wait_for_url("**/rows/c**")
    assert barriers(page) == []
    page.locator(".standing a").first.click()
    page.wait_for_url("**/pages/**")
    assert barriers(page) == []


def test_paper_has_the_rows_and_not_the_buttons(open_page):
    page = open_page("/search?rows=contacts")
    page.emulate_media(media="print")
    expect(page.locator(".row").first).to_be_visible()
    expect(page.locator(".masthead nav")).to_be_hidden()
