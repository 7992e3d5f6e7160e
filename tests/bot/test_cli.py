"""The command line, as a person types it."""

from __future__ import annotations

import asyncio
import re
import socket
from pathlib import Path

import pytest

from asking.permissions import Role
from bot.app import open_rooms
from bot.cli import run_command
from bot.clock import utc_now
from bot.config import read_config
from store import members

LEAD = ("--lead", "Lee Example", "--lead-contact", "1")
DEPUTY = ("--deputy", "Dee Example", "--deputy-contact", "2", "--deputy-from", "Other House")


@pytest.fixture
def plainsay(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Plainsay:
    """Types a command for a data folder of its own."""
    return Plainsay(tmp_path / "data", capsys)


class Plainsay:
    """What was typed, and what came back: status, stdout, stderr."""

    def __init__(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.data, self._capsys = data, capsys

    def __call__(self, *words: str) -> tuple[int, str, str]:
        """Run one command in the data folder."""
        status = run_command([*words, "--data", str(self.data)])
        printed = self._capsys.readouterr()
        return status, printed.out, printed.err


def test_a_provider_is_set_up_and_someone_invited(plainsay: Plainsay) -> None:
    """A service with a lead and a deputy, then an invitation, gives a link."""
    assert plainsay("service", "Mill Lane", *LEAD, *DEPUTY)[0] == 0
    status, out, _ = plainsay("invite", "Ada Example", "--service", "Mill Lane")
    assert status == 0
    assert re.fullmatch(r"Person 1: http://localhost:8000/s/\d+-[\w-]{22}\n", out)


def test_nobody_is_invited_without_a_deputy(plainsay: Plainsay) -> None:
    """The refusal is one sentence with its code and its mend, and status 2."""
    plainsay("service", "Mill Lane", *LEAD)
    status, out, err = plainsay("invite", "Ada Example", "--service", "Mill Lane")
    assert (status, out) == (2, "")
    assert err.startswith("A201: Mill Lane has no deputy")
    assert "plainsay service" in err


def test_a_service_can_be_completed_later(plainsay: Plainsay) -> None:
    """Naming the deputy later keeps the lead that was named before."""
    plainsay("service", "Mill Lane", *LEAD, "--phone", "3")
    plainsay("service", "Mill Lane", *DEPUTY)
    assert plainsay("invite", "Ada Example", "--service", "Mill Lane")[0] == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("invite", "Ada Example", "--service", "Nowhere"), "A202"),
        (("invite", "Ada Example", "--service", "Mill Lane", "--area", "duq.9"), "A202"),
        (("forget", "77"), "A202"),
    ],
)
def test_an_unknown_name_is_told_plainly(plainsay: Plainsay, words: tuple[str, ...], code: str) -> None:
    """A service, area or person that does not exist gives one sentence, and changes nothing."""
    plainsay("service", "Mill Lane", *LEAD, *DEPUTY)
    status, _, err = plainsay(*words)
    assert status == 2
    assert err.startswith(f"{code}: ")
    assert err.count("\n") == 1


def test_a_person_is_forgotten(plainsay: Plainsay) -> None:
    """`forget` says what went, once; the second time it refuses."""
    plainsay("service", "Mill Lane", *LEAD, *DEPUTY)
    plainsay("invite", "Ada Example", "--service", "Mill Lane")
    status, out, _ = plainsay("forget", "1", "--answers")
    assert status == 0
    assert "is forgotten" in out
    assert plainsay("forget", "1")[0] == 2


def test_doctor_shows_every_setting_and_the_counts(plainsay: Plainsay) -> None:
    """A healthy installation gives status 0, each setting by name, and no secrets."""
    status, out, _ = plainsay("doctor")
    assert status == 0
    assert all(f"PLAINSAY_{name} = " in out for name in ("DATA", "DATABASE_URL", "KEY_FILE", "PUBLIC_URL"))
    assert "The counts agree with the answers." in out


def test_a_sign_in_link_is_printed(plainsay: Plainsay) -> None:
    """`sign-in` prints one line with a fresh link each time; while nobody is there yet, the link to set up."""
    first, second = plainsay("sign-in")[1], plainsay("sign-in")[1]
    assert first.startswith("Set-up: http://")
    assert first != second


def test_a_lost_key_file_is_told_plainly(plainsay: Plainsay) -> None:
    """Without its key file the database is not opened, and the sentence says what to put back."""
    plainsay("doctor")
    (plainsay.data / "plainsay.key").unlink()
    status, _, err = plainsay("sign-in")
    assert status == 2
    assert err.startswith("store-wrong-key: ")
    assert not (plainsay.data / "plainsay.key").exists()


