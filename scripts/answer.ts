// Prints what the macro answers to a fixture, in YAML: to be read, judged and then saved as expected.yaml or diagnostics.yaml.
//   npm run answer -- marks/metadata
import { join } from 'node:path';
import { stringify } from 'yaml';
import { placeOf } from '../src/diagnostics/message';
import { transform } from '../src/transform/transform';
import { load } from '../test/support/fixtures';

const [area, name] = (process.argv[2] ?? '').split(join('/'));
const { input, params, region, accountId, parameterValues } = load(area ?? '', name ?? '', 'unjudged');
const { fragment, diagnostics } = transform({ fragment: input, params, region, accountId, parameterValues });
for (const diagnostic of diagnostics) process.stderr.write(`${diagnostic.message} ${diagnostic.remedy}\n`);
const answer = fragment ?? diagnostics.map((diagnostic) => ({ code: diagnostic.code, path: placeOf(diagnostic) }));
process.stdout.write(stringify(answer, { lineWidth: 0, aliasDuplicateObjects: false }));
