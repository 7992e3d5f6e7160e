"""Requests that nobody's browser would send, to each address of the program, as nobody, each role and a person."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any
from urllib.parse import quote_from_bytes, urlencode

from hypothesis import strategies as st
from starlette.routing import Mount, Route

from asking import signin
from asking.permissions import Role
from bot import staff
from bot.staff.guard import _form_token
from store import members
from store import staff as staff_rows
from store.tx import Tx
from tests.attacks.naughty import strings, wire
from tests.attacks.raw import Answer, Request, send
from tests.attacks.site import AT, Site
from tests.house.tree import files
from tests.telegram.samples import opus, png

FIELD = re.compile(r"""name="([a-z_]+)\"""")
READ = re.compile(r"""\(\s*(?:form, |visit\.form, |self\._?form, )?"([a-z_]+)"[,)]|\["([a-z_]+)"\]""")
"""How a handler names the fields that it reads."""
VALUE = re.compile(r"""value="([A-Za-z0-9_.-]{1,30})\"""")
ODD_METHODS = ("HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "POST ", "BREW")
COOKIES = ("plainsay_staff", "plainsay_passkey", "plainsay_passkey_new", "plainsay_account", "listen", "language")
FILES = (
    b"",
    b"\x00",
    png(40, 40),
    opus(),
    b"%PDF-1.7",
    b"PK\x03\x04" + bytes(30),
    b"GIF89a",
    b"name,service\n=1+1,2\n",
    b"\xff\xd8\xff\xe0" + bytes(40),
    b"<svg onload='alert(1)'/>",
    b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    b"\xd0\xcf\x11\xe0",
)
BOUNDARY = b"----plainsay"
TABLES = {"words": "answer", "recording": "media", "picture": "own_picture"}
"""Which table the number in an address is of, where the two are called differently."""


@cache
def words_of_forms() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of all form fields in our templates, and the values that stand in them."""
    pages = [path.read_text(encoding="utf-8") for path in files("bot", suffix=".html")]
    names = sorted({name for page in pages for name in FIELD.findall(page)})
    return tuple(names), tuple(sorted({value for page in pages for value in VALUE.findall(page)}))


def fields_of(route: Route) -> tuple[str, ...]:
    """What the files behind an address read from a form, and more that looks alike."""
    doors = {(door.method, door.path): door.handler for door in staff.DOORS}
    handlers = {doors.get((method, route.path), route.endpoint) for method in route.methods or ()}
    modules = {sys.modules[getattr(one, "__module__", "") or type(one).__module__] for one in handlers}
    text = "".join(source(one) for one in modules if one.__name__.startswith("bot."))
    return tuple(sorted({first or second for first, second in READ.findall(text)})) or ("words",)


def numbers(tx: Tx) -> dict[str, Sequence[int]]:
    """Table → numbers of rows in it."""
    listed = tx.all("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%id INTEGER PRIMARY KEY%'")
    found = {name: [row[0] for row in tx.all(f"SELECT id FROM {name} LIMIT 40")] for (name,) in listed}  # noqa: S608
    return {name: rows for name, rows in found.items() if rows}


source = cache(inspect.getsource)


class Town:
    """The site, its addresses, and who comes to it: nobody, each role, and someone with a link."""

    def __init__(self, site: Site, run: Callable[..., Any]) -> None:
        self.site, self.run = site, run
        self.routes = tuple(
            (one.path, method, fields_of(one))
            for one in site.app.routes
            if isinstance(one, Route)
            for method in sorted((one.methods or set()) - {"HEAD"})
        )
        self.doors = {(door.method, door.path): door.roles for door in staff.DOORS}
        self.mounts = tuple(one.path for one in site.app.routes if isinstance(one, Mount))
        self.secrets = {role: run(site.secret(role)) for role in Role}
        who = {
            role: run(site.rooms.database.read(partial(signin.signed_in, secret=secret, now=site.rooms.clock())))
            for role, secret in self.secrets.items()
        }
        self.members = {role: one.id for role, one in who.items() if one}
        links = run(site.links())
        self.tokens = (*links.values(), "1-AAAAAAAAAAAAAAAAAAAAAA")
        self.numbers = run(site.rooms.database.read(numbers))

    def attack(self, asked: Request) -> Answer:
        """Send it; afterwards everybody is there again whose access or sign-in it ended."""
        answer: Answer = self.run(send(self.site.app, asked))
        if asked.method == "POST":
            self.run(self.site.rooms.database.write(self._revive))
        return answer

    def _revive(self, tx: Tx) -> None:
        for role, secret in self.secrets.items():
            if (number := self.members[role]) and signin.signed_in(tx, secret, self.site.rooms.clock()) is None:
                tx.run("UPDATE staff_member SET ended_at = NULL WHERE id = :id", id=number)
                members.place(tx, number, role=role, services=None)
                staff_rows.end_sessions(tx, number)
                staff_rows.start_session(tx, signin.kept_as(secret), number, at=AT, expires_at="2027-01-01T00:00:00Z")

    def parts(self, path: str) -> dict[str, st.SearchStrategy[bytes]]:
        """What may stand in the place of each `{name}` of an address."""
        good = {
            "token": st.sampled_from([wire(token) for token in self.tokens]),
            "area": st.sampled_from([b"duq.1", b"duq.2"]),
            "report": st.sampled_from([b"evidence", b"actions", b"easy", b"whole"]),
        }
        found = {}
        for name in re.findall(r"\{(\w+)(?::\w+)?\}", path):
            known = self.numbers.get(TABLES.get(name, name), range(1, 60))
            number = st.sampled_from(known).map(lambda one: str(one).encode())
            right = good.get(name, number)
            found[name] = st.integers(0, 9).flatmap(lambda roll, right=right: right if roll else strings().map(wire))
        return found


@st.composite
def attacks(draw: st.DrawFn, town: Town) -> Request:
    """A request that nobody's browser would send, to an address that exists as a rule."""
    path, method, known = draw(st.sampled_from(town.routes))
    values = {name: draw(one) for name, one in town.parts(path).items()}
    target = re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: quote_from_bytes(values[found[1]], safe=""), path).encode()
    if draw(st.integers(0, 19)) == 0:
        target = draw(st.sampled_from(town.mounts)).encode() + b"/" + quote_from_bytes(wire(draw(strings()))).encode()
    target += _query(draw, known)
    may = sorted(town.doors.get((method, path), set(Role)))
    who = draw(st.sampled_from(may if draw(st.integers(0, 9)) else ["", *Role]))
    secret = town.secrets[Role(who)] if who else ""
    method = method if draw(st.integers(0, 19)) else draw(st.sampled_from(ODD_METHODS))
    headers = [(b"host", b"plainsay.test"), *_headers(draw, secret)]
    kind, body = (b"", b"") if method == "GET" else _body(draw, secret, known)
    if kind:
        headers.append((b"content-type", kind))
    cut = draw(st.integers(0, len(body)))
    return Request(method, target, headers, (body[:cut], body[cut:]))


