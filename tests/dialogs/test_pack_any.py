from __future__ import annotations

import random
import tempfile
from pathlib import Path

import yaml
from hypothesis import given
from hypothesis import strategies as st

from dialogs.pack import Pack, PackFaults, load_pack
from tests.dialogs.packtools import PICTURES, tiny

FILES = ("area-1.yaml", "code.yaml", "scale.yaml", "talk-person.yaml")
JUNK: tuple[object, ...] = ("", "yes", "tiny.1.good.1", "2026-13-01", [], ["tea"], {}, {"id": "yes"}, [[]], [{}], None)


def damaged(data: object, chance: random.Random) -> object:
    """The values of a file with one place, somewhere inside, taken out, swapped or replaced."""
    inside = chance.random() < 0.8
    if isinstance(data, dict) and data:
        key = chance.choice(list(data))
        if inside:
            return {**data, key: damaged(data[key], chance)}
        return {k: v for k, v in data.items() if k != key} if chance.random() < 0.5 else {**data, "more": key}
    if isinstance(data, list) and data:
        place = chance.randrange(len(data))
        if inside:
            return [*data[:place], damaged(data[place], chance), *data[place + 1 :]]
        return data[:place] + data[place + 1 :] if chance.random() < 0.5 else [*data, data[place]]
    return chance.choice(JUNK)


@given(st.integers(0, 2**32), st.integers(1, 6))
def test_whatever_is_broken_gives_faults_or_a_pack(seed: int, times: int) -> None:
    """No damage to a pack's values makes loading fail in any other way than with a list of faults."""
    chance = random.Random(seed)  # noqa: S311 - chance that repeats itself, not a secret
    with tempfile.TemporaryDirectory() as name:
        folder = tiny(Path(name))
        for _ in range(times):
            path = folder / chance.choice(FILES)
            path.write_text(yaml.safe_dump(damaged(yaml.safe_load(path.read_text()), chance)))
        assert outcome(folder)


def outcome(folder: Path) -> bool:
    """Whether loading gave a pack, or at least one fault with its place and a way to mend it."""
    try:
        return isinstance(load_pack(folder, PICTURES), Pack)
    except PackFaults as error:
        return bool(error.faults) and all(f.line >= 1 and f.message and f.mend for f in error.faults)
