"""Every column of bytes: which the master key seals, and for what, and which it does not. A test keeps it complete.

What is sealed with a data key stays as it is when the key file is turned; only the data key is sealed anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter


@dataclass(frozen=True, slots=True)
class Sealed:
    """A column that the master key seals.

    Attributes:
        key: The columns that a row is found by.
        about: What a value is sealed for; the columns in it in braces.
        only: Which rows, where others are sealed with a data key.
    """

    table: str
    column: str
    about: str
    key: tuple[str, ...] = ("id",)
    only: str = ""

    @property
    def named(self) -> tuple[str, ...]:
        """The columns that `about` names."""
        return tuple(name for _, name, _, _ in Formatter().parse(self.about) if name)

    @property
    def name(self) -> str:
        """Table and column."""
        return f"{self.table}.{self.column}"


_CHAT = ("bot", "lane")

MASTER = (
    Sealed("identity", "data_key", "identity.data_key/{person_id}", ("person_id",)),
    Sealed("worry", "data_key", "worry/{service_id}/{told_at}"),
    Sealed("worry_said", "data_key", "worry_said/{worry_id}/{at}"),
    Sealed("legal_hold", "why", "legal_hold.why/{person_id}"),
    Sealed("staff_member", "name", "staff_member.name/{id}"),
    Sealed("staff_member", "email", "staff_member.email/{id}"),
    Sealed("staff_passkey", "name", "staff_passkey.name/{id}"),
    Sealed("staff_chat", "address", "staff_chat.address/{bot}/{lane}"),
    Sealed("alert_chat", "address", "alert_chat.address/{bot}/{lane}"),
    Sealed("inbox", "body", "inbox/{bot}/{update_id}"),
    Sealed("outbox", "body", "outbox/{bot}/{lane}"),
    Sealed("own_picture", "data_key", "own_picture.data_key/{file}", only="level <> 'person'"),
    Sealed("own_picture_sent", "body", "own_picture_sent/{bot}/{lane}/{message}", (*_CHAT, "message")),
    Sealed("record", "file_key", "record.file_key/{file}", only="person_id IS NULL"),
    Sealed("record", "body", "record.body/{id}", only="person_id IS NULL"),
    Sealed("record", "asked", "record.asked/{id}", only="person_id IS NULL"),
    Sealed("action", "body", "action"),
    Sealed("action_expected", "body", "action", ("action_id", "place")),
    Sealed("action_person", "name", "action", ("action_id", "part", "place")),
    Sealed("action_note", "body", "action"),
    Sealed("action_lead_known", "name", "action"),
    Sealed("action_move", "body", "action"),
    Sealed("action_import_change", "body", "action"),
    Sealed("assessment_part", "body", "assessment/{assessment_id}/{part}/{edit}", ("assessment_id", "part", "edit")),
    Sealed("assessment_version", "body", "assessment/{assessment_id}/version/{version}"),
    Sealed("assessment_voice", "body", "assessment_voice/{assessment_id}"),
    Sealed("expert", "body", "expert/{assessment_id}", only="person_id IS NULL"),
    Sealed(
        "expert_answer", "body", "expert_answer/{expert_id}",
        only="expert_id IN (SELECT id FROM expert WHERE person_id IS NULL)",
    ),
    Sealed("change", "body", "change/{id}"),
    Sealed("change_words", "body", "change_words/{change_id}/{language}", ("change_id", "language")),
)  # fmt: skip
"""Sealed by the master key. Beside these: the setting `key_check`."""

WITH_DATA_KEYS = frozenset(
    {
        "identity.name", "answer.words", "worry.words", "worry_said.words", "worry_note.body",
        "worry_kept_from.name", "chat.address", "comment.words", "own_picture.details", "transcript.draft",
        "transcript.words", "profile.body", "decision.body", "summary.view", "summary.wish", "promise.body",
        "promise.why", "wish.body", "wish_answer.body", "wish_answer_words.body", "observation.decided",
        "worry_message.words", "record_change.yes",
    }
)  # fmt: skip
"""Sealed with the key of a person, a worry or a picture."""

NOT_SEALED = frozenset(
    {"staff_passkey.public_key", "access_log.link", "access_chain.link", "access_chain.signature"}
)  # fmt: skip
"""Bytes that are no secret."""
