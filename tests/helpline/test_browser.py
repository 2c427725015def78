"""The console in a real Chromium: live, by keyboard alone, for a screen reader, on a telephone."""

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pyotp
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.helpline.provider import Provider, running
from tests.helpline.served import PASSWORD, SID, TOKEN, Served

CHROMIUM = "/usr/bin/chromium"
PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
expect.set_options(timeout=40_000)  # a machine may be busy; how fast it is is for benchmarks
PAGES = ("/", "/services?place=x", "/supervise", "/numbers", "/handset")
# What is said of answers that a test asks for, of a killed server, of a page that was left.
EXPECTED = re.compile(r"status of (409|422)|net::ERR_|^htmx:(sendError|afterRequest)")
pytestmark = pytest.mark.skipif(
    not Path(CHROMIUM).exists(), reason="Chromium is not installed (`make system` installs it)"
)


@pytest.fixture(scope="module")
def running_line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with running(Provider(SID, token=TOKEN)) as url:
        one = Served(tmp_path_factory.mktemp("browser"), provider=url)
        one.prepare()
        one.start()
        yield one
        one.stop()


@pytest.fixture
def served(running_line: Served) -> Served:
    """A line to which nobody has written: whatever the order, a test finds its own texts alone."""
    if not running_line.alive():
        running_line.start()
    running_line.empty()
    return running_line


@pytest.fixture
def strict_line(running_line: Served) -> Iterator[Served]:
    """The line where everybody signs in with a second factor."""
    running_line.factor = "all"
    running_line.stop()
    running_line.start()
    yield running_line
    running_line.factor = "none"
    running_line.stop()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, served: Served) -> Iterator[Page]:
    context = chromium.new_context(base_url=served.url, locale="en-US")
    context.set_default_timeout(60_000)
    one = context.new_page()
    asked: list[str] = []
    one.on("request", lambda request: asked.append(urlsplit(request.url).netloc))
    complaints: list[str] = []
    one.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    one.on("pageerror", lambda error: complaints.append(str(error)))
    yield one
    context.close()
    assert set(asked) <= {urlsplit(served.url).netloc, ""}
    assert [said for said in complaints if not EXPECTED.search(said)] == []


