"""Who on the staff may do what. A role says what, the member's services say where (docs/decisions/roles.md)."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What someone on the staff is here for. Each has one; who is two things gets two sign-ins."""

    ADMINISTRATOR = "administrator"
    """Sets up services, staff and settings; and all that a manager does."""
    MANAGER = "manager"
    """The people, rounds and evidence of their services; how many worries and words wait, never what they say."""
    KEYWORKER = "keyworker"
    """Invites people, and makes the monthly summary with those whose keyworker they are."""
    LEAD = "lead"
    """The safeguarding lead or deputy: worries with names and words, and what people wrote and said."""
    HELPER = "helper"
    """Someone independent, who helps a person to answer. Sees only who asked for them."""
    BOARD = "board"
    """Reads what many people say, never what is about one."""


ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
"""Who decides who else gets in."""
MANAGERS = frozenset({Role.ADMINISTRATOR, Role.MANAGER})
"""Who plans rounds and answers for people."""
CARERS = MANAGERS | {Role.KEYWORKER}
"""Who knows the people supported by name, and asks them."""
LEADS = frozenset({Role.LEAD})
"""Who may know what one person told."""
HELPERS = frozenset({Role.HELPER})
"""Who helps people to answer."""
READERS = MANAGERS | LEADS | {Role.BOARD}
"""Who reads what many people say."""
ALERTED = CARERS | LEADS
"""Who learns that a worry is open, so that somebody goes and finds the lead."""
STAFF = frozenset(Role)
"""All who can sign in."""
