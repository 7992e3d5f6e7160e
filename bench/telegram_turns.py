"""Turns in Telegram: a tap, and the next question is there; against two bots of the usual kind, and a bare loop."""

from __future__ import annotations

from pathlib import Path

from bench import telegram_requests
from bench.machine import memory_mib
from bench.measure import ratios, spread, turned
from bench.plan import Plan
from bench.table import Table, plain, shown, times
from bench.telegram_bots import DIALOG, HANDLER, LOOP, OURS, PEERS, Bot, bots
from bench.telegram_people import Talked

ALL = (OURS, HANDLER, DIALOG, LOOP)
TURNS_A_TALK = 10  # fewer than any has: so many people are invited that they cannot run out
MOST_TURNS_A_SECOND = 1000
TALK = 30  # taps of a whole talk of ours
OPENING_TAPS = 2  # the first begins the talk, so that it is kept
FEWER = {OURS: 1, HANDLER: 20, DIALOG: 5}  # so many times fewer conversations are open: peers take long to open them
KEPT = "Plainsay has each turn on disk before it sends the next question. The peers keep nothing durably at a turn."
SHARED = "Bot and pretend Telegram share two cores or more; what one takes, the other may lack."

Found = dict[tuple[str, int], list[Talked]]


async def run(plan: Plan, folder: Path) -> list[Table]:
    """Counts requests first, while nothing was uploaded yet; looks at the memory; then measures speed."""
    people = int(plan.rounds * len(plan.chats) * plan.seconds * MOST_TURNS_A_SECOND / TURNS_A_TALK)
    people += plan.open_chats + max(plan.chats) + telegram_requests.TALKS
    async with bots(folder / "telegram", ALL, people) as running:
        asked = [await telegram_requests.counted(name, running[name], plan.taps) for name in (OURS, *PEERS)]
        asked.append(await telegram_requests.counted_aloud(running[OURS], plan.taps))
        memory = [await _memory(plan, name, running[name]) for name in (OURS, *PEERS)]
        for name in ALL:
            await running[name].people.spread(max(plan.chats), TALK)
            # Cards are drawn the first time that they are asked for, and never again.
            await running[name].people.talk(max(plan.chats), plan.seconds, running[name].server.process.pid)
        found = await _measured(plan, running)
        files = telegram_requests.files({name: running[name] for name in (OURS, *PEERS)})
    header = ("", "before", "conversations", "with all of them open", "KiB a conversation")
    held = Table("Telegram: memory with open conversations, in MiB", header, tuple(filter(None, memory)))
    return [_speed(plan, found), _effort(plan, found), _busy(plan, found), telegram_requests.table(asked), files, held]


async def _measured(plan: Plan, running: dict[str, Bot]) -> Found:
    found: Found = {}
    for number in range(plan.rounds):
        for many in plan.chats:
            for name in turned(ALL, number):
                bot = running[name]
                talked = await bot.people.talk(many, plan.seconds, bot.server.process.pid)
                found.setdefault((name, many), []).append(talked)
    return found


async def _memory(plan: Plan, name: str, bot: Bot) -> tuple[str, ...]:
    """A row: how the bot's memory grows with conversations; nothing where the system does not tell."""
    many, pid = max(1, plan.open_chats // FEWER[name]), bot.server.process.pid
    try:
        before, _ = memory_mib(pid)
        bot.people.forget()
        await bot.people.open(many)
        await bot.people.each_taps(OPENING_TAPS)
        after, _ = memory_mib(pid)
    except OSError:
        return ()
    return name, plain(before), f"{many:,}", plain(after), plain((after - before) * 1024 / many)


def _speed(plan: Plan, found: Found) -> Table:
    rates = {key: [one.rate for one in talked] for key, talked in found.items()}
    rows = tuple(
        (
            f"{many} at once",
            *(shown(spread(rates[name, many])) for name in ALL),
            *(times(ratios(rates[OURS, many], rates[name, many])) for name in PEERS),
        )
        for many in plan.chats
    )
    header = ("Conversations", *ALL, *(f"{OURS} / {name}" for name in PEERS))
    return Table("Telegram: turns a second", header, rows, (KEPT,))


def _effort(plan: Plan, found: Found) -> Table:
    effort = {key: [one.cpu_ms for one in talked] for key, talked in found.items()}
    rows = tuple((f"{many} at once", *(shown(spread(effort[name, many])) for name in ALL)) for many in plan.chats)
    note = "Of the bot's process alone, all its threads together."
    return Table("Telegram: processor milliseconds a turn", ("Conversations", *ALL), rows, (note,))


def _busy(plan: Plan, found: Found) -> Table:
    def busy(name: str, many: int) -> str:
        talked = found[name, many]
        bot, telegram = (
            spread([100 * (one.own_cpu if own else one.cpu) / one.seconds for one in talked]).median
            for own in (False, True)
        )
        return f"{bot:.0f}% / {telegram:.0f}%"

    rows = tuple((f"{many} at once", *(busy(name, many) for name in ALL)) for many in plan.chats)
    title = "Telegram: how busy a core was, with the bot / with pretend Telegram and its people"
    return Table(title, ("Conversations", *ALL), rows, (SHARED,))
