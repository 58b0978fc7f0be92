import { type MacroResponse, respond } from '../../src/macro/respond';

/** The entry point of the macro's function. */
export const handler = async (event: unknown): Promise<MacroResponse> =>
  respond(
    event,
    (line) => process.stdout.write(`${JSON.stringify(line)}\n`),
    () => performance.now(),
  );
