"""An update that fails is taken back, and a creation that fails is deleted: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-failure-options.html

LocalStack stops where a resource failed, deletes what the new template does not have, and says that it has rolled back.
Beside that: whether a resource is replaced is decided by the values of its properties and not by their spelling.
"""
import copy
import logging
from dataclasses import dataclass

from localstack.aws.api.cloudformation import ChangeAction, ChangeSetType, ResourceStatus, StackStatus
from localstack.services.cloudformation.engine.v2.change_set_model import is_nothing
from localstack.services.cloudformation.engine.v2.change_set_model_executor import ChangeSetModelExecutor, ChangeSetModelExecutorResult, TriggerRollback
from localstack.services.cloudformation.engine.v2.change_set_model_preproc import DeletionPolicy, PreprocProperties
from localstack.services.cloudformation.resource_provider import OperationStatus, ResourceProviderExecutor

from .order import in_order_of_deletion

LOG = logging.getLogger(__name__)


@dataclass
class Change:
    """What the executor has begun to do with a resource."""

    name: str
    kind: str  # added, modified or replaced
    before: object
    after: object


def create_only(resource_type: str) -> list[str]:
    provider = ResourceProviderExecutor.try_load_resource_provider(resource_type)
    return [pointer.removeprefix("/properties/") for pointer in (getattr(provider, "SCHEMA", None) or {}).get("createOnlyProperties", [])]


def is_replaced(was: dict, becomes: dict, resource_type: str) -> bool:
    """A property that the new template does not give keeps the value that was made up for it."""
    return any(name in becomes and str(was.get(name)) != str(becomes[name]) for name in create_only(resource_type))


def value_of(policy) -> str:
    return str(getattr(policy, "value", policy))


def apply() -> None:
    execute_change, process_event = ChangeSetModelExecutor._execute_resource_change, ChangeSetModelExecutor._process_event

    def execute_resource_change(self, name, before, after):
        if not is_nothing(before) and value_of(before.deletion_policy) == "RetainExceptOnCreate":
            before.deletion_policy = DeletionPolicy.Retain  # it was created by an earlier operation
        kind = None if is_nothing(after) else "added"
        if not is_nothing(before) and not is_nothing(after):
            was = self._merge_before_properties(name, before).properties
            same_type = before.resource_type == after.resource_type
            after.requires_replacement = same_type and is_replaced(was, after.properties.properties, after.resource_type)
            kind = "modified" if same_type and not after.requires_replacement else "replaced"
        if kind:
            changes_of(self).append(Change(name, kind, before, after))
        execute_change(self, name=name, before=before, after=after)

    def process_resource_event(self, *, action, logical_resource_id, custom_status=None, **event):
        """LocalStack takes a resource off the stack's list when its old self is deleted after a replacement, and leaves one that is retained on it."""
        states = self._change_set.stack.resource_states
        before = states.get(logical_resource_id)
        process_event(self, action=action, logical_resource_id=logical_resource_id, custom_status=custom_status, **event)
        if action != ChangeAction.Remove:
            return
        if any(change.name == logical_resource_id and change.kind == "replaced" for change in changes_of(self)):
            states[logical_resource_id] = before
        elif custom_status == ResourceStatus.DELETE_SKIPPED:
            states.pop(logical_resource_id, None)

    def execute(self):
        failed, failure = None, None
        try:
            self.process()
        except TriggerRollback as rollback:
            failed, failure = rollback.logical_resource_id, rollback.reason or "it failed"
        except Exception as fault:  # noqa: BLE001 as LocalStack does
            LOG.warning("execution failed", exc_info=True)
            failure = str(fault) or type(fault).__name__
        stack = self._change_set.stack
        deleting, creating = stack.status == StackStatus.DELETE_IN_PROGRESS, self._change_set.change_set_type == ChangeSetType.CREATE
        if failure and not deleting:
            roll_back(self, failed, creating)
        else:
            if not deleting and not creating:
                stack.set_stack_status(StackStatus.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS)
            for deferred in in_order_of_deletion(self._deferred_actions, stack.processed_template):
                deferred.action()
        return ChangeSetModelExecutorResult(resources=self.resources, outputs=self.outputs, failure_message=failure)

    ChangeSetModelExecutor._execute_resource_change = execute_resource_change
    ChangeSetModelExecutor._process_event = process_resource_event
    ChangeSetModelExecutor.execute = execute


