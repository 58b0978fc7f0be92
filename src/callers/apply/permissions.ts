import { Draft } from '../../template/draft';
import { reaches } from '../../template/graph';
import { ref } from '../../template/intrinsics';
import { groupBy, type Json, type JsonObject, own } from '../../template/json';
import { propertiesOf, type Resource, resourceOf } from '../../template/template';
import { permissionId } from '../../version/ids';
import { type Consumer, isPermission, willMove } from '../decide/consumers';
import { REASONS } from '../decide/reasons';
import { type Served, Serving } from '../decide/serving';
import { isQualified } from '../find/address';
import type { Outcomes, Rewrite } from './rewrite';
import type { Snapshots } from './snapshots';
import { writeEdits } from './write';

/** Somebody should wait for a permission, for it lets him call: the caller himself, or the deployments that show his calls. */
export interface Wait {
  readonly caller: Consumer;
  readonly who: readonly string[];
  readonly permission: string;
}

interface Moved {
  readonly outcomes: Outcomes;
  /** Waits that only close a window: docs/how-it-works.md. They give way to all others. */
  readonly waits: readonly Wait[];
}

/**
 * A permission goes where its consumers go. It moves when all that it can serve is in the template and has moved; otherwise it
 * stays, and the alias gets one beside it, for which whoever waited for the first waits as well.
 */
export function movePermissions(rewrite: Rewrite, snapshots: Snapshots): Moved {
  const { template, functions, draft } = rewrite;
  const outcomes = new Map<Consumer, Partial<Consumer>>();
  const waits: Wait[] = [];
  const serving = new Serving(rewrite, rewrite.consumers);
  const checks = new Checks(rewrite);
  const settingsOf = ({ function: id }: Consumer) => functions.get(id)?.settings;
  const isKept = ({ permission }: Serves) =>
    !isQualified(permission.address) && settingsOf(permission)?.keep.has(permission.mention.owner) === true;
  const all = rewrite.consumers.filter(({ mention }) => isPermission(mention));
  for (const [owner, together] of groupBy(all, ({ mention }) => mention.owner)) {
    const properties = propertiesOf(resourceOf(template, owner));
    const served = together.map((permission) => ({ permission, ...serving.of(properties, permission.function) }));
    checks.withheld(owner, properties, movingOf(served.filter(isKept)));
    const moving = served.filter(({ permission }) => permission.outcome === 'moved');
    if (moving.length === 0) continue;
    const onBoth = moving.some(({ permission }) => settingsOf(permission)?.permissionsOnBoth);
    const fate = fateOf(moving, onBoth, snapshots);
    const permissions = moving.map(({ permission }) => permission);
    for (const permission of permissions) outcomes.set(permission, fate);
    if (fate.outcome === 'kept') continue;
    const id = fate.outcome === 'moved' ? moveInPlace(permissions, rewrite) : copyToAlias(permissions, rewrite);
    const callers = movingOf(moving);
    checks.granted(id, properties, callers);
    for (const caller of callers) {
      const permission = caller.stays ? owner : id; // who stays may be coming back from the alias
      if (caller.stays && caller.caller?.checksPermission) draft.wait(caller.mention.owner, permission);
      waits.push({ caller, who: showing(caller, snapshots), permission });
    }
    for (const { mention } of moving.flatMap(({ onAlias }) => onAlias)) draft.wait(mention.owner, id);
  }
  checks.report();
  return { outcomes, waits };
}

/** A permission, and whom it serves. */
interface Serves extends Served {
  readonly permission: Consumer;
}

const movingOf = (served: readonly Serves[]): Consumer[] => served.flatMap(({ callers }) => callers.filter(willMove));

/**
 * moved: everything that it can serve calls the alias. kept: it can serve nothing but what stayed. copied: it may serve both.
 */
function fateOf(moving: readonly Serves[], onBoth: boolean, { stale }: Snapshots): Pick<Consumer, 'outcome' | 'because'> {
  const callers = movingOf(moving);
  const [snapshot] = callers.flatMap((caller) => stale.get(caller) ?? []);
  if (snapshot) return { outcome: 'copied', because: snapshot.because };
  if (callers.length === 0 && moving.every(({ forUrl }) => forUrl)) return { outcome: 'kept', because: REASONS.permissionKept };
  if (onBoth) return { outcome: 'copied', because: REASONS.permissionOnBoth };
  const follows = moving.every(({ callers, closed }) => closed && callers.length > 0 && callers.every(willMove));
  if (follows) return { outcome: 'moved', because: REASONS.permissionMoved };
  return { outcome: 'copied', because: REASONS.permissionCopied };
}

