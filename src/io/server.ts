// The other end of the I/O protocol (stdlib's user's guide, "The Erlang I/O Protocol"): the processes `user`,
// `standard_io`'s group leader and `standard_error`, over two of the host's streams.
//
// Requests are served one after another. Those that need Erlang code (a format, a scanner) have it run in a process of its own;
// requests that arrive meanwhile wait. Only output does not wait for input.
import { charDataText } from '../gc/chardata.ts';
import {
  atomName,
  atoms,
  bool,
  charList,
  cons,
  FALSE,
  hd,
  isAtom,
  isCons,
  isSmall,
  isTuple,
  list,
  listElements,
  makeInteger,
  NIL,
  TRUE,
  textBinary,
  tl,
  tuple,
  tupleElement,
  tupleElements,
} from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import type { HostInput, HostOutput } from '../host/host.ts';
import type { CallResult, Runtime } from '../runtime.ts';

const am = atoms(
  'binary',
  'columns',
  'done',
  'echo',
  'encoding',
  'enotsup',
  'eof',
  'error',
  'expand_fun',
  'false',
  'get_chars',
  'get_geometry',
  'get_line',
  'get_until',
  'get_password',
  'getopts',
  'io_reply',
  'io_request',
  'latin1',
  'list',
  'more',
  'noshell',
  'ok',
  'onlcr',
  'put_chars',
  'request',
  'requests',
  'rows',
  'setopts',
  'stdout',
  'stdin',
  'stderr',
  'terminal',
  'terminated',
  'true',
  'undefined',
  'unicode',
  'utf8',
  'log',
  'io_lib',
  'format',
  'badarg',
);

/** Output is collected up to so many characters before it is handed to the host. */
const FLUSH_AT = 1 << 16;

type Reply = (reply: Term) => void;

/** Requests that are served one after another. */
class Lane {
  readonly waiting: Term[] = [];
  busy = false;
}

/** A request to read something. */
interface InputRequest {
  /** What follows the prompt in the request. */
  readonly args: readonly Term[];
  /** Writes the prompt, then goes on. */
  readonly prompt: (then: () => void) => void;
  readonly done: Reply;
}

const failed = (reason: Term): Term => tuple(am.error, reason);

export interface IoServerOptions {
  readonly input?: HostInput;
  readonly output: HostOutput;
  /** Its registered name. */
  readonly name?: Term;
}

export class IoServer {
  readonly pid: Term;
  private readonly runtime: Runtime;
  private readonly input: HostInput | undefined;
  private readonly output: HostOutput;
  private readonly outputs = new Lane();
  private readonly others = new Lane();
  private pending: string[] = [];
  private pendingSize = 0;
  private flushDeferred = false;
  private closed = false;

  private readonly decoder = new TextDecoder('utf-8');
  private readonly encoder = new TextEncoder();
  /** Input that was read and not consumed. */
  private text = '';
  private ended = false;

  private binaryMode = false;
  private encoding: Term = am.unicode;

  constructor(runtime: Runtime, options: IoServerOptions) {
    this.runtime = runtime;
    this.input = options.input;
    this.output = options.output;
    const p = runtime.scheduler.spawnNative({
      name: options.name,
      onMessage: (m) => this.onMessage(m),
    });
    this.pid = p.pid;
  }

  private onMessage(message: Term): void {
    if (!isTuple(message) || tupleElement(message, 0) !== am.io_request) return;
    this.runtime.scheduler.makeWay();
    const [, , , request] = tupleElements(message);
    if (request === undefined) return;
    const isOutput = isTuple(request) && tupleElement(request, 0) === am.put_chars;
    const lane = isOutput ? this.outputs : this.others;
    if (lane.busy) lane.waiting.push(message);
    else this.serve(message, lane);
  }

  /** Calls what a request names, also for one of the system while the program stands still. */
  private evaluate(module: Term, name: Term, args: Term, done: (result: CallResult) => void): void {
    this.runtime.evaluate(module, name, args, done, true);
  }

  private serve(message: Term, lane: Lane): void {
    const [, from, replyAs, request] = tupleElements(message);
    lane.busy = true;
    this.request(request, (reply) => {
      lane.busy = false;
      this.runtime.scheduler.send(null, from, tuple(am.io_reply, replyAs, reply));
      const next = lane.waiting.shift();
      if (next !== undefined) this.serve(next, lane);
    });
  }

