"""Which import of a file added what, so that it can be taken back; and no action under a part of another plan."""

DATA: tuple[str, ...] = (
    # It stood on neither plan's page.
    """UPDATE action SET part_id = NULL WHERE part_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM plan_part WHERE plan_part.id = action.part_id AND plan_part.plan_id = action.plan_id)""",
    # What was read before this is known by its moment: that of its plan.
    """INSERT INTO action_import (plan_id, at, made_by, made_plan)
        SELECT plan.id, plan.made_at, plan.made_by, 1 FROM plan WHERE plan.kind = 'imported'
        AND EXISTS (SELECT 1 FROM action WHERE action.plan_id = plan.id AND action.made_at = plan.made_at)""",
    """UPDATE action SET import_id = (SELECT action_import.id FROM action_import
        WHERE action_import.plan_id = action.plan_id AND action_import.at = action.made_at)""",
    """UPDATE plan_part SET import_id = (SELECT action_import.id FROM action_import
        WHERE action_import.plan_id = plan_part.plan_id)""",
)
STATEMENTS: tuple[str, ...] = (
    # `made_plan`: 1 where the plan came of it, so that it goes with it.
    """CREATE TABLE action_import (
        id {id}, plan_id BIGINT NOT NULL REFERENCES plan (id), at TEXT NOT NULL,
        made_by BIGINT REFERENCES staff_member (id), made_plan INTEGER NOT NULL DEFAULT 0)""",
    "ALTER TABLE action ADD COLUMN import_id BIGINT REFERENCES action_import (id)",
    "ALTER TABLE plan_part ADD COLUMN import_id BIGINT REFERENCES action_import (id)",
    *DATA,
)
