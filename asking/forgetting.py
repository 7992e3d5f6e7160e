"""Forgetting a person: who they are goes at once, and with it the key to their words."""

from __future__ import annotations

from asking.errors import UnknownName
from dialogs.pack import Pack
from evidence.standing import recount
from store import answers, invitations, people, sessions, worries
from store.media import Media
from store.people import Person
from store.tx import Tx


def forget(tx: Tx, pack: Pack, *, person_id: int, with_answers: bool, at: str) -> tuple[str, ...]:
    """Remove a person's identity, words and recordings; on request their answers too.

    Worries stay: they have a key and a retention of their own (docs/asking.md), but no longer name the person.
    Answers that stay count on, as nobody's in particular; they can be removed later.

    Returns:
        Names of recordings to delete once this is saved.

    Raises:
        UnknownName: There is no such person, or nothing of them is left to forget.
    """
    person = people.get(tx, person_id)
    if person is None or (person.forgotten_at and not (with_answers and answers.places(tx, person_id))):
        raise UnknownName(f"There is no person number {person_id}.", mend="Look the number up and try again.")
    recordings = _remove_answers(tx, pack, person, at) if with_answers else answers.forget_words(tx, person_id)
    worries.unlink_person(tx, person_id)
    for invitation in invitations.of_person(tx, person_id):
        invitations.revoke(tx, invitation.id, at)
    people.forget_identity(tx, person_id, at)
    return tuple(recording.file for recording in recordings)


def _remove_answers(tx: Tx, pack: Pack, person: Person, at: str) -> tuple[Media, ...]:
    counted = answers.places(tx, person.id)
    recordings = answers.delete_of_person(tx, person.id)
    sessions.empty_of_person(tx, person.id, at)
    for round_id, code, code_version in counted:
        recount(
            tx,
            person_id=person.id,
            round_id=round_id,
            service_id=person.service_id,
            source=person.audience,
            code=code,
            code_version=code_version,
            readings=pack.readings(),
            area_of=pack.area_of(),
            settle=True,
        )
    return recordings
