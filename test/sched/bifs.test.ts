// The process BIFs, called as the interpreter would. What is expected was seen on a real OTP 27.
import { describe, expect, test } from 'vitest';
import '../../src/gc/bigint.ts';
import { allBifs } from '../../src/bifs/index.ts';
import { BeamError } from '../../src/gc/errors.ts';
import {
  atom,
  atomName,
  bigintOf,
  FALSE,
  isAtom,
  isCons,
  isInteger,
  isMap,
  isTuple,
  list,
  listElements,
  makeInteger,
  mapEntries,
  mapFrom,
  NIL,
  newPid,
  newPort,
  type Term,
  TRUE,
  tuple,
  tupleElements,
} from '../../src/gc/term.ts';
import { monitorsOf } from '../../src/sched/monitor.ts';
import type { Process } from '../../src/sched/process.ts';
import { type Fake, fake, receive } from './fake.ts';

const bodies = new Map(allBifs().map((b) => [`${b.module}:${b.name}/${b.arity}`, b.body]));

/** A value of JavaScript as a term: strings are atoms, numbers integers, arrays lists; terms stay. */
type Value = Term | string | number | bigint | boolean | Value[];
const term = (v: Value): Term => {
  if (typeof v === 'string') return atom(v);
  if (typeof v === 'number' || typeof v === 'bigint') return makeInteger(v);
  if (typeof v === 'boolean') return v ? TRUE : FALSE;
  return Array.isArray(v) ? list(v.map(term)) : v;
};
const t = (...items: Value[]): Term => tuple(...items.map(term));

/** A term as JavaScript compares it: atoms as strings, lists and tuples as arrays, other terms as they are. */
function show(x: Term): unknown {
  if (isAtom(x)) return atomName(x);
  if (isInteger(x)) return Number(bigintOf(x));
  if (x === NIL || isCons(x)) return (listElements(x) ?? ['improper']).map((e) => show(e as Term));
  if (isTuple(x)) return tupleElements(x).map(show);
  if (isMap(x)) return Object.fromEntries(mapEntries(x).map(([k, v]) => [show(k), show(v)]));
  return x;
}

class Caller {
  readonly f: Fake;
  readonly self: Process;
  readonly dead: Term;

  constructor() {
    this.f = fake();
    this.self = this.waiting();
    const gone = this.waiting();
    this.dead = gone.pid;
    this.f.scheduler.runSlice();
    this.f.scheduler.signals.exitSignal(gone.pid, gone, atom('x'));
  }

  waiting(): Process {
    return this.f.spawn(function* (p) {
      yield* receive(p);
    });
  }

  /** The result of a call, `class:reason` with the cause where there is one, or what it left pending. */
  call(name: string, ...args: Value[]): unknown {
    const body = bodies.get(name.includes(':') ? name : `erlang:${name}/${args.length}`);
    if (body === undefined) throw new Error(`no ${name}/${args.length}`);
    this.f.scheduler.current = this.self;
    try {
      const result = body(this.self, ...args.map(term)) as Term | null;
      if (result !== null) return show(result);
      const pending = this.self.takePending();
      if (pending.kind === 'raise') throw pending.error;
      return pending;
    } catch (e) {
      if (!(e instanceof BeamError)) throw e;
      return [e.class, show(e.reason), ...(e.cause === undefined ? [] : [show(e.cause)])].join(':');
    } finally {
      this.f.scheduler.current = null;
    }
  }

  /** The messages that have come, which are taken out. */
  inbox(): unknown[] {
    const messages = this.self.mailbox.messages();
    while (this.self.mailbox.peek() !== null) this.self.mailbox.remove();
    return messages.map(show);
  }
}

const remote = newPid(atom('a@b'), 50, 0, 1);
const port = newPort(atom('nonode@nohost'), 99n, 0);
const local = 'nonode@nohost';

