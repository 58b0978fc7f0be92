"""Services and roles call functions only as their policies allow; LocalStack asks nobody. Users may do everything.

A service needs a statement in the policy of exactly the function, version or alias that it calls:
https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
A role needs it in its own policies, or there as well. Polls of event source mappings are not checked.
"""
import functools
import json

from localstack.aws.api.lambda_ import ResourceNotFoundException
from localstack.services.lambda_ import api_utils
from localstack.services.lambda_.provider import LambdaProvider
from localstack.utils.aws.arns import lambda_function_arn

from .. import callers, journal
from ..policy import allows

ACTION = "lambda:InvokeFunction"


def resource_policy(provider: LambdaProvider, context, arn: str, qualifier: str | None) -> list[dict]:
    try:
        return [json.loads(provider.get_policy(context, arn, qualifier=qualifier)["Policy"])]
    except ResourceNotFoundException:
        return []


def check(provider: LambdaProvider, context, name: str, qualifier: str | None) -> None:
    account, region = api_utils.get_account_and_region(name, context)
    function, of = api_utils.get_name_and_qualifier(name, qualifier, context)
    arn = lambda_function_arn(function, account, region)
    resource = f"{arn}:{of}" if of else arn
    internal = context.internal_request_params or {}
    service, source, role = internal.get("service_principal"), internal.get("source_arn"), callers.role_of(context)
    about: dict[str, str] = {}
    if role:
        who, allowed = role, callers.role_may(role, ACTION, resource)
    elif service and source:
        who, allowed, about = f"{service}.amazonaws.com", False, {"aws:SourceArn": source, "aws:SourceAccount": source.split(":")[4] or account}
    else:
        who, allowed = "user", True
    if not allowed and not allows(resource_policy(provider, context, arn, of), ACTION, resource, about, who):
        callers.refuse(who, ACTION, resource)
    journal.write("called", who=who, resource=resource)


def apply() -> None:
    invoke = LambdaProvider.invoke

    @functools.wraps(invoke)
    def checked(self, context, function_name, *args, qualifier=None, **kwargs):
        check(self, context, function_name, qualifier)
        return invoke(self, context, function_name, *args, qualifier=qualifier, **kwargs)

    LambdaProvider.invoke = checked
