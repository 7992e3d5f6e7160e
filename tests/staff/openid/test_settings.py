"""The settings of accounts, what `plainsay doctor` says of them, and what Microsoft's tokens are taken for."""

from __future__ import annotations

from pathlib import Path

import pytest
from joserfc.jwk import KeySet

from asking.accounts import Account
from bot.accounts import Accounts, read_accounts
from bot.commands.refused import CommandRefused
from bot.config import read_config
from bot.staff.openid.checkup import looked
from bot.staff.openid.provider import Provider
from bot.staff.openid.tokens import account_of
from tests.staff.office import Clock
from tests.staff.openid.issuer import CLIENT, Issuer

ENTRA = "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0"
PUBLIC = "https://talk.example.org"
GOOD = {
    "PLAINSAY_OIDC_ISSUER": ENTRA,
    "PLAINSAY_OIDC_CLIENT_ID": "plainsay",
    "PLAINSAY_OIDC_CLIENT_SECRET": " secret\n",
    "PLAINSAY_PUBLIC_URL": PUBLIC + "/",
}


def test_without_an_issuer_there_are_no_accounts() -> None:
    """Nothing has to be set."""
    assert read_config({}).accounts is None


def test_the_settings_are_read() -> None:
    """The name is the issuer's usual one where none is set, and the secret is in no printed form."""
    found = read_config(GOOD).accounts
    assert found == Accounts(ENTRA, "plainsay", "secret", "Microsoft", PUBLIC)
    assert found.callback == "https://talk.example.org/staff/openid/callback"
    assert "'secret'" not in repr(found)
    named = read_accounts({**GOOD, "PLAINSAY_OIDC_NAME": " Fernbank "}, PUBLIC)
    assert named
    assert named.name == "Fernbank"
    other = read_accounts({**GOOD, "PLAINSAY_OIDC_ISSUER": "https://id.example.org/realm/"}, PUBLIC)
    assert other
    assert other.name == "id.example.org"


def test_a_secret_may_be_in_a_file(tmp_path: Path) -> None:
    """The file wins; one that is not there is said so."""
    (tmp_path / "secret").write_text("from a file\n", encoding="utf-8")
    found = read_accounts({**GOOD, "PLAINSAY_OIDC_CLIENT_SECRET_FILE": str(tmp_path / "secret")}, PUBLIC)
    assert found
    assert found.client_secret == "from a file"  # noqa: S105 - of a test
    with pytest.raises(CommandRefused, match="cannot be read"):
        read_accounts({**GOOD, "PLAINSAY_OIDC_CLIENT_SECRET_FILE": str(tmp_path / "none")}, PUBLIC)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"PLAINSAY_OIDC_ISSUER": "http://id.example.org"}, "no https:// address"),
        ({"PLAINSAY_OIDC_ISSUER": "id.example.org"}, "no https:// address"),
        ({"PLAINSAY_OIDC_ISSUER": "https://[broken"}, "no https:// address"),
        ({"PLAINSAY_OIDC_ISSUER": "https://id.example.org/?a=b"}, "no https:// address"),
        ({"PLAINSAY_OIDC_ISSUER": "https://login.microsoftonline.com/common/v2.0"}, "every organisation"),
        ({"PLAINSAY_OIDC_ISSUER": "https://login.microsoftonline.com/Organizations/v2.0"}, "every organisation"),
        ({"PLAINSAY_OIDC_ISSUER": "https://login.microsoftonline.com/{tenantid}/v2.0"}, "every organisation"),
        ({"PLAINSAY_PUBLIC_URL": ""}, "needs PLAINSAY_PUBLIC_URL"),
        ({"PLAINSAY_PUBLIC_URL": "http://talk.example.org"}, "needs PLAINSAY_PUBLIC_URL"),
        ({"PLAINSAY_OIDC_CLIENT_ID": " "}, "PLAINSAY_OIDC_CLIENT_ID is not set"),
        ({"PLAINSAY_OIDC_CLIENT_SECRET": ""}, "PLAINSAY_OIDC_CLIENT_SECRET is not set"),
        ({"PLAINSAY_OIDC_NAME": "x" * 41}, "PLAINSAY_OIDC_NAME is too long"),
    ],
)
def test_what_cannot_be_used_is_said(changes: dict[str, str], says: str) -> None:
    """Each wrong setting is named with a way to mend it; Microsoft's shared issuers are refused outright."""
    with pytest.raises(CommandRefused, match=says) as caught:
        read_config({**GOOD, **changes})
    assert caught.value.mend


async def test_the_doctor_tells_that_accounts_work(issuer: Issuer, provider: Provider) -> None:
    """It really asks the issuer, and says which address has to be told there."""
    assert issuer.hits == []
    assert [str(one) for one in await looked(provider)] == [
        "Sign in with Example: its pages and its keys can be read.",
        "It has to know this address: https://plainsay.test/staff/openid/callback",
    ]


async def test_the_doctor_tells_that_accounts_do_not_work(issuer: Issuer, provider: Provider) -> None:
    """With a code, and how to mend it."""
    issuer.says = {"issuer": "https://evil.test"}
    (found,) = await looked(provider)
    assert str(found).startswith("D450: Sign in with Example: It names another issuer than the one that is set.")
    assert "PLAINSAY_OIDC_ISSUER" in str(found)


@pytest.mark.parametrize(
    ("claims", "email"),
    [
        ({}, ""),
        ({"email_verified": True}, ""),
        ({"xms_edov": True}, "mo@example.org"),
        ({"xms_edov": "1"}, "mo@example.org"),
        ({"xms_edov": 1}, "mo@example.org"),
        ({"xms_edov": False, "email_verified": True}, ""),
        ({"xms_edov": "0"}, ""),
        ({"email": "", "preferred_username": "mo@example.org", "xms_edov": True}, ""),
    ],
)
def test_microsofts_address_counts_only_where_its_domain_was_checked(claims: dict[str, object], email: str) -> None:
    """Anybody who runs a tenant can write any address into it: neither that nor the user name opens pages by itself."""
    issuer = Issuer(
        1, Clock(), claims={"iss": ENTRA, **claims}, without=set() if "email_verified" in claims else {"email_verified"}
    )
    settings = Accounts(ENTRA, CLIENT, "s", "Microsoft", PUBLIC)
    found = account_of(issuer.signed("n"), KeySet([issuer.key]), settings, nonce="n", now=issuer.clock())
    assert found == Account(ENTRA, "subject-1", email)
