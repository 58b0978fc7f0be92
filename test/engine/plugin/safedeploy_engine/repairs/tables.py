"""A table of DynamoDB is a name and no more: LocalStack's DynamoDB is a program of its own, which does not start here."""
from localstack.services.cloudformation.resource_provider import OperationStatus, ProgressEvent
from localstack.services.dynamodb.resource_providers.aws_dynamodb_table import DynamoDBTableProvider
from localstack.utils.strings import short_uid


def done(model: dict) -> ProgressEvent:
    return ProgressEvent(status=OperationStatus.SUCCESS, resource_model=model)


def create(self, request):
    model = request.desired_state
    model.setdefault("TableName", f"{request.stack_name}-{request.logical_resource_id}-{short_uid().upper()}")
    model["Arn"] = f"arn:aws:dynamodb:{request.region_name}:{request.account_id}:table/{model['TableName']}"
    return done(model)


def update(self, request):
    return done({**request.desired_state, **{key: request.previous_state[key] for key in ("TableName", "Arn")}})


def delete(self, request):
    return done(request.desired_state)


def apply() -> None:
    DynamoDBTableProvider.create, DynamoDBTableProvider.update, DynamoDBTableProvider.delete = create, update, delete
