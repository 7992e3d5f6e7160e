"""Passkeys: a phone, a computer or a security key that shows whose it is. No secret of it ever comes here.

py_webauthn checks the signatures. A response is good for one challenge, one site and one purpose, and only where the
device made sure who holds it (by finger, face or PIN).
"""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest

from asking import signin
from asking.errors import PasskeyRefused
from asking.moment import stamp
from asking.signin import SignedIn
from store import access_log, members, passkeys, staff
from store.members import Member
from store.passkeys import Passkey
from store.tx import Tx

LOG = logging.getLogger("plainsay.passkeys")
CHALLENGE_BYTES = 32
TIMEOUT_MS = 300_000
"""A browser may stop asking after this; people with the key in another room need longer than a minute."""
MOST = 20
"""Passkeys of one member."""
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Site:
    """Where passkeys are good.

    Attributes:
        name: Host name, such as `talk.example.org`. A passkey is made for it and works nowhere else.
        origin: Such as `https://talk.example.org`.
    """

    name: str
    origin: str


def new_challenge() -> str:
    """Random text that a device has to sign; good once."""
    return secrets.token_hex(CHALLENGE_BYTES)


def options_to_add(tx: Tx, site: Site, who: Member, challenge: str, provider: str) -> str:
    """What a browser needs to make a passkey for someone, as JSON."""
    from webauthn import generate_registration_options, options_to_json  # noqa: PLC0415 - slow to load
    from webauthn.helpers import base64url_to_bytes  # noqa: PLC0415 - as above
    from webauthn.helpers.structs import (  # noqa: PLC0415 - as above
        AuthenticatorSelectionCriteria,
        PublicKeyCredentialDescriptor,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    there = [
        PublicKeyCredentialDescriptor(id=base64url_to_bytes(one.credential)) for one in passkeys.of_member(tx, who.id)
    ]
    made = generate_registration_options(
        rp_id=site.name,
        rp_name=provider or "Plainsay",
        user_id=_handle(tx, who.id),
        user_name=who.email or who.name,
        user_display_name=who.name,
        challenge=challenge.encode(),
        timeout=TIMEOUT_MS,
        exclude_credentials=there,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
    )
    return options_to_json(made)


def options_to_sign_in(site: Site, challenge: str) -> str:
    """What a browser needs to sign someone in, as JSON. It names nobody: the device knows whose passkeys it has."""
    from webauthn import generate_authentication_options, options_to_json  # noqa: PLC0415 - slow to load
    from webauthn.helpers.structs import UserVerificationRequirement  # noqa: PLC0415 - as above

    made = generate_authentication_options(
        rp_id=site.name,
        challenge=challenge.encode(),
        timeout=TIMEOUT_MS,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(made)


def add(tx: Tx, site: Site, who: Member, *, response: str, challenge: str, name: str, now: datetime) -> int:
    """Keep a passkey that a browser has just made; returns its id.

    Args:
        tx: The transaction.
        site: Where it is to be good.
        who: Whose it is.
        response: The device's answer, as JSON.
        challenge: What it was asked; '' where it was not asked.
        name: What its member calls it.
        now: The present moment.

    Raises:
        PasskeyRefused: It does not answer this challenge, is known already, or is one too many.
    """
    credential, public_key, sign_count = _checked(site, response, challenge)
    if passkeys.by_credential(tx, credential) or len(passkeys.of_member(tx, who.id)) >= MOST:
        raise PasskeyRefused
    access_log.add(tx, at=stamp(now), who=who.name, did="added a passkey to their sign-in")
    return passkeys.add(
        tx,
        credential=credential,
        member_id=who.id,
        public_key=public_key,
        sign_count=sign_count,
        name=name,
        at=stamp(now),
    )


def _checked(site: Site, response: str, challenge: str) -> tuple[str, bytes, int]:
    """Name, public key and count of a new passkey."""
    from webauthn import verify_registration_response  # noqa: PLC0415 - slow to load
    from webauthn.helpers import bytes_to_base64url  # noqa: PLC0415 - as above

    if not challenge:
        raise PasskeyRefused
    try:
        made = verify_registration_response(
            credential=response,
            expected_challenge=challenge.encode(),
            expected_rp_id=site.name,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except Exception as error:
        raise PasskeyRefused from error  # whatever a stranger sends, py_webauthn has an error of its own for it
    return bytes_to_base64url(made.credential_id), made.credential_public_key, made.sign_count


def remove(tx: Tx, who: Member, passkey_id: int, *, now: datetime, but: str) -> None:
    """Take a passkey away: it signs nobody in any more, and whoever is signed in elsewhere signs in anew."""
    passkeys.remove(tx, passkey_id)
    staff.end_other_sessions(tx, who.id, but=but)
    access_log.add(tx, at=stamp(now), who=who.name, did="took a passkey away from their sign-in")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a device has shown: which passkey it has, and how often that has signed."""

    passkey_id: int
    sign_count: int


def check(tx: Tx, site: Site, *, response: str, challenge: str) -> Shown:
    """Check what a device answered to a challenge. It changes nothing: strangers never make the store write.

    Raises:
        PasskeyRefused: The passkey is unknown, or its answer is not good. Nobody is told which.
    """
    from webauthn import verify_authentication_response  # noqa: PLC0415 - slow to load
    from webauthn.helpers import parse_authentication_credential_json  # noqa: PLC0415 - as above

    try:
        answer = parse_authentication_credential_json(response)
        found = _meant(tx, answer.id, answer.response.user_handle or b"")
        good = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge.encode(),
            expected_rp_id=site.name,
            expected_origin=site.origin,
            credential_public_key=found.public_key,
            credential_current_sign_count=0,  # `sign_in` compares it, where it can be noted
            require_user_verification=True,
        )
    except Exception as error:
        raise PasskeyRefused from error  # as in `add`
    return Shown(found.id, good.new_sign_count)


def _meant(tx: Tx, credential: str, handle: bytes) -> Passkey:
    """The passkey that an answer names, where it names its member too."""
    found = passkeys.by_credential(tx, credential)
    if found is None or not compare_digest(handle, _handle(tx, found.member_id)):
        raise PasskeyRefused
    return found


def sign_in(tx: Tx, shown: Shown, *, now: datetime) -> SignedIn | None:
    """Sign in whoever has this passkey; None where they left, it is gone, or it seems to be copied."""
    found = passkeys.get(tx, shown.passkey_id)
    who = members.get(tx, found.member_id) if found else None
    if found is None or who is None or who.ended_at is not None:
        return None
    if not passkeys.use(tx, found.id, sign_count=shown.sign_count, at=stamp(now)):
        _seems_copied(tx, found, who, now)
        return None
    return signin.start(tx, who, now=now, how="a passkey")


def _seems_copied(tx: Tx, found: Passkey, who: Member, now: datetime) -> None:
    LOG.warning("A526: Passkey %d counts less than before, as a copy of it would. It was refused.", found.id)
    did = "was refused: their passkey counts less than before, as a copy of it would"
    access_log.add(tx, at=stamp(now), who=who.name, did=did)


def _handle(tx: Tx, member_id: int) -> bytes:
    """What a device keeps to know whose its passkey is: nothing that tells anything about them."""
    return tx.keys.sign("staff-passkey", str(member_id))
