"""What can be wrong with a pack: each fault has a stable code, a place and a way to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

KINDS = {
    "P101": "A file is missing",
    "P102": "A file has a name that is not known",
    "P103": "A file is not YAML",
    "P104": "A key stands twice in one place",
    "P105": "An anchor or alias is used",
    "P106": "A key is not known",
    "P107": "Something has the wrong shape",
    "P108": "A word is not one of those allowed",
    "P109": "Alternatives can be read in two ways",
    "P201": "A text is missing",
    "P202": "A picture has no words for those who cannot see it",
    "P203": "A picture is missing",
    "P204": "A picture is not in the set",
    "P205": "An id has the wrong form",
    "P206": "An id is used twice",
    "P207": "A record of who tried it is not whole",
    "P208": "An id, or the place of a question, says the wrong audience",
    "P209": "A placeholder is not known",
    "P210": "A placeholder stands where it may not",
    "P211": "A record of who tried it is of no question",
    "P301": "A question shows a standard that does not exist",
    "P302": "Nothing can show a standard: nobody is asked about it, and it names no kind of record",
    "P303": "only_if names a step that does not exist",
    "P304": "only_if names a step that comes later",
    "P305": "only_if names a choice that does not exist",
    "P306": "A step can never be reached",
    "P307": "reverse_of does not name an earlier question that can be compared",
    "P308": "A reversed question and its second wording do not go together",
    "P309": "A reversed pair stands too close together",
    "P310": "A standard names a kind of record that is not in the list",
    "P401": "A choice has no polarity",
    "P402": "A polarity belongs to no choice",
    "P403": "An either-or question does not have two choices",
    "P404": "A question has too few or too many choices",
    "P405": "A question has choices of its own but may not",
    "P406": "A label is longer than two words",
    "P407": "A scale has the wrong number of choices",
    "P408": "The scales of two, three and five do not agree",
    "P409": "A practice question cannot work",
    "P410": "A choice of the company steps is not a known role or kind of help",
    "P501": "A talk has no consent step",
    "P502": "The number of standards is not what the code says",
    "P503": "An area and its file do not agree",
    "P504": "An audience has questions but no talk",
    "P505": "An audience has no core question in an area",
    "P506": "An audience has more core questions than fit into a first sitting",
    "P507": "A talk does not ask who is here",
    "P508": "A question for observers is not part of a scene of three",
    "P509": "A monthly question is for someone else, or belongs to the core",
}


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong with a pack.

    Attributes:
        file: File name inside the pack's folder.
        line: Line number, from 1.
        code: One of `KINDS`; it stays the same from release to release.
        id: Id of the prompt or step nearest to the fault; '' where there is none.
        message: What is wrong.
        mend: What to do about it.
    """

    file: str
    line: int
    code: str
    id: str
    message: str
    mend: str

    def __str__(self) -> str:
        """One line that says where, what and how to mend it."""
        named = f" {self.id}:" if self.id else ""
        return f"{self.file}:{self.line}: {self.code}{named} {self.message} {self.mend}"


class PackFaults(Exception):
    """A pack cannot be used. Holds every fault found, in order of file and line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))
