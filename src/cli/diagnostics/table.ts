import { type Entry, error, note, warning } from '../../diagnostics/entry';

/**
 * What only the command line says, because CloudFormation does this part of the work before the macro runs.
 * SD11: reading files. SD12: transforms and parameters. SD13: asking AWS about what runs.
 */
export const CLI_TABLE = {
  SD1101: error('Not UTF-8', 'The file is not UTF-8 text.', 'Save it as UTF-8.'),
  SD1102: error(
    'File too large',
    'The file has more than {limit} bytes.',
    'Split the template: CloudFormation accepts at most 1,000,000 bytes.',
  ),
  SD1103: error('Not YAML', 'This is not well-formed YAML: {fault}.', 'Correct the syntax.'),
  SD1104: error('Not JSON', 'This is not well-formed JSON: {fault}.', 'Correct the syntax, or give the file a name that ends in .yaml.'),
  SD1105: error('Empty file', 'The file is empty.', 'Write a template with Resources.'),
  SD1106: error('Several documents', 'The file has more than one YAML document.', 'Keep one template per file.'),
  SD1107: error('Duplicate key', 'The key {key} occurs twice in this map, first on line {line}.', 'Remove or rename one of them.'),
  SD1108: error(
    'Unknown tag',
    '{tag} is not a short form of a CloudFormation function.{hint}',
    'Write the function in its long form, or quote the text.',
  ),
  SD1109: error('Unknown anchor', 'There is no anchor &{name} before this alias.', 'Define the anchor first, or write the value out.'),
  SD1110: error('Recursive alias', 'The alias *{name} is inside its own anchor.', 'Write the value out.'),
  SD1111: error(
    'Too many values',
    'With its aliases expanded, the file has more than {limit} values.',
    'Use fewer aliases, or split the template.',
  ),
  SD1112: error('Invalid merge', '<< merges a map or a list of maps, and this is neither.', 'Write <<: *anchor, or quote the key.'),
  SD1113: error('Key is not a string', 'This key is not read as a string, and CloudFormation accepts only strings as keys.', 'Quote it.'),
  SD1114: error(
    'Ambiguous value',
    'YAML readers disagree about whether this is a number, and which one.',
    'Quote it if it is a string, or write a plain decimal number.',
  ),
  SD1115: error('Number too long', 'This number has more digits than a JSON number can hold.', 'Quote it.'),
  SD1116: error(
    'Nested too deeply',
    'The file is nested too deeply to be read.',
    'Flatten it: CloudFormation does not accept such a template.',
  ),

  SD1201: error(
    'No SafeDeploy transform',
    'The template does not use {name} as a transform.',
    'Add Transform: {name} at the top of the template, or name your macro with --macro-name.',
  ),
  SD1202: error(
    'No SAM translator',
    '{sam} must transform {ids} first, but aws-sam-translator was not found with {tried}.',
    'Install it with pip install aws-sam-translator, or name a Python that has it with --sam.',
  ),
  SD1203: error(
    'Invalid transform parameter',
    'The parameter {key} of {name} does not resolve to a string, a number, a boolean or a list of these.',
    'Write a value, or a Ref of a template parameter. Settings that are maps belong in Metadata.',
  ),
  SD1204: warning(
    'Another transform comes first',
    '{other} runs first in CloudFormation, but has not run here.',
    'Functions and callers that it adds are missing here, and versions of functions that it changes get different logical IDs. Use safedeploy plan --change-set to see the template after all transforms.',
  ),
  SD1205: error(
    'Default not allowed',
    'The Default of the parameter {key} is not one of its AllowedValues.',
    'Correct the Default, or give a value with --parameter.',
  ),
  SD1206: error('Listed twice', '{name} occurs more than once in Transform.', 'Keep one of them.'),
  SD1207: error('Not a template', 'The file is not a map of sections.', 'Write a template with Resources.'),
  SD1208: note(
    'Parameters without a value',
    'No value is given for {names}. What depends on them remains undecided.',
    'Pass --parameter or --parameters to see the result for one stack.',
  ),

  SD1211: warning(
    'Another transform comes later',
    '{other} runs after {name} in CloudFormation. A change that it makes to a function publishes no version, and callers that it adds keep calling $LATEST.',
    'List {other} before {name}.',
  ),
  SD1241: error(
    'Rejected by SAM',
    "SAM's translator rejects the template: {message}.",
    'Correct it: CloudFormation would reject it with the same message.',
  ),
  SD1242: error(
    'SAM translator failed',
    "SAM's translator failed: {fault}.",
    'Update it with pip install --upgrade aws-sam-translator, or name another Python with --sam.',
  ),
  SD1251: warning(
    'Included file missing',
    'AWS::Include reads {location} from S3, so its content is missing here.',
    'Pass the file with --include {key}=FILE. Without it, versions of functions that it changes have different logical IDs here.',
  ),
  SD1252: error(
    'Included file not readable',
    'The file {location} cannot be included: {why}.',
    'Correct the Location, or the file, which must be a map of keys and values.',
  ),
  SD1253: error(
    'Included key already exists',
    '{key} is both in the included file {location} and at the same place in the template. AWS does not document which one wins.',
    'Remove one of them.',
  ),
  SD1254: error(
    'Short form in an included file',
    'CloudFormation does not support the short forms of functions in YAML files that AWS::Include includes.',
    'Write the function in its long form, Fn::Sub: for example.',
  ),
  SD1255: error(
    'Include in an included file',
    'CloudFormation does not support AWS::Include in files that AWS::Include includes.',
    'Copy its content here, or include both files from the template.',
  ),

  SD1220: error(
    'AWS::LanguageExtensions not listed',
    '{what} needs the transform AWS::LanguageExtensions, and the template does not list it.',
    'Add AWS::LanguageExtensions to Transform, before the others.',
  ),
  SD1221: warning(
    'AWS::LanguageExtensions comes last',
    'AWS::LanguageExtensions is listed after {name}, so {name} sees the loop, not its result.',
    'List AWS::LanguageExtensions before {name}. Until then, {name} neither releases functions in the loop nor moves callers in it.',
  ),
  SD1222: error(
    'Fn::ForEach in the wrong section',
    'Fn::ForEach is not supported in {section}.',
    'Use it in Resources, Conditions or Outputs, or list the entries one by one.',
  ),
  SD1223: error(
    'Malformed Fn::ForEach',
    'This Fn::ForEach cannot be expanded: {why}.',
    "Write 'Fn::ForEach::LoopName': [Identifier, [Item1, Item2], {'Key${Identifier}': value}].",
  ),
  SD1224: error('Name already taken', '{name} is already the name of {taken}.', 'Rename one of them.'),
  SD1225: error(
    'Unusable collection',
    'Fn::ForEach cannot use this collection: {why}.',
    'Use a list of strings, a Ref of a CommaDelimitedList parameter, or Fn::FindInMap of a list.',
  ),
  SD1226: error(
    'Unknown collection',
    'Fn::ForEach loops over {what}, which is not known here.',
    'Pass the value of a parameter with --parameter, or loop over a list, a CommaDelimitedList parameter or a mapping.',
  ),
  SD1227: error(
    'Key without the identifier',
    'The key {key} does not contain the identifier of its loop, so all items would share it.',
    'Add ${{identifier}} or &{{identifier}} to the key.',
  ),
  SD1228: error(
    'Loops nested too deeply',
    'CloudFormation expands at most {limit} nested Fn::ForEach loops.',
    'Combine loops, or list the entries of one loop one by one.',
  ),
  SD1229: error(
    'Duplicate key after expansion',
    'The expanded template would contain {key} twice in the same map.',
    'Remove the duplicate item or key, or add the identifiers of all loops around it to the key.',
  ),
  SD1230: error(
    'Logical ID not alphanumeric',
    'Item {position} of the collection turns {key} into a logical ID that is not alphanumeric.',
    'Use &{Identifier} in the key, which removes all other characters, or rename the item.',
  ),
  SD1231: error(
    'Not in the mapping',
    'The mapping {map} has no such entry.',
    'Add the entry to Mappings, or add a DefaultValue to Fn::FindInMap.',
  ),
  SD1232: error('Invalid argument', 'The argument of {name} must be {takes}.', 'Correct the argument.'),
  SD1233: error(
    'Expansion too large',
    'The loops of the template expand to more than {limit} characters.',
    'Split the template: CloudFormation accepts at most 1,000,000 bytes.',
  ),
  SD1234: warning(
    'Placeholder outside Fn::Sub',
    '{placeholder} is in a plain string, and CloudFormation leaves it as it is.',
    'Use Fn::Sub for the string.',
  ),
  SD1235: warning(
    'Placeholder that may not be replaced',
    'CloudFormation is known not to replace loop variables here, although its documentation says otherwise: {key}.',
    'Use ${Identifier} in Fn::Sub, and loop variables only in the keys directly below a loop.',
  ),
  SD1236: warning(
    'Loop name used twice',
    'Another loop in the template also has the name {name}.',
    'Rename one of them: CloudFormation requires unique names.',
  ),

  SD1301: error(
    'Stack not found',
    '{action} failed: {said}.',
    'Check the stack name, --region and --profile. A deleted stack can only be found by its ARN.',
  ),
  SD1302: error(
    'Invalid credentials',
    '{action} was rejected because of the credentials: {said}.',
    'Sign in again, or choose another profile with --profile.',
  ),
  SD1303: error(
    'Access denied',
    'You are not allowed to call {action}: {said}.',
    'Attach the policy that the command prints with --help to your role.',
  ),
  SD1304: error('No Region', 'No AWS Region is configured.', 'Set AWS_REGION, or pass --region.'),
  SD1305: error(
    'AWS unreachable',
    '{action} could not be completed: {said}.',
    'Check the network, the Region and AWS_ENDPOINT_URL, and try again.',
  ),
  SD1306: error(
    'Throttled',
    'AWS keeps throttling {action}: {said}.',
    'Wait a minute and try again. Something else in the account is using up the limit.',
  ),
  SD1307: error('Request rejected', 'AWS rejected {action}: {said}.', 'Correct what the message names, and try again.'),
  SD1308: error(
    'Function not found',
    'The stack {stack} has no function {name}.{hint}',
    'Pass a logical ID or a function name that safedeploy status shows.',
  ),
  SD1311: error(
    'No deployment started',
    'No deployment of the stack {stack} started within {seconds} seconds.',
    'Start the deployment, or wait longer with --wait.',
  ),
  SD1312: error(
    'Lost contact with AWS',
    'The deployment can no longer be followed: {said}',
    'The deployment itself continues. Run safedeploy watch again to see how it ends.',
  ),
  SD1321: error(
    'Nothing to abort',
    'No deployment of the stack {stack} is in progress.',
    'If traffic has already shifted, deploy the previous template. To cancel a stack update, run aws cloudformation cancel-update-stack.',
  ),
  SD1322: error('Not confirmed', 'Standard input is not a terminal, so no one can confirm.', 'Pass --yes to proceed without confirmation.'),
  SD1323: error(
    'Not stopped',
    'CodeDeploy did not stop every deployment: {said}.',
    'Run safedeploy status to see what is in progress and what has already finished.',
  ),
  SD1331: error(
    'Stack not in a stable state',
    'The stack {stack} is in {status}, and CloudFormation may still need an earlier version.',
    'Wait for the operation to end. If it is stuck, run safedeploy why to see how to proceed.',
  ),
  SD1332: error(
    'Versions not deleted',
    'Lambda refused to delete {count} of the versions.',
    'See the reasons above. Remove whatever still uses these versions, and try again.',
  ),

  SD1341: error(
    'No bucket',
    'The template of the macro has {bytes} bytes. CloudFormation accepts templates of more than 51,200 bytes only from S3.',
    'Pass --s3-bucket with a bucket in the same Region. To create one, run aws s3 mb s3://NAME.',
  ),
  SD1342: error(
    'First installation failed',
    'The stack {stack} is in {status}. A stack in this state cannot be updated.',
    'Run aws cloudformation delete-stack --stack-name {stack}, wait until it is deleted, and install again.',
  ),
  SD1343: error(
    'Rollback failed',
    'The stack {stack} is in {status}. CloudFormation must finish the rollback before the stack can be updated.',
    'Correct the cause that the stack events show, run aws cloudformation continue-update-rollback --stack-name {stack}, and install again.',
  ),
  SD1344: error('Stack busy', 'The stack {stack} is in {status}.', 'Wait until the operation has ended, and install again.'),
  SD1345: error(
    'Another stack',
    'The stack {stack} exists, but is not a one-file installation of SafeDeploy.',
    'Pass another --stack-name. To update an installation made with the SAM CLI, use sam deploy.',
  ),
  SD1346: error(
    'Change set failed',
    'CloudFormation could not create the change set for the stack {stack}: {said}.',
    'Correct what the message names, and install again.',
  ),
  SD1347: error(
    'Not installed',
    'The stack {stack} is in {status}: {said}.',
    'Correct the cause. Then delete the stack (aws cloudformation delete-stack --stack-name {stack}) and install again.',
  ),
  SD1348: error(
    'Not updated',
    'The stack {stack} is in {status}: {said}.',
    'In UPDATE_ROLLBACK_COMPLETE the previous version keeps running. Correct the cause, and install again.',
  ),
  SD1349: error(
    'Lost contact during installation',
    'The installation can no longer be followed: {said}',
    'CloudFormation continues. Run safedeploy doctor to see how it ended.',
  ),
  SD1350: error(
    'No template in the package',
    'The package does not contain dist/safedeploy.yaml.',
    'Install the package again. In a clone, run npm run build.',
  ),
  SD1351: error(
    'Bucket in another Region',
    'The bucket {bucket} is not in the Region of the stack.',
    'Pass a bucket in the same Region: CloudFormation reads templates only from there.',
  ),
  SD1352: error(
    'Another template',
    'The template of the change set is not the one that was uploaded to the bucket {bucket}.',
    'Find out who else writes to that bucket, and pass a bucket that only you can write to.',
  ),
} as const satisfies Record<string, Entry>;

export type CliCode = keyof typeof CLI_TABLE;
