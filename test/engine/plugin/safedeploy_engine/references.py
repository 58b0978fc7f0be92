"""Who refers to whom in a template. It knows no LocalStack."""
import re

ATTRIBUTES = ("UpdatePolicy", "Metadata")
"""Attributes beside Properties and DependsOn whose references CloudFormation waits for."""


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
    """Resources that the attributes of a resource refer to, in any of the templates."""
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
