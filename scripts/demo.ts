// Sends a template to the built macro, as CloudFormation would, and shows what comes back. No AWS needed.
//   npm start [-- TEMPLATE [OUTPUT]]      TEMPLATE may be a whole request, such as events/success-after-sam.json
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { styleText } from 'node:util';
import { stringify } from 'yaml';
import type { MacroResponse } from '../src/macro/respond';
import type { JsonObject } from '../src/template/json';
import { transform } from '../src/transform/transform';
import { readYaml } from '../test/support/fixtures';
import { layout, page } from './demo/page';
import { type MacroRequest, NAME, requestFor } from './demo/request';

const [input = 'examples/api/template.yaml', written = 'dist/example.yaml'] = process.argv.slice(2);
const print = (line: string) => process.stdout.write(`${line}\n`);
const bold = (text: string) => (process.stdout.isTTY && !process.env.NO_COLOR ? styleText('bold', text) : text);

type Handler = (event: unknown) => Promise<MacroResponse>;
const { handler } = createRequire(resolve('package.json'))('./dist/macro/index.js') as { handler: Handler };

async function main(): Promise<void> {
  const read = readYaml(readFileSync(input, 'utf8')) as JsonObject;
  const request = Object.hasOwn(read, 'transformId') ? (read as unknown as MacroRequest) : requestFor(read);
  print(bold(`${input}, sent to dist/macro/index.js as ${request.transformId}`));
  print('');
  print('The log of the macro:');
  const response = await handler(JSON.parse(JSON.stringify(request)));
  print('');
  if (response.status !== 'success') {
    print(`CloudFormation would say: Transform ${request.transformId} failed with: ${response.errorMessage}`);
    process.exitCode = 1;
    return;
  }
  const output = response.fragment as JsonObject;
  const report = transform({ ...request, parameterValues: request.templateParameterValues });
  for (const line of layout(page(request.fragment, report, output), bold)) print(line);
  mkdirSync(dirname(written), { recursive: true });
  writeFileSync(written, stringify(output, { lineWidth: 0, aliasDuplicateObjects: false }));
  const count = (template: JsonObject) => Object.keys(template.Resources as JsonObject).length;
  print('');
  print(`${count(request.fragment)} resources went in, ${count(output)} came back. The whole output: ${written}`);
  print(`The same with a template of yours: npm start -- template.yaml (it says Transform: ${NAME})`);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
