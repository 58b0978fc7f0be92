"""8. All examples, and every form of a mark."""
import re

from .support.report import equal, expect, scenario
from .support.settings import ROOT
from .support.stack import Stack
from .support.templates import function, ref, template

V2 = ("AWS::ApiGatewayV2::Api", "AWS::ApiGatewayV2::Stage")
"""LocalStack does not know these; the example's own calls of them are not followed."""


def example(name: str) -> str:
    return (ROOT / "examples" / name / "template.yaml").read_text()


def changed(text: str, was: str, becomes: str) -> str:
    expect(was in text, f"the example has {was!r}")
    return text.replace(was, becomes)


def invoke(stack: Stack, function_id: str, alias: str = "live", payload: str = "{}") -> str:
    answer = stack.lambda_.invoke(FunctionName=stack.id(function_id), Qualifier=alias, Payload=payload)
    body = answer["Payload"].read().decode()
    expect(not answer.get("FunctionError"), f"{stack.name}: {function_id}: {body}")
    return body


def mapped(stack: Stack, mapping: str) -> str:
    return stack.lambda_.get_event_source_mapping(UUID=stack.id(mapping))["FunctionArn"]


@scenario(8, "examples/api: the stage follows the alias")
def api_example():
    stack, text = Stack("example-api"), example("api")
    expect("exports.handler = async ({" in text, "the example's handler")
    # DynamoDB is not here: the handler answers without its table
    handler = re.sub(r"const \{ DynamoDBClient.*?\n(?=\n  OrdersRole)", "exports.handler = async () => ({ statusCode: 200, body: 'v1' });\n", text, flags=re.DOTALL)
    stack.create(handler)
    uri = stack.client("apigateway").get_integration(restApiId=stack.id("Api"), resourceId=stack.id("OrderPath"), httpMethod="GET")["uri"]
    expect(f"{stack.arn('Orders')}:live/invocations" in uri, f"example-api: {uri}")
    stack.update(handler.replace("'v1'", "'v2'"))
    equal((stack.live("Orders"), [str(each) for each in stack.history("Orders")]), ("2", ["1 2:10%", "2"]), "example-api: a canary")
    renewed = stack.id(next(id for id in stack.resources() if id.startswith("ApiDeployment")))
    equal(stack.client("apigateway").get_stage(restApiId=stack.id("Api"), stageName="prod")["deploymentId"], renewed, "example-api: the stage shows the renewed deployment")
    stack.delete()


@scenario(8, "examples/hooks-and-alarms: the smoke test of the example, in Python")
def hooks_example():
    stack, text = Stack("example-mail"), example("hooks-and-alarms")
    stack.create(text)
    equal(invoke(stack, "Worker", "prod"), '{"sent": 0}', "example-mail: the worker")
    stack.update(changed(text, "print('sent', ", "print('mailed', "))
    equal([str(each) for each in stack.history("Worker", "prod")], ["1 2:20%", "1 2:40%", "1 2:60%", "1 2:80%", "2"], "example-mail: linear, 20 %")
    equal(stack.lifecycle(stack.deployments("Worker")[0])[0], "BeforeAllowTraffic Succeeded", "example-mail: its smoke test called the new version and reported")
    stack.fails(changed(text, "return {'sent': len(event.get('Records', []))}", "return {'sent': -1}"))
    equal((stack.live("Worker", "prod"), [str(each) for each in stack.history("Worker", "prod")]), ("2", []), "example-mail: it finds a fault before traffic")
    stack.update(text, {"Stage": "dev"})
    equal((stack.live("Worker", "dev"), mapped(stack, "FromQueue")), ("4", stack.alias("Worker", "dev")["AliasArn"]), "example-mail: for development under another name, at once")
    stack.delete()


@scenario(8, "examples/alarms: every kind of alarm is accepted")
def alarms_example():
    stack, text = Stack("example-billing"), example("alarms")
    stack.create(text)
    alarms = {id: stack.alarm(id) for id, each in stack.resources().items() if each["ResourceType"] == "AWS::CloudWatch::Alarm"}
    expect(len(alarms) >= 9, f"example-billing: two for each of four kinds, and its own: {sorted(alarms)}")
    group = stack.codedeploy.get_deployment_group(applicationName=stack.id("SafeDeployApplication"), deploymentGroupName=stack.id("BillingDeploymentGroup"))["deploymentGroupInfo"]
    equal(sorted(each["name"] for each in group["alarmConfiguration"]["alarms"]), sorted(each["AlarmName"] for each in alarms.values()), "example-billing: the group watches them all")
    stack.update(changed(text, "'paid': True", "'paid': 1"))
    equal([str(each) for each in stack.history("Billing")], ["1 2:25%", "1 2:50%", "1 2:75%", "2"], "example-billing: linear, 25 %")
    stack.delete()


