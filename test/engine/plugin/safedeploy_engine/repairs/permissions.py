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

from .. import callers
from ..policy import allows

ACTION = "lambda:InvokeFunction"


def resource_policy(provider: LambdaProvider, context, name: str, qualifier: str | None) -> list[dict]:
    try:
        return [json.loads(provider.get_policy(context, name, qualifier=qualifier)["Policy"])]
    except ResourceNotFoundException:
        return []


def check(provider: LambdaProvider, context, name: str, qualifier: str | None) -> None:
    account, region = api_utils.get_account_and_region(name, context)
    function, of = api_utils.get_name_and_qualifier(name, qualifier, context)
    resource = lambda_function_arn(function, account, region) + (f":{of}" if of else "")
    role = callers.role_of(context)
    if role:
        if not callers.role_may(role, ACTION, resource) and not allows(resource_policy(provider, context, function, of), ACTION, resource, {}, role):
            callers.refuse(role, ACTION, resource)
        return
    internal = context.internal_request_params or {}
    service, source = internal.get("service_principal"), internal.get("source_arn")
    if not service or not source:
        return
    principal = f"{service}.amazonaws.com"
    about = {"aws:SourceArn": source, "aws:SourceAccount": source.split(":")[4] or account}
    if not allows(resource_policy(provider, context, function, of), ACTION, resource, about, principal):
        callers.refuse(principal, ACTION, resource)


def apply() -> None:
    invoke = LambdaProvider.invoke

    @functools.wraps(invoke)
    def checked(self, context, function_name, *args, qualifier=None, **kwargs):
        check(self, context, function_name, qualifier)
        return invoke(self, context, function_name, *args, qualifier=qualifier, **kwargs)

    LambdaProvider.invoke = checked
