import { ifParts, intrinsicOf, isNoValue, mapBranches } from '../template/intrinsics';
import { asList, type Json, own, type Trail } from '../template/json';
import { isDecided, type Values } from '../template/values';
import { isExact } from './exact';
import type { SettingReader } from './settingReader';

/** https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_TriggerConfig.html, those of a deployment as a whole */
const TRIGGER_EVENTS = ['Start', 'Success', 'Failure', 'Stop', 'Rollback', 'Ready'].map((event) => `Deployment${event}`);
const NOTIFY_EVENTS = ['DeploymentSuccess', 'DeploymentFailure', 'DeploymentRollback'];
/** https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html */
const MOST_TRIGGERS = 10;

/** TriggerConfigurations as CodeDeploy's, with one more for each topic of Notify. */
export function resolveTriggers(reader: SettingReader): Json | undefined {
  const { values, diagnostics } = reader;
  const said = reader.unwrapped('TriggerConfigurations');
  const notify = asList(reader.unwrapped('Notify')).flatMap((topic) => values.unwrap(topic) ?? []);
  const taken = new Set(within(said, 'TriggerName').map((name) => String(values.resolve(name)).toLowerCase()));
  const made = notify.map((topic, i) => {
    let name = notify.length > 1 ? `SafeDeploy${i + 1}` : 'SafeDeploy';
    while (taken.has(name.toLowerCase())) name += 'Notify';
    return notification(topic, name);
  });
  const checkTopics = (setting: string, trigger: Json, path: Trail) => {
    if (!within(trigger, 'TriggerTargetArn').every((topic) => isExact(topic, values)))
      diagnostics.report('SD2310', path, { name: setting });
  };
  for (const trigger of made) checkTopics('Notify', trigger, reader.raw('Notify')?.path ?? []);
  const path = reader.raw('TriggerConfigurations')?.path ?? reader.raw('Notify')?.path ?? [];
  for (const [i, trigger] of asList(said).entries()) {
    checkTopics('TriggerConfigurations', trigger, Array.isArray(said) ? [...path, i, 'TriggerTargetArn'] : path);
  }
  if (!notify.every((topic) => isTopic(topic, values))) reader.fault('Notify', 'the Ref or ARN of an SNS topic, or a list of these');
  if (said !== undefined && !Array.isArray(said)) {
    if (made.length > 0) diagnostics.report('SD2307', reader.raw('Notify')?.path ?? []);
    return said;
  }
  const triggers: Json[] = [...(said ?? []), ...made];
  if (triggers.length > MOST_TRIGGERS) diagnostics.report('SD2308', path, { count: triggers.length });
  for (const [i, trigger] of (said ?? []).entries()) {
    const events = values.resolve(own(trigger, 'TriggerEvents'));
    if (!isDecided(events) || asList(events).every((event) => TRIGGER_EVENTS.includes(String(event)))) continue;
    const data = { name: 'TriggerEvents', expected: `a list of ${TRIGGER_EVENTS.join(', ')}` };
    diagnostics.report('SD2102', [...path, i, 'TriggerEvents'], data);
  }
  return triggers.length > 0 || said !== undefined ? triggers : undefined;
}

/** What the triggers say of one key, in every branch of their Fn::Ifs. */
function within(triggers: Json | undefined, key: string): Json[] {
  if (Array.isArray(triggers)) return triggers.flatMap((trigger) => within(trigger, key));
  const parts = triggers === undefined ? undefined : ifParts(triggers);
  return parts ? [...within(parts[1], key), ...within(parts[2], key)] : asList(own(triggers, key));
}

function notification(topic: Json, name: string): Json {
  return mapBranches(topic, (arn) => (isNoValue(arn) ? arn : { TriggerName: name, TriggerEvents: NOTIFY_EVENTS, TriggerTargetArn: arn }));
}

/** A Ref of a topic is its ARN; what macro time knows must look like one. */
function isTopic(topic: Json, values: Values): boolean {
  const parts = ifParts(topic);
  if (parts) return isTopic(parts[1], values) && isTopic(parts[2], values);
  const resolved = values.resolve(topic);
  return (
    resolved === undefined ||
    (isDecided(resolved) ? typeof resolved === 'string' && /^arn:[^:]+:sns:/.test(resolved) : intrinsicOf(topic) !== undefined)
  );
}
