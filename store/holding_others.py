"""What is left out of all that is held on a person, and the tables that hold nothing of one."""

from __future__ import annotations

from collections.abc import Mapping

WITHHELD: Mapping[str, str] = {
    "worry": (
        "A worry may be about someone who would harm the person who told it, or who reads this. It is never in this "
        "file, and the file does not say whether there is one. The safeguarding lead decides what can be shown."
    ),
    "what others saw": (
        "What two people wrote who watched this person was told in confidence. How many answers there are is in this "
        "file, their words are not. The safeguarding lead decides what can be shown."
    ),
    "why it is kept": (
        "Why nothing may be deleted for now can be about a complaint or a court case with others in it. The file says "
        "since when and by whom."
    ),
}
"""What is left out → why. Both are said in the file."""

OTHERS: Mapping[str, str] = {
    "schema_version": "the schema",
    "keeping_run": "backups and drills: when, and what came of them",
    "setting": "settings of the provider",
    "service": "services, and who on the staff hears their worries",
    "round": "rounds",
    "pack": "questions",
    "flow": "which questions a talk has",
    "consent_text": "the words that everyone is shown",
    "tally": "counts of people",
    "published": "counts that readers were last shown",
    "ladder_result": "counts that readers are shown of a round of ladders that has ended",
    "worry": "withheld: see WITHHELD",
    "worry_said": "withheld, as the worry",
    "worry_note": "withheld, as the worry",
    "worry_kept_from": "withheld, as the worry",
    "worry_message": "withheld, as the worry",
    "worry_alert": "withheld, as the worry",
    "worry_contact": "people outside a house who hear of worries",
    "worry_opened_to": "withheld, as the worry",
    "access_chain": "where the chain of notes begins and ends",
    "noticed": "withheld: where the detector found a sign of a worry, see WITHHELD",
    "alert_chat": "chats of safeguarding leads",
    "alert_link": "links of safeguarding leads",
    "upload": "pictures and sounds that every chat has, by content; private sounds are never kept",
    "staff_member": "staff who sign in",
    "staff_service": "staff who sign in",
    "staff_link": "staff who sign in",
    "staff_session": "staff who sign in",
    "staff_chat": "staff who sign in",
    "staff_chat_link": "staff who sign in",
    "staff_passkey": "staff who sign in",
    "staff_account": "staff who sign in",
    "plan": "the register of actions",
    "plan_part": "the register of actions",
    "action_import": "the register of actions: who on the staff read a file",
    "action": "the register of actions: about no one person",
    "action_standard": "the register of actions",
    "action_basis": "the register of actions",
    "action_expected": "the register of actions",
    "action_person": "the register of actions: who on the staff leads",
    "action_note": "the register of actions",
    "action_import_change": "the register of actions: what a file changed in one, and what it was",
    "action_move": "the register of actions: when a last day, a lead or an outcome was changed",
    "action_lead_known": "the register of actions: whom the words of a lead mean on the staff",
    "action_reminder": "the register of actions",
    "assessment": "self-assessments",
    "assessment_part": "self-assessments, in managers' own words",
    "assessment_version": "self-assessments that were signed",
    "assessment_voice": "what the public wrote, of whom nothing else is known",
    "name_yes": "who on the staff said that words with a name may be published; neither the words nor the name",
    "change": "what changed, in managers' own words",
    "change_words": "what changed, in other languages",
    "change_answer": "which answers led to a change, not whose",
    "wall": "pages for walls",
    "retention_log": "how much the rules deleted",
    "retention_period": "how long things are kept",
}
"""Tables that hold nothing of a person who may be asked → what is in them."""
