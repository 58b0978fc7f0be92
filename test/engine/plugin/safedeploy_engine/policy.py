"""Whether IAM's policies allow a call: the part of its rules that calls of functions need. It knows no LocalStack.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
"""
import re


def listed(value) -> list:
    return value if isinstance(value, list) else [] if value is None else [value]


def matches(pattern: str, text: str, ignore_case=False) -> bool:
    spelled = "".join(".*" if each == "*" else "." if each == "?" else re.escape(each) for each in pattern)
    return re.fullmatch(spelled, text, re.DOTALL | (re.IGNORECASE if ignore_case else 0)) is not None


def holds(condition: dict, context: dict[str, str]) -> bool:
    """Operators that nobody knows here do not hold."""
    keys = {name.lower(): value for name, value in context.items()}

    def one(operator: str, key: str, wanted) -> bool:
        found = keys.get(key.lower())
        if found is None:
            return False
        if operator in ("StringEquals", "Bool"):
            return str(found).lower() in [str(each).lower() for each in listed(wanted)] if operator == "Bool" else found in listed(wanted)
        if operator in ("ArnLike", "ArnEquals", "StringLike"):
            return any(matches(each, found) for each in listed(wanted))
        return False

    return all(one(operator, key, wanted) for operator, tests in condition.items() for key, wanted in tests.items())


def concerns(statement: dict, action: str, resource: str, principal: str | None) -> bool:
    if principal is not None:
        stated = statement.get("Principal", {})
        named = ["*"] if stated == "*" else [each for kind in stated.values() for each in listed(kind)]
        if principal not in named and "*" not in named:
            return False
    if "Action" in statement and not any(matches(each, action, ignore_case=True) for each in listed(statement["Action"])):
        return False
    if "NotAction" in statement and any(matches(each, action, ignore_case=True) for each in listed(statement["NotAction"])):
        return False
    if "Resource" in statement and not any(matches(each, resource) for each in listed(statement["Resource"])):
        return False
    return not ("NotResource" in statement and any(matches(each, resource) for each in listed(statement["NotResource"])))


def allows(documents: list[dict], action: str, resource: str, context: dict[str, str] | None = None, principal: str | None = None) -> bool:
    """An explicit Deny wins; without an Allow the answer is no. `principal` is for policies of resources."""
    about = [each for document in documents for each in listed(document["Statement"]) if concerns(each, action, resource, principal)]
    applies = [each for each in about if holds(each.get("Condition", {}), context or {})]
    return any(each["Effect"] == "Allow" for each in applies) and not any(each["Effect"] == "Deny" for each in applies)
