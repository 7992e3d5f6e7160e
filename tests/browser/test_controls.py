"""Negative controls: the tools that look at our pages can see a fault, and do so under our content security policy."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from playwright.async_api import Page

from tests.browser.axe import axe_findings, check_axe
from tests.browser.browser import PHONE, TABLET_HOST, BrokenPageError, Pages

STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"
STYLE = """
.pale { color: #bbb; background: #fff }
.small { display: inline-block; width: 12px; height: 12px; padding: 0; border: 0 }
"""
FRAME = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Control</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/control.css">
</head><body><main><h1>Control</h1>{}</main></body></html>"""
BODIES = {
    "/good": "<p>Plain text.</p>",
    "/pale": '<p class="pale">Pale text.</p>',
    "/unlabelled": '<form><input type="text" name="words"></form>',
    "/small": '<button class="small" aria-label="One"></button><button class="small" aria-label="Two"></button>',
    "/inline-script": "<script>document.title = 'ran'</script>",
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        style = self.path == "/control.css"
        body = STYLE if style else FRAME.format(BODIES.get(self.path, ""))
        self.send_response(200)
        self.send_header("Content-Type", "text/css" if style else "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", STRICT)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Pages with known faults, under a name that is not localhost."""
    with HTTPServer(("127.0.0.1", 0), _Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://{TABLET_HOST}:{server.server_port}"
        server.shutdown()
        thread.join()


async def test_a_sound_page_passes(page: Page, site: str) -> None:
    """A page with no fault is not blamed, and axe-core runs under a strict policy."""
    await page.goto(f"{site}/good")
    await check_axe(page)


@pytest.mark.parametrize(
    ("path", "rule"), [("/pale", "color-contrast"), ("/unlabelled", "label"), ("/small", "target-size")]
)
async def test_each_fault_is_seen(page: Page, site: str, path: str, rule: str) -> None:
    """Pale text, a field with no label and a target that is too small are each found."""
    await page.goto(site + path)
    assert rule in {finding.rule for finding in await axe_findings(page)}


async def test_a_fault_fails_the_check(page: Page, site: str) -> None:
    """The check that pages go through raises, names the fault and shows the element."""
    await page.goto(f"{site}/pale")
    with pytest.raises(AssertionError, match=r"(?s)color-contrast.*Pale text"):
        await check_axe(page)


async def test_the_page_is_not_on_localhost(page: Page, site: str) -> None:
    """The mapped name is an insecure origin, as in a house: no secure context, no microphone."""
    await page.goto(f"{site}/good")
    assert await page.evaluate("[isSecureContext, location.hostname, 'mediaDevices' in navigator]") == [
        False,
        TABLET_HOST,
        False,
    ]


async def test_a_refused_script_is_noticed(new_page: Pages, site: str) -> None:
    """A page that breaks its own policy fails the test that opened it."""
    page = await new_page()
    await page.goto(f"{site}/inline-script")
    assert await page.title() == "Control"
    with pytest.raises(BrokenPageError, match="Content Security Policy"):
        await new_page.close()
    new_page.faults.clear()


async def test_pages_take_the_options_of_a_person(new_page: Pages, site: str) -> None:
    """A page can be opened at a phone's size, without JavaScript and in forced colours."""
    small = await new_page(viewport=PHONE, forced_colors="active")
    await small.goto(f"{site}/good")
    assert await small.evaluate("[innerWidth, matchMedia('(forced-colors: active)').matches]") == [320, True]
    bare = await new_page(java_script_enabled=False)
    await bare.goto(f"{site}/good")
    assert await bare.locator("h1").inner_text() == "Control"
