"""Which sample people a newcomer may answer as."""

from __future__ import annotations

from store import invitations, settings
from store.invitations import Invitation
from store.tx import Tx

LABELS = {"person": "Person", "family": "Family", "staff": "Staff member", "manager": "Manager", "observer": "Observer"}


def fresh_invitations(tx: Tx) -> list[tuple[str, Invitation]]:
    """For each audience, the newest invitation that nobody has opened; none where the data is real."""
    if settings.get(tx, "sample") != "yes":
        return []
    unopened = ((label, invitations.newest_unopened(tx, audience)) for audience, label in LABELS.items())
    return [(label, invitation) for label, invitation in unopened if invitation is not None]
