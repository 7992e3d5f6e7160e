"""What a lead or deputy is told in their chat. Anyone may read it on a locked screen: it says nothing of a worry."""

from __future__ import annotations

from typing import Any

from bot.telegram.letters import Key, Message, lane_of
from bot.telegram.render import bold, plain
from bot.telegram.taps import Act, Tap, data_of
from locales import ENGLISH
from store.crypto import Keys


def alert_message(keys: Keys, bot: str, alert: dict[str, Any], staff_url: str) -> Message:
    """The message for an alert that waits in the outbox (see `asking.alerts.Alert`)."""
    to = int(alert["to"])
    _ = ENGLISH.gettext
    lines = {
        "new": (_("Something waits for you."), _("Please look at it now.")),
        "again": (_("Something still waits."), _("Nobody has it yet."), _("Please look at it now.")),
        "not_heard": (_("Words or recordings wait."), _("They have waited more than one working day.")),
        "more": ("There is more to read.", _("Please look at it now.")),
        "yours": ("Something that you took is still open.", "Please write down what was done."),
        "taken": (_("{name} has it now.").format(name=alert["who"]),),
        "unreachable": (_("We cannot reach {name} here now.").format(name=alert["who"]), _("Please tell them.")),
    }[alert["news"]]
    text = "\n".join([bold(alert["service"]), *map(plain, lines)])
    rows = []
    if alert["news"] in {"new", "again"}:
        tap = Tap(Act.SEEN, str(alert["worry_id"]), 0, 0)
        rows.append((Key(_("I will look at it"), data_of(keys, lane_of(keys, bot, to), tap)),))
    if staff_url and alert["news"] in {"new", "again", "not_heard", "more", "yours"}:
        rows.append((Key(_("Open the staff pages"), url=staff_url),))
    return Message(to, text, rows=tuple(rows))
