import { type Entry, error, note, warning } from '../diagnostics/entry';

/** What safedeploy migrate and safedeploy mark say: of what they leave as it is, and of what becomes different. */
export const MIGRATE_TABLE = {
  SD1401: warning('Handwritten release not migrated', '{id} is not migrated: {why}.', '{remedy}.'),
  SD1402: warning('SAM settings not migrated', '{id} keeps its SAM release settings: {why}.', '{remedy}.'),
  SD1403: warning(
    'Serverless settings not migrated',
    'The settings of serverless-plugin-canary-deployments are not migrated: {why}.',
    '{remedy}.',
  ),
  SD1404: warning(
    'Settings shared within the file',
    '{id} is not changed: an anchor, an alias or a merge shares its settings, so the change would affect other parts of the file as well.',
    'Write the settings where they apply, without the anchor, and run the command again.',
  ),
  SD1405: note(
    'Version without an alias',
    '{id} is a version of {function}, which has no alias in this template, so there is nothing to migrate.',
    'Run safedeploy mark to have {function} deployed through an alias.',
  ),
  SD1406: note('Resource not removed', '{id} stays in the template: {why}.', '{remedy}.'),
  SD1407: note(
    'Enabled now has an effect',
    'SAM treats an intrinsic function in Enabled as true. SafeDeploy evaluates it.',
    'Check that it is true where deployments should be gradual.',
  ),
  SD1408: note(
    'Alias without CodeDeploy',
    '{id} has no deployment group, so {function} is marked with Type: None and its alias still moves all at once.',
    'Replace None with a schedule, such as Canary10Percent5Minutes, to shift traffic gradually.',
  ),
  SD1409: warning(
    'Resource that SAM no longer creates',
    '{user} refers to {id}, which AWS SAM creates for its own deployments and no longer creates here.',
    'Refer to {instead} instead.',
  ),
  SD1411: error('No such function', 'The template has no resource {id}.{hint}', 'Correct the logical ID.'),
  SD1412: error('Not a Lambda function', '{id} is a resource of type {type}.', 'Mark Lambda functions only.'),
  SD1413: error('Already marked', '{id} is already marked for SafeDeploy.', 'Edit its mark, or leave {id} out.'),
  SD1414: error('Released by SAM', 'AWS SAM already publishes versions of {id} for an alias.', 'Run safedeploy migrate instead.'),
  SD1415: error(
    'Nothing to work on',
    'The file has no Resources section and is not the serverless.yml of a service.',
    'Name a CloudFormation template, a SAM template or a serverless.yml.',
  ),
} as const satisfies Record<string, Entry>;

export type MigrateCode = keyof typeof MIGRATE_TABLE;
