// Prints what @aws/cloudformation-validate finds in templates, information aside, and fails when there is something.
//   node scripts/validate.mjs template.yaml dist/safedeploy.yaml
import { RegoEngine, TemplateFile } from '@aws/cloudformation-validate';

const engine = new RegoEngine();
const config = { pseudoParameterOverrides: { region: 'eu-west-1', accountId: '123456789012' } };
for (const file of process.argv.slice(2)) {
  for (const { ruleId, severity, entity, propertyPath, message } of engine.validateDetailed(new TemplateFile(file), config).diagnostics) {
    if (severity === 'INFO') continue;
    console.log(`${file}: ${severity} ${ruleId} ${entity?.logicalId ?? ''} ${propertyPath ?? ''}: ${message}`);
    process.exitCode = 1;
  }
}
