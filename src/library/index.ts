import { compileOpened, type MacroPlace } from '../cli/compile';
import { Findings } from '../cli/diagnostics/findings';
import { judged } from '../cli/lint/lintTemplate';
import { type Given, whole } from '../cli/parameters/given';
import { beforeOf, plannedOf } from '../cli/plan/sides';
import { openText } from '../cli/read/open';
import { DEFAULTS, isAccountId, isRegion } from '../cli/template';
import { FileError, UsageError } from '../cli/usage';
import { makePlan } from '../plan/plan';
import { diagnosticsOf } from './diagnostics';
import type { LintTemplate, Options, PlanTemplate, Template, TransformTemplate } from './types';

export { version } from '../../package.json';
export type * from './types';
/** Thrown where a function is called with options that do not fit, such as a parameter without a value. */
export { UsageError };

export const transform: TransformTemplate = (template, options = {}) => {
  // no output may hang on a value that nobody has given
  const { template: transformed, findings } = compiled(template, options, whole);
  return { template: transformed, diagnostics: diagnosticsOf(findings.all, template) };
};

export const lint: LintTemplate = (template, options = {}) => ({
  diagnostics: diagnosticsOf(judged(compiled(template, options)), template),
});

export const plan: PlanTemplate = (template, options = {}) => {
  const { against, againstParameters } = options;
  const [place, given] = [placeOf(options), givenBy(options.parameters)];
  const earlier = new Findings();
  try {
    const opened = against === undefined ? undefined : openText('against', textOf(against), earlier);
    const before = opened && beforeOf(opened, againstParameters ? givenBy(againstParameters) : given, place, earlier);
    const findings = new Findings();
    const planned = plannedOf(
      openText(nameOf(options), textOf(template), findings),
      place,
      given,
      undefined,
      findings,
      before !== undefined,
    );
    return { plan: planned && makePlan(planned, before), diagnostics: diagnosticsOf(findings.all, template) };
  } catch (fault) {
    if (!(fault instanceof FileError)) throw fault;
    return { plan: undefined, diagnostics: diagnosticsOf(fault.findings, against ?? template) };
  }
};

function compiled(template: Template, options: Options, given: (parameters: Given) => Given = (parameters) => parameters) {
  const findings = new Findings();
  return compileOpened(
    openText(nameOf(options), textOf(template), findings),
    placeOf(options),
    given(givenBy(options.parameters)),
    findings,
  );
}

const nameOf = ({ file = 'template' }: Options): string => file;

function placeOf(options: Options): MacroPlace {
  const { region, accountId, macroName } = { ...DEFAULTS, ...withoutUndefined(options) };
  if (!isRegion(region)) throw new UsageError('region must be the name of a Region, such as eu-west-1.');
  if (!isAccountId(accountId)) throw new UsageError('accountId must be twelve digits.');
  return { region, accountId, macroName };
}

const withoutUndefined = <T extends object>(object: T): T =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;

/** As CloudFormation's API has them: text. */
const givenBy = (parameters: Options['parameters'] = {}): ReadonlyMap<string, string> =>
  new Map(Object.entries(parameters).map(([name, value]) => [name, String(value)]));

/** An object goes the way of a text, so that both are the same template. JSON.stringify refuses what is no tree. */
function textOf(template: Template): string {
  if (typeof template === 'string') return template;
  if (typeof template !== 'object' || template === null) throw new UsageError('The template must be a string or an object.');
  return JSON.stringify(template);
}
