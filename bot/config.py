"""Settings: one table, read from the environment; `plainsay doctor` shows them and docs/running.md explains them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name in the environment, what it is for, what holds where it is absent."""

    name: str
    meaning: str
    default: str


SETTINGS = (
    Setting("PLAINSAY_DATA", "Folder of the database, the key file and the recordings", "data"),
    Setting("PLAINSAY_DATABASE_URL", "postgresql://... to use PostgreSQL instead of a file in the data folder", ""),
    Setting("PLAINSAY_KEY_FILE", "File of the key that seals names and words", "plainsay.key in the data folder"),
    Setting("PLAINSAY_PUBLIC_URL", "Address that people reach the pages by, such as https://talk.example.org", ""),
)


@dataclass(frozen=True, slots=True)
class Config:
    """What this installation is set to. Made by `read_config`."""

    data: Path
    database: str
    key_file: Path
    public_url: str

    @property
    def media(self) -> Path:
        """Folder of the sealed recordings."""
        return self.data / "recordings"


def read_config(environment: Mapping[str, str], *, data: str | None = None) -> Config:
    """Read the settings.

    Args:
        environment: The process's environment.
        data: Data folder from the command line; it wins over PLAINSAY_DATA.
    """
    folder = Path(data or environment.get("PLAINSAY_DATA") or "data")
    return Config(
        data=folder,
        database=environment.get("PLAINSAY_DATABASE_URL") or str(folder / "plainsay.db"),
        key_file=Path(environment.get("PLAINSAY_KEY_FILE") or folder / "plainsay.key"),
        public_url=(environment.get("PLAINSAY_PUBLIC_URL") or "").rstrip("/"),
    )
