import { parse } from '../../../src/cli/arguments';
import type { Connect } from '../../../src/cli/aws/stack';
import { planCommand } from '../../../src/cli/commands/plan';
import type { Deployment, Plan, PlannedFunction } from '../../../src/plan/schema';
import type { Ran } from '../../cli/support/cli';

async function* chunks(text: string) {
  yield Buffer.from(text);
}

export interface Surroundings {
  readonly connect?: Connect;
  readonly colours?: boolean;
  readonly columns?: number;
}

const nowhere: Connect = () => Promise.reject(new Error('nothing but --stack connects'));

/** `safedeploy plan` of a text that comes through the standard input. A mistake in its use is thrown. */
export async function run(template: string, args: readonly string[] = [], surroundings: Surroundings = {}): Promise<Ran> {
  const { connect = nowhere, colours = false, columns = 80 } = surroundings;
  const command = planCommand({ connect, screen: () => ({ colours, columns }) });
  const printed = { stdout: [] as string[], stderr: [] as string[] };
  const io = {
    stdin: chunks(template),
    stdout: (text: string) => void printed.stdout.push(text),
    stderr: (text: string) => void printed.stderr.push(text),
    colours: false,
    columns: 80,
  };
  const code = await command.run(parse(command, ['-', ...args]), io);
  return { code, stdout: printed.stdout.join(''), stderr: printed.stderr.join('') };
}

export async function plan(template: string, args: readonly string[] = [], surroundings: Surroundings = {}): Promise<Plan> {
  const { code, stdout, stderr } = await run(template, [...args, '--json'], surroundings);
  // 1 with a plan: its deployment will fail
  if (code !== 0 && stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Plan;
}

export function functionIn({ functions }: Plan, id = 'F'): PlannedFunction {
  const found = functions.find((one) => one.id === id);
  if (!found) throw new Error(`the plan has no ${id}`);
  return found;
}

export function deploymentIn(made: Plan, id = 'F'): Deployment {
  const { deployment } = functionIn(made, id);
  if (!deployment) throw new Error(`nothing is compared for ${id}`);
  return deployment;
}

export const changedIn = (made: Plan, id = 'F'): string[] => deploymentIn(made, id).changed.map(({ property }) => property);
