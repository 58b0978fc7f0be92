"""A change set that fails leaves the stack as it is, and one without changes fails. A template in S3 is UTF-8, which LocalStack guesses.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-changesets.html
"""
import functools
import json
from types import SimpleNamespace

from localstack.aws.api.cloudformation import ChangeSetStatus, ExecutionStatus, StackStatus, TemplateStage
from localstack.services.cloudformation import api_utils
from localstack.services.cloudformation.engine.v2.change_set_model import ChangeType
from localstack.services.cloudformation.stores import get_cloudformation_store
from localstack.services.cloudformation.v2.entities import ChangeSet, Stack
from localstack.services.cloudformation.v2.provider import CloudformationProviderV2, find_change_set_v2

PARTS = ("mappings", "parameters", "conditions", "resources", "outputs")


def apply() -> None:
    get = api_utils.safe_requests.get

    def get_text(url, **kwargs):
        response = get(url, **kwargs)
        response.encoding = "utf-8"
        return response

    api_utils.safe_requests = SimpleNamespace(get=get_text)
    setup = CloudformationProviderV2._setup_change_set_model.__func__

    def setup_change_set_model(cls, change_set, *args, **kwargs):
        stack = change_set.stack
        status, events = stack.status, len(stack.events)
        setup(cls, change_set, *args, **kwargs)
        if change_set.status != ChangeSetStatus.FAILED:
            return
        if status == StackStatus.CREATE_IN_PROGRESS:  # CreateStack itself, which shows the reason in the stack's events
            stack.set_stack_status(StackStatus.ROLLBACK_COMPLETE)
        else:
            stack.status, stack.events = status, stack.events[-events:] if events else []

    def has_changes(self):
        template = self.update_model.node_template
        return any(getattr(template, part).change_type != ChangeType.UNCHANGED for part in PARTS)

    set_status = Stack.set_stack_status

    def set_stack_status(self, status, reason=None):
        if status in (StackStatus.CREATE_FAILED, StackStatus.UPDATE_FAILED):
            return  # states of a stack whose rollback is disabled
        if status == StackStatus.DELETE_FAILED and self.status != StackStatus.DELETE_IN_PROGRESS:
            return  # a resource that an update leaves behind
        if status == StackStatus.REVIEW_IN_PROGRESS and self.status != StackStatus.REVIEW_IN_PROGRESS:
            return  # a change set for a stack that exists
        set_status(self, status, reason)

    get_template = CloudformationProviderV2.get_template

    @functools.wraps(get_template)
    def get_template_of(self, context, stack_name=None, change_set_name=None, template_stage=None, **kwargs):
        if not change_set_name:
            return get_template(self, context, stack_name=stack_name, template_stage=template_stage, **kwargs)
        # LocalStack answers with the template of the stack, and fails where that is not there yet
        change_set = find_change_set_v2(get_cloudformation_store(context.account_id, context.region), change_set_name, stack_name)
        if change_set is None:
            return get_template(self, context, stack_name=stack_name, change_set_name=change_set_name, template_stage=template_stage, **kwargs)
        processed = template_stage == TemplateStage.Processed and change_set.processed_template
        body = json.dumps(processed) if processed else change_set.template_body
        return {"TemplateBody": body, "StagesAvailable": [TemplateStage.Original, TemplateStage.Processed]}

    CloudformationProviderV2._setup_change_set_model = classmethod(setup_change_set_model)
    CloudformationProviderV2.get_template = get_template_of
    ChangeSet.has_changes = has_changes
    Stack.set_stack_status = set_stack_status
