"""What can go wrong with a backup, a restore or a standby. Codes are stable, for scripts and docs."""

from __future__ import annotations

from bot.commands.refused import CommandRefused


class NotBackedUp(CommandRefused):
    """No backup was made. Nothing of it stands under a good name."""

    code = "B701"


class NotHere(CommandRefused):
    """This database is not one that this command can work with."""

    code = "B702"


class AnotherRuns(CommandRefused):
    """Another backup, restore or program is at work on this folder."""

    code = "B703"


class DoesNotOpen(CommandRefused):
    """A backup does not open: another key, another passphrase, cut short or changed."""

    code = "B704"


class NotEmpty(CommandRefused):
    """The folder to restore into has something in it."""

    code = "B705"


class NotRestored(CommandRefused):
    """Nothing was restored; the folder is as it was."""

    code = "B706"


class NotAtHome(CommandRefused):
    """This database was made on another machine, or a standby has taken over. Only one may run."""

    code = "B707"


class NoStandby(CommandRefused):
    """The standby cannot be set up or used like this."""

    code = "B708"
