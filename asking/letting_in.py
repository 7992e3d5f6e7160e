"""Sending someone on the staff a link to sign in with. Who asks for an address that nobody has learns nothing."""

from __future__ import annotations

from datetime import datetime

from asking import post, signin, staff_chats
from asking.links import address
from asking.moment import stamp
from asking.post import Mail
from store import access_log, members
from store import staff_chats as chat_rows
from store.members import Member
from store.tx import Tx

COMMAND_LINE = "command line"
"""What the access log calls whoever types commands where Plainsay is installed: no name for a letter."""
SMALL = ("You did not ask for this? Then do nothing.", "Give this link to nobody. Whoever opens it signs in as you.")


def ask(tx: Tx, email: str, *, now: datetime) -> None:
    """Someone who says that this is their address asks for a link. Nothing tells them whether it is anybody's."""
    who = members.by_email(tx, email)
    if who is not None and send(tx, who, now=now):
        access_log.add(tx, at=stamp(now), who=who.name, did="was sent a sign-in link")


def send(tx: Tx, who: Member, *, now: datetime) -> bool:
    """Send a member a link by every way that they have; False where they have none."""
    by_mail = post.can_send(tx) and bool(who.email)
    if not by_mail and not chat_rows.of_member(tx, who.id):
        return False
    at, link = stamp(now), f"{address(tx)}/staff/sign-in/{signin.make_link(tx, now, who.id)}"
    if by_mail:
        lines = (f"Hello {who.name}.", "Open this link to sign in.", "It works once. It lasts for 15 minutes.")
        post.put(tx, Mail(who.email, "Your link to sign in", lines, link, "Sign in", SMALL), at=at)
    staff_chats.put(tx, who, at=at, news="link", link=link)
    return True


def make_for(tx: Tx, whom: Member, *, by: Member, now: datetime) -> tuple[str, bool]:
    """Make a link that one member shows another on a screen. The other is told, and the access log says who did it.

    Returns:
        The address, and whether the other could be told.
    """
    at, token = stamp(now), signin.make_link(tx, now, whom.id)
    access_log.add(tx, at=at, who=by.name, did=f"made a sign-in link for {whom.name} as {whom.role}")
    told = whom.id != by.id and tell(tx, whom, by=by, at=at)
    return f"{address(tx)}/staff/sign-in/{token}", told


def tell(tx: Tx, whom: Member, *, by: Member, at: str) -> bool:
    """Someone else can sign in as them now: they are to know. False where they cannot be told."""
    by_mail = post.can_send(tx) and bool(whom.email)
    if by_mail:
        lines = (f"Hello {whom.name}.", f"{by.name} has just made a link to sign in as you.")
        small = ("You did not ask for it? Then tell an administrator now.",)
        post.put(tx, Mail(whom.email, "A link to sign in was made for you", lines, small=small), at=at)
    return staff_chats.put(tx, whom, at=at, news="shown", by=by.name) > 0 or by_mail


def welcome(tx: Tx, member_id: int, *, by: str, at: str) -> bool:
    """Tell someone new by e-mail how they sign in; False where that cannot be."""
    whom = members.get(tx, member_id)
    if whom is None or not post.can_send(tx) or not whom.email:
        return False
    lines = (
        f"Hello {whom.name}.",
        f"{'Someone here' if by == COMMAND_LINE else by} has added you to the staff pages of Plainsay.",
        f"To sign in, open the page and enter this e-mail address: {whom.email}",
        "There is no password.",
    )
    link = f"{address(tx)}/staff/sign-in"
    post.put(tx, Mail(whom.email, "You can sign in to Plainsay", lines, link, "Open the page"), at=at)
    return True
