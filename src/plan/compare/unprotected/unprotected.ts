import type { Unprotected } from '../../schema';
import type { Context } from './context';
import { lostPermissions } from './policies';
import { provisioned } from './provisioned';
import { lostResources } from './references';

/** What changes in the same update for the version that serves already: no shift of traffic protects from that. */
export const unprotectedIn = (context: Context): Unprotected[] => [
  ...lostPermissions(context),
  ...lostResources(context),
  ...provisioned(context),
];
