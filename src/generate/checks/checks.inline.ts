/** In the one-file template no hook has checks: src/settings/hookChecks.inline.ts refuses them. */
export const checksOf = (): never => {
  throw new Error();
};
export const sharedByChecks = (): never[] => [];
