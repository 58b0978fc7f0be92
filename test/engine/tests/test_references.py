"""Who waits for whom."""
import unittest

from safedeploy_engine.references import depths, references, waits_for

TEMPLATE = {"Resources": {
    "Checkout": {"Type": "AWS::Lambda::Function", "Properties": {"Role": {"Fn::GetAtt": "Role.Arn"}}},
    "Role": {"Type": "AWS::IAM::Role", "Properties": {}},
    "Group": {"Type": "AWS::CodeDeploy::DeploymentGroup", "Properties": {"ApplicationName": {"Ref": "Application"}}},
    "Application": {"Type": "AWS::CodeDeploy::Application", "Properties": {}},
    "Live": {
        "Type": "AWS::Lambda::Alias", "DependsOn": "Policy", "Metadata": {"Waits": {"Fn::If": ["Yes", {"Ref": "Role"}, "no"]}},
        "UpdatePolicy": {"CodeDeployLambdaAliasUpdate": {"ApplicationName": {"Ref": "Application"}, "DeploymentGroupName": {"Ref": "Group"}}},
        "Properties": {"FunctionName": {"Fn::Sub": "${Checkout}"}, "Description": {"Ref": "Stage"}},
    },
    "Policy": {"Type": "AWS::IAM::Policy", "DependsOn": ["Role"], "Properties": {}},
}}


class References(unittest.TestCase):
    def test_spellings(self):
        value = [{"Ref": "A"}, {"Fn::GetAtt": ["B", "Arn"]}, {"Fn::GetAtt": "C.Arn"}, {"Fn::Sub": "${D.Arn}/${E}"}, {"Fn::Sub": ["${x}", {"x": {"Ref": "F"}}]}, "${G}"]
        self.assertEqual(set(references(value)), {"A", "B", "C", "D", "E", "F", "x"})

    def test_update_policy_and_metadata(self):
        self.assertEqual(waits_for([TEMPLATE, None], "Live"), {"Application", "Group", "Role"})
        self.assertEqual(waits_for([None], "Live"), set())

    def test_the_alias_goes_before_its_group_and_that_before_the_application(self):
        found = depths(TEMPLATE)
        self.assertEqual((found["Application"], found["Group"], found["Live"]), (1, 2, 3))
        self.assertLess(found["Role"], found["Checkout"])

    def test_a_circle_ends(self):
        circle = {"Resources": {"A": {"Properties": {"B": {"Ref": "B"}}}, "B": {"DependsOn": "A", "Properties": {}}}}
        self.assertEqual(set(depths(circle)), {"A", "B"})
