"""Every field of the staff pages that takes words, and whether the detector of worries looks at them, or why not.

A field is named by its template and what it is called there. Whoever adds one says here which it is.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

SEEN: Final = frozenset({
    ("actions/one.html", "words"),
    ("assessments/declare.html", "words"),
    ("assessments/expert.html", "reply"),
    ("assessments/expert.html", "why"),
    ("assessments/said.html", "reply"),
    ("assessments/said.html", "why"),
    ("assessments/said.html", "words"),
    ("draft.html", "words"),
    ("people/decide.html", "asked"),
    ("people/decide.html", "notes"),
    ("people/decide.html", "seen_by"),
    ("people/decide.html", "who"),
    ("people/needs.html", "hearing"),
    ("people/needs.html", "helper"),
    ("people/needs.html", "other"),
    ("people/needs.html", "sight"),
    ("people/needs.html", "words"),
    ("records/form.html", "source"),
    ("records/form.html", "title"),
    ("records/form.html", "words"),
    ("summaries/answer.html", "words"),
    ("summaries/answer.html", "words_"),
    ("summaries/meeting.html", "by_whom"),
    ("summaries/meeting.html", "what"),
    ("summaries/meeting.html", "why"),
    ("summaries/meeting.html", "wish"),
    ("summaries/view.html", "key"),
})  # fmt: skip
"""The detector looks at it before it is kept, and what it finds is a worry."""

NAME: Final = "a name, a telephone number or an address of somebody or something, in a few words"
WORRY: Final = "it is kept with a worry, or is one: safeguarding leads read it already"
SEARCH: Final = "what is looked for; it is not kept"
PLAN: Final = (
    "it says what the organisation is going to do, and such plans are about safeguarding: of the lines of two "
    "councils' plans the detector took 24% and 49% for a worry. Who calls leads for nothing is not heard any more"
)
ABOUT_US: Final = (
    "it says how good the organisation is, for everyone to read, and is signed; the same holds as of plans"
)
TOLD: Final = (
    "what people said was looked at where they said it; this is written of it, for everyone to read, and what they "
    "complain of is a sign of a worry more often than not: ‘The food is cold.’ is one"
)
SAID_BEFORE: Final = "the person's own words, which were looked at where they said them; nothing may be added"
HOLD: Final = "why nothing may be deleted: whoever writes that knows of it, and it is closed off from all others"
HOW_ASKED: Final = "how somebody was asked for a yes, in a few words"
NOT_SEEN: Final = MappingProxyType({
    ("action_import/choose.html", "pasted"): PLAN,
    ("action_import/preview.html", "name"): NAME,
    ("actions/form.html", "expected-{{ loop.index0 }}"): PLAN,
    ("actions/form.html", "knows"): NAME,
    ("actions/form.html", "name"): PLAN,
    ("actions/form.html", "new_plan"): NAME,
    ("actions/form.html", "number"): NAME,
    ("actions/form.html", "other_leads"): NAME,
    ("actions/form.html", "outcome"): PLAN,
    ("actions/form.html", "refers_to"): NAME,
    ("actions/form.html", "timescale"): PLAN,
    ("actions/form.html", "what"): PLAN,
    ("actions/list.html", "find"): SEARCH,
    ("actions/seen.html", "find"): SEARCH,
    ("actions/who.html", "find"): SEARCH,
    ("assessments/action.html", "outcome"): PLAN,
    ("assessments/action.html", "what"): PLAN,
    ("assessments/declare.html", "role"): NAME,
    ("assessments/experts.html", "name"): NAME,
    ("assessments/frame_fields.html", "name"): NAME,
    ("assessments/frame_fields.html", "other"): NAME,
    ("assessments/frame_fields.html", "words"): NAME,
    ("assessments/said.html", "who"): NAME,
    ("assessments/section.html", "easy"): ABOUT_US,
    ("assessments/section.html", "example"): ABOUT_US,
    ("assessments/section.html", "gaps"): ABOUT_US,
    ("assessments/question.html", "own-{{ id }}"): ABOUT_US,
    ("assessments/question.html", "response-{{ id }}"): ABOUT_US,
    ("assessments/section.html", "why"): ABOUT_US,
    ("assessments/statement.html", "declarer"): NAME,
    ("assessments/statement.html", "name"): NAME,
    ("assessments/statement.html", "role"): NAME,
    ("assessments/statement.html", "words"): ABOUT_US,
    ("assessments/who.html", "other"): ABOUT_US,
    ("assessments/who.html", "{{ name }}-{{ group.id }}"): ABOUT_US,
    ("changes/language.html", "did"): TOLD,
    ("changes/language.html", "said"): TOLD,
    ("changes/picture.html", "find"): SEARCH,
    ("changes/write.html", "did"): TOLD,
    ("changes/write.html", "said"): TOLD,
    ("draft.html", "listener"): NAME,
    ("invitation.html", "to"): NAME,
    ("keys.html", "name"): NAME,
    ("name_form.html", "who"): NAME,
    ("people/form.html", "email"): NAME,
    ("people/form.html", "name"): NAME,
    ("people/list.html", "find"): SEARCH,
    ("people/needs.html", "phone"): NAME,
    ("picture_add.html", "agreed_by"): NAME,
    ("picture_add.html", "alt"): NAME,
    ("picture_add.html", "licence"): NAME,
    ("picture_add.html", "owner"): NAME,
    ("picture_add.html", "person"): NAME,
    ("picture_choose.html", "find"): SEARCH,
    ("plans/form.html", "name"): NAME,
    ("plans/part_fields.html", "group"): NAME,
    ("plans/part_fields.html", "number"): NAME,
    ("plans/part_fields.html", "title"): PLAN,
    ("progress/start.html", "name"): NAME,
    ("records/form.html", "asked_by"): NAME,
    ("records/form.html", "asked_how"): HOW_ASKED,
    ("records/list.html", "find"): SEARCH,
    ("records/one.html", "asked_by"): NAME,
    ("records/one.html", "asked_how"): HOW_ASKED,
    ("records/quote.html", "words"): SAID_BEFORE,
    ("rights/data.html", "why"): HOLD,
    ("rights/forget.html", "name"): NAME,
    ("rights/keeping.html", "days"): NAME,
    ("rounds/form.html", "name"): NAME,
    ("service_fields.html", "deputy_contact"): NAME,
    ("service_fields.html", "deputy_from"): NAME,
    ("service_fields.html", "deputy_name"): NAME,
    ("service_fields.html", "independent"): NAME,
    ("service_fields.html", "independent_phone"): NAME,
    ("service_fields.html", "lead_contact"): NAME,
    ("service_fields.html", "lead_name"): NAME,
    ("service_fields.html", "phone"): NAME,
    ("service_fields.html", "provider_name"): NAME,
    ("service_fields.html", "service_name"): NAME,
    ("setup_begin.html", "your_email"): NAME,
    ("setup_begin.html", "your_name"): NAME,
    ("setup_colleagues.html", "colleague_email"): NAME,
    ("setup_colleagues.html", "colleague_name"): NAME,
    ("setup_people.html", "person_name"): NAME,
    ("setup_you.html", "your_email"): NAME,
    ("setup_you.html", "your_name"): NAME,
    ("sign_in_ask.html", "email"): NAME,
    ("team_form.html", "member_email"): NAME,
    ("team_form.html", "member_name"): NAME,
    ("worries/contacts.html", "contact_email"): WORRY,
    ("worries/contacts.html", "contact_from"): WORRY,
    ("worries/contacts.html", "contact_name"): WORRY,
    ("worries/contacts.html", "contact_phone"): WORRY,
    ("worries/message.html", "own"): WORRY,
    ("worries/one.html", "action"): WORRY,
    ("worries/one.html", "back_why"): WORRY,
    ("worries/one.html", "hide_other"): WORRY,
    ("worries/one.html", "lessons"): WORRY,
    ("worries/one.html", "reference"): WORRY,
    ("worries/one.html", "reopen_why"): WORRY,
    ("worries/one.html", "whole"): WORRY,
    ("worries/one.html", "why"): WORRY,
    ("worries/one.html", "why_not_told"): WORRY,
    ("worries/one.html", "words"): WORRY,
    ("worries/tell.html", "other"): WORRY,
    ("worries/tell.html", "person"): WORRY,
    ("worries/tell.html", "words"): WORRY,
    ("worries/times.html", "name"): NAME,
})  # fmt: skip
"""Field → why the detector does not look at it."""
