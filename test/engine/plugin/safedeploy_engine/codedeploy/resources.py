"""CloudFormation's three types of CodeDeploy, over the double.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/AWS_CodeDeploy.html
"""
from localstack.services.cloudformation.resource_provider import CloudFormationResourceProviderPlugin, OperationStatus, ProgressEvent, ResourceProvider
from localstack.utils.strings import short_uid


def api(value):
    """A property's value in the spelling of the API: names begin with a small letter, and "true" is true."""
    if isinstance(value, dict):
        return {name[0].lower() + name[1:]: api(of) for name, of in value.items()}
    if isinstance(value, list):
        return [api(of) for of in value]
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def done(model: dict) -> ProgressEvent:
    return ProgressEvent(status=OperationStatus.SUCCESS, resource_model=model)


class Named(ResourceProvider):
    """A type whose name is its physical id, made up where the template gives none."""

    NAME: str

    def create(self, request):
        model = request.desired_state
        if not model.get(self.NAME):
            model[self.NAME] = f"{request.stack_name}-{request.logical_resource_id}-{short_uid().upper()}"[-100:]
        self.put(request.aws_client_factory.codedeploy, model)
        return done(model)

    def update(self, request):
        model = {**request.desired_state, self.NAME: request.previous_state[self.NAME]}
        self.change(request.aws_client_factory.codedeploy, model)
        return done(model)

    def delete(self, request):
        self.remove(request.aws_client_factory.codedeploy, request.desired_state)
        return done(request.desired_state)


def schema(type_name: str, name: str, *create_only: str) -> dict:
    pointers = [f"/properties/{each}" for each in (name, *create_only)]
    return {"typeName": type_name, "properties": {}, "primaryIdentifier": pointers[:1], "createOnlyProperties": pointers}


class Application(Named):
    TYPE, NAME = "AWS::CodeDeploy::Application", "ApplicationName"
    SCHEMA = schema(TYPE, NAME, "ComputePlatform")

    def put(self, client, model):
        client.create_application(applicationName=model[self.NAME], computePlatform=model.get("ComputePlatform", "Server"))

    def change(self, client, model):
        pass

    def remove(self, client, model):
        client.delete_application(applicationName=model[self.NAME])


class DeploymentGroup(Named):
    TYPE, NAME = "AWS::CodeDeploy::DeploymentGroup", "DeploymentGroupName"
    SCHEMA = schema(TYPE, NAME, "ApplicationName")
    TAKEN = ("applicationName", "deploymentConfigName", "serviceRoleArn", "alarmConfiguration", "autoRollbackConfiguration", "deploymentStyle", "triggerConfigurations")

    def settings(self, model) -> dict:
        return {name: value for name, value in api(model).items() if name in self.TAKEN}

    def put(self, client, model):
        client.create_deployment_group(deploymentGroupName=model[self.NAME], **self.settings(model))

    def change(self, client, model):
        client.update_deployment_group(currentDeploymentGroupName=model[self.NAME], **self.settings(model))

    def remove(self, client, model):
        client.delete_deployment_group(applicationName=model["ApplicationName"], deploymentGroupName=model[self.NAME])


class DeploymentConfig(Named):
    TYPE, NAME = "AWS::CodeDeploy::DeploymentConfig", "DeploymentConfigName"
    SCHEMA = schema(TYPE, NAME, "ComputePlatform", "TrafficRoutingConfig")

    def put(self, client, model):
        routing = api(model["TrafficRoutingConfig"])
        for kind in ("timeBasedCanary", "timeBasedLinear"):
            if kind in routing:
                routing[kind] = {name: int(value) for name, value in routing[kind].items()}
        client.create_deployment_config(deploymentConfigName=model[self.NAME], computePlatform=model["ComputePlatform"], trafficRoutingConfig=routing)

    def change(self, client, model):
        pass

    def remove(self, client, model):
        client.delete_deployment_config(deploymentConfigName=model[self.NAME])


def plugin(provider: type[Named]):
    class Plugin(CloudFormationResourceProviderPlugin):
        name = provider.TYPE

        def load(self):
            self.factory = provider

    return Plugin


ApplicationPlugin, DeploymentGroupPlugin, DeploymentConfigPlugin = plugin(Application), plugin(DeploymentGroup), plugin(DeploymentConfig)