def test_a_port_in_use_is_told_plainly(plainsay: Plainsay) -> None:
    """A port that is taken, or is none, gives one sentence and a way out."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        for port in (taken.getsockname()[1], 99_999):
            status, _, err = plainsay("run", "--port", str(port))
            assert status == 2
            assert err.startswith(f"C101: 127.0.0.1 port {port} cannot be listened on")
            assert "--port" in err


def test_the_same_person_is_asked_again_under_their_number(plainsay: Plainsay) -> None:
    """A second invitation by name is refused; by number it gives the same link until that talk is finished."""
    plainsay("service", "Mill Lane", *LEAD, *DEPUTY)
    first = plainsay("invite", "Ada Example", "--service", "Mill Lane")[1]
    status, _, err = plainsay("invite", "Ada Example", "--service", "Mill Lane")
    assert status == 2
    assert "--person 1" in err
    again = plainsay("invite", "--person", "1")[1]
    assert again == first
    other = plainsay("invite", "--person", "1", "--area", "duq.2")[1]
    assert other.startswith("Person 1: ")
    assert other != first


def test_everyone_is_listed_with_their_number(plainsay: Plainsay) -> None:
    """`people` shows the number that the other commands take."""
    plainsay("service", "Mill Lane", *LEAD, *DEPUTY)
    plainsay("invite", "Ada Example", "--service", "Mill Lane")
    family = ("invite", "Bo Example", "--service", "Mill Lane", "--audience", "family")
    assert "Say whose family they are." in plainsay(*family)[2]
    assert "was not asked yet" in plainsay(*family, "--family-of", "1")[2]
    assert plainsay(*family, "--family-of", "1", "--agreed")[0] == 0
    assert plainsay("people")[1] == "1  person  Mill Lane  Ada Example\n2  family  Mill Lane  Bo Example\n"


def test_links_can_be_printed_again_and_ended(plainsay: Plainsay) -> None:
    """`link` prints the same link again; after --revoke there is none."""
    plainsay("service", "Mill Lane", *LEAD, *DEPUTY)
    invited = plainsay("invite", "Ada Example", "--service", "Mill Lane")[1]
    assert plainsay("link", "1")[1] == invited.removeprefix("Person 1: ")
    assert "no link that works" in plainsay("link", "1", "--revoke")[1]
    assert "no link that works" in plainsay("link", "1")[1]


def test_a_service_says_what_is_missing(plainsay: Plainsay) -> None:
    """Keeping a service without a lead says that nobody can be invited yet; with both it does not."""
    assert "Nobody can be invited yet" in plainsay("service", "Mill Lane")[1]
    assert "Nobody can be invited yet" not in plainsay("service", "Mill Lane", *LEAD, *DEPUTY)[1]


def test_the_provider_is_named(plainsay: Plainsay) -> None:
    """`provider` keeps the name that talks begin with."""
    assert plainsay("provider", "Fernbank Support") == (0, "Talks will say: Fernbank Support asks you this.\n", "")


def house_with(plainsay: Plainsay, *audiences: str) -> None:
    """A service with a person, and then one of each of these audiences."""
    plainsay("service", "Mill Lane", *LEAD, *DEPUTY)
    plainsay("invite", "Ada Example", "--service", "Mill Lane")
    for number, audience in enumerate(audiences):
        related = ("--family-of", "1", "--agreed") if audience == "family" else ()
        plainsay("invite", f"Bo {number}", "--service", "Mill Lane", "--audience", audience, *related)


def test_two_are_asked_to_watch(plainsay: Plainsay) -> None:
    """`observe` prints a link for each of the two, and where both are paid it asks for someone who is not."""
    house_with(plainsay, "family", "staff", "staff")
    words = ("observe", "1", "--by", "2", "--by", "3", "--decided", "A meeting on 3 May")
    status, out, _ = plainsay(*words)
    assert status == 0
    assert re.fullmatch(r"Person 2: http://\S+\nPerson 3: http://\S+\n", out)
    status, out, _ = plainsay("observe", "1", "--by", "3", "--by", "4", "--decided", "A meeting", "--area", "duq.2")
    assert status == 0
    assert "Both are paid" in out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--by", "2", "--decided", "A meeting"), "A201"),
        (("--by", "2", "--by", "3", "--decided", ""), "A201"),
        (("--by", "2", "--by", "9", "--decided", "A meeting"), "A202"),
        (("--by", "2", "--by", "3", "--decided", "A meeting", "--area", "duq.9"), "A202"),
    ],
)
def test_watching_that_is_not_right_is_told_plainly(plainsay: Plainsay, words: tuple[str, ...], code: str) -> None:
    """One sentence with its code and a way to mend it; nobody is asked."""
    house_with(plainsay, "family", "staff")
    status, out, err = plainsay("observe", "1", *words)
    assert (status, out) == (2, "")
    assert err.startswith(f"{code}: ")
    assert err.count("\n") == 1


def test_a_manager_is_asked_about_what_managers_know(plainsay: Plainsay) -> None:
    """Without an area a manager is asked about areas 4 and 5; another area is refused with those that there are."""
    house_with(plainsay)
    manager = ("invite", "Mo Example", "--service", "Mill Lane", "--audience", "manager")
    assert plainsay(*manager, "--area", "duq.1")[2].endswith("Use one of: duq.4, duq.5.\n")
    assert plainsay(*manager)[0] == 0


def test_who_is_named_can_sign_in(plainsay: Plainsay) -> None:
    """Where an administrator is there, naming lead and deputy lets both sign in; a contact that is none is refused."""
    two = ("--deputy", "Dee", "--deputy-contact", "01632 960003", "--deputy-from", "Elsewhere")
    named = ("service", "Mill Lane", "--lead", "Lee", "--lead-contact", "01632 960002", *two)
    assert plainsay(*named)[0] == 0
    assert plainsay("sign-in", "--as", "lead")[1].startswith("Set-up: ")
    asyncio.run(_begun(plainsay.data))
    assert plainsay(*named)[0] == 0
    assert plainsay("sign-in", "--as", "lead")[1].startswith("Safeguarding sign-in: ")
    assert plainsay("sign-in", "Dee")[0] == 0
    status, _, err = plainsay(*named, "--lead-contact", "next door")
    assert (status, err[:6]) == (2, "A531: ")


async def _begun(data: Path) -> None:
    """An administrator, as the set-up link makes one."""
    async with open_rooms(read_config({}, data=str(data)), utc_now) as rooms:
        at = rooms.now()
        await rooms.database.write(
            lambda tx: members.add(tx, name="Alex", role=Role.ADMINISTRATOR, services=None, at=at),
        )
