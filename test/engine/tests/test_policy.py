"""Whether policies allow a call."""
import unittest

from safedeploy_engine.policy import allows, matches

ACTION, ARN = "lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:111111111111:function:checkout"


def document(effect="Allow", **more) -> dict:
    return {"Version": "2012-10-17", "Statement": [{"Effect": effect, "Action": ACTION, "Resource": ARN, **more}]}


class Policies(unittest.TestCase):
    def test_patterns(self):
        self.assertTrue(matches("arn:*:function:check???", ARN))
        self.assertFalse(matches("arn:*:function:check??", ARN))
        self.assertFalse(matches("checkout[1]", "checkout1"))

    def test_a_function_is_not_its_alias(self):
        self.assertTrue(allows([document()], ACTION, ARN))
        self.assertFalse(allows([document()], ACTION, f"{ARN}:live"))
        self.assertTrue(allows([document(Resource=[ARN, f"{ARN}:live"])], ACTION, f"{ARN}:live"))

    def test_without_a_statement_the_answer_is_no(self):
        self.assertFalse(allows([], ACTION, ARN))
        self.assertFalse(allows([document(Action="lambda:GetFunction")], ACTION, ARN))

    def test_actions_ignore_case_and_take_patterns(self):
        self.assertTrue(allows([document(Action=["lambda:invoke*"])], ACTION, ARN))

    def test_deny_wins(self):
        self.assertFalse(allows([document(), document("Deny", Resource="*")], ACTION, ARN))
        self.assertTrue(allows([document(), document("Deny", Action="lambda:GetFunction")], ACTION, ARN))

    def test_not_resource(self):
        statement = {"Effect": "Allow", "Action": "*", "NotResource": ARN}
        self.assertFalse(allows([{"Statement": statement}], ACTION, ARN))
        self.assertTrue(allows([{"Statement": statement}], ACTION, f"{ARN}:live"))

    def test_principals_and_sources(self):
        statement = {"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"}, "Action": ACTION, "Resource": ARN, "Condition": {"ArnLike": {"AWS:SourceArn": "arn:aws:events:*:*:rule/nightly"}}}
        policy, source = [{"Statement": [statement]}], {"aws:SourceArn": "arn:aws:events:eu-west-1:111111111111:rule/nightly"}
        self.assertTrue(allows(policy, ACTION, ARN, source, "events.amazonaws.com"))
        self.assertFalse(allows(policy, ACTION, ARN, source, "sns.amazonaws.com"))
        self.assertFalse(allows(policy, ACTION, ARN, {"aws:SourceArn": "arn:aws:events:eu-west-1:111111111111:rule/daily"}, "events.amazonaws.com"))
        self.assertFalse(allows(policy, ACTION, ARN, {}, "events.amazonaws.com"))

    def test_a_condition_that_nobody_knows_does_not_hold(self):
        self.assertFalse(allows([document(Condition={"DateGreaterThan": {"aws:CurrentTime": "2020-01-01"}})], ACTION, ARN))
