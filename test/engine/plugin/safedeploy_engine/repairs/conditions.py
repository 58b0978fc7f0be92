"""Resources whose condition does not hold, before or after an update: LocalStack refuses references between two of them, and forgets to delete one whose
condition ceases to hold.
"""
from localstack.services.cloudformation.engine.v2.change_set_model import Nothing, is_nothing
from localstack.services.cloudformation.engine.v2.change_set_model_executor import ChangeSetModelExecutor
from localstack.services.cloudformation.engine.v2.change_set_model_preproc import ChangeSetModelPreproc


def apply() -> None:
    visit_resource, resolve_attribute = ChangeSetModelPreproc.visit_node_resource, ChangeSetModelPreproc._resolve_attribute
    visit_resources = ChangeSetModelExecutor.visit_node_resources

    def visit_node_resource(self, node_resource):
        reference = node_resource.condition_reference
        holds = (True, True)
        if not is_nothing(reference):
            delta = self._resolve_resource_condition_reference(reference)
            holds = (delta.before is not False, delta.after is not False)
        visiting = self.__dict__.setdefault("visiting", [])
        visiting.append(holds)
        try:
            return visit_resource(self, node_resource)
        finally:
            visiting.pop()

    def resolve(self, arguments, select_before):
        """The properties of a resource that is not there refer to nothing."""
        visiting = self.__dict__.get("visiting")
        if visiting and not visiting[-1][0 if select_before else 1]:
            return Nothing
        return resolve_attribute(self, arguments, select_before)

    def visit_node_resources(self, node_resources):
        visit_resources(self, node_resources)
        for node in node_resources.resources:
            if not is_nothing(node.condition_reference) and node.name in self._before_resolved_resources:
                self.visit(node)

    ChangeSetModelPreproc.visit_node_resource = visit_node_resource
    ChangeSetModelPreproc._resolve_attribute = resolve
    ChangeSetModelExecutor.visit_node_resources = visit_node_resources
