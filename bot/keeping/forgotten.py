"""Who was forgotten, and which staff were ended, beside the backups: so that a restore of an older one does it again.

Numbers and moments only, signed with the key file. Nobody can be read from it.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from pathlib import Path

from bot.keeping.archive import Manifest
from store import keeping
from store.crypto import Keys
from store.files import write_private
from store.sqlite import read_only
from store.tx import Tx

PURPOSE = "forgotten list"
FIRST_SCHEMA = 6


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What a restore has to do again.

    Attributes:
        people: Number, when, and whether answers of theirs still count.
        staff: Numbers of members of staff who were ended.
    """

    people: tuple[tuple[int, str, bool], ...] = ()
    staff: tuple[int, ...] = ()


def of(tx: Tx) -> Forgotten:
    """As the database knows it."""
    return Forgotten(keeping.forgotten(tx), keeping.ended_staff(tx))


def name_for(installation: str) -> str:
    """What the list of an installation is called."""
    return f"plainsay-{installation}-forgotten.json"


def keep(folder: Path, copied: Path, about: Manifest, keys: Keys) -> None:
    """Keeps the list of a copy of the database beside its backups; one of before there were staff has none."""
    if about.schema >= FIRST_SCHEMA:
        key = keys.database_key(new=False) if about.keyed else b""
        put(folder, about.installation, read_only(copied, of, key=key), keys)


def put(folder: Path, installation: str, found: Forgotten, keys: Keys) -> bool:
    """Keeps a list, unless it is there already; says whether it changed.

    Raises:
        OSError: The folder cannot be written.
    """
    body = json.dumps({"people": found.people, "staff": found.staff, "of": installation})
    written = json.dumps({"body": body, "signature": keys.sign(PURPOSE, body).hex()}).encode()
    file = folder / name_for(installation)
    if file.is_file() and file.read_bytes() == written:
        return False
    write_private(file, written)
    return True


def beside(folder: Path, installation: str, keys: Keys) -> Forgotten | None:
    """The list in a folder; None where there is none, or one that this key file did not sign."""
    try:
        outer = json.loads((folder / name_for(installation)).read_bytes())
        body = str(outer["body"])
        if not hmac.compare_digest(bytes.fromhex(outer["signature"]), keys.sign(PURPOSE, body)):
            return None
        fields = json.loads(body)
        people = tuple((int(who), str(at), bool(left)) for who, at, left in fields["people"])
        return Forgotten(people, tuple(int(one) for one in fields["staff"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
