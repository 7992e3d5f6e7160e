"""The real talks of area 1, as people of each audience would have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dialogs.model import Audience
from dialogs.pack import Pack, load_builtin
from dialogs.planner import plan
from easyread import pictures
from tests.dialogs.golden import check_golden, golden_files

FOLDER = Path(__file__).parent / "golden" / "duq"


@pytest.fixture(scope="module")
def pack() -> Pack:
    """The Driving Up Quality pack."""
    return load_builtin("duq", pictures.load().names)


@pytest.mark.parametrize("path", golden_files(FOLDER), ids=lambda path: path.stem)
def test_a_real_talk_goes_as_written(pack: Pack, path: Path, rewrite_golden: bool) -> None:
    """A talk on the built-in pack goes as in its file; the file name begins with the audience."""
    flow = plan(pack, Audience(path.stem.split("_")[0]), ("duq.1",), first_sitting=True)
    check_golden(flow, path, rewrite=rewrite_golden)


def test_every_audience_has_a_real_talk() -> None:
    """Person, family and staff each have goldens."""
    assert {path.stem.split("_")[0] for path in golden_files(FOLDER)} == set(Audience)
