"""A small OpenID provider on loopback: real addresses, real keys, real signatures, and every fault that tests want."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import secrets
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qs, unquote_plus, urlencode, urlsplit

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.staff.office import Clock

CLIENT, SECRET = "plainsay", "a secret: with signs + and %"
MINUTE = 60


@cache
def a_key(name: str = "key-1", number: int = 1) -> RSAKey:
    """A key, the same each time for a name and number: to make one takes long."""
    assert number
    return RSAKey.generate_key(2048, {"kid": name, "use": "sig"})


@dataclass
class Issuer:
    """The provider.

    Attributes:
        port: Where it listens.
        clock: What time it is there.
        claims: What its tokens say, beside or instead of the usual.
        without: Claims that its tokens lack.
        key: What it signs with; `listed` is what it says that it signs with.
        algorithm: How it signs; `none` for not at all.
        says: What its description says, beside or instead of the usual.
        slow_seconds: How long it waits before each answer.
        hits: Addresses that were asked for.
    """

    port: int
    clock: Clock
    claims: dict[str, Any] = field(default_factory=dict)
    without: set[str] = field(default_factory=set)
    key: RSAKey = field(default_factory=a_key)
    listed: list[RSAKey] = field(default_factory=list)
    algorithm: str = "RS256"
    says: dict[str, Any] = field(default_factory=dict)
    slow_seconds: float = 0.0
    hits: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """What it calls itself."""
        return f"http://127.0.0.1:{self.port}"

    async def describe(self, _request: Request) -> Response:
        """Discovery."""
        usual = {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize?tenant=1",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
        }
        return JSONResponse(usual | self.says)

    async def keys(self, _request: Request) -> Response:
        """Its public keys."""
        return JSONResponse({"keys": [key.as_dict(private=False) for key in self.listed or [self.key]]})

    async def authorize(self, request: Request) -> Response:
        """Someone signs in there at once, and is sent back with a code."""
        asked = dict(request.query_params)
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        assert asked["tenant"] == "1"
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        back = urlencode({"code": code, "state": asked["state"], "iss": self.address})
        return RedirectResponse(f"{asked['redirect_uri']}?{back}", status_code=302)

    async def token(self, request: Request) -> Response:
        """A code for a token: once, and for whoever began it."""
        sent = parse_qs((await request.body()).decode())
        form = {name: values[0] for name, values in sent.items()}
        asked = self.codes.pop(form.get("code", ""), None)
        if not self._is_client(request, form):
            return JSONResponse({"error": "invalid_client"}, 401)
        if asked is None or _challenge(form["code_verifier"]) != asked["code_challenge"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        assert form["grant_type"] == "authorization_code"
        assert form["redirect_uri"] == asked["redirect_uri"]
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "id_token": self.signed(asked["nonce"])})

    def signed(self, nonce: str) -> str:
        """An ID token."""
        now = int(self.clock().timestamp())
        usual = {
            "iss": self.address,
            "aud": CLIENT,
            "sub": "subject-1",
            "iat": now,
            "exp": now + 5 * MINUTE,
            "nonce": nonce,
            "email": "mo@example.org",
            "email_verified": True,
        }
        claims = {name: value for name, value in (usual | self.claims).items() if name not in self.without}
        header = {"alg": self.algorithm, "kid": self.key.kid or ""}
        if self.algorithm == "none":
            return f"{_part(header)}.{_part(claims)}."
        if self.algorithm == "HS256":  # signed with what everybody knows: the public key
            said = f"{_part(header)}.{_part(claims)}"
            return f"{said}.{_text(hmac.digest(self.key.as_pem(private=False), said.encode(), 'sha256'))}"
        return jwt.encode(header, claims, self.key, algorithms=[self.algorithm])

    def _is_client(self, request: Request, form: dict[str, str]) -> bool:
        given = request.headers.get("authorization", "")
        if given:
            name, _, secret = base64.b64decode(given.removeprefix("Basic ")).decode().partition(":")
            return (unquote_plus(name), unquote_plus(secret)) == (CLIENT, SECRET)
        return (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)

    def app(self) -> Starlette:
        """Its pages."""

        def waited(answer: Callable[[Request], Any]) -> Callable[[Request], Any]:
            async def late(request: Request) -> Response:
                self.hits.append(request.url.path)
                await asyncio.sleep(self.slow_seconds)
                found: Response = await answer(request)
                return found

            return late

        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", waited(self.describe)),
                Route("/keys", waited(self.keys)),
                Route("/authorize", waited(self.authorize)),
                Route("/token", waited(self.token), methods=["POST"]),
            ]
        )


@asynccontextmanager
async def served(clock: Clock) -> AsyncIterator[Issuer]:
    """The provider while it runs, in this event loop."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        issuer = Issuer(listening.getsockname()[1], clock)
        server = uvicorn.Server(uvicorn.Config(issuer.app(), log_config=None, lifespan="off"))
        serving = asyncio.create_task(server.serve([listening]))
        while not server.started:  # noqa: ASYNC110 - uvicorn tells it in no other way
            await asyncio.sleep(0.01)
        try:
            yield issuer
        finally:
            server.should_exit = True
            server.force_exit = True
            await serving


def query(address: str) -> dict[str, str]:
    """The query of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def _challenge(verifier: str) -> str:
    return _text(hashlib.sha256(verifier.encode()).digest())


def _part(value: dict[str, Any]) -> str:
    return _text(json.dumps(value).encode())


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
