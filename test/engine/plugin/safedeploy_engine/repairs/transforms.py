"""Macros run before anything of the template is looked at, the deepest first, and never again for what is deployed.

LocalStack resolves references of the template before its macros have run, forgets what Fn::Transform answered where the template has a Transform
of its own, leaves the Transform section in the fragment, and calls the macros for the deployed template once more.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros-overview.html
"""
import copy

from localstack.services.cloudformation.engine.v2.change_set_model import is_nothing
from localstack.services.cloudformation.engine.v2.change_set_model_transform import ChangeSetModelTransform

CALL = "Fn::Transform"


def expanded(transform: ChangeSetModelTransform, value, in_properties=False):
    """A value of the template with the results of its Fn::Transform calls."""
    if isinstance(value, list):
        return [expanded(transform, each, in_properties) for each in value]
    if not isinstance(value, dict):
        return value
    inside = {name: expanded(transform, each, in_properties or name == "Properties") for name, each in value.items() if name != CALL}
    if CALL not in value:
        return inside
    return transform._compute_fn_transform(copy.deepcopy(value[CALL]), inside, allow_string=in_properties)


def apply() -> None:
    def transform(self):
        self._setup_runtime_cache()
        before, after = self._before_template, self._after_template
        if not is_nothing(before):
            before = copy.deepcopy(self._change_set.stack.processed_template or before)
        if not is_nothing(after):
            transforms = self.visit_node_transform(self._change_set.update_model.node_template.transform).after
            after = {name: value for name, value in after.items() if name != "Transform"}
            after = expanded(self, after)
            for each in [] if is_nothing(transforms) else transforms:
                if is_nothing(each.name):
                    continue  # one that the new template does not have
                after = self._apply_global_transform(global_transform=each, template=after, parameters=self._after_parameters)
                after.pop("Transform", None)
        self._save_runtime_cache()
        return before, after

    ChangeSetModelTransform.transform = transform
