import { migrate as decide } from '../../migrate/migrate';
import type { Migration } from '../../migrate/migration';
import type { Command } from '../command';
import { listed } from '../migrate/listed';
import { REWRITE_EXITS, REWRITE_OPTIONS, rewrite } from '../migrate/rewrite';
import { TEMPLATE } from '../template';

export const migrate: Command = {
  name: 'migrate',
  positionals: [{ name: TEMPLATE.name, text: 'A template or a serverless.yml, or - for standard input.' }],
  options: REWRITE_OPTIONS,
  examples: [
    { text: 'See what would change:', line: 'safedeploy migrate template.yaml --dry-run' },
    {
      text: 'Change the file and see what deploying it would change:',
      line: 'safedeploy migrate template.yaml && safedeploy plan template.yaml --stack shop',
    },
    { text: 'Write the result to another file:', line: 'safedeploy migrate template.yaml --out migrated.yaml' },
  ],
  exits: REWRITE_EXITS,
  run: (given, io) => rewrite(given, io, { decide, said, nothing: 'There is nothing to migrate.' }),
};

const said = ({ steps }: Migration): string[] => [`Migrated: ${listed(steps)}.`];
