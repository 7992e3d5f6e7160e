"""What speaks to each reflective question, and what a self-assessment can choose from: data, read and checked here.

The file stands beside the pack, `dialogs/codes/<code>/assessment/mapping.yaml`. Which standards, records and changes
speak to a question is our own mapping; the code makes none.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dialogs.model import SOURCES, Audience
from dialogs.pack import Pack, Reflection, builtin_folder

OTHER = "other"


class MappingFault(ValueError):
    """The mapping cannot be used. The message says where, what and how to mend it."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Named(_Strict):
    """Something to choose: a group, a kind of evidence, a part of the organisation."""

    id: str
    name: str


class Speaks(_Strict):
    """What speaks to one question.

    Attributes:
        shows: Ids of standards and warning signs.
        records: Kinds of record, best first.
        changes: Changes that people were told about belong here.
        proportion: The question asks how many people get support like that.
        who: Whose voice it asks for; empty for everyone's.
        foci: Parts of the organisation under which it is asked in the other route.
    """

    shows: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    changes: bool = False
    proportion: bool = False
    who: tuple[Audience, ...] = ()
    foci: Annotated[tuple[str, ...], Field(min_length=1)]


class Mapping(_Strict):
    """The whole file."""

    code: str
    version: str
    ours: bool
    groups: tuple[Named, ...]
    used: tuple[Named, ...]
    foci: tuple[Named, ...]
    questions: dict[str, Speaks]

    def of(self, question: Reflection | str) -> Speaks:
        """What speaks to a question; nothing where the mapping does not know it."""
        number = question if isinstance(question, str) else question.id
        return self.questions.get(number) or Speaks(foci=(OTHER,))

    def under(self, focus: str, reflections: tuple[Reflection, ...]) -> tuple[Reflection, ...]:
        """The questions that are asked about a part of the organisation; every one about 'something else'."""
        return tuple(one for one in reflections if focus == OTHER or focus in self.of(one).foci)


@cache
def mapping_of(code: str) -> Mapping:
    """The mapping that comes with a built-in code.

    Raises:
        MappingFault: It cannot be read.
    """
    file = builtin_folder(code).joinpath("assessment", "mapping.yaml")
    return read(file.read_text(encoding="utf-8"))


def read(text: str) -> Mapping:
    """Reads a mapping.

    Raises:
        MappingFault: It is no YAML, or has the wrong shape.
    """
    try:
        return Mapping.model_validate(yaml.safe_load(text))
    except yaml.YAMLError as error:
        raise MappingFault(f"mapping.yaml: It is not YAML: {error}") from error
    except ValidationError as error:
        said = "\n".join(f"mapping.yaml: {'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise MappingFault(said) from error


def faults(mapping: Mapping, pack: Pack) -> tuple[str, ...]:
    """What does not fit the pack: a question, standard or kind of record that is not there, or one that is left out."""
    questions, standards = {one.id for one in pack.reflections}, {one.id for one in pack.standards}
    kinds, foci = {one.id for one in pack.record_kinds}, {one.id for one in mapping.foci}
    found = [f"{one}: The pack asks no such question." for one in mapping.questions if one not in questions]
    found += [f"{one}: Nothing says what speaks to it." for one in sorted(questions - set(mapping.questions))]
    for name, speaks in mapping.questions.items():
        for what, given, known in (
            ("standard", speaks.shows, standards),
            ("kind of record", speaks.records, kinds),
            ("part of the organisation", speaks.foci, foci),
            ("group", speaks.who, set(SOURCES)),
        ):
            found += [f"{name}: There is no {what} {one}." for one in given if one not in known]
    return tuple(found)
