import { HookResolver } from '../generate/hooks';
import { EVENTS, type HookEvent } from '../settings/hooks';
import type { Released } from '../version/released';
import type { Subject } from './rule';

interface UsedHook {
  readonly released: Released;
  readonly event: HookEvent;
  /** Logical id of a function of this template. */
  readonly hook: string;
}

/** Every hook that is a function of this template. Checks are SafeDeploy's own. */
export function* hooksOf(subject: Subject): Generator<UsedHook> {
  const resolver = new HookResolver(subject);
  for (const released of subject.functions.values()) {
    for (const event of EVENTS) {
      const said = released.settings.deployment?.hooks[event];
      if (!said || !('function' in said)) continue;
      const ids = resolver.targets(said.function).flatMap(({ function: id }) => id ?? []);
      for (const hook of new Set(ids)) yield { released, event, hook };
    }
  }
}
