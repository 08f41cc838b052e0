import { builtPaths } from './built-paths.ts';
import { readHidden } from './cli/hidden-question.ts';
import { runCli } from './cli/run.ts';
import { stderrLog } from './log.ts';

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());

/** Ends once what was printed has left the process. */
const exit = (status: number): void => {
  process.stdout.write('', () => process.stderr.write('', () => process.exit(status)));
};

const log = stderrLog((line) => process.stderr.write(`${line}\n`));
const write = (stream: NodeJS.WriteStream) => (text: string) => void stream.write(text);

runCli(
  process.argv.slice(2),
  {
    environment: process.env,
    cwd: process.cwd(),
    paths: builtPaths(import.meta.dirname),
    out: write(process.stdout),
    err: write(process.stderr),
    watched: process.stderr.isTTY === true,
    askHidden: async (question) =>
      process.stdin.isTTY === true ? readHidden(process.stdin, write(process.stderr), question) : null,
    signal: stop.signal,
  },
  (thrown) => log.bug('gw', thrown),
).then(exit);