def _fields(draw: st.DrawFn, secret: str, read: tuple[str, ...]) -> list[tuple[str, str]]:
    """Most of what the page reads, each with a value of some form of ours, a number or something naughty."""
    names, known = words_of_forms()
    value = st.one_of(st.sampled_from(known), st.integers(0, 60).map(str), strings())
    more = draw(st.lists(st.tuples(st.one_of(st.sampled_from(names), strings()), value), max_size=3))
    found = [(name, draw(value)) for name in read if draw(st.integers(0, 4))] + more
    genuine = draw(st.integers(0, 19)) > 0
    return [("form_token", _form_token(secret) if genuine else draw(strings())), *found]


def _query(draw: st.DrawFn, read: tuple[str, ...]) -> bytes:
    how = draw(st.integers(0, 5))
    if how < 2:
        return b""
    if how == 2:
        return b"?" + quote_from_bytes(wire(draw(strings())), safe="=&;%+").encode()
    pairs = [(wire(name), wire(value)) for name, value in _fields(draw, "", read)[1:]]
    return b"?" + urlencode(pairs).encode()


def _headers(draw: st.DrawFn, secret: str) -> list[tuple[bytes, bytes]]:
    found = []
    jar = [f"plainsay_staff={secret}"] if secret else []
    if draw(st.integers(0, 4)) == 0:
        jar.append(f"{draw(st.sampled_from(COOKIES))}={draw(strings())}")
    if jar:
        found.append((b"cookie", wire("; ".join(jar))))
    odd = (
        b"origin",
        b"referer",
        b"range",
        b"accept-language",
        b"x-forwarded-for",
        b"content-length",
        b"accept",
        b"sec-fetch-site",
        b"if-modified-since",
        b"if-none-match",
        b"authorization",
        b"x-forwarded-host",
    )
    if draw(st.integers(0, 3)) == 0:
        found.append((draw(st.sampled_from(odd)), wire(draw(strings()))))
    if draw(st.integers(0, 9)) == 0:
        found.append((b"range", draw(st.sampled_from([b"bytes=0-", b"bytes=9-1", b"bytes=999999-", b"bytes=-1"]))))
    return found


def _body(draw: st.DrawFn, secret: str, read: tuple[str, ...]) -> tuple[bytes, bytes]:
    how = draw(st.integers(0, 9))
    fields = _fields(draw, secret, read)
    if how < 5:
        return b"application/x-www-form-urlencoded", urlencode([(wire(k), wire(v)) for k, v in fields]).encode()
    if how < 8:
        return b"multipart/form-data; boundary=" + BOUNDARY, _multipart(draw, fields)
    kind = draw(
        st.sampled_from(
            [
                b"application/json",
                b"text/plain",
                b"multipart/form-data",
                b"multipart/form-data; boundary=",
                b"application/x-www-form-urlencoded; charset=utf-16",
                wire(draw(strings())),
            ]
        )
    )
    return kind, draw(st.one_of(st.binary(max_size=200), strings().map(wire), st.just(b"{" * 3000)))


def _multipart(draw: st.DrawFn, fields: list[tuple[str, str]]) -> bytes:
    named = [(wire(name).replace(b'"', b"%22"), b"", wire(value)) for name, value in fields]
    for _ in range(draw(st.integers(0, 2))):
        name = draw(st.sampled_from([b"file", b"recording", b"picture", b"photo", b"table"]))
        title = b'; filename="' + wire(draw(strings())).replace(b'"', b"%22") + b'"'
        named.append((name, title, draw(st.sampled_from(FILES))))
    parts = [b'--%b\r\nContent-Disposition: form-data; name="%b"%b\r\n\r\n%b\r\n' % (BOUNDARY, *one) for one in named]
    whole = b"".join(parts) + b"--" + BOUNDARY + b"--\r\n"
    return whole[: draw(st.integers(0, len(whole)))] if draw(st.integers(0, 7)) == 0 else whole
