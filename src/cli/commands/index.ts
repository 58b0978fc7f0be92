import type { Entry, Listed } from '../command';

/**
 * Every command, in the order of the help. What a command needs is loaded when it runs: `transform` and `--help` would wait for
 * everything that the other commands import.
 */
export const COMMANDS: readonly Entry[] = [
  {
    name: 'transform',
    summary: 'Writes the processed template, as the macro returns it to CloudFormation.',
    load: async () => (await import('./transform')).transform,
  },
  {
    name: 'plan',
    summary: 'Shows what deploying a template would change.',
    load: async () => (await import('./plan')).plan,
  },
  {
    name: 'rehearse',
    summary: 'Estimates how likely a deployment is to stop a bad version in time, and not to stop a good one.',
    load: async () => (await import('./rehearse')).rehearse,
  },
  {
    name: 'lint',
    summary: 'Reports errors in a template, and risks of its deployments.',
    load: async () => (await import('./lint')).lint,
  },
  {
    name: 'mark',
    summary: 'Marks functions in a template file.',
    load: async () => (await import('./mark')).mark,
  },
  {
    name: 'migrate',
    summary: 'Rewrites a SAM template, handwritten aliases or a serverless.yml for SafeDeploy.',
    load: async () => (await import('./migrate')).migrate,
  },
  {
    name: 'status',
    summary: "Shows a stack's functions: versions, traffic, hooks, alarms, last deployment.",
    load: async () => (await import('./status')).status,
  },
  {
    name: 'watch',
    summary: 'Follows a deployment until it ends, and reports how it ended.',
    load: async () => (await import('./watch')).watch,
  },
  {
    name: 'why',
    summary: 'Explains why the last failed operation of a stack failed, and what to do about it.',
    load: async () => (await import('./why')).why,
  },
  {
    name: 'abort',
    summary: 'Stops deployments in progress and rolls them back.',
    load: async () => (await import('./abort')).abort,
  },
  {
    name: 'prune',
    summary: "Deletes old, unused versions of a stack's functions.",
    load: async () => (await import('./prune')).prune,
  },
  {
    name: 'install',
    summary: 'Installs the macro in an account and Region, or updates it.',
    load: async () => (await import('./install')).install,
  },
  {
    name: 'doctor',
    summary: 'Checks the installation of the macro and your permissions to deploy with it.',
    load: async () => (await import('./doctor')).doctor,
  },
  {
    name: 'explain',
    summary: 'Explains a code: what is wrong, what to do, a bad example and a good one.',
    load: async () => (await import('./explain')).explain,
  },
  {
    name: 'completion',
    summary: 'Writes a shell completion script.',
    load: async () => (await import('./completion')).completionOf(loadAll),
  },
];

/** All of them, for whoever has to know every option. */
export const loadAll = (): Promise<Listed[]> => Promise.all(COMMANDS.map(async ({ summary, load }) => ({ summary, ...(await load()) })));
