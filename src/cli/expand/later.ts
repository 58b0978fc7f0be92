import type { Findings } from '../diagnostics/findings';
import { SAM } from '../sam/sam';
import type { Call } from './calls';
import type { Macro } from './macro';
import type { Places } from './steps';

/** Transforms of AWS that change no resource which is there: SAM and loops make others, and leave plain ones alone. */
const HARMLESS = new Set([
  SAM,
  'AWS::LanguageExtensions',
  'AWS::SecretsManager-2020-07-23',
  'AWS::SecretsManager-2024-09-16',
  'AWS::CodeDeployBlueGreen',
  'AWS::ServiceCatalog',
]);

/** What runs after SafeDeploy may change a function whose version is decided already. */
export function reportLater(calls: readonly Call[], macro: Macro, places: Places, findings: Findings): void {
  for (const { name: other, path } of calls) {
    if (other === undefined || other === macro.name || HARMLESS.has(other)) continue;
    findings.report('SD1211', places.at(path), { other, name: macro.name });
  }
}
