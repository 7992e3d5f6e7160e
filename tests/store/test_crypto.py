"""What is sealed opens only where it belongs, and only with its own key."""

from __future__ import annotations

import asyncio
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.crypto import DataKey, Keys
from store.database import open_database
from store.errors import Tampered, WrongKey


@pytest.fixture
def keys(key_file: Path) -> Keys:
    """Unlocked keys of a new database."""
    made = Keys(key_file)
    made.unlock(new=True)
    return made


@given(st.binary(max_size=200))
def test_what_is_sealed_opens_again(content: bytes) -> None:
    """Any bytes come back as they were, and twice sealed looks different."""
    key = DataKey.new()
    assert key.open("a", key.seal("a", content)) == content
    assert key.seal("a", content) != key.seal("a", content)


@given(st.text())
def test_text_comes_back(text: str) -> None:
    """Any text comes back as it was."""
    key = DataKey.new()
    assert key.open_text("a", key.seal_text("a", text)) == text


def test_half_a_character_loses_nothing_else() -> None:
    """Half a surrogate pair becomes a question mark; the words around it are kept."""
    key = DataKey.new()
    assert key.open_text("a", key.seal_text("a", "help \ud83d me")) == "help ? me"


def test_every_changed_bit_is_noticed() -> None:
    """A sealed value with any bit turned round, or cut short, does not open."""
    key = DataKey.new()
    sealed = key.seal("a", b"words")
    for bit in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(Tampered):
            key.open("a", bytes(changed))
    for length in range(len(sealed)):
        with pytest.raises(Tampered):
            key.open("a", sealed[:length])


def test_a_value_does_not_open_elsewhere() -> None:
    """A value that was moved to another row, or sealed with another key, does not open."""
    key = DataKey.new()
    sealed = key.seal("identity.name/1", b"Ada")
    with pytest.raises(Tampered) as caught:
        key.open("identity.name/2", sealed)
    assert caught.value.where == "identity.name"
    with pytest.raises(Tampered):
        DataKey.new().open("identity.name/1", sealed)


def test_data_keys_are_sealed_by_the_master(keys: Keys) -> None:
    """A person's key opens with the key file that sealed it, about the person that it belongs to."""
    key = DataKey.new()
    sealed = keys.seal_key("identity.data_key/1", key)
    assert keys.open_key("identity.data_key/1", sealed).open("a", key.seal("a", b"words")) == b"words"
    with pytest.raises(Tampered):
        keys.open_key("identity.data_key/2", sealed)


def test_signatures_fit_one_purpose_and_text(keys: Keys) -> None:
    """A signature is right for its own purpose and text only, and never for a shifted pair of them."""
    signature = keys.sign("link", "7.1")
    assert keys.sign("link", "7.1") == signature
    for purpose, text in (("form", "7.1"), ("link", "7.2"), ("link7", ".1"), ("", "link7.1"), ("link", "\ud800")):
        assert keys.sign(purpose, text) != signature


def test_another_key_file_signs_differently(keys: Keys, tmp_path: Path) -> None:
    """A link of one provider is worth nothing at another."""
    other = Keys(tmp_path / "other.key")
    other.unlock(new=True)
    assert other.sign("link", "7.1") != keys.sign("link", "7.1")


def test_keys_are_locked_until_the_database_is_open(key_file: Path) -> None:
    """Nothing can be sealed or signed before the key file was read."""
    with pytest.raises(WrongKey):
        Keys(key_file).sign("link", "1")


def test_the_key_file_is_its_owners_own(keys: Keys, key_file: Path) -> None:
    """A new key file holds 32 random bytes as text, for its owner only, and is read again as it is."""
    content = key_file.read_text()
    assert len(content.strip()) == 44
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    again = Keys(key_file)
    again.unlock(new=True)
    assert again.sign("link", "1") == keys.sign("link", "1")
    assert key_file.read_text() == content
    assert [file.name for file in key_file.parent.iterdir()] == [key_file.name]


@pytest.mark.parametrize("content", ["", "short", "not base64 at all !!", "QUJD"])
def test_a_damaged_key_file_is_said_clearly(key_file: Path, content: str) -> None:
    """A damaged key file is refused and left as it was."""
    key_file.parent.mkdir()
    key_file.write_text(content)
    with pytest.raises(WrongKey, match="damaged"):
        Keys(key_file).unlock(new=True)
    assert key_file.read_text() == content


async def test_a_missing_key_file_is_not_made_anew(where: str, key_file: Path) -> None:
    """A database that has a key is not opened without it, and no new key file is made."""
    await (await open_database(where, Keys(key_file))).close()
    await asyncio.to_thread(key_file.unlink)
    with pytest.raises(WrongKey, match="cannot be read"):
        await open_database(where, Keys(key_file))
    assert not await asyncio.to_thread(key_file.exists)


async def test_another_databases_key_file_is_refused(where: str, key_file: Path, tmp_path: Path) -> None:
    """A key file that belongs to another database is refused."""
    await (await open_database(where, Keys(key_file))).close()
    other = Keys(tmp_path / "other.key")
    other.unlock(new=True)
    with pytest.raises(WrongKey, match="another database"):
        await open_database(where, Keys(tmp_path / "other.key"))


async def test_a_key_file_that_cannot_be_made_is_said_clearly(where: str, tmp_path: Path) -> None:
    """When the key file cannot be written the database does not open, and works once it can."""
    (tmp_path / "taken").write_text("")
    with pytest.raises(WrongKey, match="cannot be written"):
        await open_database(where, Keys(tmp_path / "taken" / "key"))
    await (await open_database(where, Keys(tmp_path / "key"))).close()
