"""The pages of reports: what each member is offered, how a file is sent, and what is noted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.staff.reports import wanted
from evidence.reports import Asked, ReportKind
from evidence.reports.document import Report
from evidence.reports.formats import FORMATS
from store import access_log
from store.tx import Tx
from tests.reports.sample import a_report
from tests.staff.office import Office


def offer(monkeypatch: pytest.MonkeyPatch, report: Report | None) -> list[Asked]:
    """The only report there is; returns what will be asked of it."""
    seen: list[Asked] = []

    def make(_tx: Tx, asked: Asked) -> Report | None:
        seen.append(asked)
        return report

    kind = ReportKind("things", "Things", "All things.", make, ("one", "two"), by_service=True, carers=True)
    monkeypatch.setattr(wanted, "REPORTS", (kind,))
    return seen


@pytest.mark.parametrize("name", FORMATS)
async def test_every_format_is_sent(managed: Office, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A page is shown, a file is sent under its name; no browser keeps either."""
    offer(monkeypatch, a_report())
    answer = await managed.get(f"/staff/reports/things?format={name}")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert ("attachment" in answer.headers.get("content-disposition", "")) == (name != "html")
    assert f"evidence-2026-11-29.{name}" in answer.headers.get("content-disposition", name + "evidence-2026-11-29.html")


async def test_the_page_may_run_nothing(managed: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report's own policy names its one style by its sum, and lets no script pass; other pages keep theirs."""
    offer(monkeypatch, a_report())
    policy = (await managed.get("/staff/reports/things")).headers["content-security-policy"]
    assert "script-src" not in policy
    assert policy.startswith("default-src 'none'")
    assert "style-src 'sha256-" in policy
    assert "script-src 'self'" in (await managed.get("/staff/reports")).headers["content-security-policy"]


async def test_what_is_published_has_no_links(managed: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """For staff, figures lead to their pages; what will be published leads nowhere, and is made for a public reader."""
    seen = offer(monkeypatch, a_report())
    assert 'href="/staff/areas/duq.1"' in (await managed.get("/staff/reports/things")).text
    assert "/staff/" not in (await managed.get("/staff/reports/things?public=yes")).text
    assert (seen[-1].reader.public, seen[-1].reader.manages) == (True, False)
    assert (seen[0].reader.public, seen[0].reader.manages) == (False, True)


async def test_names_are_noted(managed: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has a report made that holds words or names of single people stands in the access log; else nobody does."""
    for identified in (False, True):
        offer(monkeypatch, replace(a_report(), identified=identified))
        await managed.get("/staff/reports/things?format=csv")
        notes = await managed.database.read(access_log.recent)
        assert any("made the report" in one.did for one in notes) == identified


async def test_nothing_to_report_is_said(managed: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report that cannot be made yet stands apart in the list, and its address says so."""
    offer(monkeypatch, None)
    assert "There is nothing to report on these yet" in (await managed.get("/staff/reports")).text
    answer = await managed.get("/staff/reports/things")
    assert answer.status_code == 404
    assert "Nothing to report yet" in answer.text


@pytest.mark.parametrize(
    "query", ["?format=exe", "?layout=three", "?service=x", "?round=99999999999999999", "?service=999999"]
)
async def test_what_there_is_not_is_a_404(office: Office, monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    """An unknown format, layout or number, and another house's service, are not found."""
    offer(monkeypatch, a_report())
    await office.sign_in("Mo", "manager", "Mill Lane")
    assert (await office.get(f"/staff/reports/things{query}")).status_code == 404


async def test_a_keyworker_gets_what_is_for_carers(office: Office) -> None:
    """The evidence is not offered to a keyworker, and its address is not found for them."""
    await office.sign_in("Kim", "keyworker")
    assert "What people say" not in (await office.get("/staff/reports")).text
    assert (await office.get("/staff/reports/evidence")).status_code == 404
