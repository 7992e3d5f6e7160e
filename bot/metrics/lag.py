"""How far the standby is behind, where its place is a folder of this computer's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.config import Config
from bot.keeping import home, standby


def standby_lag(config: Config, clock: Callable[[], datetime]) -> float | None:
    """Seconds since the newest change arrived there; None where there is no standby, or nobody can see that from here.

    While nothing is written it grows up to a minute: the program notes that it lives as often as that.
    """
    folder = home.folder_of(config.standby_to) if config.standby_to else None
    newest = standby.newest_in(folder) if folder else None
    return (clock() - newest).total_seconds() if newest else None
