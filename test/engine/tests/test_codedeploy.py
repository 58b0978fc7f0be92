"""The double of CodeDeploy by itself."""
import unittest

from safedeploy_engine.codedeploy.refused import Refused
from safedeploy_engine.codedeploy.schedule import PREDEFINED, canary, linear, steps, validate

from .world import GROUP, FakeWorld, shop, spec

BEFORE, AFTER = "BeforeAllowTraffic", "AfterAllowTraffic"


class Case(unittest.TestCase):
    def setUp(self):
        self.world = FakeWorld()

    def deployed(self, *hooks: str, **settings):
        self.of = shop(self.world, **settings)
        made = self.of.create_deployment("shop", "checkout", spec(*hooks))
        made.run()
        return made

    def refuses(self, code: str, call, *args):
        with self.assertRaises(Refused) as raised:
            call(*args)
        self.assertEqual(raised.exception.code, code)

    def events(self, deployment):
        return [each["status"] for each in deployment.events]


class Schedules(Case):
    def test_predefined(self):
        self.assertEqual(len(PREDEFINED), 9)
        self.assertEqual(steps(PREDEFINED["CodeDeployDefault.LambdaCanary10Percent30Minutes"]), [(10, 30)])
        self.assertEqual(steps(PREDEFINED["CodeDeployDefault.LambdaLinear10PercentEvery3Minutes"]), [(each, 3) for each in range(10, 100, 10)])
        self.assertEqual(steps(PREDEFINED["CodeDeployDefault.LambdaAllAtOnce"]), [])

    def test_linear_with_a_rest(self):
        self.assertEqual(steps(linear(30, 2)), [(30, 2), (60, 2), (90, 2)])

    def test_two_days_at_most(self):
        validate(linear(1, 29))
        self.refuses("InvalidTrafficRoutingConfigurationException", validate, linear(1, 30))
        validate(canary(99, 2880))
        self.refuses("InvalidTrafficRoutingConfigurationException", validate, canary(99, 2881))
        self.refuses("InvalidTrafficRoutingConfigurationException", validate, canary(100, 1))


class Shift(Case):
    def test_linear(self):
        made = self.deployed()
        self.assertEqual(made.status, "Succeeded")
        wanted = [(float(n), "1", {"2": (n + 1) / 10}) for n in range(9)] + [(9.0, "2", {})]
        self.assertEqual(self.world.states, wanted)

    def test_canary(self):
        self.deployed(deploymentConfigName="CodeDeployDefault.LambdaCanary10Percent5Minutes")
        self.assertEqual(self.world.states, [(0.0, "1", {"2": 0.1}), (5.0, "2", {})])

    def test_all_at_once(self):
        self.deployed(deploymentConfigName="CodeDeployDefault.LambdaAllAtOnce")
        self.assertEqual(self.world.states, [(0.0, "2", {})])

    def test_an_alias_that_somebody_moved_is_left_alone(self):
        self.world.version = "7"
        made = self.deployed()
        self.assertEqual((made.status, made.error["code"], made.rollback, self.world.states), ("Failed", "INVALID_LAMBDA_CONFIGURATION", None, []))

    def test_an_alias_with_weights_is_left_alone(self):
        self.world.weights = {"3": 0.5}
        made = self.deployed()
        self.assertEqual((made.status, self.world.states), ("Failed", []))

    def test_what_lambda_refuses_fails_and_goes_back(self):
        def refuse(function, name, version, weights):
            if weights:
                raise RuntimeError("Specified versions must be associated with the same execution role.")
            FakeWorld.set_alias(self.world, function, name, version, weights)

        self.world.set_alias = refuse
        made = self.deployed()
        self.assertEqual((made.status, self.world.version), ("Failed", "1"))
        self.assertIn("same execution role", made.error["message"])

    def test_a_role_that_may_not_update_the_alias(self):
        self.world.refused = {"lambda:UpdateAlias"}
        self.assertEqual(self.deployed().error["code"], "IAM_ROLE_PERMISSIONS")


