"""Sending an invitation: by e-mail, or into the chat that someone has open."""

from __future__ import annotations

from dataclasses import replace

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking import inviting, notices, post, profiles
from asking.errors import AskingError, NotSent
from asking.invitations import known_person, link_token
from asking.links import page_of
from asking.notices import Notice
from asking.post import Mail
from asking.speaking import refuse_unsigned
from bot import invitation_words
from bot.staff.desk import Desk
from bot.staff.guard import Visit
from bot.staff.invitations.facts import address_of, facts_of, known
from bot.staff.invitations.one import page_of_one
from store.invitations import Invitation
from store.people import Person
from store.tx import Tx

LONGEST = 200
NO_MAIL = "This installation cannot send e-mail yet."


async def send(desk: Desk, visit: Visit) -> Response:
    """Send it, or say on the page why it cannot be sent."""
    number, how, to = visit.number("invitation"), visit.field("how"), visit.field("to", LONGEST)
    if how not in {"email", "telegram"}:
        raise HTTPException(400)

    def write(tx: Tx) -> None:
        invitation = inviting.good(tx, known(tx, number).id, desk.clock())
        if how == "email":
            by_email(tx, desk, visit, invitation, to)
            _keep(tx, desk, invitation.person_id, to)
        else:
            by_telegram(tx, desk, visit, invitation)

    try:
        await desk.database.write(write)
    except AskingError as refused:
        return await page_of_one(desk, visit, refused=refused, typed=to, how=how)
    desk.bell()
    return RedirectResponse(f"/staff/invitations/{number}?done={how}", status_code=303)


def _keep(tx: Tx, desk: Desk, person_id: int, to: str) -> None:
    """An address that was typed is kept with the person, sealed: reminders go there, and forgetting finds it."""
    before = profiles.of(tx, person_id)
    if before.email != to:
        profiles.keep(tx, person_id, replace(before, email=to), at=desk.now())


def any_way(tx: Tx, desk: Desk, visit: Visit, invitation: Invitation) -> None:
    """Send it where the person can be reached: by e-mail, else in their chat.

    Raises:
        NotSent: Nothing is known to send it to.
    """
    address = address_of(tx, invitation.person_id)
    if address and post.can_send(tx):
        by_email(tx, desk, visit, invitation, address)
    elif desk.telegram() and notices.chat_of(tx, invitation.person_id):
        by_telegram(tx, desk, visit, invitation)
    elif address:
        raise NotSent(NO_MAIL, mend="docs/running.md says how to set it up. Until then, print the sheet.")
    else:
        raise NotSent("We know no e-mail address, and no chat is open.", mend="Add an address, or print the sheet.")


def by_email(tx: Tx, desk: Desk, visit: Visit, invitation: Invitation, to: str) -> None:
    """Put an e-mail in the outbox, in the person's language.

    Raises:
        NotSent: Nothing here sends e-mail, or this is no address.
        NotOffered: Nobody has signed off what is vital in their language.
    """
    if not post.can_send(tx):
        raise NotSent(NO_MAIL, mend="docs/running.md says how to set it up. Until then, print the sheet.")
    if not post.is_address(to):
        raise NotSent("This is no e-mail address.", mend="Type it like this: name@example.org.")
    person = known_person(tx, invitation.person_id)
    language, lines = _words(tx, desk, person)
    words, facts = desk.languages.words(language), facts_of(tx, person)
    mail = Mail(
        to=to,
        subject=words.shown(invitation_words.heading(facts, words.gettext)),
        lines=lines,
        link=page_of(tx, link_token(tx, invitation.id)),
        link_words=words.shown(invitation_words.start(words.gettext)),
        language=language,
    )
    post.put(tx, mail, at=desk.now())
    inviting.sent(tx, invitation.id, by="email", who=visit.who, now=desk.clock())


def by_telegram(tx: Tx, desk: Desk, visit: Visit, invitation: Invitation) -> None:
    """Put a message in the outbox for the chat that the person has open.

    Raises:
        NotSent: No bot is connected, or no chat is open.
        NotOffered: Nobody has signed off what is vital in their language.
    """
    bot, chat = desk.telegram(), notices.chat_of(tx, invitation.person_id)
    if not bot:
        raise NotSent("Telegram is not connected.", mend="docs/running.md says how. Until then, print the sheet.")
    if chat is None:
        raise NotSent("This person has no open chat.", mend="Show them the code for Telegram, or print the sheet.")
    person = known_person(tx, invitation.person_id)
    language, lines = _words(tx, desk, person)
    words = desk.languages.words(language)
    link = f"{bot}?start={link_token(tx, invitation.id)}"
    notice = Notice(lines, link, words.shown(invitation_words.start(words.gettext)), language)
    if notices.put(tx, chat, notice, at=desk.now()):
        inviting.sent(tx, invitation.id, by="telegram", who=visit.who, now=desk.clock())


def _words(tx: Tx, desk: Desk, person: Person) -> tuple[str, tuple[str, ...]]:
    """The language of a letter, and its lines."""
    refuse_unsigned(tx, desk.languages, person.language)
    words = desk.languages.words(person.language)
    lines = invitation_words.letter(facts_of(tx, person), words.gettext)
    return words.language, tuple(words.shown(line) for line in lines)
