"""Every report of every room, in each of its layouts, from the sample: a whole PDF, and every other format."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.app import open_rooms
from bot.clock import utc_now
from bot.config import read_config
from evidence.reports import REPORTS, Asked, Reader, ReportKind
from evidence.reports.document import Report
from evidence.reports.formats import FORMATS, write
from tests.reports.test_pdf import faults

LAYOUTS = [(kind, layout) for kind in REPORTS for layout in kind.layouts or ("",)]
READERS = (Reader(manages=True), Reader(public=True))


@pytest.fixture(scope="module")
def made(
    copy_sample: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, str, bool], Report | None]:
    """Each report in each layout, for a manager and for the public."""
    folder = copy_sample(tmp_path_factory.mktemp("reports") / "data")

    async def make() -> dict[tuple[str, str, bool], Report | None]:
        async with open_rooms(read_config({}, data=str(folder)), utc_now) as rooms:
            found = {}
            for kind, layout in LAYOUTS:
                for reader in READERS:
                    asked = Asked(rooms.pack, rooms.clock().date(), reader, layout=layout)
                    report = await rooms.database.read(lambda tx, kind=kind, asked=asked: kind.make(tx, asked))
                    found[kind.name, layout, reader.public] = report
            return found

    return asyncio.run(make())


@pytest.mark.parametrize(("kind", "layout"), LAYOUTS, ids=lambda one: getattr(one, "name", one))
def test_every_report_is_whole_in_every_format(
    kind: ReportKind, layout: str, made: dict[tuple[str, str, bool], Report | None], tmp_path: Path
) -> None:
    """The sample has something to report on everywhere. An independent check finds nothing wrong with the PDF."""
    report = made[kind.name, layout, False]
    assert report is not None
    for name in kind.formats or FORMATS:
        content = write(report, name)
        assert content
        if name == "pdf":
            assert faults(content, tmp_path) == []


@pytest.mark.parametrize(("kind", "layout"), LAYOUTS, ids=lambda one: getattr(one, "name", one))
def test_what_is_published_leads_to_no_staff_page(
    kind: ReportKind, layout: str, made: dict[tuple[str, str, bool], Report | None]
) -> None:
    """For the public, a report is either made or not; where it is, no address of a staff page stands in it."""
    report = made[kind.name, layout, True]
    if report is not None:
        assert b"/staff/" not in write(report, "json")