describe('errors', () => {
  const c = new Caller();
  const self = c.self.pid;
  const reference = c.f.scheduler.references.make();
  const cases: [name: string, args: Value[], expected: unknown][] = [
    ['!', ['noname', 'x'], 'error:badarg'],
    ['!', [1, 'x'], 'error:badarg'],
    ['!', [t(1, 2), 'x'], 'error:badarg'],
    ['!', [t('noname', local), 'x'], 'x'],
    ['!', [t('noname', 'a@b'), 'x'], 'x'],
    ['!', [port, 'x'], 'x'],
    ['send', [self, 'x', ['foo']], 'error:badarg:badopt'],
    ['send', [remote, 'x', ['noconnect']], 'noconnect'],
    ['send', [t('noname', 'a@b'), 'x', ['noconnect']], 'noconnect'],
    ['send', [remote, 'x', []], 'ok'],
    ['link', [c.dead], 'error:noproc'],
    ['link', [port], 'error:noproc'],
    ['link', ['foo'], 'error:badarg'],
    ['unlink', ['foo'], 'error:badarg'],
    ['unlink', [port], 'true'],
    ['exit', [c.dead, 'x'], 'true'],
    ['exit', [remote, 'x'], 'true'],
    ['exit', ['foo', 'x'], 'error:badarg'],
    ['exit', ['x'], 'exit:x'],
    ['unalias', [reference], 'false'],
    ['unalias', ['foo'], 'error:badarg'],
    ['alias', [['foo']], 'error:badarg'],
    ['demonitor', ['foo'], 'error:badarg'],
    ['demonitor', [reference, ['bad']], 'error:badarg'],
    ['demonitor', [reference, ['info']], 'false'],
    ['monitor', ['foo', self], 'error:badarg:badtype'],
    ['monitor', ['process', 1], 'error:badarg'],
    ['monitor', ['process', t('a', 'b@c')], 'error:badarg'],
    ['monitor', ['time_offset', 'x'], 'error:badarg'],
    ['monitor', ['process', self, ['foo']], 'error:badarg:badopt'],
    ['monitor', ['process', self, [t('alias', 'foo')]], 'error:badarg:badopt'],
    ['register', ['undefined', self], 'error:badarg:none'],
    ['register', [1, self], 'error:badarg:none'],
    ['register', ['foo', 1], 'error:badarg:none'],
    ['register', ['foo', remote], 'error:badarg:none'],
    ['register', ['foo', c.dead], 'error:badarg:notalive'],
    ['unregister', ['foo'], 'error:badarg'],
    ['whereis', [1], 'error:badarg'],
    ['whereis', ['foo'], 'undefined'],
    ['process_flag', ['foo', 1], 'error:badarg:badopt'],
    ['process_flag', ['trap_exit', 1], 'error:badarg'],
    ['process_flag', ['priority', 'foo'], 'error:badarg'],
    ['process_flag', ['save_calls', -1], 'error:badarg:none'],
    ['process_flag', ['max_heap_size', 10], 'error:badarg'],
    ['process_flag', ['message_queue_data', 'foo'], 'error:badarg'],
    ['process_info', [c.dead], 'undefined'],
    ['process_info', [c.dead, 'status'], 'undefined'],
    ['process_info', ['foo'], 'error:badarg'],
    ['process_info', [self, 'foo'], 'error:badarg'],
    ['process_info', [self, ['foo']], 'error:badarg'],
    ['spawn', [1, 'b', []], 'error:badarg'],
    ['spawn', ['a', 'b', list([atom('x')], atom('y'))], 'error:badarg'],
    ['spawn_opt', ['a', 'b', [], ['foo']], 'error:badarg:badopt'],
    ['spawn_opt', ['a', 'b', [], 'foo'], 'error:badarg:badopt'],
    ['spawn_opt', [1, 'b', [], []], 'error:badarg'],
    ['erts_internal:spawn_request/4', ['a', 'b', [], 'foo'], 'badopt'],
    ['erts_internal:spawn_request/4', [1, 'b', [], []], 'badarg'],
    ['spawn_request_abandon', [1], 'error:badarg'],
    ['erts_internal:suspend_process/2', [self, []], 'badarg'],
    ['erts_internal:suspend_process/2', [c.dead, []], 'badarg'],
    ['erts_internal:suspend_process/2', [c.dead, ['asynchronous']], 'true'],
    ['erts_internal:suspend_process/2', [c.dead, ['foo']], 'badopt'],
    ['resume_process', [c.dead], 'error:badarg'],
    ['is_process_alive', ['foo'], 'error:badarg'],
    ['is_process_alive', [remote], 'error:badarg'],
    ['is_process_alive', [c.dead], 'false'],
    ['start_timer', [-1, self, 'x'], 'error:badarg:time'],
    ['start_timer', [2n ** 70n, self, 'x'], 'error:badarg:time'],
    ['start_timer', [2n ** 50n, self, 'x'], 'error:badarg:time'],
    ['start_timer', [1, 1, 'x'], 'error:badarg'],
    ['start_timer', [1, remote, 'x'], 'error:badarg'],
    ['start_timer', [1, self, 'x', ['foo']], 'error:badarg:badopt'],
    ['cancel_timer', ['foo'], 'error:badarg'],
    ['cancel_timer', [reference], 'false'],
    ['cancel_timer', [reference, [t('info', false)]], 'ok'],
    ['cancel_timer', [reference, [t('info', 'x')]], 'error:badarg'],
    ['read_timer', [reference, [t('info', false)]], 'error:badarg'],
    ['monotonic_time', ['foo'], 'error:badarg'],
    ['monotonic_time', [0], 'error:badarg'],
    ['unique_integer', [['foo']], 'error:badarg'],
    ['statistics', ['foo'], 'error:badarg'],
    ['system_flag', ['foo', 1], 'error:badarg:badopt'],
    ['hibernate', [1, 'b', []], 'error:badarg'],
    ['bump_reductions', [-1], 'error:badarg'],
    ['nodes', ['foo'], 'error:badarg'],
    ['monitor_node', ['a@b', true], 'error:notalive'],
    ['localtime_to_universaltime', [t(t(2024, 2, 30), t(1, 1, 1)), 'undefined'], 'error:badarg'],
    ['universaltime_to_localtime', [t(t(1900, 1, 1), t(0, 0, 0))], 'error:badarg'],
  ];
  test.each(cases)('%s %#', (name, args, expected) => {
    const key = name.includes(':') ? name : `erlang:${name}/${args.length}`;
    expect(c.call(key, ...args)).toEqual(expected);
  });
});

