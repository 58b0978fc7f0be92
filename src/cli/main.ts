import { columnsOf, takesColours } from './report/terminal';
import { run } from './run';

const { stdin, stdout, stderr, argv, env } = process;

// the SDK is part of the bundle: nobody who uses it can follow the SDK's advice to update Node.js for the next one
env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

let isLost = false;
stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  // `safedeploy transform t.yaml | head` closes the pipe early, which is no fault
  if (code === 'EPIPE' || isLost) return;
  isLost = true;
  process.exitCode = 1;
  stderr.write(`safedeploy: The output cannot be written (${code}).\n`);
});
stderr.on('error', () => {}); // nobody is left to be told

const io = {
  stdin,
  stdout: (text: string) => void stdout.write(text),
  stderr: (text: string) => void stderr.write(text),
  colours: takesColours(stderr.isTTY === true, env),
  columns: columnsOf(stderr, env),
  lintWorker: new URL('./lintWorker.js', import.meta.url),
};

run(argv.slice(2), io).then((code) => {
  // process.exit would cut off what a pipe has not taken yet
  process.exitCode = isLost ? 1 : code;
});