def changes_of(executor: ChangeSetModelExecutor) -> list[Change]:
    return executor.__dict__.setdefault("changes", [])


def roll_back(executor: ChangeSetModelExecutor, failed: str | None, creating: bool) -> None:
    change_set = executor._change_set
    stack, changes = change_set.stack, changes_of(executor)
    reason = f"The following resource(s) failed to {'create' if creating else 'update'}: [{failed}]. " if failed else None
    began, cleans, ended, fails = (
        (StackStatus.ROLLBACK_IN_PROGRESS, None, StackStatus.ROLLBACK_COMPLETE, StackStatus.ROLLBACK_FAILED)
        if creating
        else (StackStatus.UPDATE_ROLLBACK_IN_PROGRESS, StackStatus.UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS, StackStatus.UPDATE_ROLLBACK_COMPLETE, StackStatus.UPDATE_ROLLBACK_FAILED)
    )
    stack.set_stack_status(began, reason)
    made = copy.copy(executor.resources)
    ok = all([put_back(executor, change) for change in changes if change.kind != "added"])
    if cleans:
        stack.set_stack_status(cleans)
    for change in reversed(changes):
        if change.kind != "modified":
            remove(executor, change, made.get(change.name, {}))
    modified = {change.name: executor.resources[change.name] for change in changes if change.kind == "modified" and executor.resources[change.name].get("PhysicalResourceId")}
    back = {**executor._before_resolved_resources, **modified}
    executor.resources.clear()
    executor.resources.update(back)
    executor.outputs[:] = stack.resolved_outputs
    for name in stack.resource_states.keys() - back.keys():
        del stack.resource_states[name]  # what was never made, or is deleted
    # what the provider takes over from the change set when it ends is what was there before
    change_set.template = stack.template if stack.template and not creating else {"Resources": {}}
    change_set.processed_template = stack.processed_template if not creating else {"Resources": {}}
    change_set.template_body = stack.template_body if not creating else change_set.template_body
    change_set.resolved_parameters = stack.resolved_parameters
    stack.set_stack_status(ended if ok else fails)


def put_back(executor: ChangeSetModelExecutor, change: Change) -> bool:
    """The resource as the template of before has it. A replaced one is there still."""
    before = change.before
    event = {"action": ChangeAction.Modify, "logical_resource_id": change.name, "resource_type": before.resource_type}
    if change.kind == "replaced":
        executor.resources[change.name] = executor._before_resolved_resources[change.name]
        executor._process_event(**event, event_status=OperationStatus.SUCCESS)
        return True
    executor._process_event(**event, event_status=OperationStatus.IN_PROGRESS)
    now = executor.resources.get(change.name, {}).get("Properties") or executor._before_resolved_resources[change.name].get("Properties") or {}
    executor.rolling_back = True
    done = executor._execute_resource_action(
        action=ChangeAction.Modify, logical_resource_id=change.name, resource_type=before.resource_type,
        before_properties=PreprocProperties(properties={**executor._before_resolved_resources[change.name].get("Properties", {}), **now}),
        after_properties=PreprocProperties(properties=copy.deepcopy(before.properties.properties)),
    )
    executor._process_event(**event, event_status=done.status, reason=done.message)
    return done.status == OperationStatus.SUCCESS


def remove(executor: ChangeSetModelExecutor, change: Change, made: dict) -> None:
    """What the failed operation made. Only Retain keeps it; RetainExceptOnCreate does not."""
    event = {"action": ChangeAction.Remove, "logical_resource_id": change.name, "resource_type": change.after.resource_type}
    if not made.get("PhysicalResourceId"):
        return
    if change.kind == "added" and value_of(change.after.deletion_policy) == "Retain":
        executor._process_event(**event, event_status=OperationStatus.SUCCESS, custom_status=ResourceStatus.DELETE_SKIPPED)
        return
    executor._process_event(**event, event_status=OperationStatus.IN_PROGRESS)
    done = executor._execute_resource_action(
        action=ChangeAction.Remove, logical_resource_id=change.name, resource_type=change.after.resource_type,
        before_properties=PreprocProperties(properties=made.get("Properties") or {}), after_properties=None,
        part_of_replacement=change.kind == "replaced",
    )
    executor._process_event(**event, event_status=done.status, reason=done.message)
