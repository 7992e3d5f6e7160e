"""The organisation's sign-in: where its pages are, whose signature is its own, and the exchange of a code.

Authlib and joserfc know the rules; `fetching` does the asking. What it says of itself is kept for an hour. This is
loaded only where accounts are used: its libraries take a quarter of a second.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote_plus

from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from asking.accounts import Account
from bot.accounts import Accounts, is_safe
from bot.staff.openid.faults import CodeRefused, NotReached, NotUsable, TokenRefused
from bot.staff.openid.fetching import REFUSED, TIMEOUT_SECONDS, fetch
from bot.staff.openid.tokens import account_of

KEPT = timedelta(hours=1)
LEAST_APART = timedelta(minutes=1)
"""Keys are not asked for more often, whatever tokens come."""
SCOPE = "openid email profile"


@dataclass(frozen=True, slots=True)
class Known:
    """What it says of itself."""

    authorize: str
    exchange: str
    by_post: bool
    keys: KeySet
    at: datetime


class Provider:
    """The organisation's sign-in.

    Args:
        settings: Where it is, and what we are called there.
        clock: Tells the present moment, in UTC.
        timeout_seconds: How long it may take to answer.
    """

    def __init__(
        self, settings: Accounts, clock: Callable[[], datetime], timeout_seconds: float = TIMEOUT_SECONDS
    ) -> None:
        self.settings = settings
        self._clock, self._timeout = clock, timeout_seconds
        self._known: Known | None = None

    @property
    def name(self) -> str:
        """What the button says."""
        return self.settings.name

    async def page(self, *, state: str, nonce: str, verifier: str, choose: bool = False) -> str:
        """The address of its page where someone signs in.

        Args:
            state: Comes back with them.
            nonce: Comes back inside the token.
            verifier: What only we know until the code is exchanged.
            choose: Whether they choose an account even where one is signed in.

        Raises:
            AccountFault: It cannot be used now.
        """
        known = await self.known()
        address: str = prepare_grant_uri(
            known.authorize,
            self.settings.client_id,
            "code",
            redirect_uri=self.settings.callback,
            scope=SCOPE,
            state=state,
            nonce=nonce,
            code_challenge=create_s256_code_challenge(verifier),
            code_challenge_method="S256",
            prompt="select_account" if choose else None,
        )
        return address

    async def account(self, code: str, *, nonce: str, verifier: str) -> Account:
        """Whose account it is that someone came back with.

        Raises:
            AccountFault: The code, or what it was exchanged for, is not good.
        """
        return await self._read(await self._exchange(code, verifier), nonce)

    async def known(self) -> Known:
        """What it says of itself.

        Raises:
            AccountFault: It cannot be read, or does not fit.
        """
        now = self._clock()
        if self._known is None or now - self._known.at >= KEPT:
            self._known = await self._look(now)
        return self._known

    async def _look(self, now: datetime) -> Known:
        issuer = self.settings.issuer
        said = await self._get(issuer.rstrip("/") + "/.well-known/openid-configuration")
        if said.get("issuer") != issuer:
            raise NotUsable("It names another issuer than the one that is set.")
        found = [said.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
        authorize, exchange, keys = (one if isinstance(one, str) and is_safe(one) else "" for one in found)
        if not (authorize and exchange and keys):
            raise NotUsable("It does not say where its pages are.")
        methods = said.get("token_endpoint_auth_methods_supported") or []
        return Known(authorize, exchange, "client_secret_post" in methods, await self._keys(keys), now)

    async def _keys(self, address: str) -> KeySet:
        said = await self._get(address)
        try:
            return KeySet.import_key_set({"keys": said["keys"]})
        except (JoseError, KeyError, TypeError, ValueError, AttributeError) as error:
            raise NotUsable("Its keys cannot be read.") from error

    async def _get(self, address: str) -> Mapping[str, Any]:
        status, said = await fetch(address, timeout_seconds=self._timeout)
        if status >= REFUSED:
            raise NotReached(f"It answers with status {status}.")
        return said

    async def _exchange(self, code: str, verifier: str) -> str:
        known, ours = await self.known(), self.settings
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": ours.callback,
            "code_verifier": verifier,
            "client_id": ours.client_id,
        }
        auth = None
        if known.by_post:
            form["client_secret"] = ours.client_secret
        else:
            auth = (quote_plus(ours.client_id), quote_plus(ours.client_secret))
        status, said = await fetch(known.exchange, form, auth, self._timeout)
        token = said.get("id_token")
        if status >= REFUSED or not isinstance(token, str):
            raise CodeRefused(f"It did not take the code: {_error(said)}.")
        return token

    async def _read(self, token: str, nonce: str) -> Account:
        known, now = await self.known(), self._clock()
        try:
            return account_of(token, known.keys, self.settings, nonce=nonce, now=now)
        except InvalidKeyIdError as error:  # a new key since we looked
            if now - known.at < LEAST_APART:
                raise TokenRefused("It is signed with a key that is not listed.") from error
        self._known = await self._look(now)
        try:
            return account_of(token, self._known.keys, self.settings, nonce=nonce, now=now)
        except InvalidKeyIdError as error:
            raise TokenRefused("It is signed with a key that is not listed.") from error


def _error(said: Mapping[str, Any]) -> str:
    """The code of an error as the standards list them; never its text, which may name someone."""
    error = json.dumps(said.get("error"))
    return error if len(error) <= len("unsupported_token_type") + 10 else "unknown"
