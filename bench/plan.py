"""How much is measured: the whole of it, a quick look, or just enough to see that it works."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """Sizes of one run.

    Attributes:
        rounds: How often each thing is measured, in turn with its peers.
        seconds: How long one measurement of turns lasts.
        clients: How many people answer over HTTP at once.
        conversations: How many talks write to the store at once.
        recorded_talks: Talks whose statements are recorded, to be replayed on every store.
        walked: Answers that are given in real talks; all others are copies of them.
        answers: How many answers the manager's page stands on, small and large.
        chats: How many people talk to the Telegram bot at once.
        open_chats: Conversations that are open there when the memory is looked at.
        taps: Most taps of a talk there whose requests are counted.
        requests: Page loads in one measurement; their median counts.
        talks: Talks between the two looks at the memory.
        words: Length of the text that linters check.
        invented: Invented people in the largest world of the simulation of coverage.
        invented_runs: How often its provider is peopled anew.
        sentences: What each voice says.
    """

    rounds: int
    seconds: float
    clients: tuple[int, ...]
    conversations: tuple[int, ...]
    recorded_talks: int
    walked: int
    answers: tuple[int, ...]
    chats: tuple[int, ...]
    open_chats: int
    taps: int
    requests: int
    talks: int
    words: int
    invented: int
    invented_runs: int
    sentences: int


FULL = Plan(
    rounds=5,
    seconds=1.5,
    clients=(1, 16, 64),
    conversations=(1, 16, 256),
    recorded_talks=400,
    walked=2500,
    answers=(10_000, 1_000_000),
    chats=(1, 16, 64, 256),
    open_chats=10_000,
    taps=100,
    requests=5,
    talks=1000,
    words=20_000,
    invented=10_000,
    invented_runs=50,
    sentences=60,
)
QUICK = Plan(
    rounds=2,
    seconds=0.4,
    clients=(1, 16),
    conversations=(1, 16),
    recorded_talks=80,
    walked=1000,
    answers=(10_000, 100_000),
    chats=(1, 64),
    open_chats=300,
    taps=100,
    requests=3,
    talks=20,
    words=20_000,
    invented=1_000,
    invented_runs=5,
    sentences=6,
)
TINY = Plan(
    rounds=1,
    seconds=0.1,
    clients=(2,),
    conversations=(2,),
    recorded_talks=4,
    walked=100,
    answers=(400, 800),
    chats=(1, 3),
    open_chats=3,
    taps=1,
    requests=1,
    talks=2,
    words=500,
    invented=30,
    invented_runs=1,
    sentences=1,
)
"""For the tests: everything once, as small as it goes."""
