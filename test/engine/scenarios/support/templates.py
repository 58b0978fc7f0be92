"""Templates as Python writes them: a function with its role, and what a scenario adds."""
from copy import deepcopy

ROLE = {
    "Type": "AWS::IAM::Role",
    "Properties": {"AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}},
}


def answering(text: str) -> str:
    return f"exports.handler = async () => ({{ statusCode: 200, body: '{text}' }});"


def function(text: str = "v1", mark: dict | None = None, **properties) -> dict:
    made = {
        "Type": "AWS::Lambda::Function",
        "Properties": {"Runtime": "nodejs22.x", "Handler": "index.handler", "Role": {"Fn::GetAtt": ["Role", "Arn"]}, "Code": {"ZipFile": answering(text)}, **properties},
    }
    return made if mark is None else {**made, "Metadata": {"SafeDeploy": mark}}


def template(resources: dict, transform="SafeDeploy", **sections) -> dict:
    """Each resource is a copy of its own, so that a scenario may change it."""
    of = {id: deepcopy(resource) for id, resource in {"Role": ROLE, **resources}.items()}
    return {"AWSTemplateFormatVersion": "2010-09-09", **({"Transform": transform} if transform else {}), **sections, "Resources": of}


def shop(text: str = "v1", mark: dict | None = None, resources: dict | None = None, properties: dict | None = None, **sections) -> dict:
    """One function that is marked: Checkout."""
    return template({"Checkout": function(text, {} if mark is None else mark, **(properties or {})), **(resources or {})}, **sections)


def ref(id: str) -> dict:
    return {"Ref": id}


def att(id: str, name: str = "Arn") -> dict:
    return {"Fn::GetAtt": [id, name]}


def nightly(of="Checkout", pattern: dict | None = None) -> dict:
    """A rule that calls the function, and its permission."""
    when = {"EventPattern": pattern} if pattern else {"ScheduleExpression": "rate(1 day)"}
    return {
        "Nightly": {"Type": "AWS::Events::Rule", "Properties": {**when, "Targets": [{"Id": "Checkout", "Arn": att(of)}]}},
        "NightlyMay": {"Type": "AWS::Lambda::Permission", "Properties": {"FunctionName": ref(of), "Action": "lambda:InvokeFunction", "Principal": "events.amazonaws.com", "SourceArn": att("Nightly")}},
    }
