import { isScalar, type Json } from './json';
import type { Values } from './values';

/** A number that macro time decides; undefined for anything else. */
export function numberOf(values: Values, node: Json | undefined): number | undefined {
  const value = values.resolve(node);
  const number = isScalar(value) && value !== '' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}
