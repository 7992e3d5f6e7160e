"""Settings of the organisation's own sign-in (OpenID Connect), such as Microsoft Entra or Google Workspace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bot.commands.refused import CommandRefused

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
ENTRA = "login.microsoftonline.com"
SHARED = frozenset({"common", "organizations", "consumers"})
"""Microsoft's issuers for everybody's organisation at once: anyone on earth may have an account there."""
CALLBACK = "/staff/openid/callback"
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Accounts:
    """Where staff have their accounts.

    Attributes:
        issuer: Address that the accounts' tokens name, exactly.
        client_id: What Plainsay is called there.
        client_secret: What Plainsay shows to be it.
        name: What the button says, such as `Microsoft`.
        base: Address that our own pages are reached by.
        secret_file: Where the secret was read from, where that was a file.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str
    base: str
    secret_file: str = ""

    @property
    def callback(self) -> str:
        """Where the issuer sends people back to. It has to be told there once."""
        return self.base + CALLBACK


def read_accounts(environment: Mapping[str, str], public_url: str) -> Accounts | None:
    """Read the settings; None where no issuer is set.

    Raises:
        CommandRefused: One of them is missing or cannot be used.
    """
    issuer = (environment.get("PLAINSAY_OIDC_ISSUER") or "").strip()
    if not issuer:
        return None
    _check_issuer(issuer)
    if not is_safe(public_url):
        mend = "Set it to the https:// address that staff open."
        raise CommandRefused("PLAINSAY_OIDC_ISSUER needs PLAINSAY_PUBLIC_URL.", mend=mend)
    client_id = (environment.get("PLAINSAY_OIDC_CLIENT_ID") or "").strip()
    if not client_id:
        mend = "It is shown where you told your organisation's sign-in about Plainsay."
        raise CommandRefused("PLAINSAY_OIDC_CLIENT_ID is not set.", mend=mend)
    name = (environment.get("PLAINSAY_OIDC_NAME") or "").strip() or _usual_name(issuer)
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise CommandRefused("PLAINSAY_OIDC_NAME is too long.", mend="Set it to one or two words, such as Microsoft.")
    file = (environment.get("PLAINSAY_OIDC_CLIENT_SECRET_FILE") or "").strip()
    secret = _secret(file, environment.get("PLAINSAY_OIDC_CLIENT_SECRET") or "")
    return Accounts(issuer, client_id, secret, name, public_url, file)


def is_safe(address: str) -> bool:
    """Whether an address is one that nobody on the way can read along: https, or this computer itself."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK))


def _check_issuer(issuer: str) -> None:
    if not is_safe(issuer) or urlsplit(issuer).query or urlsplit(issuer).fragment:
        mend = "Set it to an address such as https://accounts.example.org, without ? and #."
        raise CommandRefused("PLAINSAY_OIDC_ISSUER is no https:// address.", mend=mend)
    parts = urlsplit(issuer)
    if parts.hostname == ENTRA and (parts.path.strip("/").split("/")[0].lower() in SHARED or "{" in parts.path):
        mend = f"Put your own tenant's number in it: https://{ENTRA}/TENANT/v2.0."
        raise CommandRefused("PLAINSAY_OIDC_ISSUER would let in the accounts of every organisation.", mend=mend)


def _usual_name(issuer: str) -> str:
    host = urlsplit(issuer).hostname or ""
    return {ENTRA: "Microsoft", "accounts.google.com": "Google"}.get(host, host)


def _secret(file: str, given: str) -> str:
    if file:
        try:
            given = Path(file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            mend = "Set it to a file that the program may read."
            raise CommandRefused("PLAINSAY_OIDC_CLIENT_SECRET_FILE cannot be read.", mend=mend) from error
    secret = given.strip()
    if not secret:
        mend = "Make one where you told your organisation's sign-in about Plainsay."
        raise CommandRefused("PLAINSAY_OIDC_CLIENT_SECRET is not set.", mend=mend)
    return secret
