import { REPLACING } from '../../src/version/replacement';
import { code, table } from './markers';

/** What else than its name tells a resource from the one that CloudFormation puts in its place, by type. */
export const replacingTable = (): string =>
  table(
    ['Type', 'Properties that count'],
    Object.entries(REPLACING).map(([type, properties]) => [code(`AWS::${type}`), properties.split(' ').map(code).join(', ')]),
  );
