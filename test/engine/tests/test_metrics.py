"""Which calls an alarm sees, and when it fires."""
import unittest

from safedeploy_engine.metrics import Metrics, dimensions


def alarm(dims: dict, **more) -> dict:
    listed = [{"Name": name, "Value": value} for name, value in dims.items()]
    return {"Namespace": "AWS/Lambda", "MetricName": "Errors", "Statistic": "Sum", "Period": 60, "EvaluationPeriods": 1, "Threshold": 0.0, "ComparisonOperator": "GreaterThanThreshold", "Dimensions": listed, **more}


OF_ALIAS = {"FunctionName": "checkout", "Resource": "checkout:live"}
OF_VERSION = {**OF_ALIAS, "ExecutedVersion": "2"}


class Alarms(unittest.TestCase):
    def test_dimensions(self):
        self.assertEqual(len(dimensions("checkout", None, "$LATEST", False)), 1)
        self.assertEqual(len(dimensions("checkout", "live", "2", False)), 2)
        self.assertIn(frozenset(OF_VERSION.items()), dimensions("checkout", "live", "2", True))

    def test_an_error_of_the_new_version_is_one_of_the_alias_as_well(self):
        metrics = Metrics()
        metrics.count("Errors", dimensions("checkout", "live", "2", True), 10.0)
        self.assertTrue(metrics.fires(alarm(OF_ALIAS), 10.5))
        self.assertTrue(metrics.fires(alarm(OF_VERSION), 10.5))
        self.assertFalse(metrics.fires(alarm({**OF_ALIAS, "ExecutedVersion": "1"}), 10.5))
        self.assertFalse(metrics.fires(alarm({"FunctionName": "checkout", "Resource": "checkout:2"}), 10.5))
        self.assertFalse(metrics.fires(alarm(OF_ALIAS, MetricName="Throttles"), 10.5))

    def test_thresholds_and_periods(self):
        metrics = Metrics()
        for minute in (1.0, 1.1, 2.5):
            metrics.count("Errors", dimensions("checkout", "live", "1", False), minute)
        self.assertFalse(metrics.fires(alarm(OF_ALIAS, Threshold=3), 2.6))
        self.assertTrue(metrics.fires(alarm(OF_ALIAS, Threshold=2, Period=120), 2.6))
        self.assertFalse(metrics.fires(alarm(OF_ALIAS), 3.6), "an error of the last minute is none of this")
        self.assertTrue(metrics.fires(alarm(OF_ALIAS, EvaluationPeriods=2), 2.6))
        self.assertFalse(metrics.fires(alarm(OF_ALIAS, EvaluationPeriods=3), 2.6))
        self.assertTrue(metrics.fires(alarm(OF_ALIAS, EvaluationPeriods=3, DatapointsToAlarm=2), 2.6))

    def test_what_is_not_decided(self):
        metrics = Metrics()
        self.assertTrue(metrics.is_known(alarm(OF_ALIAS)))
        self.assertFalse(metrics.is_known(alarm(OF_ALIAS, Namespace="AWS/SQS")))
        self.assertFalse(metrics.is_known({"ComparisonOperator": "GreaterThanThreshold", "Metrics": []}))
