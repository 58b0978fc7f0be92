import { SAM_KEYS } from '../../src/settings/marks';
import { SETTINGS } from '../../src/settings/schema';
import { code, table } from './markers';

/** One row for each setting, in the order and the words of src/settings/schema.ts. */
export function settingsTable(): string {
  const samKey = (name: string) => Object.keys(SAM_KEYS).find((key) => SAM_KEYS[key] === name);
  const rows = Object.entries(SETTINGS).map(([name, { text }]) => {
    const key = samKey(name);
    return [`[${code(name)}](#${name.toLowerCase()})`, key === undefined ? '' : code(key), text];
  });
  return table(['Setting', "SAM's property", 'Value'], rows);
}
