"""What each role gets on the pages about invitations."""

from __future__ import annotations

from collections.abc import Mapping

from tests.staff.rows import CARERS, Row, to

ITEM = to(CARERS, 200, 404)
POST = to(CARERS, 303, 404)
INVITATIONS: Mapping[str, Row] = {
    "GET /staff/invitations": to(CARERS),
    "POST /staff/invitations": to(CARERS, 200, 404),
    "POST /staff/invitations/all": to(CARERS, 200, 404),
    "GET /staff/invitations/print": ITEM,
    "GET /staff/invitations/{invitation:int}": ITEM,
    "POST /staff/invitations/{invitation:int}/send": to(CARERS, 409, 404),  # nothing sends e-mail here
    "GET /staff/invitations/{invitation:int}/renew": ITEM,
    "POST /staff/invitations/{invitation:int}/renew": POST,
    "GET /staff/invitations/{invitation:int}/revoke": ITEM,
    "POST /staff/invitations/{invitation:int}/revoke": POST,
    "GET /staff/invitations/{invitation:int}/here": ITEM,
    "POST /staff/invitations/{invitation:int}/here": POST,
    "GET /staff/people/{person:int}/invite": ITEM,
    "POST /staff/people/{person:int}/invite": POST,
}
OWN = "3"
"""The number of an invitation of the first person's own: 1 and 2 are of those who watch."""
