import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Plan } from '../../../src/plan/schema';
import type { JsonObject } from '../../../src/template/json';
import { violations } from '../../properties/order/law';
import type { Action } from '../../properties/order/stack';
import { create, update } from '../../properties/order/update';

const BUILT = resolve('dist/cli/safedeploy.js');
const STACK = { stackName: 'shop', region: 'eu-west-1', accountId: '123456789012', parameterValues: {} };

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** From what is deployed, which a peer has made, to what SafeDeploy makes of the next template, by the command line as it is built. */
export class Migration {
  private readonly folder = mkdtempSync(join(tmpdir(), 'safedeploy-migration-'));

  private made: JsonObject | undefined;

  constructor(
    readonly before: JsonObject,
    after: JsonObject,
  ) {
    this.write('before', before);
    this.write('after', after);
  }

  private path = (name: string): string => join(this.folder, `${name}.json`);
  private write = (name: string, template: JsonObject): void => writeFileSync(this.path(name), JSON.stringify(template));
  remove = (): void => rmSync(this.folder, { recursive: true, force: true });

  private run(command: string, ...args: string[]): Ran {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [BUILT, command, this.path('after'), '--region', STACK.region, ...args],
      {
        encoding: 'utf8',
      },
    );
    return { code: status, stdout, stderr };
  }

  plan(): Plan {
    const { code, stdout, stderr } = this.run('plan', '--against', this.path('before'), '--json');
    if (code !== 0 || stdout === '') throw new Error(stderr);
    return JSON.parse(stdout);
  }

  transform(): Ran {
    return this.run('transform');
  }

  /** What lint has against the new template. */
  lint(): string {
    const { stdout, stderr } = this.run('lint');
    return stdout + stderr;
  }

  /** The template that CloudFormation gets. */
  result(): JsonObject {
    if (this.made) return this.made;
    const { code, stdout, stderr } = this.transform();
    if (code !== 0) throw new Error(stderr);
    this.made = JSON.parse(stdout) as JsonObject;
    return this.made;
  }

  /** What CloudFormation does in the one update, from its documentation. */
  update() {
    return update(create(this.before, STACK), this.result(), STACK);
  }

  /** What it does when the author goes back to the peer. */
  back() {
    return update(this.update().after, this.before, STACK);
  }

  /** Whose call does not get through at some moment of an update, and why. */
  gaps(during = this.update()): string[] {
    return violations(during, STACK).map(({ caller, calls, kind }) => `${caller} calls ${calls}: ${kind}`);
  }

  /** The resources that the one update does this with. */
  logicalIds(action: Action): string[] {
    return [...this.update().actions].flatMap(([id, taken]) => (taken === action ? [id] : [])).sort();
  }
}
