// The command: takes the command line apart and loads what the one command that was given needs.

import { NodeOutput } from '../host/node/stdio.ts';
import { CommandError, EXIT } from './errors.ts';
import { type CommandLine, helpText, parseCommandLine } from './options.ts';

try {
  await dispatch(parseCommandLine(process.argv.slice(2)));
} catch (error) {
  const usage = error instanceof CommandError ? error : undefined;
  const text = usage ? `beamjit: ${usage.message}` : await describe(error);
  finish(2, `${text}\n`, usage?.status ?? EXIT.FAILED);
}

async function dispatch(line: CommandLine): Promise<void> {
  switch (line.command) {
    case 'run':
      return (await import('./run.ts')).run(line);
    case 'compile':
      return finish(1, await (await import('./compile.ts')).compileProgram(line), EXIT.OK);
    case 'cache':
      return finish(1, (await import('./cache.ts')).cacheReport(line), EXIT.OK);
    case 'help':
      return finish(1, helpText(), EXIT.OK);
    case 'version':
      return finish(1, (await import('./version.ts')).versionText(line), EXIT.OK);
    case 'disasm':
      return finish(1, (await import('./disasm.ts')).listing(line), EXIT.OK);
    case 'imports': {
      const { text, complete } = (await import('./imports.ts')).importReport(line);
      return finish(1, text, complete ? EXIT.OK : EXIT.FAILED);
    }
  }
}

async function describe(error: unknown): Promise<string> {
  return (await import('./run.ts')).describeFailure(error);
}

/** Writes a text and ends when it is out; a reader who has gone is no failure. */
function finish(fd: 1 | 2, text: string, status: number): void {
  const output = new NodeOutput(fd);
  try {
    output.write(new TextEncoder().encode(text));
  } catch {
    // nobody reads it
  }
  output.onDrain(() => process.exit(status));
}
