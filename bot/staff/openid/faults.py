"""What can go wrong with the organisation's sign-in. Each says how to mend it; codes are stable."""

from __future__ import annotations


class AccountFault(Exception):
    """Nobody can be signed in so.

    Attributes:
        code: Stable, for scripts and docs.
        mend: What the administrator can do about it.
    """

    code = "A520"
    mend = ""


class NotReached(AccountFault):
    """It does not answer, or not in time."""

    code = "A521"
    mend = "Check PLAINSAY_OIDC_ISSUER, and this computer's way to the internet."


class NotUsable(AccountFault):
    """What it says of itself does not fit."""

    code = "A522"
    mend = "PLAINSAY_OIDC_ISSUER has to be the issuer exactly as it names itself."


class TokenRefused(AccountFault):
    """What it signed is not good: another key, another audience, too late, or not for this sign-in."""

    code = "A523"
    mend = "Try once more. If it stays, check PLAINSAY_OIDC_CLIENT_ID and this computer's clock."


class CodeRefused(AccountFault):
    """It did not take the code that it had given, or not from us."""

    code = "A524"
    mend = "Check PLAINSAY_OIDC_CLIENT_ID and PLAINSAY_OIDC_CLIENT_SECRET. A secret may have run out."
