/** Numbers of a rehearsal as people read them. */

const rounded = (value: number): number => (value < 10 ? Math.round(value * 10) / 10 : Math.round(value));

/** `17 %`, `0.6 %`; what is not quite all or nothing is not called so. */
export function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.05) return '<0.1 %';
  if (value < 100 && value > 99.5) return `${Math.min(99.9, Math.round(value * 10) / 10)} %`;
  return `${rounded(value)} %`;
}

/** How many of something: `0.3`, `17`, `1,800`. */
export const count = (value: number): string => rounded(value).toLocaleString('en');

/** `30 requests a minute` */
export function traffic(callsPerMinute: number): string {
  if (callsPerMinute === 0) return 'no requests';
  if (callsPerMinute >= 1) return `${count(callsPerMinute)} requests per minute`;
  return callsPerMinute * 60 >= 1 ? `${count(callsPerMinute * 60)} requests per hour` : `${count(callsPerMinute * 1_440)} requests per day`;
}
