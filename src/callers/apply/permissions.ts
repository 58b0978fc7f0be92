import { Draft } from '../../template/draft';
import { reaches } from '../../template/graph';
import { ref } from '../../template/intrinsics';
import { groupBy, type Json, type JsonObject, own } from '../../template/json';
import { propertiesOf, type Resource, resourceOf } from '../../template/template';
import { permissionId } from '../../version/ids';
import { type Consumer, isPermission, willMove } from '../decide/consumers';
import { REASONS } from '../decide/reasons';
import { Serving } from '../decide/serving';
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
export function movePermissions(rewrite: Rewrite, { renewals, unchanged, stale }: Snapshots): Moved {
  const { template, consumers, functions, draft } = rewrite;
  const outcomes = new Map<Consumer, Partial<Consumer>>();
  const waits: Wait[] = [];
  const serving = new Serving(rewrite, consumers);
  const checks = new Checks(rewrite);
  const settingsOf = ({ function: id }: Consumer) => functions.get(id)?.settings;
  for (const [owner, together] of groupBy(
    consumers.filter(({ mention }) => isPermission(mention)),
    ({ mention }) => mention.owner,
  )) {
    const properties = propertiesOf(resourceOf(template, owner));
    const served = together.map((permission) => ({ permission, ...serving.of(properties, permission.function) }));
    const movedBy = (all: typeof served) => all.flatMap(({ callers }) => callers.filter(willMove));
    const isKept = ({ permission }: (typeof served)[number]) =>
      !permission.address.isQualified && settingsOf(permission)?.keep.has(permission.mention.owner) === true;
    checks.withheld(owner, properties, movedBy(served.filter(isKept)));
    const moving = served.filter(({ permission }) => permission.outcome === 'moved');
    if (moving.length === 0) continue;
    const callers = movedBy(moving);
    const permissions = moving.map(({ permission }) => permission);
    const snapshot = callers.flatMap((caller) => stale.get(caller) ?? [])[0];
    const onBoth = permissions.some((permission) => settingsOf(permission)?.permissionsOnBoth);
    const follows = !snapshot && !onBoth && moving.every(({ callers, closed }) => closed && callers.length > 0 && callers.every(willMove));
    const remains = callers.length === 0 && moving.every(({ forUrl }) => forUrl);
    const why = snapshot?.because ?? (onBoth ? REASONS.permissionOnBoth : REASONS.permissionCopied);
    const outcome = follows ? MOVED : remains ? KEPT : ({ outcome: 'copied', because: why } as const);
    for (const permission of permissions) outcomes.set(permission, outcome);
    if (remains) continue;
    const id = follows ? moveInPlace(permissions, rewrite) : copyToAlias(permissions, rewrite);
    checks.granted(id, properties, callers);
    for (const caller of callers) {
      const { mention, stays, caller: row } = caller;
      const permission = stays ? owner : id; // who stays may be coming back from the alias
      if (stays && row?.checksPermission) draft.wait(mention.owner, permission);
      const showing = [...renewals, ...unchanged].filter(({ from, parts }) => from === mention.owner || parts.includes(mention.owner));
      waits.push({ caller, who: showing.length > 0 ? showing.map(({ from }) => from) : [mention.owner], permission });
    }
  }
  checks.report();
  return { outcomes, waits };
}

const MOVED = { outcome: 'moved', because: REASONS.permissionMoved } as const;
const KEPT = { outcome: 'kept', because: REASONS.permissionKept } as const;

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
