"""What everyone is asked about an area: by whom, of which standards, and under which name its result is kept."""

from __future__ import annotations

from dialogs.model import SOURCES, Audience
from evidence.core import core_name, core_of_area, core_standards
from tests.dialogs.talks import duq


def test_each_area_of_the_code_has_one_answer_from_people_supported() -> None:
    """The code's first question is answered in each of its five areas, for people, families and staff."""
    for source in (Audience.PERSON, Audience.FAMILY, Audience.STAFF):
        for area in duq().areas:
            (core,) = core_of_area(duq(), source, area)
            assert core_name(duq(), source, area.id) == core.name
            assert all(one.core and one.audience == source for one in core.prompts)


def test_standards_that_the_same_question_tells_are_one() -> None:
    """Whether something changed tells of a standard and of a warning sign at once: one result, not two."""
    area = duq().areas[3]
    (core,) = core_of_area(duq(), Audience.PERSON, area)
    assert [one.id for one in core.standards] == ["duq.4.good.3", "duq.4.bad.3"]


def test_where_more_is_asked_of_everyone_an_area_has_no_one_answer() -> None:
    """Managers are asked three things of everyone in area 4, and nothing on area 1."""
    area = duq().areas[3]
    assert len(core_of_area(duq(), Audience.MANAGER, area)) == 3
    assert core_name(duq(), Audience.MANAGER, area.id) is None
    assert core_of_area(duq(), Audience.MANAGER, duq().areas[0]) == ()


def test_a_standard_that_not_everyone_is_asked_about_has_no_core() -> None:
    """Its name is that of all questions."""
    for source in SOURCES:
        core = core_standards(duq(), source)
        for standard in duq().standards:
            assert (core_name(duq(), source, standard.id) is None) is (standard.id not in core)
