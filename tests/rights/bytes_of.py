"""Looks for words in files, in every form in which a program could have left them there."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from bot.config import read_config
from bot.keeping.check import open_whole, save
from bot.keeping.make import make
from bot.keeping.progress import Progress
from store.crypto import Keys
from tests.asking.tools import NOW

SHORTEST = 6
"""Of a form that is looked for: anything shorter would be found by chance."""


def forms_of(words: str) -> dict[str, bytes]:
    """Form → the bytes that stand for the words in it."""
    plain = words.encode()
    found = {
        "utf-8": plain,
        "utf-16-le": words.encode("utf-16-le"),
        "utf-16-be": words.encode("utf-16-be"),
        "hex": plain.hex().encode(),
        "HEX": plain.hex().upper().encode(),
        "json": json.dumps(words)[1:-1].encode(),
        "json twice": json.dumps(json.dumps(words)[1:-1])[1:-1].encode(),
        "html": words.replace("&", "&amp;").encode(),
    }
    for shift in range(3):
        # Of what is encoded, only the part that does not hang on what stands before and after it.
        whole = base64.b64encode(bytes(shift) + plain).decode()
        start, end = -(-shift * 8 // 6), (shift + len(plain)) * 8 // 6
        found[f"base64+{shift}"] = whole[start:end].encode()
        found[f"base64url+{shift}"] = whole[start:end].replace("+", "-").replace("/", "_").encode()
    return {form: data for form, data in found.items() if len(data) >= SHORTEST}


def found_in(files: Iterable[Path], wanted: Mapping[str, str]) -> dict[str, set[str]]:
    """Name of what was looked for → where it stands: file and form."""
    contents = {path: path.read_bytes() for path in files}
    forms = {name: forms_of(words) for name, words in wanted.items()}
    found: dict[str, set[str]] = {name: set() for name in wanted}
    for path, content in contents.items():
        for name, each in forms.items():
            found[name] |= {f"{path.name} ({form})" for form, data in each.items() if data in content}
    return found


def files_under(*folders: Path) -> list[Path]:
    """Every file there, the database's own side files among them."""
    return sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())


def backed_up(data: Path, to: Path) -> list[Path]:
    """A fresh `plainsay backup`, and all that is in it, as whoever has the key can open it."""
    to.mkdir()
    made = make(read_config({}, data=str(data)), to, NOW, Progress(io.StringIO(), quiet=True))
    keys = Keys(data / "plainsay.key")
    keys.unlock(new=False)
    open_whole(made.path, keys, lambda name, pieces: save(to / "opened" / name, pieces))
    return files_under(to)
