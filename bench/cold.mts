// How long the macro's function takes to start, beside one that does nothing.
//   npm run bench:cold
import os from 'node:os';
import { coldStart } from './coldStart';

process.stdout.write(
  `${os.cpus()[0]?.model}, ${os.cpus().length} cores, load ${os.loadavg()[0]?.toFixed(1)}. Milliseconds.\n${await coldStart()}\n`,
);