describe('links and monitors', () => {
  test('to what is dead or elsewhere', () => {
    const c = new Caller();
    c.call('process_flag', 'trap_exit', true);
    expect(c.call('link', c.dead)).toBe('true');
    expect(c.call('link', remote)).toBe('true');
    expect(c.inbox()).toEqual([
      ['EXIT', c.dead, 'noproc'],
      ['EXIT', remote, 'noconnection'],
    ]);
    const monitors: [Value, Value, unknown, string][] = [
      ['process', c.dead, c.dead, 'noproc'],
      ['process', remote, remote, 'noconnection'],
      ['process', 'noname', ['noname', local], 'noproc'],
      ['process', t('noname', local), ['noname', local], 'noproc'],
      ['port', port, port, 'noproc'],
      ['port', 'noname', ['noname', local], 'noproc'],
    ];
    for (const [type, item, object, reason] of monitors) {
      const reference = c.call('monitor', type, item);
      expect(c.inbox()).toEqual([['DOWN', reference, type, object, reason]]);
    }
  });

  test('to the caller itself are none', () => {
    const c = new Caller();
    c.call('register', 'me', c.self.pid);
    for (const item of [c.self.pid, 'me']) c.call('monitor', 'process', item);
    c.call('link', c.self.pid);
    expect([[...monitorsOf(c.self)], c.self.links]).toEqual([[], null]);
  });

  test('that are told of already are flushed by Erlang code', () => {
    const c = new Caller();
    const reference = c.call('monitor', 'process', c.dead) as Term;
    expect(c.call('demonitor', reference, ['flush', 'info'])).toMatchObject({
      kind: 'call',
      module: 'erts_internal',
      name: 'flush_monitor_messages',
    });
  });

  test('of the time offset are told of by process_info', () => {
    const c = new Caller();
    const reference = c.call('monitor', 'time_offset', 'clock_service') as Term;
    expect(c.call('process_info', c.self.pid, 'monitors')).toEqual([
      'monitors',
      [['time_offset', 'clock_service']],
    ]);
    expect(c.call('demonitor', reference, ['info'])).toBe('true');
  });
});

describe('exit/2', () => {
  test('to the caller does not come back', () => {
    const c = new Caller();
    expect(c.call('exit', c.self.pid, 'normal')).toEqual({ kind: 'exit' });
    expect(show(c.self.exitReason as Term)).toBe('normal');
  });

  test('to the caller that traps exits is a message', () => {
    const c = new Caller();
    c.call('process_flag', 'trap_exit', true);
    expect(c.call('exit', c.self.pid, 'x')).toBe('true');
    expect(c.inbox()).toEqual([['EXIT', c.self.pid, 'x']]);
  });
});

