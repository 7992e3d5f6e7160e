"""Every report in every layout: made from the sample data, and from an empty start."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bot.app import Rooms, open_rooms
from bot.clock import utc_now
from bot.config import read_config
from evidence.reports import REPORTS, Asked, Reader, ReportKind
from evidence.reports.document import Report
from evidence.reports.formats import FORMATS, write
from tests.reports.test_pdf import faults, text_of
from tests.support.sample import make_once, shared_folder

NOW = utc_now()
EVERY = [(kind, layout) for kind in REPORTS for layout in kind.layouts or ("",)]


def named(one: object) -> str:
    """How a case is called."""
    return one.name if isinstance(one, ReportKind) else str(one)


def asked(rooms: Rooms, layout: str, *, public: bool = False) -> Asked:
    """The whole provider's newest, for its manager or for everyone."""
    reader = Reader(manages=not public, public=public)
    return Asked(pack=rooms.pack, today=NOW.date(), reader=reader, layout=layout)


@pytest.fixture(scope="module")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, copied: this module opens it."""
    made = make_once(shared_folder(tmp_path_factory))
    return Path(shutil.copytree(made, tmp_path_factory.mktemp("reports") / "data"))


def bare(text: str) -> str:
    """A text without spaces and line ends: paper breaks lines where it likes, with a hyphen where words are long."""
    return re.sub(r"[\s\u00ad\ufffe\u2010-]", "", text)


async def made_of(folder: Path, kind: ReportKind, layout: str, *, public: bool = False) -> Report | None:
    """The report as this folder gives it."""
    async with open_rooms(read_config({"PLAINSAY_DATA": str(folder)}), lambda: NOW) as rooms:
        return await rooms.database.read(lambda tx: kind.make(tx, asked(rooms, layout, public=public)))


@pytest.mark.parametrize(("kind", "layout"), EVERY, ids=named)
async def test_from_the_sample(sample_folder: Path, tmp_path: Path, kind: ReportKind, layout: str) -> None:
    """The sample has something for every report; each format is written, and the PDF passes and holds every text."""
    report = await made_of(sample_folder, kind, layout)
    assert report is not None
    assert report.name in {kind.name, layout}
    for form in kind.formats or FORMATS:
        content = write(report, form)
        assert len(content) > 100, form
        if form == "pdf":
            assert faults(content, tmp_path) == []
            paper = bare(text_of(content))
            missing = [text for text in report.texts() if text and bare(text) not in paper]
            assert missing == []


@pytest.mark.parametrize(("kind", "layout"), EVERY, ids=named)
async def test_what_is_published_leads_nowhere_inside(sample_folder: Path, kind: ReportKind, layout: str) -> None:
    """What is made for everyone has no address of a staff page in any format."""
    report = await made_of(sample_folder, kind, layout, public=True)
    if report is not None:
        assert b"/staff/" not in write(report, "html")
        assert b"/staff/" not in write(report, "json")


@pytest.mark.parametrize(("kind", "layout"), EVERY, ids=named)
async def test_from_an_empty_start(tmp_path: Path, kind: ReportKind, layout: str) -> None:
    """Before anything was asked or written each report is either not there yet, or says kindly that it is empty."""
    report = await made_of(tmp_path / "data", kind, layout)
    if report is not None:
        assert len(list(report.texts())) > 1
        assert all(write(report, form) for form in FORMATS)
