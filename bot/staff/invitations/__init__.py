"""Invitations: who was invited and how far they are, the link of one, sheets to print, and sending."""

from __future__ import annotations

from asking.permissions import CARERS
from bot.staff import whose
from bot.staff.guard import Door
from bot.staff.invitations import ending, here, listing, many, one, printing, sending

DOORS: tuple[Door, ...] = (
    Door("GET", "/staff/invitations", listing.show, CARERS),
    Door("POST", "/staff/invitations", many.act, CARERS),
    Door("POST", "/staff/invitations/all", many.invite_all, CARERS),
    Door("GET", "/staff/invitations/print", printing.show, CARERS),
    Door("GET", "/staff/invitations/{invitation:int}", one.show, CARERS, whose.invitation),
    Door("POST", "/staff/invitations/{invitation:int}/send", sending.send, CARERS, whose.invitation),
    Door("GET", "/staff/invitations/{invitation:int}/renew", ending.ask_renew, CARERS, whose.invitation),
    Door("POST", "/staff/invitations/{invitation:int}/renew", ending.renew, CARERS, whose.invitation),
    Door("GET", "/staff/invitations/{invitation:int}/revoke", ending.ask_revoke, CARERS, whose.invitation),
    Door("POST", "/staff/invitations/{invitation:int}/revoke", ending.revoke, CARERS, whose.invitation),
    Door("GET", "/staff/invitations/{invitation:int}/here", here.ask, CARERS, whose.invitation),
    Door("POST", "/staff/invitations/{invitation:int}/here", here.hand_over, CARERS, whose.invitation),
    Door("GET", "/staff/people/{person:int}/invite", one.ask, CARERS, whose.person),
    Door("POST", "/staff/people/{person:int}/invite", one.invite, CARERS, whose.person),
)
"""Every address of this room."""
