import { ifParts } from '../template/intrinsics';
import { type Json, own } from '../template/json';
import type { HookTarget } from './hooks';

/** The topics of TriggerConfigurations, to which CodeDeploy must be allowed to publish. */
export function topicTargets(triggers: Json | undefined, when: HookTarget['when'] = []): Pick<HookTarget, 'arn' | 'when'>[] {
  if (Array.isArray(triggers)) return triggers.flatMap((trigger) => topicTargets(trigger, when));
  const parts = triggers === undefined ? undefined : ifParts(triggers);
  if (parts) {
    const [condition, yes, no] = parts;
    return [...topicTargets(yes, [...when, [condition, true]]), ...topicTargets(no, [...when, [condition, false]])];
  }
  const arn = own(triggers, 'TriggerTargetArn');
  return arn === undefined ? [] : [{ arn, when }];
}
