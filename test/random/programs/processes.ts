// Rules for processes and messages. What is spawned ends by itself or is told to, and never by an error: real Erlang would
// log that. All that is sent is received, or the next receive would take it.

import { guarded } from './control.ts';
import { body, pattern } from './patterns.ts';
import type { Rule, Scope } from './scope.ts';
import { type Node, t } from './syntax.ts';
import { INT, type Type } from './types.ts';

export const PROCESS_RULES: readonly Rule[] = [
  any(4, toSelf),
  any(3, selective),
  any(2, timeout),
  any(3, spawned),
  any(2, monitored),
  any(2, linked),
  any(2, server),
];

function any(weight: number, make: Rule['make']): Rule {
  return { weight, fits: () => true, make };
}

function toSelf(s: Scope, type: Type): Node {
  const value = s.name();
  return t`begin\nself() ! {msg, ${s.expr(type)}},\nreceive\n{msg, ${value}} ->\n${value}\nend\nend`;
}

/** Two messages, received in the other order, or only where they match. */
function selective(s: Scope, type: Type): Node {
  const other = s.someType();
  const [a, b] = [s.variable(type), s.variable(other)];
  const tried = pattern(s, other);
  const inner = s.with(a, ...tried.variables);
  return t`begin
self() ! {one, ${s.expr(other)}},
self() ! {two, ${s.expr(type)}},
receive
{two, ${a.name}} ->
receive
{one, ${tried.node}} ->
${body(inner, type)};
{one, ${b.name}} ->
${body(s.with(a, b), type)}
end
end
end`;
}

function timeout(s: Scope, type: Type): Node {
  const { node } = pattern(s, s.someType());
  const after = s.random.pick(['0', '0', '1', `${s.name()} = 0`]);
  return t`receive\n{never, ${node}} ->\n${s.expr(type)}\nafter ${after} ->\n${s.expr(type)}\nend`;
}

function spawned(s: Scope, type: Type): Node {
  const [me, value] = [s.name('P'), s.name()];
  return t`begin
${me} = self(),
${s.random.pick(['spawn', 'spawn_link'])}(fun() ->
${me} ! {from, ${guarded(s.repeated(), type)}}
end),
receive
{from, ${value}} ->
${value}
end
end`;
}

function monitored(s: Scope, type: Type): Node {
  const [pid, monitor, value] = [s.name('P'), s.name('M'), s.name()];
  return t`begin
{${pid}, ${monitor}} = spawn_monitor(fun() ->
exit({tag, ${guarded(s.repeated(), type)}})
end),
receive
{'DOWN', ${monitor}, process, ${pid}, {tag, ${value}}} ->
${value}
end
end`;
}

function linked(s: Scope, type: Type): Node {
  const [pid, value] = [s.name('P'), s.name()];
  return t`begin
process_flag(trap_exit, true),
${pid} = spawn_link(fun() ->
exit({tag, ${guarded(s.repeated(), type)}})
end),
receive
{'EXIT', ${pid}, {tag, ${value}}} ->
${value}
end
end`;
}

/** A process with a state that answers some requests. */
function server(s: Scope, type: Type): Node {
  const [loop, from, ref, pid, answer] = [
    s.name('Loop'),
    s.name('P'),
    s.name('R'),
    s.name('P'),
    s.name(),
  ];
  const [state, request] = [s.variable(type), s.variable(INT)];
  const inner = s.repeated().atDepth(2).with(state, request);
  const changed = s.variable(type);
  const last = s.name();
  return t`begin
${pid} = spawn(fun() ->
(fun ${loop}(${state.name}) ->
receive
{${from}, ${ref}, ${request.name}} ->
${changed.name} = ${guarded(inner, type)},
${from} ! {${ref}, ${changed.name}},
${loop}(${changed.name});
stop ->
ok
end
end)(${guarded(s.repeated().atDepth(1), type)})
end),
${last} = [begin
${answer}R = make_ref(),
${pid} ! {self(), ${answer}R, ${answer}I},
receive {${answer}R, ${answer}} -> ${answer} end
end || ${answer}I <- lists:seq(1, ${String(1 + s.random.int(4))})],
${pid} ! stop,
lists:last(${last})
end`;
}
