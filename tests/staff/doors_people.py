"""What each role gets on the pages about people."""

from __future__ import annotations

from collections.abc import Mapping

from tests.staff.rows import CARERS, MANAGERS, Row, to

ITEM = to(CARERS, 200, 404)
POST = to(CARERS, 303, 404)
PEOPLE: Mapping[str, Row] = {
    "GET /staff/people": to(CARERS),
    "GET /staff/people/add": to(CARERS),
    "POST /staff/people/add": to(CARERS, 400),  # the form again: nobody is named
    "GET /staff/people/import": to(MANAGERS),
    "POST /staff/people/import": to(MANAGERS, 400),  # the form again: it has no file
    "POST /staff/people/import/add": to(MANAGERS, 400),
    "GET /staff/people/import/people.csv": to(MANAGERS),
    "GET /staff/people/import/people.xlsx": to(MANAGERS),
    "GET /staff/people/{person:int}": ITEM,
    "GET /staff/people/{person:int}/change": ITEM,
    "POST /staff/people/{person:int}/change": to(CARERS, 400, 404),
    "POST /staff/people/{person:int}/undo": to(CARERS, 409, 404),  # they have talked already
    "GET /staff/people/{person:int}/needs": ITEM,
    "POST /staff/people/{person:int}/needs": POST,
    "POST /staff/people/{person:int}/asked": POST,
    "GET /staff/people/{person:int}/sheet": ITEM,
    "GET /staff/people/{person:int}/decide": to(MANAGERS, 200, 404),
    "POST /staff/people/{person:int}/decide": to(MANAGERS, 400, 404),  # the form again: nobody is named
    "GET /staff/people/{person:int}/family": ITEM,
    "POST /staff/people/{person:int}/family": to(CARERS, 400, 404),
    "POST /staff/people/{person:int}/not-asked": POST,
    "GET /staff/people/{person:int}/leave": ITEM,
    "POST /staff/people/{person:int}/leave": POST,
    "POST /staff/people/{person:int}/back": POST,
}