class Hooks(Case):
    def answers(self, status: str):
        def answer(function, payload):
            self.assertEqual(sorted(payload), ["DeploymentId", "LifecycleEventHookExecutionId"])
            self.of.deployment(payload["DeploymentId"]).answer(payload["LifecycleEventHookExecutionId"], status)

        self.world.on_invoke = answer

    def test_both_succeed(self):
        self.answers("Succeeded")
        made = self.deployed(BEFORE, AFTER)
        self.assertEqual([function for function, _ in self.world.calls], ["beforeallowtraffic", "afterallowtraffic"])
        self.assertEqual((made.status, self.events(made)), ("Succeeded", ["Succeeded", "Succeeded", "Succeeded"]))

    def test_without_hooks_their_events_are_skipped(self):
        self.assertEqual(self.events(self.deployed()), ["Skipped", "Succeeded", "Skipped"])

    def test_before_fails(self):
        self.answers("Failed")
        made = self.deployed(BEFORE)
        self.assertEqual((made.status, made.error["code"], self.events(made)), ("Failed", "HOOK_EXECUTION_FAILURE", ["Failed", "Skipped", "Skipped"]))
        self.assertNotIn({"2": 0.1}, [weights for _, _, weights in self.world.states])

    def test_after_fails_and_all_goes_back(self):
        self.answers("Failed")
        made = self.deployed(AFTER)
        self.assertEqual((made.status, self.world.version, made.rollback.status), ("Failed", "1", "Succeeded"))
        self.assertEqual([version for _, version, _ in self.world.states[-2:]], ["2", "1"])
        self.assertEqual(self.events(made.rollback), ["Skipped", "Succeeded", "Skipped"])

    def test_no_answer_within_an_hour(self):
        made = self.deployed(BEFORE)
        self.assertEqual((made.status, round(self.world.minute)), ("Failed", 60))
        self.assertIn("nothing within an hour", made.error["message"])

    def test_an_answer_that_comes_late_is_still_in_time(self):
        def later(function, payload):
            self.world.at(59, lambda: self.of.deployment(payload["DeploymentId"]).answer(payload["LifecycleEventHookExecutionId"], "Succeeded"))

        self.world.on_invoke = later
        self.assertEqual(self.deployed(BEFORE, deploymentConfigName="CodeDeployDefault.LambdaAllAtOnce").status, "Succeeded")

    def test_a_second_answer_is_refused(self):
        self.answers("Succeeded")
        made = self.deployed(BEFORE)
        (execution,) = made.answers
        self.refuses("LifecycleEventAlreadyCompletedException", made.answer, execution, "Failed")
        self.refuses("InvalidLifecycleEventHookExecutionIdException", made.answer, "other", "Succeeded")

    def test_a_role_that_may_not_call_the_hook(self):
        self.world.refused = {"lambda:InvokeFunction"}
        made = self.deployed(BEFORE)
        self.assertEqual((made.error["code"], self.world.calls), ("IAM_ROLE_PERMISSIONS", []))


class Alarms(Case):
    def test_one_that_fires_already(self):
        self.world.alarms["errors"] = "ALARM"
        made = self.deployed()
        self.assertEqual((made.status, made.error["code"], self.world.version), ("Stopped", "ALARM_ACTIVE", "1"))
        self.assertEqual(self.events(made), ["Skipped", "Skipped", "Skipped"])

    def test_one_that_fires_during_the_shift(self):
        self.world.at(2.5, lambda: self.world.alarms.update(errors="ALARM"))
        made = self.deployed()
        self.assertEqual((made.status, self.events(made)), ("Stopped", ["Skipped", "Failed", "Skipped"]))
        self.assertEqual([weights for _, _, weights in self.world.states], [{"2": 0.1}, {"2": 0.2}, {"2": 0.3}, {}])
        self.assertEqual((made.rollback.creator, made.rollback.status, made.rollback.triggered_by), ("codeDeployRollback", "Succeeded", made))

    def test_no_data_does_not_stop(self):
        self.world.alarms["errors"] = "INSUFFICIENT_DATA"
        self.assertEqual(self.deployed().status, "Succeeded")

    def test_disabled(self):
        self.world.alarms["errors"] = "ALARM"
        self.assertEqual(self.deployed(alarmConfiguration={**GROUP["alarmConfiguration"], "enabled": False}).status, "Succeeded")

    def test_one_that_cannot_be_read(self):
        self.world.alarms = {}
        self.assertEqual(self.deployed().status, "Stopped")
        self.world = FakeWorld()
        self.world.alarms = {}
        self.assertEqual(self.deployed(alarmConfiguration={**GROUP["alarmConfiguration"], "ignorePollAlarmFailure": True}).status, "Succeeded")

    def test_ten_at_most(self):
        eleven = {"enabled": True, "alarms": [{"name": str(n)} for n in range(11)]}
        self.refuses("AlarmsLimitExceededException", lambda: shop(self.world, alarmConfiguration=eleven))

    def test_an_update_without_alarms_keeps_them(self):
        of = shop(self.world)
        of.update_group("shop", "checkout", {"deploymentConfigName": "CodeDeployDefault.LambdaAllAtOnce"})
        self.assertEqual(of.group("shop", "checkout")["alarmConfiguration"], GROUP["alarmConfiguration"])


