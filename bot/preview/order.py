"""Which questions a meeting goes through, in which order, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from bot.local import AUDIENCES, MONTHLY_NAME
from dialogs.pack import Pack, Prompt


@dataclass(frozen=True, slots=True)
class Part:
    """The questions on one area, to one audience, or all of them. '' means all."""

    area: str = ""
    audience: str = ""

    def prompts(self, pack: Pack) -> tuple[Prompt, ...]:
        """Its questions, in the pack's order."""
        return tuple(
            prompt
            for prompt in pack.prompts
            if self.area in ("", prompt.area) and self.audience in ("", prompt.audience.value)
        )

    def name(self, pack: Pack) -> str:
        """What a heading calls it; '' for all."""
        areas = {area.id: area.easy_name for area in pack.areas} | dict.fromkeys(pack.monthly, MONTHLY_NAME)
        area = areas.get(self.area, "")
        return ": ".join(word for word in (AUDIENCES.get(self.audience, ""), area) if word)

    def url(self, path: str, **more: str) -> str:
        """An address that stays within this part."""
        query = {name: value for name, value in (("area", self.area), ("audience", self.audience)) if value}
        return f"{path}?{urlencode(query | more)}" if query or more else path

    def question_url(self, prompt_id: str, **more: str) -> str:
        """The page of one question within this part."""
        return self.url(f"/questions/{quote(prompt_id, safe='')}", **more)


@dataclass(frozen=True, slots=True)
class Stand:
    """One question among those of its part.

    Attributes:
        number: Its place, from 1.
    """

    part: Part
    prompt: Prompt
    number: int
    total: int
    before: Prompt | None
    after: Prompt | None


def stand(pack: Pack, part: Part, prompt_id: str) -> Stand | None:
    """Where a question stands; None where the part has no such question."""
    prompts = part.prompts(pack)
    for at, prompt in enumerate(prompts):
        if prompt.id == prompt_id:
            before = prompts[at - 1] if at else None
            after = prompts[at + 1] if at + 1 < len(prompts) else None
            return Stand(part, prompt, at + 1, len(prompts), before, after)
    return None
