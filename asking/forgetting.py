"""Forgetting a person: who they are goes at once, and with it the key to their words."""

from __future__ import annotations

from asking import own_pictures, post
from asking import profiles as asking_profiles
from asking.errors import Held, UnknownName
from asking.picture_recall import RECALL
from dialogs.pack import Pack
from evidence.standing import recount
from store import (
    answers,
    chats,
    comments,
    decisions,
    experts,
    holds,
    invitations,
    not_asked,
    observations,
    outbox,
    people,
    profiles,
    records,
    reminders,
    sessions,
    shown,
    summaries,
    told,
    wish_answers,
    worries,
)
from store.media import Media
from store.people import Person
from store.tx import Tx


def forget(tx: Tx, pack: Pack, *, person_id: int, with_answers: bool, at: str) -> tuple[str, ...]:
    """Remove a person's identity, words, recordings, own pictures and records; on request their answers too.

    What they wrote of someone whom they watched goes in the same way (docs/asking.md D18). Worries stay: they have a
    key and a retention of their own (docs/asking.md), but no longer name the person.
    Answers that stay count on, as nobody's in particular; they can be removed later.

    Returns:
        Names of recordings, pictures and other files to delete once this is saved.

    Raises:
        UnknownName: There is no such person, or nothing of them is left to forget.
        Held: Nothing of them may be deleted for now.
    """
    person = _person(tx, person_id, with_answers=with_answers)
    # Links end first: a turn that is being kept just now is waited for, and then found.
    for invitation in invitations.of_person(tx, person_id):
        invitations.revoke(tx, invitation.id, at)
    recordings = _forget_watching(tx, pack, person_id, with_answers=with_answers)
    recordings += comments.forget_words(tx, person_id=person_id)
    sessions.forget_devices(tx, person_id)
    recordings += _remove_answers(tx, pack, person, at) if with_answers else answers.forget_words(tx, person_id)
    for chat in chats.of_person(tx, person_id):
        outbox.drop(tx, chat.bot, chat.lane, at, "forgotten", all_but=RECALL)
    post.forget(tx, asking_profiles.of(tx, person_id).email, at=at)
    _forget_letters_of_family(tx, person_id, at)
    wish_answers.forget_person(tx, person_id)
    summaries.forget_person(tx, person_id)
    told.forget_person(tx, person_id)
    files = own_pictures.forget_person(tx, person_id, at) + records.forget_person(tx, person_id)
    reminders.forget_person(tx, person_id)
    chats.forget_person(tx, person_id)
    worries.unlink_person(tx, person_id)
    observations.end_of_person(tx, person_id, state=sessions.FORGOTTEN, at=at)
    for kept in (profiles, decisions, not_asked, experts):
        kept.forget_person(tx, person_id)
    people.forget_identity(tx, person_id, at)
    return (*(recording.file for recording in recordings), *files)


def _person(tx: Tx, person_id: int, *, with_answers: bool) -> Person:
    held = holds.standing(tx, person_id)
    if held:
        raise Held(held.at)
    person = people.get(tx, person_id)
    is_left = with_answers and (answers.places(tx, person_id) or observations.told_by(tx, person_id))
    if person is None or (person.forgotten_at and not is_left):
        raise UnknownName(f"There is no person number {person_id}.", mend="Look the number up and try again.")
    return person


def _forget_letters_of_family(tx: Tx, person_id: int, at: str) -> None:
    """What waits to tell their family of them is not sent: it would name them."""
    name = people.name_of(tx, person_id) or ""
    for relative in people.relatives_of(tx, person_id):
        email = asking_profiles.of(tx, relative.id).email
        lanes = [(chat.bot, chat.lane) for chat in chats.of_person(tx, relative.id)]
        for bot, lane in (*lanes, *([(post.MAIL, post.lane_of(tx, email))] if email else ())):
            outbox.drop_naming(tx, bot, lane, name, at=at, fault="forgotten")


def _remove_answers(tx: Tx, pack: Pack, person: Person, at: str) -> tuple[Media, ...]:
    counted = answers.places(tx, person.id)
    recordings = answers.delete_of_person(tx, person.id)
    shown.forget_person(tx, person.id)
    sessions.empty_of_person(tx, person.id, at)
    _recount(tx, pack, person, counted)
    return recordings


def _forget_watching(tx: Tx, pack: Pack, person_id: int, *, with_answers: bool) -> tuple[Media, ...]:
    """What this person wrote of others goes too: it was said by them, though it is kept with whom it is about."""
    found: tuple[Media, ...] = ()
    for session_id, subject_id in observations.told_by(tx, person_id):
        found += comments.forget_words(tx, session_id=session_id)
        if not with_answers:
            found += answers.forget_words_told(tx, person_id=subject_id, session_id=session_id)
            continue
        counted = answers.places(tx, subject_id)
        found += answers.delete_told(tx, person_id=subject_id, session_id=session_id)
        subject = people.get(tx, subject_id)
        if subject:
            _recount(tx, pack, subject, counted)
    return found


def _recount(tx: Tx, pack: Pack, person: Person, counted: tuple[tuple[int, str, str], ...]) -> None:
    for round_id, code, code_version in counted:
        recount(
            tx,
            person_id=person.id,
            round_id=round_id,
            service_id=person.service_id,
            source=person.audience,
            code=code,
            code_version=code_version,
            readings=pack.readings,
            area_of=pack.area_of,
            settle=True,
        )
