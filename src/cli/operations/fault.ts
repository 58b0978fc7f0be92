import { type Data, fill } from '../../diagnostics/fill';
import { type FaultKind, kindOf, saidOf } from '../aws/faults';
import { CLI_TABLE, type CliCode } from '../diagnostics/table';

/** 1: it failed. 2: used wrongly, or AWS refuses the one who asks. 3: nobody knows how it ends. */
type FaultExit = 1 | 2 | 3;

/** A command that asks AWS can't go on. Ends it with a diagnostic that has no place in a file. */
export class OperationFault extends Error {
  readonly text: string;
  readonly remedy: string;

  constructor(
    readonly code: CliCode,
    data: Data,
    readonly exit: FaultExit = 2,
  ) {
    const { text, remedy } = CLI_TABLE[code];
    super(fill(text, data));
    this.text = this.message;
    this.remedy = fill(remedy, data);
  }
}

const CODES: Readonly<Record<FaultKind, CliCode>> = {
  missing: 'SD1301',
  credentials: 'SD1302',
  denied: 'SD1303',
  region: 'SD1304',
  unreachable: 'SD1305',
  throttled: 'SD1306',
  refused: 'SD1307',
};

/** A call that failed, as a diagnostic. */
export const faultOf = (action: string, fault: unknown): OperationFault =>
  fault instanceof OperationFault ? fault : new OperationFault(CODES[kindOf(fault)], { action, said: saidOf(fault) });

const PASSING: readonly CliCode[] = [CODES.unreachable, CODES.throttled];

/** It may go away by itself: whoever watches goes on. */
export const isPassing = (fault: unknown): boolean => fault instanceof OperationFault && PASSING.includes(fault.code);
