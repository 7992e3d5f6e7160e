"""The words that stand in the register's columns in place of codes, and what each of them means."""

from __future__ import annotations

from evidence.detailed_plan import MORE
from evidence.register import Verdict
from evidence.reports.document import Meaning
from store.action import Status

STATUS = {
    Status.NOT_STARTED: "Not started",
    Status.IN_PROGRESS: "Under way",
    Status.DONE: "Done",
    Status.NO_LONGER_NEEDED: "No longer needed",
}
WORKED = {Verdict.BETTER: "Better", Verdict.WORSE: "Worse", Verdict.SAME: "No change", Verdict.UNKNOWN: "Cannot tell"}
MIXED = "Better and worse"
BETTER = {"most": "Most say better", "half": "Half or more say better", "few": "Fewer than half say better"}
YES, NO = "Yes", "No"
_MEANINGS = (
    ("Id", "", "Number of the action in the register. It never changes, and is never used again."),
    ("Plan", "", "Name of the plan that it stands in."),
    ("Plan closed", YES, "The plan is closed: nothing in it is overdue or asked for any more."),
    ("Plan closed", NO, "The plan is open."),
    ("Part no", "", "Number of the area or recommendation that it stands under; empty where it stands under none."),
    ("Part", "", "Title of that area or recommendation."),
    ("No", "", "Number of the action in its plan, such as 2.8; empty where it has none. Text: 4.10 is not 4.1."),
    ("Action", "", "What is to be done."),
    ("Outcome for people", "", "What will be better for people."),
    ("Service", "", "Where it is done; 'All services' for the whole provider."),
    ("Status", STATUS[Status.NOT_STARTED], "Nothing was begun."),
    ("Status", STATUS[Status.IN_PROGRESS], "Somebody works on it."),
    ("Status", STATUS[Status.DONE], "It is done. That does not say that it helped."),
    ("Status", STATUS[Status.NO_LONGER_NEEDED], "It stays in the register, with the reason in a note."),
    ("Timescale", "", "By when, in the words in which it was said."),
    ("First day", "", "Year, month and day; empty where none is set."),
    ("Last day", "", "Year, month and day; empty where none is set."),
    ("Overdue", YES, "Still to be done, and its last day, or that of something not seen yet, has passed."),
    ("Overdue", NO, "None of this; also in a plan that is closed."),
    ("Not moving", YES, "Under way, with no note and no change for 28 days; or not started 28 days after it was to."),
    ("Not moving", NO, "None of this; also in a plan that is closed."),
    ("Put off", "", "How often its last day was moved to a later one, or taken away. Empty in what is published."),
    (
        "First promised",
        "",
        "The last day that it had at first, where it was put off. Empty in what is published.",
    ),
    ("Who leads", "", "Names or job titles, with '; ' between; empty where nobody leads it."),
    ("Others who must know", "", "Names or job titles, with '; ' between."),
    ("Expected", "", "How many things will show that it is done."),
    ("Seen", "", "How many of them somebody has seen."),
    ("Belongs with", "", "Numbers of other actions that it points to, with '; ' between."),
    ("Did it work?", "", "Not done, or about nothing that people are asked, or not for whom this file is made."),
    ("Did it work?", WORKED[Verdict.BETTER], "More people supported say good than before, hardly by chance."),
    ("Did it work?", WORKED[Verdict.WORSE], "Fewer of them say good than before, hardly by chance."),
    ("Did it work?", WORKED[Verdict.SAME], "No change that could not be chance."),
    ("Did it work?", MIXED, "It is about several things, and they moved in both ways."),
    ("Did it work?", WORKED[Verdict.UNKNOWN], "They were not asked since, or too few were to say so."),
    ("Did it get better?", "", "Nobody was told of a change that came of it, or what they say of it is hidden."),
    (
        "Did it get better?",
        BETTER["most"],
        "Three in four or more of those who were told and said. From five people.",
    ),
    ("Did it get better?", BETTER["half"], "Half or more, and fewer than three in four. From five people."),
    ("Did it get better?", BETTER["few"], "Fewer than half. From five people."),
    ("Opened", "", "The day on which it was put into the register."),
    ("Done on", "", "The day on which it was marked as done; empty where it is not."),
    ("Last moved", "", "The day on which it last changed, or somebody last wrote a note."),
    *(
        (label, "", "From the detailed plan; empty where there is none, and in what is published.")
        for label in MORE.values()
    ),
)


def of_file(title: str) -> Meaning:
    """What a column means that was kept from a file."""
    return Meaning(
        title, "", "A column of a file that was read into the plan, as it stood there. Not in what is published."
    )


CODEBOOK = tuple(Meaning(*one) for one in _MEANINGS)
"""What each column, and each word in it that stands for something, means."""