describe('spawn', () => {
  test('with options gives the process what they say', () => {
    const c = new Caller();
    c.f.runner.bodies.set(atom('b'), function* (p) {
      yield* receive(p);
    });
    const options = [
      'link',
      'monitor',
      t('priority', 'high'),
      t('min_heap_size', 1000),
      t('fullsweep_after', 3),
      t(
        'max_heap_size',
        mapFrom([
          [atom('size'), makeInteger(5000)],
          [atom('kill'), FALSE],
        ]),
      ),
      t('message_queue_data', 'off_heap'),
    ];
    const [pid, reference] = c.call('spawn_opt', 'a', 'b', [], options) as Term[];
    const info = (item: string): unknown => (c.call('process_info', pid, item) as unknown[])[1];
    expect(info('links')).toEqual([c.self.pid]);
    expect(info('monitored_by')).toEqual([c.self.pid]);
    expect(info('priority')).toBe('high');
    expect(info('min_heap_size')).toBe(1598);
    expect(info('fullsweep_after')).toBe(3);
    expect(info('message_queue_data')).toBe('off_heap');
    expect(info('max_heap_size')).toEqual({
      size: 5000,
      kill: 'false',
      error_logger: 'true',
      include_shared_binaries: 'false',
    });
    expect(info('initial_call')).toEqual(['a', 'b', 0]);
    expect(info('parent')).toBe(c.self.pid);
    expect(info('group_leader')).toBe(c.self.groupLeader);
    expect(c.call('process_info', c.self.pid, 'monitors')).toEqual([
      'monitors',
      [['process', pid]],
    ]);
    expect(c.call('demonitor', reference, ['info'])).toBe('true');
  });

  test('requests are answered as their options say', () => {
    const c = new Caller();
    c.f.runner.bodies.set(atom('b'), function* (p) {
      yield* receive(p);
    });
    const request = (...options: Value[]): unknown =>
      c.call('erts_internal:spawn_request/4', 'a', 'b', [], options);
    const first = request('monitor', t('reply_tag', 'tag'));
    const [answer] = c.inbox() as unknown[][];
    expect(answer.slice(0, 3)).toEqual(['tag', first, 'ok']);
    request(t('reply', 'error_only'));
    request('nonsense', t('reply', 'success_only'));
    expect(c.inbox()).toEqual([]);
    const refused = request('nonsense');
    expect(c.inbox()).toEqual([['spawn_reply', refused, 'error', 'badopt']]);
  });
});

describe('process_flag', () => {
  test('returns the old value', () => {
    const c = new Caller();
    const flag = (name: string, ...values: Value[]): unknown[] =>
      values.map((v) => c.call('process_flag', name, v));
    expect(flag('trap_exit', true, false)).toEqual(['false', 'true']);
    expect(flag('priority', 'max', 'low')).toEqual(['normal', 'max']);
    expect(flag('min_heap_size', 1000, 1)).toEqual([233, 1598]);
    expect(flag('min_bin_vheap_size', 1000, 1)).toEqual([46422, 46422]);
    expect(flag('fullsweep_after', 10, 20)).toEqual([65535, 10]);
    expect(flag('message_queue_data', 'off_heap', 'on_heap')).toEqual(['on_heap', 'off_heap']);
    expect(flag('error_handler', 'mine', 'error_handler')).toEqual(['error_handler', 'mine']);
    expect(flag('save_calls', 10, 0)).toEqual([0, 10]);
    expect(flag('sensitive', true, false)).toEqual(['false', 'true']);
  });
});