/** Who shows a call: deployments of its API, or, where a stage deploys itself or there is no API, the caller. */
function showing({ mention: { owner } }: Consumer, { renewals, unchanged }: Snapshots): string[] {
  const deployments = [...renewals, ...unchanged].filter(({ from, parts }) => from === owner || parts.includes(owner));
  const isLive = deployments.every(({ alone }) => !alone);
  return [...deployments.map(({ from }) => from), ...(isLive ? [owner] : [])];
}

/** A source that is named may be another one than the caller's. */
const isForAnySource = (permission: JsonObject): boolean => own(permission, 'SourceArn') === undefined;

/** Sees to it that everybody who moves may call, and in time where his service tries that at once. */
class Checks {
  /** Who may call the alias by some permission, and who by one that is for any source. */
  private readonly some = new Set<Consumer>();
  private readonly any = new Set<Consumer>();
  private readonly inTime = new Set<Consumer>();
  private readonly late: [caller: Consumer, permission: string][] = [];
  private readonly kept: [caller: Consumer, permission: string, isForAny: boolean][] = [];

  constructor(private readonly rewrite: Rewrite) {}

  granted(permission: string, properties: JsonObject, callers: readonly Consumer[]): void {
    const isForAny = isForAnySource(properties);
    for (const caller of callers) {
      this.some.add(caller);
      if (isForAny) this.any.add(caller);
      if (!caller.caller?.checksPermission || caller.stays) continue;
      if (!this.rewrite.draft.wait(caller.mention.owner, permission)) this.late.push([caller, permission]);
      else if (isForAny) this.inTime.add(caller);
    }
  }

  withheld(permission: string, properties: JsonObject, callers: readonly Consumer[]): void {
    for (const caller of callers) this.kept.push([caller, permission, isForAnySource(properties)]);
  }

  report(): void {
    const { draft, functions, diagnostics } = this.rewrite;
    for (const [caller, permission] of this.late) {
      // one permission that is there in time will do; where the alias itself waits for the caller, that has been said (SD5004)
      const aliasWaits = reaches(draft.graph, functions.get(caller.function)?.aliasId ?? '', caller.mention.owner);
      if (!this.inTime.has(caller) && !aliasWaits) diagnostics.report('SD5005', ['Resources', caller.mention.owner], { permission });
    }
    const alone = this.kept.filter(([caller, , isForAny]) => !(isForAny ? this.some : this.any).has(caller));
    for (const [permission, callers] of groupBy(alone, ([, permission]) => permission)) {
      diagnostics.report('SD5007', ['Resources', permission], {
        callers: [...new Set(callers.map(([{ mention }]) => mention.owner))].join(', '),
      });
    }
  }
}

function moveInPlace(permissions: readonly Consumer[], { draft, functions, diagnostics }: Rewrite): string {
  const owner = permissions[0]?.mention.owner ?? '';
  for (const each of groupBy(permissions, ({ mention }) => mention).values()) {
    for (const id of writeEdits(draft, each, functions)) {
      if (!draft.wait(owner, functions.get(id)?.aliasId ?? '')) diagnostics.report('SD5004', ['Resources', owner], { function: id });
    }
  }
  return owner;
}

/** Gives the id of the copy. */
function copyToAlias(permissions: readonly Consumer[], { template, functions, draft, output }: Rewrite): string {
  const id = permissions[0]?.mention.owner ?? '';
  const released = functions.get(permissions[0]?.function ?? '');
  if (!released) return id;
  const copied = new Draft({ Resources: { [id]: template.Resources[id] as Json } }, new Map());
  if (permissions.length > 1)
    for (const each of groupBy(permissions, ({ mention }) => mention).values()) writeEdits(copied, each, functions);
  else copied.change(permissions[0]?.mention.trail ?? [], () => ref(released.aliasId));
  const { Metadata: _, ...copy } = copied.resource(id) as Resource;
  const copyId = permissionId(id, released.settings.alias);
  output.add(copyId, copy as Resource, id);
  draft.addGenerated([[copyId, copy as Resource]]);
  // who calls nothing through the alias may go without it
  for (const owner of draft.dependants(id)) if (owner !== copyId) draft.wait(owner, copyId);
  return copyId;
}
