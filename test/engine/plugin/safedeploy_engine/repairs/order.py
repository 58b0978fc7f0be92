"""CloudFormation waits for what the UpdatePolicy and the Metadata of a resource refer to; LocalStack looks at Properties and DependsOn alone.
It deletes first what nothing else refers to; LocalStack, in an update, whatever it came across last.
"""
from localstack.services.cloudformation.engine.v2.change_set_model_executor import ChangeSetModelExecutor

from ..references import depths, waits_for


def in_order_of_deletion(deferred: list, template: dict | None) -> list:
    """LocalStack's deletions, those first that refer to others."""
    of = depths(template)
    return sorted(reversed(deferred), key=lambda each: -of.get(each.name.rsplit("-", 1)[-1], 0))


def apply() -> None:
    visit_resource = ChangeSetModelExecutor.visit_node_resource

    def visit_node_resource(self, node_resource):
        change_set = self._change_set
        for name in sorted(waits_for([change_set.processed_template, change_set.stack.processed_template], node_resource.name)):
            self.visit(self._get_node_resource_for(name, change_set.update_model.node_template))
        return visit_resource(self, node_resource)

    ChangeSetModelExecutor.visit_node_resource = visit_node_resource