class StopAndRollback(Case):
    def stopped(self, with_rollback: bool, **settings):
        self.of = shop(self.world, **settings)
        made = self.of.create_deployment("shop", "checkout", spec())
        self.world.at(3.5, lambda: made.stop(with_rollback))
        made.run()
        return made

    def test_stop_goes_back_because_the_group_says_so(self):
        made = self.stopped(False)
        self.assertEqual((made.status, made.error["code"], self.world.version, self.world.weights), ("Stopped", "MANUAL_STOP", "1", {}))

    def test_stop_without_rollback_leaves_the_weights_and_blocks_the_next_deployment(self):
        made = self.stopped(False, autoRollbackConfiguration={"enabled": True, "events": ["DEPLOYMENT_FAILURE"]})
        self.assertEqual((made.rollback, self.world.weights), (None, {"2": 0.4}))
        following = self.of.create_deployment("shop", "checkout", spec())
        following.run()
        self.assertEqual((following.status, following.error["code"]), ("Failed", "INVALID_LAMBDA_CONFIGURATION"))

    def test_stop_with_rollback_asked_for(self):
        self.assertIsNotNone(self.stopped(True, autoRollbackConfiguration={"enabled": False}).rollback)

    def test_a_deployment_that_is_over_cannot_be_stopped(self):
        self.refuses("DeploymentAlreadyCompletedException", self.deployed().stop, False)

    def test_without_auto_rollback_nothing_goes_back(self):
        self.world.at(1.5, lambda: self.world.alarms.update(errors="ALARM"))
        made = self.deployed(autoRollbackConfiguration={"enabled": False})
        self.assertEqual((made.status, made.rollback, self.world.weights), ("Stopped", None, {"2": 0.2}))


class Conflicts(Case):
    def test_one_deployment_at_a_time(self):
        of = shop(self.world)
        first = of.create_deployment("shop", "checkout", spec())
        self.refuses("DeploymentLimitExceededException", of.create_deployment, "shop", "checkout", spec())
        first.run()
        of.create_deployment("shop", "checkout", spec())

    def test_names(self):
        of = shop(self.world)
        self.refuses("ApplicationAlreadyExistsException", of.create_application, "shop", "Lambda")
        self.refuses("DeploymentGroupAlreadyExistsException", of.create_group, "shop", "checkout", GROUP)
        self.refuses("DeploymentConfigDoesNotExistException", of.create_group, "shop", "search", {"deploymentConfigName": "none"})
        self.refuses("DeploymentGroupDoesNotExistException", of.group, "shop", "search")
        self.refuses("DeploymentDoesNotExistException", of.deployment, "d-1")
        self.refuses("InvalidDeploymentConfigNameException", of.create_config, "CodeDeployDefault.Mine", canary(1, 1))

    def test_a_config_in_use_is_not_deleted(self):
        of = shop(self.world)
        of.create_config("mine", canary(1, 1))
        of.update_group("shop", "checkout", {"deploymentConfigName": "mine"})
        self.refuses("DeploymentConfigInUseException", of.delete_config, "mine")
        of.update_group("shop", "checkout", {"deploymentConfigName": GROUP["deploymentConfigName"]})
        of.delete_config("mine")
        self.assertNotIn("mine", of.configs)

    def test_an_app_spec_needs_two_numbers(self):
        of = shop(self.world)
        for wrong in (spec().replace('"2"', '"$LATEST"'), spec().replace('"2"', '"1"'), "no json", "{}"):
            self.refuses("InvalidRevisionException", of.create_deployment, "shop", "checkout", wrong)

    def test_the_latest_first(self):
        of = shop(self.world)
        first = of.create_deployment("shop", "checkout", spec())
        self.world.at(0.5, lambda: self.world.alarms.update(errors="ALARM"))
        first.run()
        self.assertEqual([each.creator for each in of.all()], ["codeDeployRollback", "user"])
