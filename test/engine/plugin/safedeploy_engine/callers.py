"""Who calls the engine, and what the role or the service may do."""
import json

from localstack.aws.api import CommonServiceException, RequestContext
from localstack.utils.aws.request_context import extract_access_key_id_from_auth_header
from moto.iam.models import iam_backends
from moto.sts.models import sts_backends

from . import journal
from .policy import allows


def role_of(context: RequestContext) -> str | None:
    """The ARN of the role whose credentials signed the request; None for users, and for LocalStack itself."""
    key = extract_access_key_id_from_auth_header(context.request.headers)
    if not key:
        return None
    backends = [backend for account in list(sts_backends.values()) for backend in list(account.values())]
    sessions = (backend.get_assumed_role_from_access_key(key) for backend in backends)
    return next((session.role_arn for session in sessions if session), None)


def role_policies(arn: str) -> list[dict] | None:
    """None where there is no such role: nothing is known about it then."""
    role = next((each for each in iam_backends[arn.split(":")[4]]["aws"].get_roles() if each.arn == arn), None)
    if role is None:
        return None
    inline = [json.loads(document) if isinstance(document, str) else document for document in role.policies.values()]
    managed = [version.document for policy in role.managed_policies.values() for version in policy.versions if version.is_default]
    return inline + [json.loads(document) for document in managed]


def role_may(arn: str, action: str, resource: str) -> bool:
    policies = role_policies(arn)
    return policies is None or allows(policies, action, resource)


def refuse(who: str, action: str, resource: str):
    journal.write("refused", who=who, action=action, resource=resource)
    raise CommonServiceException("AccessDeniedException", f"{who} is not authorized to perform: {action} on resource: {resource}", 403, True)
