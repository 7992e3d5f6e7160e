"""Reads a pack's folder into sheets: everything that could be read, and a fault for everything that could not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from dialogs.faults import Fault
from dialogs.model import Audience
from dialogs.pack_fit import Placed, fit
from dialogs.pack_schema import AreaSheet, CodeSheet, PromptSheet, ScaleSheet, TalkSheet, VerdictsSheet
from dialogs.pack_yaml import Document, is_blank, read_yaml, unread

Folder = Path | Traversable
AUDIENCES = tuple(Audience)
MONTHLY_FILE = "monthly.yaml"
_KNOWN = re.compile(rf"(code|scale|tried|monthly|talk-({'|'.join(AUDIENCES)})|area-\d+)\.yaml")
_USE = "Use code.yaml, scale.yaml, talk-<audience>.yaml, area-<number>.yaml, monthly.yaml or tried.yaml."


@dataclass(frozen=True, slots=True)
class Draft:
    """A pack as it was read, not checked yet. Keys of `talks` are audiences; `verdicts` may be None."""

    code: Placed[CodeSheet]
    scale: Placed[ScaleSheet]
    talks: dict[Audience, Placed[TalkSheet]]
    areas: tuple[Placed[AreaSheet], ...]
    verdicts: Placed[VerdictsSheet] | None = None

    def prompts(self, audience: Audience) -> Iterator[Placed[PromptSheet]]:
        """An audience's prompts in pack order."""
        for area in self.areas:
            yield from prompts_of(area, audience)


def prompts_of(area: Placed[AreaSheet], audience: Audience) -> Iterator[Placed[PromptSheet]]:
    """An audience's prompts in one area file."""
    yield from area.each(getattr(area.sheet, audience), audience)


def read_draft(folder: Folder) -> tuple[Draft, list[Fault]]:
    """Read every file of a pack."""
    documents, faults = read_folder(folder, _KNOWN, _USE)
    for needed in ("code.yaml", "scale.yaml"):
        if needed not in documents:
            faults.append(Fault(needed, 1, "P101", "", "This file is missing.", "Every pack needs it."))
    code, code_faults = fit(CodeSheet, documents.get("code.yaml") or unread("code.yaml"))
    scale, scale_faults = fit(ScaleSheet, documents.get("scale.yaml") or unread("scale.yaml"))
    asked = [file for file in sorted(documents, key=_number) if file.startswith("area-")]
    asked += [MONTHLY_FILE] if MONTHLY_FILE in documents else []
    areas = [fit(AreaSheet, documents[file]) for file in asked]
    talks = {a: fit(TalkSheet, documents[f"talk-{a}.yaml"]) for a in AUDIENCES if f"talk-{a}.yaml" in documents}
    verdicts = fit(VerdictsSheet, documents["tried.yaml"]) if "tried.yaml" in documents else None
    faults += code_faults + scale_faults + (verdicts[1] if verdicts else [])
    faults += [fault for _, found in (*areas, *talks.values()) for fault in found]
    frames = {a: talk for a, (talk, _) in talks.items()}
    return Draft(code, scale, frames, tuple(area for area, _ in areas), verdicts[0] if verdicts else None), faults


def read_folder(folder: Folder, known: re.Pattern[str], use: str) -> tuple[dict[str, Document], list[Fault]]:
    """The YAML files of a folder by name.

    Args:
        folder: Where they are.
        known: Which names a file may have.
        use: Says so to whoever gave a file another name.
    """
    documents: dict[str, Document] = {}
    faults: list[Fault] = []
    for item in sorted(folder.iterdir(), key=lambda item: item.name) if folder.is_dir() else ():
        if not item.name.endswith((".yaml", ".yml")):
            continue
        if not known.fullmatch(item.name):
            faults.append(Fault(item.name, 1, "P102", "", "This file name is not known.", use))
            continue
        documents[item.name], found = _read(item)
        faults += found
    return documents, faults


def _read(item: Path | Traversable) -> tuple[Document, list[Fault]]:
    """One file. Bytes that are not UTF-8 text are a fault of the file; verdicts may be yet to come."""
    try:
        text = item.read_text(encoding="utf-8")
        if item.name == "tried.yaml" and is_blank(text):
            return Document(item.name, {}, {}), []
        return read_yaml(item.name, text)
    except UnicodeDecodeError:
        fault = Fault(item.name, 1, "P103", "", "This is not UTF-8 text.", "Save the file as UTF-8.")
        return unread(item.name), [fault]


def _number(file: str) -> int:
    """The number in a file's name, so that area 10 comes after area 9."""
    digits = re.sub(r"\D", "", file)
    return int(digits) if digits else 0
