from __future__ import annotations

from pathlib import Path

import pytest

from tests.dialogs.flows import small_flow
from tests.dialogs.golden import check_golden, golden_files

FOLDER = Path(__file__).parent / "golden"


@pytest.mark.parametrize("path", golden_files(FOLDER), ids=lambda path: path.stem)
def test_golden_conversation(path: Path, *, rewrite_golden: bool) -> None:
    """A conversation goes as its file says, event by event, with the session stored and read between all steps."""
    check_golden(small_flow(), path, rewrite=rewrite_golden)
