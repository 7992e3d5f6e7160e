"""Holds the pack as it is now: read anew whenever one of its files changes, for authors write beside the meeting."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from bot.preview.findings import Checked, check_file
from bot.preview.verdicts import read_file, tried
from bot.preview.whole import load
from dialogs.pack import Folder, Pack, PackFaults, Prompt, Tried

OWN_FILE = "tried.yaml"
AREA_FILE = re.compile(r"(area-\d+|monthly)\.yaml")
State = tuple[tuple[str, int, int], ...]
"""Name, time and size of each file: a change in any of them means that the pack is read again."""


@dataclass(frozen=True, slots=True)
class Book:
    """A whole pack, what groups said about it, and what the rules find.

    Attributes:
        tried: Prompt id → who tried it, oldest first.
        checked: Prompt id → what the rules say.
        strangers: How many verdicts are about questions that the pack does not have.
    """

    pack: Pack
    tried: Mapping[str, tuple[Tried, ...]]
    checked: Mapping[str, Checked]
    strangers: int = 0

    def prompt(self, prompt_id: str) -> Prompt | None:
        """A prompt by its id; None for an unknown one."""
        return next((prompt for prompt in self.pack.prompts if prompt.id == prompt_id), None)

    def fresh(self, prompt: Prompt) -> tuple[Tried, ...]:
        """Who tried a prompt with the words that it has now."""
        return tuple(one for one in self.tried[prompt.id] if one.words == prompt.words)

    def first_untried(self) -> Prompt | None:
        """The first prompt that nobody has tried with these words; None where there is none."""
        return next((prompt for prompt in self.pack.prompts if not self.fresh(prompt)), None)


@dataclass
class Shelf:
    """Where the pack is, and where its verdicts are.

    Attributes:
        folder: The pack's folder.
        verdicts: The file that verdicts are written to; it may be `tried.yaml` in the folder.
        pictures: Names of the pictures that there are.
        last: The pack as it was when it was last whole; None before that.
    """

    folder: Folder
    verdicts: Path
    pictures: Collection[str]
    last: Book | None = None
    _state: State | None = None
    _faults: PackFaults | None = None
    _checked: dict[str, tuple[str, dict[str, Checked]]] = field(default_factory=dict)

    def book(self) -> Book:
        """The pack as it is now.

        Raises:
            PackFaults: The pack, or the file of verdicts, is not whole.
        """
        state = tuple(self._look())
        if state != self._state:
            self._state, self._faults = state, None
            try:
                self.last = self._read()
            except PackFaults as faults:
                self._faults = faults
        if self._faults or self.last is None:
            raise self._faults or PackFaults([])
        return self.last

    @property
    def keeps_in_folder(self) -> bool:
        """Whether verdicts go into the pack's own folder."""
        return isinstance(self.folder, Path) and self.verdicts.resolve() == (self.folder / OWN_FILE).resolve()

    def _look(self) -> Iterator[tuple[str, int, int]]:
        inside = sorted(self.folder.glob("*.y*ml")) if isinstance(self.folder, Path) else []
        for file in (*inside, self.verdicts):
            try:
                found = file.stat()
            except OSError:
                yield str(file), 0, -1
            else:
                yield str(file), found.st_mtime_ns, found.st_size

    def _read(self) -> Book:
        pack = load(self.folder, self.pictures)
        known = {prompt.id: prompt.tried for prompt in pack.prompts}
        strangers = 0
        for sheet in () if self.keeps_in_folder else read_file(self.verdicts):
            strangers += sheet.prompt not in known
            if sheet.prompt in known and tried(sheet) not in known[sheet.prompt]:
                known[sheet.prompt] = (*known[sheet.prompt], tried(sheet))
        files = (file for file in self.folder.iterdir() if AREA_FILE.fullmatch(file.name))
        checked = {prompt: one for file in files for prompt, one in self._check(file, pack.language).items()}
        return Book(pack, known, checked, strangers)

    def _check(self, file: Folder, language: str) -> dict[str, Checked]:
        """What the rules say of one area's questions, kept for as long as its file stays as it is."""
        mark = sha256(file.read_bytes()).hexdigest()
        if self._checked.get(file.name, ("", {}))[0] != mark:
            self._checked[file.name] = mark, check_file(file, language)
        return self._checked[file.name][1]