describe('process_info', () => {
  test('tells a registered name only of who has one', () => {
    const c = new Caller();
    const names = (): unknown[] =>
      (c.call('process_info', c.self.pid) as unknown[][]).map(([name]) => name);
    expect(names()).toEqual([
      'current_function',
      'initial_call',
      'status',
      'message_queue_len',
      'links',
      'dictionary',
      'trap_exit',
      'error_handler',
      'priority',
      'group_leader',
      'total_heap_size',
      'heap_size',
      'stack_size',
      'reductions',
      'garbage_collection',
      'suspending',
    ]);
    expect(c.call('process_info', c.self.pid, 'registered_name')).toEqual([]);
    expect(c.call('process_info', c.self.pid, ['registered_name'])).toEqual([
      ['registered_name', []],
    ]);
    c.call('register', 'me', c.self.pid);
    expect(names()[0]).toBe('registered_name');
    expect(c.call('process_info', c.self.pid, 'registered_name')).toEqual([
      'registered_name',
      'me',
    ]);
  });

  test('looks into the dictionary and the mailbox', () => {
    const c = new Caller();
    c.call('put', 'a', 'b');
    c.call('send', c.self.pid, 'm');
    expect(
      c.call('process_info', c.self.pid, [
        t('dictionary', 'a'),
        t('dictionary', 'z'),
        'messages',
        'message_queue_len',
      ]),
    ).toEqual([
      [['dictionary', 'a'], 'b'],
      [['dictionary', 'z'], 'undefined'],
      ['messages', ['m']],
      ['message_queue_len', 1],
    ]);
    c.call('process_flag', 'sensitive', true);
    expect(c.call('process_info', c.self.pid, ['dictionary', 'messages'])).toEqual([
      ['dictionary', []],
      ['messages', []],
    ]);
  });

  test('knows who suspends whom', () => {
    const c = new Caller();
    const p = c.waiting();
    c.f.scheduler.runSlice();
    for (let i = 0; i < 2; i++) c.call('erts_internal:suspend_process/2', p.pid, []);
    expect(c.call('erts_internal:suspend_process/2', p.pid, ['unless_suspending'])).toBe('false');
    expect(c.call('process_info', c.self.pid, 'suspending')).toEqual([
      'suspending',
      [[p.pid, 2, 0]],
    ]);
    expect(c.call('process_info', p.pid, 'status')).toEqual(['status', 'suspended']);
    for (let i = 0; i < 2; i++) expect(c.call('resume_process', p.pid)).toBe('true');
    expect(c.call('resume_process', p.pid)).toBe('error:badarg');
    expect(c.call('process_info', p.pid, 'status')).toEqual(['status', 'waiting']);
  });
});

describe('the dictionary', () => {
  test('keeps terms by terms', () => {
    const c = new Caller();
    expect(c.call('put', 'a', 1)).toBe('undefined');
    expect(c.call('put', 'a', 2)).toBe(1);
    expect(c.call('put', t('k'), 2)).toBe('undefined');
    expect(c.call('get', t('k'))).toBe(2);
    expect(c.call('get_keys', 2)).toEqual(['a', ['k']]);
    expect(c.call('erase', 'a')).toBe(2);
    expect(c.call('erase', 'a')).toBe('undefined');
    expect(c.call('get')).toEqual([[['k'], 2]]);
    expect(c.call('erase')).toEqual([[['k'], 2]]);
    expect(c.call('get_keys')).toEqual([]);
  });
});

describe('timers', () => {
  test('send their message, wrapped or not', () => {
    const c = new Caller();
    const reference = c.call('start_timer', 20, c.self.pid, 'wrapped') as Term;
    c.call('send_after', 10, c.self.pid, 'plain');
    expect(c.call('read_timer', reference)).toBe(20);
    c.f.clock.ms += 19;
    c.f.scheduler.timers.run();
    expect(c.call('read_timer', reference)).toBe(1);
    expect(c.inbox()).toEqual(['plain']);
    c.f.clock.ms += 1;
    c.f.scheduler.timers.run();
    expect(c.call('read_timer', reference)).toBe('false');
    expect(c.inbox()).toEqual([['timeout', reference, 'wrapped']]);
  });

  test('are cancelled by anybody, and by the end of the receiver', () => {
    const c = new Caller();
    const p = c.waiting();
    c.f.scheduler.runSlice();
    const first = c.call('send_after', 1000, p.pid, 'x') as Term;
    expect(c.call('cancel_timer', first, [t('async', true)])).toBe('ok');
    expect(c.inbox()).toEqual([['cancel_timer', first, 1000]]);
    const second = c.call('send_after', 1000, p.pid, 'x') as Term;
    c.f.scheduler.signals.exitSignal(p.pid, p, atom('x'));
    expect(c.call('read_timer', second)).toBe('false');
    expect(c.f.scheduler.timers.size).toBe(0);
  });

  test('to a name reach who has it in the end; absolute ones may be over already', () => {
    const c = new Caller();
    const now = c.call('monotonic_time', 'millisecond') as number;
    c.call('start_timer', now - 5, 'me', 'late', [t('abs', true)]);
    c.call('send_after', 10, 'nobody', 'x');
    c.call('register', 'me', c.self.pid);
    c.f.scheduler.timers.run();
    expect(c.inbox()).toEqual([['timeout', expect.anything(), 'late']]);
    c.f.clock.pass(100);
    c.f.scheduler.timers.run();
    expect(c.inbox()).toEqual([]);
  });
});

