"""The office behind a real port, in a thread with an event loop of its own, for browsers."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import uvicorn

from asking.own_pictures import OwnPictures
from store import settings, transcripts
from store.crypto import Keys
from store.database import open_database
from store.own_pictures import Level
from tests.staff.channels import closed_chat, comment, opened_alerts, own_picture, photo, plan, spoken_worry
from tests.staff.doors_records import a_record
from tests.staff.moving_in import furnish
from tests.staff.office import AT, Office

T = TypeVar("T")
PATIENCE_SECONDS = 30.0
GOOD = {"choose": "yes", "listen": "yes", "rushed": "no"}
BOTH = {"choose": "bit", "listen": "yes", "rushed": "no"}
BAD = {"choose": "no", "listen": "no", "rushed": "yes"}


@dataclass(frozen=True)
class LiveOffice:
    """A served office. Its store belongs to another thread: reach it through `do`."""

    office: Office
    port: int
    loop: asyncio.AbstractEventLoop

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Run something in the office's own loop and wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(PATIENCE_SECONDS)

    def sign_in_path(self, role: str = "lead") -> str:
        """A fresh one-time link."""
        return self.do(self.office.link("Mo Manager", role))[1]


@contextmanager
def live_office(folder: Path, **reached: Any) -> Iterator[LiveOffice]:
    """Serve an office with enough data that every kind of result is on its pages.

    Args:
        folder: Where its data go.
        reached: For `an_office`.
    """
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    def do(work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, loop).result(PATIENCE_SECONDS)

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        office = do(_open(folder, reached))
        server = uvicorn.Server(uvicorn.Config(office.app, log_config=None, lifespan="off"))
        serving = asyncio.run_coroutine_threadsafe(server.serve([listening]), loop)
        yield LiveOffice(office, listening.getsockname()[1], loop)
        server.should_exit = True
        serving.result(PATIENCE_SECONDS)
        do(office.database.close())
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


async def _open(folder: Path, reached: dict[str, Any]) -> Office:
    database = await open_database(folder / "plainsay.db", Keys(folder / "plainsay.key"))
    office = await furnish(database, folder / "recordings", **reached)
    await database.write(lambda tx: settings.put(tx, "sample", "yes"))
    await office.words("Mill Lane", "I like my garden.")  # the first answer: its page is /staff/words/1
    await office.answer("Mill Lane", 9, say=GOOD)
    await office.answer("Mill Lane", 4, say=BOTH)
    await office.answer("Mill Lane", 3, say=BAD, support="supported")
    await office.answer("Mill Lane", 6, say=GOOD, support="proxy")
    await office.answer("Harbour View", 11, say=BAD)
    await office.answer("The Elms", 3, say=GOOD, support="interpreted")
    await office.answer("Rose Cottage", 2, say=GOOD)
    await office.answer("Mill Lane family", 7, say=GOOD)
    await office.answer("Mill Lane staff", 12, say=GOOD)
    await office.watching("The Elms", "Mill Lane staff")
    await office.worry("Mill Lane", "Someone shouted at me.")
    drafted = await office.recording("Rose Cottage")
    await database.write(
        lambda tx: transcripts.put_draft(tx, drafted, draft="I like the guard Ann.", made_by="whisper base", at=AT)
    )
    await comment(office, "The Elms", "The bus is always late.")
    await photo(office, "Harbour View", words="This is my garden.")  # its page is /staff/recordings/2
    await spoken_worry(office, "The Elms")  # its page is /staff/worries/2
    await opened_alerts(office, "Mill Lane")
    await closed_chat(office, "Rose Cottage")
    await own_picture(office)
    person = {"level": Level.PERSON, "whose": office.people["Mill Lane"][0]}
    await own_picture(office, **person, until="2027-03-31", agreed_by="Ada", shows_person=True)
    await plan(office)
    await a_record(office, "Mill Lane")  # its page is /staff/records/1
    gone = await own_picture(office, concept="bedroom", level=Level.SERVICE, whose=office.houses["The Elms"])
    await OwnPictures(office.database, office.files, office.clock, ()).withdraw(gone, "Mo")
    return office
