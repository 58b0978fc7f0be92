import { readFileSync } from 'node:fs';
import { packagedTemplate } from '../../src/cli/install/template';
import { OperationFault } from '../../src/cli/operations/fault';

test('the template is that of the package, from wherever in it', () => {
  for (const folder of ['dist/cli', 'src/cli/install', '.'])
    expect(packagedTemplate(`${process.cwd()}/${folder}`)).toBe(readFileSync('dist/safedeploy.yaml', 'utf8'));
});

test('a package without it says so', () => {
  expect(() => packagedTemplate('/')).toThrow(OperationFault);
});
