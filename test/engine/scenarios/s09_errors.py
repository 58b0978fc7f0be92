"""9. A misspelt setting fails the change set with its code and place; 501 resources; a NoEcho value leaves no trace."""
import json

from .support.aws import client
from .support.report import equal, expect, scenario
from .support.settings import LOG
from .support.stack import Stack
from .support.templates import function, ref, shop, template

SECRET = "correct-horse-battery-staple"


def refused(stack: Stack, made, *words: str, parameters: dict | None = None, url: str | None = None) -> str:
    change_set = stack.change_set(made, parameters, url)
    reason = change_set.get("StatusReason", "")
    equal(change_set["Status"], "FAILED", f"{stack.name}: the change set")
    for word in words:
        expect(word in reason, f"{stack.name}: the reason names {word}: {reason}")
    return reason


@scenario(9, "a misspelt setting fails the change set, with code, place and the right name; the stack stays as it is")
def misspelt():
    stack = Stack("misspelt")
    stack.create(shop("v1", {"Type": "AllAtOnce"}))
    before = (stack.versions(), stack.processed())
    refused(stack, shop("v2", {"Typ": "AllAtOnce"}), "SD2101", "Checkout.Metadata.SafeDeploy.Typ", "Type")
    refused(stack, shop("v2", {"Typ": "AllAtOnce", "Alams": []}), "Checkout.Metadata.SafeDeploy.Typ", "Checkout.Metadata.SafeDeploy.Alams")
    equal((stack.status(), stack.versions(), stack.processed()), ("CREATE_COMPLETE", *before), "misspelt: the stack")
    stack.update(shop("v2", {"Type": "AllAtOnce"}))
    equal(stack.says(), "v2", "misspelt: and the next deployment is as any other")
    stack.delete()


@scenario(9, "501 resources are refused before CloudFormation counts them")
def too_many():
    stack, topics = Stack("too-many"), {f"Topic{n}": {"Type": "AWS::SNS::Topic", "Properties": {}} for n in range(493)}
    made = shop("v1", {}, topics)
    equal(len(made["Resources"]), 495, "too-many: resources that the author wrote")
    refused(stack, json.dumps(made), "SD4001", "502 resources")


@scenario(9, "a NoEcho value leaves no trace: not in a template, not in a log, not in a message")
def no_echo():
    stack = Stack("no-echo")
    parameters = {"Password": {"Type": "String", "NoEcho": True}}
    made = template({"Checkout": function("v1", {"Type": "AllAtOnce"}, Environment={"Variables": {"PASSWORD": ref("Password")}})}, Parameters=parameters)
    stack.create(made, {"Password": SECRET})
    equal(stack.lambda_.get_function_configuration(FunctionName=stack.id("Checkout"), Qualifier="1")["Environment"]["Variables"]["PASSWORD"], SECRET, "no-echo: the function has it")
    stack.update(made, {"Password": f"{SECRET}-2"})
    equal(stack.versions(), ["1", "2"], "no-echo: a new value is a new version")
    named = template({"Checkout": function("v1", {"Type": "AllAtOnce", "Alias": ref("Password")})}, Parameters=parameters)
    reason = refused(stack, named, "SD2104", "Checkout.Metadata.SafeDeploy.Alias", parameters={"Password": SECRET})
    places = {
        "the message": reason, "the processed template": json.dumps(stack.processed()), "events": json.dumps(stack.all_events(), default=str),
        "the macro's log": macro_log(), "the engine's log": LOG.read_text(errors="replace"),
    }
    expect('"status"' in places["the macro's log"], f"no-echo: the macro has a log: {places['the macro\'s log'][:500]}")
    for place, text in places.items():
        expect(SECRET not in text, f"no-echo: {place} has the value")
    stack.delete()


def macro_log() -> str:
    logs = client("logs")
    return "\n".join(each["message"] for page in logs.get_paginator("filter_log_events").paginate(logGroupName="/aws/lambda/SafeDeploy") for each in page["events"])


@scenario(9, "the guard itself: a type that LocalStack only pretends to make is noticed")
def guard():
    stack, made = Stack("guard"), shop("v1", {"Type": "AllAtOnce"}, {"Api": {"Type": "AWS::ApiGatewayV2::Api", "Properties": {"Name": "guard", "ProtocolType": "HTTP"}}})
    try:
        stack.create(made)
    except AssertionError as fault:
        expect("Api (AWS::ApiGatewayV2::Api)" in str(fault), f"guard: it says what: {fault}")
    else:
        expect(False, "guard: nobody noticed")
    stack.delete()