  private request(request: Term, reply: Reply): void {
    if (!isTuple(request)) {
      if (request === am.getopts) reply(this.options());
      else reply(failed(am.request));
      return;
    }
    const [name, ...args] = tupleElements(request);
    if (!isAtom(name)) {
      reply(failed(am.request));
      return;
    }
    switch (atomName(name)) {
      case 'put_chars':
        this.putChars(args, reply);
        return;
      case 'get_line':
      case 'get_password':
        this.prompted(args, reply, (input) => input.prompt(() => this.getLine(input.done)));
        return;
      case 'get_chars':
        this.prompted(args, reply, (input) => this.getChars(input));
        return;
      case 'get_until':
        this.prompted(args, reply, (input) => this.getUntil(input));
        return;
      case 'setopts':
        reply(this.setOptions(args[0]));
        return;
      case 'get_geometry':
        reply(this.geometry(args[0]));
        return;
      case 'requests':
        this.requests(args[0], am.ok, reply);
        return;
    }
    reply(failed(am.request));
  }

  private requests(rest: Term, last: Term, reply: Reply): void {
    if (!isCons(rest)) {
      reply(rest === NIL ? last : failed(am.request));
      return;
    }
    this.request(hd(rest), (result) => {
      if (isTuple(result) && tupleElement(result, 0) === am.error) reply(result);
      else this.requests(tl(rest), result, reply);
    });
  }

  // ---- output

  /** `[Encoding, Chars]`, `[Encoding, M, F, A]`, or the same without an encoding. */
  private putChars(args: Term[], reply: Reply): void {
    const hasEncoding = args.length === 2 || args.length === 4;
    const encoding = hasEncoding ? args[0] : am.latin1;
    const rest = hasEncoding ? args.slice(1) : args;
    const put = (chars: Term): void => {
      const text = charDataText(chars, encoding === am.latin1 ? 'latin1' : 'utf8');
      if (text === undefined) reply(failed(am.put_chars));
      else {
        this.write(text);
        reply(am.ok);
      }
    };
    if (rest.length === 1) put(rest[0]);
    else if (rest.length === 3) {
      const [m, f, a] = rest;
      this.evaluate(m, f, a, (result) => {
        if (result.ok) put(result.value);
        else reply(failed(am.put_chars));
      });
    } else reply(failed(am.request));
  }

  /** Text in the stream's encoding: what latin1 cannot hold is escaped as `io` shows it. */
  private encode(text: string): string {
    if (this.encoding !== am.latin1) return text;
    return text.replace(
      /[^\0-\xff]/gu,
      (c) => `\\x{${(c.codePointAt(0) as number).toString(16).toUpperCase()}}`,
    );
  }

  write(text: string): void {
    if (this.closed || text === '') return;
    this.pending.push(this.encode(text));
    this.pendingSize += text.length;
    if (this.pendingSize >= FLUSH_AT) this.flush();
    else if (!this.flushDeferred) {
      this.flushDeferred = true;
      this.runtime.host.clock.defer(() => {
        this.flushDeferred = false;
        this.flush();
      });
    }
  }

  /** Hands what is collected to the host. */
  flush(): void {
    if (this.pendingSize === 0) return;
    const text = this.pending.join('');
    this.pending = [];
    this.pendingSize = 0;
    const bytes =
      this.encoding === am.latin1
        ? Uint8Array.from(text, (c) => c.charCodeAt(0))
        : this.encoder.encode(text);
    try {
      this.output.write(bytes);
    } catch {
      // The other end is closed: nobody will read what follows.
      this.closed = true;
      this.runtime.outputClosed();
    }
  }

  // ---- input

  /** `[Encoding, Prompt, …]` or `[Prompt, …]`. */
  private prompted(args: Term[], reply: Reply, read: (input: InputRequest) => void): void {
    const hasEncoding = args[0] === am.unicode || args[0] === am.latin1;
    const [prompt, ...rest] = hasEncoding ? args.slice(1) : args;
    read({ args: rest, prompt: (then) => this.prompt(prompt, then), done: reply });
  }

  private prompt(prompt: Term, then: () => void): void {
    if (isTuple(prompt) && tupleElement(prompt, 0) === am.format) {
      const [, format, args] = tupleElements(prompt);
      this.evaluate(am.io_lib, am.format, list([format, args]), (result) => {
        this.write((result.ok && charDataText(result.value, 'utf8')) || '');
        then();
      });
      return;
    }
    const text = isAtom(prompt) ? atomName(prompt) : charDataText(prompt, 'utf8');
    if (text) this.write(text);
    then();
  }

