"""Passkeys: `signing` lets someone in with one, `pages` is where a member has theirs."""
