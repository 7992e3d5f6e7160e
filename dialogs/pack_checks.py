"""Looks for everything that is wrong with a pack as a whole. What shape alone can tell, `pack_fit` has told."""

from __future__ import annotations

from collections.abc import Collection

from dialogs import pack_checks_choices as choices
from dialogs import pack_checks_code as code
from dialogs import pack_checks_names as names
from dialogs import pack_checks_scenes as scenes
from dialogs import pack_checks_steps as steps
from dialogs import pack_checks_words as words
from dialogs.faults import Fault
from dialogs.pack_draft import Draft

CHECKS = (
    words.missing_words,
    words.ids_twice,
    words.ids_of_prompts,
    words.who_tried_it,
    names.placeholders,
    choices.polarity,
    choices.own_choices,
    choices.labels,
    choices.scales,
    choices.practice,
    choices.company,
    steps.only_if,
    steps.reversed_pairs,
    code.ids_of_standards,
    code.counts,
    code.area_files,
    code.shown_standards,
    code.asked_of_someone,
    code.record_kinds,
    code.talks,
    code.core,
    scenes.scenes,
)


def check(draft: Draft, pictures: Collection[str]) -> list[Fault]:
    """Every fault that the checks find."""
    faults = [fault for look in CHECKS for fault in look(draft)]
    return faults + list(words.pictures(draft, pictures))
