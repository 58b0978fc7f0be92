import { homepage } from '../../package.json';

/** The page of a code, for everybody, whether they have the repository or not. */
export const docsOf = (code: string): string => `${homepage}/blob/main/docs/diagnostics/${code}.md`;
