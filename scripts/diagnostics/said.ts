import type { Finding } from '../../src/cli/diagnostics/findings';
import { Findings } from '../../src/cli/diagnostics/findings';
import { check } from '../../src/cli/lint/lintTemplate';
import { decided } from '../../src/cli/migrate/decided';
import { findingsOf } from '../../src/cli/migrate/remarks';
import { opened } from '../../src/cli/read/open';
import { load } from '../../src/cli/read/read';
import { migrate } from '../../src/migrate/migrate';
import { MIGRATE_TABLE } from '../../src/migrate/table';

const PLACE = { region: 'us-east-1', accountId: '123456789012' };
async function* nothing() {}

/** What SafeDeploy says of an example: safedeploy migrate where the code is one of its own, and else safedeploy lint. */
export async function said(code: string, template: string): Promise<readonly Finding[]> {
  if (!Object.hasOwn(MIGRATE_TABLE, code)) {
    return check({ ...PLACE, template, parameters: [], parameterFile: undefined, macroName: 'SafeDeploy' }, new Map(), nothing());
  }
  const findings = new Findings();
  const loaded = await load(template, nothing(), findings);
  const file = opened(loaded, findings).template;
  if (!file) return findings.all;
  const { migration, stuck } = decided(loaded.source.text, loaded.format, file.root, (untouchable) =>
    migrate(file.root, { ...PLACE, parameterValues: {} }, 'SafeDeploy', untouchable),
  );
  return findingsOf([...migration.remarks, ...stuck], file.map);
}
