"""What LocalStack 4.14 does otherwise than AWS documents, put right: one file for each subject.

A repair replaces a method of LocalStack while it starts. None of them knows SafeDeploy.
"""

from localstack.runtime import hooks


@hooks.on_infra_start()
def apply() -> None:
    from .. import parent
    from . import alarms, aliases, change_sets, conditions, functions, order, pace, permissions, places, rollback, tables, transforms, updates

    parent.watch()
    for repair in (places, pace, transforms, change_sets, conditions, order, rollback, updates, tables, functions, aliases, alarms, permissions):
        repair.apply()
