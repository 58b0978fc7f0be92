"""5. What publishes a version and what does not: tags, parameters, layers, Revision, the same code again."""
import io
import zipfile

from .support.report import equal, expect, scenario
from .support.stack import Stack
from .support.templates import answering, function, nightly, ref, shop, template

AT_ONCE = {"Type": "AllAtOnce"}
THROWS = "exports.handler = async () => { throw new Error('broken'); };"


def archive(**files: str) -> bytes:
    """The same files are the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as zipped:
        for name, text in files.items():
            zipped.writestr(zipfile.ZipInfo(name.replace("_", ".")), text)
    return made.getvalue()


def put(stack: Stack, key: str, content: bytes) -> None:
    s3 = stack.client("s3")
    bucket = f"{stack.name}-releases"
    if bucket not in [each["Name"] for each in s3.list_buckets()["Buckets"]]:
        s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    s3.put_object(Bucket=bucket, Key=key, Body=content)


@scenario(5, "tags, reserved concurrency and another order of keys publish nothing")
def tags():
    stack = Stack("tags")
    stack.create(shop("v1", AT_ONCE))
    ids = stack.version_ids()
    stack.update(shop("v1", AT_ONCE, properties={"Tags": [{"Key": "team", "Value": "checkout"}]}))
    equal(stack.lambda_.list_tags(Resource=stack.alias()["AliasArn"].rsplit(":", 1)[0])["Tags"].get("team"), "checkout", "tags: the tag is there")
    equal((stack.versions(), stack.version_ids(), stack.history(), stack.deployments()), (["1"], ids, [], []), "tags: a tag publishes nothing")
    stack.update(shop("v1", AT_ONCE, properties={"Tags": [{"Key": "team", "Value": "search"}], "ReservedConcurrentExecutions": 3}))
    equal(stack.lambda_.get_function_concurrency(FunctionName=stack.id("Checkout"))["ReservedConcurrentExecutions"], 3, "tags: reserved concurrency is there")
    equal((stack.versions(), stack.version_ids(), stack.deployments()), (["1"], ids, []), "tags: nor does reserved concurrency")
    turned = shop("v1", AT_ONCE, properties={"Tags": [{"Key": "team", "Value": "shop"}], "ReservedConcurrentExecutions": 3})
    properties = turned["Resources"]["Checkout"]["Properties"]
    turned["Resources"]["Checkout"]["Properties"] = dict(reversed(properties.items()))
    stack.update(turned)
    equal((stack.versions(), stack.version_ids(), stack.deployments()), (["1"], ids, []), "tags: nor does another order")
    stack.delete()


@scenario(5, "a parameter decides the version, in the environment and in the key of the code")
def parameters():
    stack = Stack("parameters")
    for name in ("one", "two"):
        put(stack, f"{name}.zip", archive(index_js=answering(name)))
    made = template(
        {"Checkout": function(mark=AT_ONCE, Code={"S3Bucket": f"{stack.name}-releases", "S3Key": {"Fn::Sub": "${Release}.zip"}}, Environment={"Variables": {"TABLE": ref("Table")}})},
        Parameters={"Release": {"Type": "String"}, "Table": {"Type": "String", "Default": "orders"}, "Unused": {"Type": "String", "Default": "x"}},
    )
    stack.create(made, {"Release": "one"})
    ids = stack.version_ids()
    stack.update(made, {"Release": "two"})
    equal((stack.versions(), stack.says()), (["1", "2"], "two"), "parameters: another key is another version")
    expect(stack.version_ids() != ids, "parameters: under another logical id")
    stack.update(made, {"Release": "two", "Table": "carts"})
    equal(stack.versions(), ["1", "2", "3"], "parameters: so is another value in the environment")
    equal(stack.lambda_.get_function_configuration(FunctionName=stack.id("Checkout"), Qualifier=stack.live())["Environment"]["Variables"]["TABLE"], "carts", "parameters: which the alias serves")
    made["Resources"]["Extra"] = {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": ref("Unused")}}
    stack.update(made, {"Release": "two", "Table": "carts", "Unused": "y"})
    equal(stack.versions(), ["1", "2", "3"], "parameters: one that the function does not use publishes nothing")
    stack.update(made, {"Release": "one", "Table": "carts", "Unused": "y"})
    equal((stack.versions(), stack.says()), (["1", "2", "3", "4"], "one"), "parameters: code of an earlier version is a new version")
    stack.delete()


@scenario(5, "a layer of the template: its new content is a new version")
def layers():
    stack = Stack("layers")
    for name in ("one", "two"):
        put(stack, f"{name}.zip", archive(**{"nodejs/what_js": f"module.exports = '{name}';"}))

    def with_layer(key: str, description: str = "shared") -> dict:
        layer = {"Type": "AWS::Lambda::LayerVersion", "Properties": {"LayerName": "layers-shared", "Description": description, "Content": {"S3Bucket": f"{stack.name}-releases", "S3Key": key}}}
        return template({"Checkout": function("v1", AT_ONCE, Layers=[ref("Shared")]), "Shared": layer})

    stack.create(with_layer("one.zip"))
    stack.update(with_layer("two.zip"))
    equal((stack.versions(), stack.live()), (["1", "2"], "2"), "layers: one version more")
    of = [stack.lambda_.get_function_configuration(FunctionName=stack.id("Checkout"), Qualifier=version)["Layers"][0]["Arn"].split(":")[-1] for version in ("1", "2")]
    equal(of, ["1", "2"], "layers: each version has its own layer version")
    stack.delete()


@scenario(5, "Revision publishes although nothing else has changed")
def revision():
    stack = Stack("revision")
    stack.create(shop("v1", {"Type": "AllAtOnce", "Revision": "monday"}))
    stack.update(shop("v1", {"Type": "AllAtOnce", "Revision": "tuesday"}))
    equal((stack.versions(), stack.live(), stack.says()), (["1", "2"], "2", "v1"), "revision: Lambda had something to publish")
    stack.delete()


@scenario(5, "the same code again: after a rollback, and as an earlier release")
def again():
    stack = Stack("again")
    hooks = {"Type": "AllAtOnce", "Hooks": {"PostTraffic": {"Checks": [{"Name": "answers"}]}}}
    stack.create(shop("v1", hooks))
    broken = shop(mark=hooks, properties={"Code": {"ZipFile": THROWS}})
    stack.fails(broken)
    stack.fails(broken)
    equal((stack.live(), stack.says(), stack.versions()), ("1", "v1", ["1"]), "again: what fails twice is published twice, and taken away twice")
    stack.update(shop("v2", hooks))
    stack.update(shop("v1", hooks))
    equal(stack.says(), "v1", "again: an earlier release ships as a new version")
    equal(len(stack.versions()), 3, "again: beside the one that had it first")
    stack.delete()


@scenario(5, "a function that had published before it was marked")
def published_before():
    stack = Stack("published-before")
    plain = shop("v1", {}, transform=None)
    del plain["Resources"]["Checkout"]["Metadata"]
    stack.create(plain)
    stack.lambda_.publish_version(FunctionName=stack.id("Checkout"))
    stack.update(shop("v1", {}))
    equal((stack.live(), stack.says(), stack.versions()), ("2", "v1", ["1", "2"]), "published-before: the stamp gives Lambda something to publish")
    stack.delete()


@scenario(5, "Stamp false: without the stamp Lambda has nothing to publish, and the update fails as the settings page says")
def without_stamp():
    stack = Stack("without-stamp")
    plain = template({"Checkout": function("v1", None)}, transform=None)
    stack.create(plain)
    stack.lambda_.publish_version(FunctionName=stack.id("Checkout"))
    stack.fails(shop("v1", {"Stamp": False}))
    reasons = [each.get("ResourceStatusReason", "") for each in stack.events()]
    expect(any("A version for this Lambda function exists ( 1 )" in each for each in reasons), f"without-stamp: {reasons}")
    equal(set(stack.resources()), {"Role", "Checkout"}, "without-stamp: and all that was made is gone")
    stack.update(shop("v1", {}))
    equal((stack.live(), stack.says()), ("2", "v1"), "without-stamp: with it the same update works")
    stack.delete()


@scenario(5, "a function under a condition comes and goes with all that is its own")
def conditional():
    stack = Stack("conditional")
    made = template(
        {"Checkout": {**function("v1", AT_ONCE), "Condition": "IsProd"}, "Search": function("v1", AT_ONCE)},
        Parameters={"Stage": {"Type": "String"}}, Conditions={"IsProd": {"Fn::Equals": [ref("Stage"), "prod"]}},
    )

    def of_checkout() -> list[str]:
        return sorted(id.split("Version")[0] for id in stack.resources() if id.startswith("Checkout"))

    stack.create(made, {"Stage": "dev"})
    equal(of_checkout(), [], "conditional: nothing of Checkout in development")
    stack.update(made, {"Stage": "prod"})
    equal(of_checkout(), ["Checkout", "Checkout", "CheckoutAliaslive", "CheckoutDeploymentGroup"], "conditional: function, version, alias and group in production")
    equal((stack.live(), stack.versions("Search")), ("1", ["1"]), "conditional: it is published, and nobody else is")
    stack.update(made, {"Stage": "dev"})
    equal((of_checkout(), stack.live("Search")), ([], "1"), "conditional: and gone again")
    stack.delete()


@scenario(5, "VersionDeletionPolicy Delete: the old version goes when the new one has all traffic, the new one when it fails")
def deleted_versions():
    stack, mark = Stack("deleted-versions"), {"Type": "AllAtOnce", "VersionDeletionPolicy": "Delete"}
    stack.create(shop("v1", mark)).update(shop("v2", mark))
    equal((stack.versions(), stack.says()), (["2"], "v2"), "deleted-versions: the old one is gone")
    expect("DELETE_COMPLETE" in [each["ResourceStatus"] for each in stack.events() if each["ResourceType"] == "AWS::Lambda::Version"], "deleted-versions: CloudFormation deleted it")
    stack.fails(shop(mark={**mark, "Hooks": {"PostTraffic": {"Checks": [{"Name": "answers"}]}}}, properties={"Code": {"ZipFile": THROWS}}))
    equal((stack.versions(), stack.says()), (["2"], "v2"), "deleted-versions: and what failed")
    stack.delete()


@scenario(5, "a function that gets another name is another function, with an alias and a version of its own")
def another_name():
    stack = Stack("another-name")

    def called(name: str, text: str) -> dict:
        return shop(text, {"Type": "Canary10Percent5Minutes"}, nightly(), {"FunctionName": name})

    stack.create(called("another-name-one", "v1"))
    first = stack.version_ids()
    stack.update(called("another-name-two", "v2"))
    equal((stack.id("Checkout"), stack.live(), stack.says(), stack.versions()), ("another-name-two", "1", "v2", ["1"]), "another-name: the new function serves at once, for nothing can shift")
    expect(stack.version_ids() != first, "another-name: another version")
    equal((stack.targets("Nightly"), len(stack.statements(qualifier="live"))), ([stack.alias()["AliasArn"]], 1), "another-name: its caller and the permission follow")
    names = [each["FunctionName"] for page in stack.lambda_.get_paginator("list_functions").paginate() for each in page["Functions"]]
    expect("another-name-one" not in names, "another-name: the old function is gone")
    stack.update(called("another-name-two", "v3"))
    equal((stack.live(), [str(each) for each in stack.history()]), ("2", ["1 2:10%", "2"]), "another-name: and the next release shifts")
    stack.delete()
