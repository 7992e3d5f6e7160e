"""The option that rewrites golden conversations: `pytest tests/dialogs --rewrite-golden`."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Seen when tests/dialogs (or a part of it) is named on the command line."""
    parser.addoption("--rewrite-golden", action="store_true", help="write what the engine says now into the goldens")


@pytest.fixture
def rewrite_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten rather than checked."""
    return bool(request.config.getoption("--rewrite-golden", default=False))