@scenario(8, "examples/checks")
def checks_example():
    stack, text = Stack("example-checks", mocked=V2), example("checks")
    stack.create(text)
    stack.update(changed(text, "body: JSON.stringify({ orders: [] })", "body: JSON.stringify({ orders: [], more: 1 })"))
    equal(stack.lifecycle(stack.deployments("Orders")[0])[0], "BeforeAllowTraffic Succeeded", "example-checks: the check passes")
    stack.fails(changed(text, "statusCode: 200, body: JSON.stringify({ orders: [] })", "statusCode: 500, body: JSON.stringify({})"))
    equal(stack.live("Orders"), "2", "example-checks: and fails what does not list orders")
    stack.delete()


@scenario(8, "examples/sam")
def sam_example():
    stack, text = Stack("example-search"), example("sam")
    stack.create(text)
    stack.update(changed(text, "{'found': []}", "{'found': [1]}"))
    equal((stack.live("Search"), [str(each) for each in stack.history("Search")]), ("2", ["1 2:5%", "2"]), "example-search: a canary of 5 %")
    equal(stack.targets("SearchWarm"), [stack.alias("Search")["AliasArn"]], "example-search: SAM's event calls the alias")
    expect("FeedbackAliaslive" not in stack.resources(), "example-search: the function without a mark has no alias")
    stack.delete()


@scenario(8, "examples/schedules")
def schedules_example():
    stack, text = Stack("example-schedules"), example("schedules")
    stack.create(text)
    # the long ones are in scenario 2; here only the one with CodeDeploy's own name moves
    stack.update(changed(text, "({ items: 0 })", "({ items: 1 })"))
    equal([str(each) for each in stack.history("Cart")], [*(f"1 2:{percent}%" for percent in range(10, 100, 10)), "2"], "example-schedules: Cart")
    equal((stack.history("Checkout"), stack.history("Search"), stack.versions("Search")), ([], [], ["1"]), "example-schedules: nobody else moves")
    configs = [each for each in stack.resources().values() if each["ResourceType"] == "AWS::CodeDeploy::DeploymentConfig"]
    equal(len(configs), 2, "example-schedules: a config for each schedule that CodeDeploy does not have")
    stack.delete()


def form(name: str, made, functions=("Checkout",), alias: str = "live") -> None:
    """Deployed, and released once."""
    stack = Stack(f"form-{name}")
    stack.create(made("v1")).update(made("v2"))
    for each in functions:
        equal((stack.live(each, alias), stack.says(each, alias), stack.versions(each)), ("2", "v2", ["1", "2"]), f"form-{name}: {each}")
    stack.delete()


@scenario(8, "a mark as a transform of the function")
def function_transform():
    call = {"Fn::Transform": {"Name": "SafeDeploy", "Parameters": {"Type": "AllAtOnce", "Alias": "prod"}}}
    form("function-transform", lambda text: template({"Checkout": function(text, None, **call)}), alias="prod")


@scenario(8, "a transform of the map of resources")
def resources_transform():
    def made(text):
        whole = template({"Checkout": function(text)}, transform=None)
        whole["Resources"]["Fn::Transform"] = {"Name": "SafeDeploy", "Parameters": {"Functions": ["Checkout"], "Type": "AllAtOnce", "Alarms": []}}
        return whole

    form("resources-transform", made)


@scenario(8, "Functions: All in the template's metadata")
def functions_all():
    form("functions-all", lambda text: template({"Checkout": function(text), "Search": function(text)}, Metadata={"SafeDeploy": {"Functions": "All", "Type": "AllAtOnce"}}), ("Checkout", "Search"))


@scenario(8, "Functions and defaults among the parameters of the transform, with a Ref")
def transform_parameters():
    transform = [{"Name": "SafeDeploy", "Parameters": {"Functions": ["Checkout"], "Alias": ref("Stage"), "Type": "AllAtOnce"}}]
    form("transform-parameters", lambda text: template({"Checkout": function(text)}, transform, Parameters={"Stage": {"Type": "String", "Default": "beta"}}), alias="beta")


@scenario(8, "a template without a mark comes back as it came")
def unmarked():
    stack = Stack("form-unmarked")
    made = template({"Checkout": function("v1")})
    stack.create(made)
    equal(stack.processed(), {key: value for key, value in made.items() if key != "Transform"}, "form-unmarked: the processed template")
    stack.delete()


@scenario(8, "after AWS::LanguageExtensions, and before it")
def language_extensions():
    for name, transform in (("after-extensions", ["AWS::LanguageExtensions", "SafeDeploy"]), ("before-extensions", ["SafeDeploy", "AWS::LanguageExtensions"])):
        form(name, lambda text: template({"Checkout": function(text, {"Type": "AllAtOnce"}, Description={"Fn::Sub": "of ${AWS::StackName}"})}, transform))  # noqa: B023