describe('time', () => {
  test('begins far below zero and has units', () => {
    const c = new Caller();
    expect(c.call('monotonic_time', 'second')).toBe(-576460753);
    expect(c.call('monotonic_time', 1000)).toBe(-576460752304);
    const offset =
      (c.call('time_offset', 'second') as number) + (c.call('monotonic_time', 'second') as number);
    expect(Math.abs(offset - (c.call('system_time', 'second') as number))).toBeLessThanOrEqual(1);
  });

  test('now/0 is later each time', () => {
    const c = new Caller();
    const first = c.call('now') as number[];
    const second = c.call('now') as number[];
    expect(second[2] - first[2]).toBe(1);
  });

  test('unique integers', () => {
    const c = new Caller();
    expect([
      c.call('unique_integer', ['positive']),
      c.call('unique_integer', ['positive']),
    ]).toEqual([1, 2]);
    expect(c.call('unique_integer', ['positive', 'monotonic'])).toBe(1);
    expect(c.call('unique_integer')).toBeLessThan(-5e17);
  });

  test('calendars, in a zone an hour ahead', () => {
    const c = new Caller();
    const winter = t(t(2024, 2, 28), t(1, 1, 1));
    expect(c.call('localtime_to_universaltime', winter, 'undefined')).toEqual([
      [2024, 2, 28],
      [0, 1, 1],
    ]);
    expect(c.call('localtime_to_universaltime', winter, true)).toEqual([
      [2024, 2, 27],
      [23, 1, 1],
    ]);
    expect(c.call('localtime_to_universaltime', winter, false)).toEqual([
      [2024, 2, 28],
      [0, 1, 1],
    ]);
    expect(c.call('universaltime_to_localtime', winter)).toEqual([
      [2024, 2, 28],
      [2, 1, 1],
    ]);
    expect(c.call('universaltime_to_posixtime', t(t(1900, 2, 28), t(1, 1, 1)))).toBe(-2203973939);
    expect(c.call('posixtime_to_universaltime', -2203973939)).toEqual([
      [1900, 2, 28],
      [1, 1, 1],
    ]);
  });
});

test('the node is alone', () => {
  const c = new Caller();
  expect(c.call('node')).toBe(local);
  expect([c.call('nodes'), c.call('nodes', 'known'), c.call('nodes', ['visible', 'this'])]).toEqual(
    [[], [local], [local]],
  );
  const options = mapFrom([
    [atom('connection_id'), TRUE],
    [atom('node_type'), TRUE],
  ]);
  expect(c.call('nodes', 'known', options)).toEqual([
    [local, { connection_id: 'undefined', node_type: 'this' }],
  ]);
});

test('garbage collection is a request that is served at once', () => {
  const c = new Caller();
  const request = t('garbage_collect', 'id', 'major');
  c.call('erts_internal:request_system_task/3', c.self.pid, 'inherit', request);
  c.call('erts_internal:request_system_task/3', c.dead, 'inherit', request);
  expect(c.inbox()).toEqual([
    ['garbage_collect', 'id', 'true'],
    ['garbage_collect', 'id', 'false'],
  ]);
});

test('statistics count from the last question', () => {
  const c = new Caller();
  const [total] = c.call('statistics', 'reductions') as number[];
  c.self.reductions += 10;
  expect(c.call('statistics', 'reductions')).toEqual([total + 10, 10]);
  expect(c.call('statistics', 'scheduler_wall_time')).toBe('undefined');
  c.call('erts_internal:scheduler_wall_time/1', true);
  c.f.clock.ms += 5;
  expect(c.call('statistics', 'scheduler_wall_time')).toEqual([[1, 0, 5000]]);
});
