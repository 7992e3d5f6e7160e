"""`plainsay rotate-key`, `encrypt-database` and `decrypt-database`: care of the key file, with the program stopped."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.commands.refused import CommandRefused
from bot.config import Config
from store import key_file
from store.crypto import Keys
from store.database import open_database
from store.in_use import hold, let_go
from store.rotation import Resealed, reseal
from store.sqlite import SqliteOptions
from store.whole_file import convert, is_sealed

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it

OLD_FILE = """The old key file is kept: {old}
Backups from before today open with the old key file only. Keep it apart from them for as long as you keep them.
Delete it when the last of them is gone."""
LINKS_STAY = "Printed links, walls and chats work as before."
LINKS_END = "Links, walls and copies that were handed out have ended. `plainsay link NUMBER` prints a person's new one."


def add_rotate_key(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay rotate-key`: put a new key file in the old one's place."""
    command = commands.add_parser("rotate-key", help="make a new key file, and seal everything with it")
    command.add_argument("--links-too", action="store_true", help="end every personal link that was handed out")
    command.set_defaults(act=act_rotate_key)
    return command


def add_encrypt_database(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay encrypt-database`: seal the whole database file."""
    command = commands.add_parser("encrypt-database", help="seal the whole database file with the key file")
    command.set_defaults(act=act_encrypt)
    return command


def add_decrypt_database(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay decrypt-database`: the other way round."""
    command = commands.add_parser("decrypt-database", help="take the seal off the whole database file")
    command.set_defaults(act=act_decrypt)
    return command


async def act_rotate_key(config: Config, options: argparse.Namespace) -> int:
    """Turn the key: a new file beside the old one, everything sealed anew at once, then the new one in its place."""
    if not config.key_file.exists() and not key_file.next_file(config.key_file).exists():
        raise _no(
            "There is no key file here.", "Name the data folder with --data, and the file with PLAINSAY_KEY_FILE."
        )
    found = await _turned(config, links_too=options.links_too)
    print(f"{found.values} things are sealed with the new key: {config.key_file}")
    for name in sorted(set(found.unopened)):
        print(
            f"D607: {found.unopened.count(name)} of {name} did not open with the old key either. They stay as they are."
        )
    if key_file.next_file(config.key_file).exists():
        mend = "Put it there yourself, and keep the old one apart."
        raise _no(f"The new key file could not take the old one's place: {key_file.next_file(config.key_file)}", mend)
    print(OLD_FILE.format(old=key_file.retired(config.key_file)[-1]))
    print(LINKS_END if options.links_too else LINKS_STAY)
    return 1 if found.unopened else 0


async def _turned(config: Config, *, links_too: bool) -> Resealed:
    from store.postgres import PostgresOptions  # noqa: PLC0415 - what is slow to load is loaded where it is used

    keys = Keys(config.key_file)
    sqlite = SqliteOptions(alone=True, keyed=config.database_key)
    postgres = PostgresOptions(alone=True, wait_seconds=3.0)
    database = await open_database(config.database, keys, sqlite=sqlite, postgres=postgres)
    try:
        fresh = keys.turned(links_too=links_too)
        found = await database.write(lambda tx: reseal(tx, fresh, _told))
    finally:
        await database.close()
    key_file.put_in_place(config.key_file)
    return found


def _told(name: str, number: int) -> None:
    print(f"Sealed anew: {name}, {number}", flush=True)


async def act_encrypt(config: Config, _options: argparse.Namespace) -> int:
    """Seal the file."""
    if await _converted(config, seal=True):
        print("The whole database file is sealed. It opens with the key file only, and so do copies of it.")
    else:
        print("The whole database file is sealed already.")
    if not config.database_key:
        print("Set PLAINSAY_DATABASE_KEY=on, so that a file that is not sealed is refused.")
    return 0


async def act_decrypt(config: Config, _options: argparse.Namespace) -> int:
    """Unseal the file."""
    if config.database_key:
        raise _no("PLAINSAY_DATABASE_KEY is on.", "Set it to off first: the file would be refused at the next start.")
    sealed = await _converted(config, seal=False)
    print("The seal is off the database file." if sealed else "The database file is not sealed as a whole.")
    print("Names, words and recordings stay sealed one by one.")
    return 0


async def _converted(config: Config, *, seal: bool) -> bool:
    """Write the file anew where it is not as it should be; whether it had to be."""
    path = _file(config)
    # First of all it is opened, so that it is seen that key file and database belong together.
    await (await open_database(path, Keys(config.key_file), sqlite=SqliteOptions(alone=True))).close()
    held = hold(path.parent, alone=True)
    try:
        if is_sealed(path) == seal:
            return False
        key = Keys(config.key_file).database_key(new=False)
        convert(
            path, old=b"" if seal else key, new=key if seal else b"", told=lambda what: print(f"{what} ...", flush=True)
        )
    finally:
        let_go(held)
    return True


def _file(config: Config) -> Path:
    if "://" in config.database and not config.database.startswith("sqlite:///"):
        raise _no("The data are on PostgreSQL.", "Have its server seal its disk.")
    path = Path(config.database.removeprefix("sqlite:///")).absolute()
    if not path.is_file():
        raise _no(f"There is no database here: {path}", "Name its folder with --data.")
    return path


def _no(what: str, mend: str) -> CommandRefused:
    return CommandRefused(what, mend=mend)
