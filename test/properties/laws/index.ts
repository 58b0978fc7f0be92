import { transform } from '../../../src/transform/transform';
import { answer, type Law, request } from './answer';
import { meaning } from './meaning';
import { order } from './order';
import { permissions } from './permissions';
import { purity } from './purity';
import { secrets } from './secrets';
import { structure } from './structure';
import { versions } from './versions';

/** A refusal breaks one law and not all of them, so that the others go on saying what they are about. */
const whenAccepted =
  (law: Law): Law =>
  (one) => {
    if (transform(request(one)).fragment) law(one);
  };

const others = { ...structure, ...meaning, ...permissions, ...order, ...purity, ...versions, ...secrets };

/** What must hold for every valid template. Used by the tests, and for longer by scripts/fuzz.ts. */
export const LAWS: Readonly<Record<string, Law>> = {
  'accepts it': (one) => void answer(one),
  ...Object.fromEntries(Object.entries(others).map(([name, law]) => [name, whenAccepted(law)])),
};
