import { Findings } from '../../src/cli/diagnostics/findings';
import { expand } from '../../src/cli/expand/expand';
import { writeYaml } from '../../src/cli/write/writeYaml';
import { usesOf } from '../../src/languageExtensions/uses';
import type { JsonObject } from '../../src/template/json';
import { transform } from '../../src/transform/transform';
import { type Fixture, fixtures } from '../support/fixtures';
import { sourceMapOf } from './support/read';

/** Fixtures of whole templates. A fragment of one has no Transform section to go with. */
const whole = fixtures().filter(({ input }) => {
  const { Resources: resources, Transform: section } = input as JsonObject;
  return resources !== undefined && section === undefined && !JSON.stringify(input).includes('Fn::Transform');
});

/** The macro gets loops as they are where the transform that writes them out comes after it. */
const LATER = 'AWS::LanguageExtensions';

/** As its author would send it to CloudFormation. */
const templateOf = ({ input, params }: Fixture): JsonObject => ({
  Transform: [{ Name: 'SafeDeploy', Parameters: params }, ...(usesOf(input as JsonObject).length > 0 ? [LATER] : [])],
  ...(input as JsonObject),
});
/** Parameters that CloudFormation would not have let through. */
const isDelivered = ({ params }: Fixture) =>
  Object.values(params as object).every((value) => [value].flat().every((item) => typeof item !== 'object'));

test('there is something to compare', () => {
  expect(whole.filter(isDelivered).length).toBeGreaterThan(50);
});

test.each(whole.filter(isDelivered).map((fixture) => [fixture.name, fixture] as const))(
  '%s: the command line answers as the macro',
  (_, fixture) => {
    const { input, params, region, accountId, parameterValues } = fixture;
    const map = sourceMapOf(writeYaml(templateOf(fixture), () => []));
    const findings = new Findings();
    const { template } = expand(templateOf(fixture), { name: 'SafeDeploy', region, accountId, parameterValues }, map, findings);
    const { fragment, diagnostics } = transform({ fragment: input, params, region, accountId, parameterValues });
    const { Transform: left, ...rest } = template ?? {};
    expect(template && rest).toEqual(fragment);
    expect(left).toEqual(template && usesOf(input as JsonObject).length > 0 ? [LATER] : undefined);
    const codes = findings.all.map(({ code }) => code).filter((code) => code !== 'SD1221'); // what a loop makes is not seen yet
    expect(codes.sort()).toEqual(diagnostics.map(({ code }) => code).sort());
  },
);