  /** Calls back when there is more input, or its end. */
  private more(then: () => void): void {
    if (this.ended || this.input === undefined) {
      this.ended = true;
      then();
      return;
    }
    this.flush();
    const release = this.runtime.scheduler.hold();
    this.input.read((bytes) => {
      if (bytes === undefined) {
        this.ended = true;
        this.text += this.decoder.decode();
      } else this.text += this.decoder.decode(bytes, { stream: true });
      release();
      then();
    });
  }

  private chars(text: string): Term {
    return this.binaryMode ? textBinary(text) : charList(text);
  }

  /** Takes the next line, with its end; empty at the end of the input. */
  private takeLine(done: (line: string) => void): void {
    const end = this.text.indexOf('\n') + 1;
    if (end === 0 && !this.ended) {
      this.more(() => this.takeLine(done));
      return;
    }
    const line = end === 0 ? this.text : this.text.slice(0, end);
    this.text = this.text.slice(line.length);
    done(line);
  }

  private getLine(done: Reply): void {
    this.takeLine((line) => done(line === '' ? am.eof : this.chars(line)));
  }

  /** The prompt is for who types: it is written each time that input is waited for, and not for what is there already. */
  private getChars(input: InputRequest): void {
    const {
      args: [n],
      done,
    } = input;
    if (!isSmall(n) || n < 0) {
      done(failed(am.request));
      return;
    }
    const available = [...this.text];
    if (available.length < n && !this.ended) {
      input.prompt(() => this.more(() => this.getChars(input)));
      return;
    }
    const text = available.slice(0, n).join('');
    this.text = this.text.slice(text.length);
    done(text === '' && n > 0 ? am.eof : this.chars(text));
  }

  /** Feeds lines to a scanner, with a prompt for each: `M:F(Continuation, Data, Extra…)` answers `{done, Result, Rest}` or `{more, Continuation}`. */
  private getUntil(input: InputRequest, continuation: Term = NIL): void {
    const {
      args: [m, f, extra],
      done,
    } = input;
    const feed = (data: Term): void => {
      this.evaluate(m, f, cons(continuation, cons(data, extra)), (result) => {
        if (!result.ok || !isTuple(result.value)) {
          done(failed(tuple(am.error, f)));
          return;
        }
        const [tag, value, rest] = tupleElements(result.value);
        if (tag === am.more) this.getUntil(input, value);
        else if (tag === am.done) {
          if (rest !== am.eof) this.text = (charDataText(rest, 'utf8') ?? '') + this.text;
          done(
            this.binaryMode && listElements(value) !== undefined
              ? textBinary(charDataText(value, 'utf8') ?? '')
              : value,
          );
        } else done(failed(tuple(am.error, f)));
      });
    };
    input.prompt(() => this.takeLine((line) => feed(line === '' ? am.eof : charList(line))));
  }

  // ---- options

  private options(): Term {
    const terminal = bool(this.input?.isTerminal === true);
    return list([
      tuple(am.expand_fun, FALSE),
      tuple(am.echo, FALSE),
      tuple(am.binary, bool(this.binaryMode)),
      tuple(am.encoding, this.encoding),
      tuple(am.onlcr, FALSE),
      tuple(am.terminal, terminal),
      tuple(am.stdin, terminal),
      tuple(am.stdout, bool(this.output.isTerminal)),
      tuple(am.stderr, FALSE),
    ]);
  }

  private setOptions(options: Term): Term {
    for (const option of listElements(options) ?? []) {
      if (option === am.binary) this.binaryMode = true;
      else if (option === am.list) this.binaryMode = false;
      else if (isTuple(option)) {
        const [key, value] = tupleElements(option);
        if (key === am.binary) this.binaryMode = value === TRUE;
        else if (key === am.encoding) this.encoding = value === am.latin1 ? am.latin1 : am.unicode;
        else if (key !== am.echo && key !== am.expand_fun && key !== am.log)
          return failed(am.enotsup);
      } else return failed(am.enotsup);
    }
    return am.ok;
  }

  private geometry(what: Term): Term {
    const n =
      what === am.columns ? this.output.columns : what === am.rows ? this.output.rows : undefined;
    return n === undefined ? failed(am.enotsup) : makeInteger(n);
  }
}
