"""axe-core on a page: what it finds against WCAG 2.0 to 2.2, levels A and AA."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
# target-size is off in axe-core unless asked for.
OPTIONS: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
# Only what is asked for leaves the page: the whole result is hundreds of kilobytes, and is taken apart three times.
RUN = """options => axe.run(document, options).then(({passes, violations}) => [
    passes.length, violations.flatMap(one => one.nodes.map(node => [one.id, one.help, node.html]))])"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of a page, at one element."""

    rule: str
    help: str
    element: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.help}\n    {self.element}"


async def axe_findings(page: Page) -> list[Finding]:
    """What axe-core finds on the page as it is now.

    The script goes in through the debugger, which a page's content security policy does not bind.
    Needs a page with JavaScript on.
    """
    if not await page.evaluate("typeof axe === 'object'"):
        await page.add_init_script(script=_source())  # half a megabyte: the browser keeps it for the pages that come
        await page.evaluate(_source())
    passed, found = await page.evaluate(RUN, OPTIONS)
    assert passed, f"axe-core looked at nothing on {page.url}"
    return [Finding(rule, help_, element) for rule, help_, element in found]


async def check_axe(page: Page) -> None:
    """Fail with a readable list where axe-core finds anything."""
    findings = await axe_findings(page)
    listed = "\n".join(str(finding) for finding in findings)
    assert not findings, f"{len(findings)} faults on {page.url}\n{listed}"


@cache
def _source() -> str:
    return (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")
