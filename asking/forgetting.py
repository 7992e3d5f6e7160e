"""Forgetting a person: who they are goes at once, and with it the key to their words."""

from __future__ import annotations

from dataclasses import dataclass

from asking.errors import UnknownName
from dialogs.pack import Pack
from evidence.standing import recount
from store import answers, invitations, media, people, sessions, worries
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What went. `files` are to be deleted after the commit."""

    answers_removed: int
    files: tuple[str, ...]


def forget(tx: Tx, pack: Pack, *, person_id: int, with_answers: bool, at: str) -> Forgotten:
    """Remove a person's identity, words and recordings; on request their answers too.

    Worries stay: they have a key and a retention of their own (RULES.md section 3), but no longer name
    the person. Answers that stay count on, as nobody's in particular.

    Raises:
        UnknownName: There is no such person, or they are forgotten already.
    """
    person = people.get(tx, person_id)
    if person is None or person.forgotten_at:
        raise UnknownName(f"There is no person number {person_id}.", mend="Look the number up and try again.")
    files = media.delete_of_person(tx, person_id)
    answers.delete_words_of_person(tx, person_id)
    removed = _remove_answers(tx, pack, person_id, person.service_id, person.audience) if with_answers else 0
    worries.unlink_person(tx, person_id)
    for invitation in invitations.of_person(tx, person_id):
        invitations.revoke(tx, invitation.id, at)
    people.forget_identity(tx, person_id, at)
    return Forgotten(removed, files)


def _remove_answers(tx: Tx, pack: Pack, person_id: int, service_id: int, source: str) -> int:
    counted = answers.counted_places(tx, person_id)
    removed = answers.delete_of_person(tx, person_id)
    sessions.empty_of_person(tx, person_id)
    for round_id, code, code_version in counted:
        recount(
            tx,
            person_id=person_id,
            round_id=round_id,
            service_id=service_id,
            source=source,
            code=code,
            code_version=code_version,
            readings=pack.readings(),
            area_of=pack.area_of(),
        )
    return removed