def sign_in(page: Page, login: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("Login").fill(login)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Password").press("Enter")
    page.wait_for_url("**/")


def broken_rules(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands."""
    results = Axe().run(page)
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in results.response["violations"]
    ]


def press_until(page: Page, key: str, name: str, limit: int = 60) -> None:
    """Move by keyboard until the focus stands on something of that name."""
    for _ in range(limit):
        said = page.evaluate(
            "document.activeElement === document.body ? '' :"
            " document.activeElement.innerText || document.activeElement.id"
        )
        if name in str(said):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{name} cannot be reached by keyboard")


def test_a_text_is_answered_live_by_keyboard_alone(page: Page, served: Served) -> None:
    sign_in(page, "advocate")
    expect(page.locator("#live")).to_have_text("Live")
    number = "+12025550111"
    assert served.text("hello, can you help me", number) == 200
    expect(page.get_by_role("button", name="Claim").first).to_be_visible()
    press_until(page, "Tab", "Claim")
    page.keyboard.press("Enter")
    page.wait_for_url("**/c/*")
    expect(page.locator("#live")).to_have_text("Live")
    press_until(page, "Tab", "reply")
    page.keyboard.type("Yes, I am here. Is it safe to text?")
    expect(page.locator("#size")).to_have_text("35 of 160, 1 SMS (GSM-7)")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".line.out .text").last).to_have_text("Yes, I am here. Is it safe to text?")
    expect(page.locator("#live")).to_have_text("Live")
    assert served.text("yes it is <b>safe</b>", number) == 200
    expect(page.locator(".line.in .text").last).to_have_text("yes it is <b>safe</b>")
    expect(page.locator("#live")).to_have_text("A new text came in.")
    expect(page.locator(".line.out .way")).to_have_text(["delivered", "delivered"])
    assert broken_rules(page) == []
    if os.environ.get("VIGIE_SCREENSHOTS"):
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / "helpline.png", full_page=True)


def test_the_focus_stays_where_it_was_when_the_page_refreshes(page: Page, served: Served) -> None:
    assert served.text("somebody waits", "+12025550115") == 200
    sign_in(page, "advocate")
    expect(page.locator("#live")).to_have_text("Live")
    press_until(page, "Tab", "Claim")
    before = page.evaluate("document.activeElement.id")
    waiting = page.get_by_role("button", name="Claim")
    count = waiting.count()
    assert served.text("somebody else waits", "+12025550116") == 200
    expect(waiting).to_have_count(count + 1)
    assert page.evaluate("document.activeElement.id") == before


def test_a_page_that_was_away_catches_up(page: Page, served: Served) -> None:
    sign_in(page, "advocate")
    expect(page.locator("#live")).to_have_text("Live")
    served.kill()
    expect(page.locator("#live")).to_have_text("Not live: reload")
    served.start()
    assert served.text("written just after the restart", "+12025550112") == 200
    expect(page.locator("#live")).to_have_text("Live")
    expect(page.get_by_role("heading", name=re.compile(r"Queue \(\d+\)"))).to_be_visible()


def test_a_trainees_reply_waits_for_a_second_pair_of_eyes(page: Page, served: Served) -> None:
    assert served.text("a question", "+12025550113") == 200
    sign_in(page, "trainee")
    page.get_by_role("button", name="Claim").last.click()
    page.get_by_label("Reply", exact=True).fill("an answer")
    page.get_by_role("button", name="Send for review").click()
    expect(page.locator(".line.draft .text")).to_have_text("an answer")
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, "supervisor")
    page.get_by_role("link", name="Draft 1: trainee").click()
    page.get_by_role("button", name="Approve and send").click()
    expect(page.get_by_role("heading", name="Drafts to review")).to_have_count(0)


def test_the_heading_follows_what_others_do(page: Page, served: Served) -> None:
    assert served.text("a question", "+12025550117") == 200
    sign_in(page, "advocate")
    page.get_by_role("link", name="Open 1").click()
    expect(page.locator("#live")).to_have_text("Live")
    expect(page.locator(".state")).to_have_text("queued")
    expect(page.locator("#changed")).to_be_hidden()
    where = urlsplit(page.url).path
    colleague = served.browser("supervisor")
    assert colleague.post(f"{where}/claim").ok
    expect(page.locator(".state")).to_have_text("assigned")
    expect(page.locator(".holder")).to_have_text("supervisor answers")
    expect(page.locator("#changed")).to_have_text(re.compile("Something changed"))
    expect(page.locator("#answering button")).to_have_count(0)  # a colleague answers
    assert colleague.post(f"{where}/reply", text="hello").ok
    expect(page.locator(".state")).to_have_text("waiting for the texter")
    assert broken_rules(page) == []


def test_what_is_being_typed_outlives_a_change_of_hands(page: Page, served: Served) -> None:
    assert served.text("a question", "+12025550118") == 200
    sign_in(page, "advocate")
    page.get_by_role("button", name="Claim").last.click()
    expect(page.locator("#live")).to_have_text("Live")
    where = urlsplit(page.url).path
    page.get_by_label("Note", exact=True).fill("half a note")
    page.get_by_label("Reply", exact=True).fill("half an answer")
    page.locator("#reply").evaluate("one => one.setSelectionRange(4, 4)")
    colleague = served.browser("supervisor")
    assert colleague.post(f"{where}/transfer", to="trainee").ok
    expect(page.locator("#answering button")).to_have_count(0)
    expect(page.locator("#kept textarea")).to_have_value("half an answer")
    expect(page.get_by_label("Note", exact=True)).to_have_value("half a note")
    assert broken_rules(page) == []
    assert colleague.post(f"{where}/transfer", to="advocate").ok
    expect(page.locator("#reply")).to_be_visible()
    page.locator("#reply").fill("another answer")
    page.locator("#reply").evaluate("one => one.setSelectionRange(7, 7)")
    assert colleague.post(f"{where}/release").ok
    assert colleague.post(f"{where}/claim").ok
    expect(page.locator(".holder")).to_have_text("supervisor answers")
    expect(page.locator("#kept textarea")).to_have_value("another answer")


def test_the_handset_talks_to_the_line(page: Page, served: Served) -> None:
    sign_in(page, "supervisor")
    page.goto("/handset")
    page.get_by_label("Number").fill("+12025550114")
    page.get_by_role("textbox", name="Text").fill("hello from the handset")
    page.get_by_role("button", name="Send").click()
    for _ in range(40):
        if page.locator(".handset .line").count():
            break
        time.sleep(0.25)
        page.reload()
    expect(page.locator(".handset .line .text").first).to_contain_text("Thanks for your message")
    page.get_by_label("Number").fill("+11235550111")
    page.get_by_role("textbox", name="Text").fill("x")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("fictional")


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_is_for_everybody(page: Page, served: Served, language: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto("/sign-in")
    assert broken_rules(page) == []
    sign_in(page, "supervisor")
    page.locator(f"button[lang={language}]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    for path in PAGES:
        page.goto(path)
        assert broken_rules(page) == [], path
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, path


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_second_factor_is_for_everybody(
    chromium: Browser, strict_line: Served, language: str
) -> None:
    context = chromium.new_context(base_url=strict_line.url, locale=language)
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto("/sign-in")
    login = dict(zip(("en", "fr", "es"), ("advocate", "trainee", "auditor"), strict=True))[language]
    page.locator("input[name=login]").fill(login)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/sign-in/second-factor")
    expect(page.locator("html")).to_have_attribute("lang", language)
    secret = page.locator("#secret").inner_text().replace(" ", "")
    expect(page.locator("svg.qr")).to_be_visible()
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert broken_rules(page) == []
    page.locator("input[name=code]").fill("1")
    page.locator("input[name=code]").press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    page.locator("input[name=code]").fill(str(pyotp.TOTP(secret).now()))
    page.locator("input[name=code]").press("Enter")
    expect(page.locator(".codes code")).to_have_count(10)
    assert broken_rules(page) == []
    spare = page.locator(".codes code").first.inner_text()
    page.locator("header form button").first.click()
    page.locator("input[name=login]").fill(login)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/sign-in/code")
    assert broken_rules(page) == []
    page.locator("input[name=code]").fill(spare)
    page.locator("input[name=code]").press("Enter")
    page.wait_for_url(re.compile(r":\d+/(supervise)?$"))
    context.close()
