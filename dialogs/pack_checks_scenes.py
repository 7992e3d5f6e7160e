"""What observers are asked: scenes of three questions, each a line of a communication chart (D18)."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.faults import Fault
from dialogs.model import Audience
from dialogs.pack_draft import Draft, prompts_of
from dialogs.pack_parts import SCENE

KINDS = ("text", "choice", "text")


def scenes(draft: Draft) -> Iterator[Fault]:
    """Questions for observers that do not come in threes: what the person does, what it means, what to do."""
    for area in draft.areas:
        prompts = list(prompts_of(area, Audience.OBSERVER))
        for number, prompt in enumerate(prompts):
            part = number % len(SCENE)
            scene = prompts[number - part].sheet.id.removesuffix(f"-{SCENE[0]}")
            own, right, kind = prompt.sheet.id, f"{scene}-{SCENE[part]}", KINDS[part]
            if own and own != right:
                yield prompt.fault("P508", f"'{own}' does not fit its scene.", f"Write '{right}'.", "id")
            if prompt.sheet.kind not in ("", kind):
                mend = f"Make it a question of kind '{kind}'."
                yield prompt.fault("P508", f"'{own}' is of kind '{prompt.sheet.kind}'.", mend, "kind")
        if len(prompts) % len(SCENE):
            mend = "Ask what the person does (-does), what it means (-means) and what to do (-do)."
            yield prompts[-1].fault("P508", "The last scene is not whole.", mend)
