"""What `plainsay doctor` finds of the organisation's sign-in: it asks it, as someone who signs in would."""

from __future__ import annotations

from bot.finding import Finding
from bot.staff.openid.faults import AccountFault
from bot.staff.openid.provider import Provider


async def looked(provider: Provider) -> list[Finding]:
    """Whether its pages and keys can be read, and the address that it has to know."""
    button = f"Sign in with {provider.name}"
    try:
        await provider.known()
    except AccountFault as fault:
        return [Finding(f"{button}: {fault}", "D450", fault.mend)]
    return [
        Finding(f"{button}: its pages and its keys can be read."),
        Finding(f"It has to know this address: {provider.settings.callback}"),
    ]
