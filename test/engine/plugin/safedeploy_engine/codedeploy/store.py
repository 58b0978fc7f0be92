"""CodeDeploy of one account and Region: applications, groups, configs, deployments."""
import threading
import uuid

from .deployment import AppSpec, Deployment, World
from .refused import Refused
from .schedule import PREDEFINED, validate

MOST_ALARMS = 10
GROUP = ("deploymentConfigName", "serviceRoleArn", "alarmConfiguration", "autoRollbackConfiguration", "deploymentStyle", "triggerConfigurations")


class CodeDeploy:
    def __init__(self, world: World):
        self.world = world
        self.applications: dict[str, dict] = {}
        self.configs: dict[str, dict] = {name: {"deploymentConfigName": name, "computePlatform": "Lambda", "trafficRoutingConfig": routing} for name, routing in PREDEFINED.items()}
        self.deployments: dict[str, Deployment] = {}
        self.lock = threading.RLock()

    # applications and groups

    def create_application(self, name: str, platform: str) -> dict:
        if name in self.applications:
            raise Refused("ApplicationAlreadyExistsException", f"An application with the name {name} already exists.")
        self.applications[name] = {"applicationId": str(uuid.uuid4()), "applicationName": name, "computePlatform": platform, "groups": {}}
        return self.applications[name]

    def application(self, name: str) -> dict:
        if name not in self.applications:
            raise Refused("ApplicationDoesNotExistException", f"No application found for name: {name}")
        return self.applications[name]

    def create_group(self, application: str, name: str, settings: dict) -> dict:
        groups = self.application(application)["groups"]
        if name in groups:
            raise Refused("DeploymentGroupAlreadyExistsException", f"Deployment group name {name} is already used.")
        groups[name] = {"applicationName": application, "deploymentGroupName": name, "deploymentGroupId": str(uuid.uuid4()), "computePlatform": self.application(application)["computePlatform"]}
        try:
            return self.update_group(application, name, settings)
        except Refused:
            del groups[name]
            raise

    def update_group(self, application: str, name: str, settings: dict) -> dict:
        """As CodeDeploy's UpdateDeploymentGroup: what is not given stays, alarms as well."""
        config = settings.get("deploymentConfigName")
        if config is not None:
            self.config(config)
        if len((settings.get("alarmConfiguration") or {}).get("alarms", [])) > MOST_ALARMS:
            raise Refused("AlarmsLimitExceededException", f"A deployment group has at most {MOST_ALARMS} alarms.")
        group = self.group(application, name)
        group.update({key: settings[key] for key in GROUP if key in settings})
        return group

    def group(self, application: str, name: str) -> dict:
        groups = self.application(application)["groups"]
        if name not in groups:
            raise Refused("DeploymentGroupDoesNotExistException", f"No Deployment Group found for name: {name}")
        return groups[name]

    # configs

    def create_config(self, name: str, routing: dict) -> dict:
        if name in self.configs:
            raise Refused("DeploymentConfigAlreadyExistsException", f"A deployment config with the name {name} already exists.")
        if name.startswith("CodeDeployDefault."):
            raise Refused("InvalidDeploymentConfigNameException", "The name begins with CodeDeployDefault.")
        validate(routing)
        self.configs[name] = {"deploymentConfigId": str(uuid.uuid4()), "deploymentConfigName": name, "computePlatform": "Lambda", "trafficRoutingConfig": routing}
        return self.configs[name]

    def config(self, name: str) -> dict:
        if name not in self.configs:
            raise Refused("DeploymentConfigDoesNotExistException", f"No Deployment Configuration found for name: {name}")
        return self.configs[name]

    def delete_config(self, name: str) -> None:
        used = [group["deploymentGroupName"] for application in self.applications.values() for group in application["groups"].values() if group.get("deploymentConfigName") == name]
        if used:
            raise Refused("DeploymentConfigInUseException", f"The config {name} is used by {', '.join(used)}.")
        self.configs.pop(name, None)

    # deployments

    def create_deployment(self, application: str, group_name: str, content: str, config: str | None = None) -> Deployment:
        """Makes a deployment, which somebody has to run."""
        group = self.group(application, group_name)
        with self.lock:
            for other in self.all():
                if other.group is group and other.is_active:
                    raise Refused("DeploymentLimitExceededException", f"The Deployment Group '{group_name}' already has an active Deployment '{other.id}'")
            made = Deployment(self.world, group, self.config(config or group["deploymentConfigName"]), AppSpec(content))
            self.deployments[made.id] = made
        return made

    def deployment(self, id: str) -> Deployment:
        found = next((each for each in self.all() if each.id == id), None)
        if not found:
            raise Refused("DeploymentDoesNotExistException", f"The deployment {id} could not be found.")
        return found

    def all(self) -> list[Deployment]:
        """Rollbacks as well, the latest first."""
        made = list(self.deployments.values())
        return sorted(made + [each.rollback for each in made if each.rollback], key=lambda each: -each.created)
