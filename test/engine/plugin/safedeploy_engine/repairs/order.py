"""CloudFormation waits for what the UpdatePolicy and the Metadata of a resource refer to; LocalStack looks at Properties and DependsOn alone.
It deletes first what nothing else refers to; LocalStack, in an update, whatever it came across last.
"""
import re

from localstack.services.cloudformation.engine.v2.change_set_model import is_nothing
from localstack.services.cloudformation.engine.v2.change_set_model_executor import ChangeSetModelExecutor

ATTRIBUTES = ("UpdatePolicy", "Metadata")


def references(value):
    """Names that a value refers to: logical ids, and parameters."""
    if isinstance(value, list):
        for each in value:
            yield from references(each)
    if isinstance(value, dict):
        for name, of in value.items():
            if name == "Ref" and isinstance(of, str):
                yield of
            elif name == "Fn::GetAtt":
                yield (of.split(".") if isinstance(of, str) else of)[0]
            elif name == "Fn::Sub":
                yield from re.findall(r"\$\{([A-Za-z0-9]+)", of if isinstance(of, str) else of[0])
                yield from references(of)
            else:
                yield from references(of)


def waits_for(templates: list[dict | None], name: str) -> set[str]:
    resources = [(template or {}).get("Resources", {}) for template in templates]
    wanted = {each for of in resources for attribute in ATTRIBUTES for each in references(of.get(name, {}).get(attribute))}
    return {each for each in wanted if any(each in of for of in resources)} - {name}


def depths(template: dict | None) -> dict[str, int]:
    """How long the longest chain of references is that begins at a resource."""
    resources, found = (template or {}).get("Resources", {}), {}

    def depth(name: str, on_the_way: frozenset) -> int:
        if name not in found:
            depends_on = resources[name].get("DependsOn", [])
            wanted = {*references({key: of for key, of in resources[name].items() if key != "DependsOn"}), *([depends_on] if isinstance(depends_on, str) else depends_on)}
            found[name] = 1 + max((depth(each, on_the_way | {name}) for each in wanted if each in resources and each not in on_the_way | {name}), default=0)
        return found[name]

    for name in resources:
        depth(name, frozenset())
    return found


def in_order_of_deletion(deferred: list, template: dict | None) -> list:
    """LocalStack's deletions, those first that refer to others."""
    of = depths(template)
    return sorted(reversed(deferred), key=lambda each: -of.get(each.name.rsplit("-", 1)[-1], 0))


def apply() -> None:
    visit_resource, visit_resources = ChangeSetModelExecutor.visit_node_resource, ChangeSetModelExecutor.visit_node_resources

    def visit_node_resource(self, node_resource):
        change_set = self._change_set
        for name in sorted(waits_for([change_set.processed_template, change_set.stack.processed_template], node_resource.name)):
            self.visit(self._get_node_resource_for(name, change_set.update_model.node_template))
        return visit_resource(self, node_resource)

    def visit_node_resources(self, node_resources):
        """LocalStack forgets resources whose condition does not hold any more."""
        visit_resources(self, node_resources)
        for node in node_resources.resources:
            if not is_nothing(node.condition_reference) and node.name in self._before_resolved_resources:
                self.visit(node)

    ChangeSetModelExecutor.visit_node_resource = visit_node_resource
    ChangeSetModelExecutor.visit_node_resources = visit_node_resources
