%% Symbolic derivation with simplification: deep pattern matching over tagged tuples.
-module(bench_deriv).
-export([run/1]).

run(N) -> loop(N, 0).

loop(0, Sum) ->
    Sum;
loop(N, Sum) ->
    D1 = simplify(d(expression(N rem 7))),
    D2 = simplify(d(D1)),
    loop(N - 1, (Sum + count(D1) + count(D2)) band 16#ffffff).

expression(K) ->
    {mul, {add, {pow, x, 3 + K}, {mul, 3, x}},
          {'div', {sin, {mul, 2, x}}, {add, {exp, x}, {log, {add, x, K}}}}}.

d(N) when is_integer(N) -> 0;
d(x) -> 1;
d({add, A, B}) -> {add, d(A), d(B)};
d({sub, A, B}) -> {sub, d(A), d(B)};
d({mul, A, B}) -> {add, {mul, d(A), B}, {mul, A, d(B)}};
d({'div', A, B}) -> {'div', {sub, {mul, d(A), B}, {mul, A, d(B)}}, {pow, B, 2}};
d({pow, A, N}) -> {mul, {mul, N, {pow, A, N - 1}}, d(A)};
d({exp, A}) -> {mul, {exp, A}, d(A)};
d({log, A}) -> {'div', d(A), A};
d({sin, A}) -> {mul, {cos, A}, d(A)};
d({cos, A}) -> {mul, -1, {mul, {sin, A}, d(A)}}.

simplify({Op, A, B}) -> simplify(Op, simplify(A), simplify(B));
simplify({Op, A}) -> {Op, simplify(A)};
simplify(Leaf) -> Leaf.

simplify(add, 0, B) -> B;
simplify(add, A, 0) -> A;
simplify(add, A, B) when is_integer(A), is_integer(B) -> A + B;
simplify(sub, A, 0) -> A;
simplify(sub, A, A) -> 0;
simplify(mul, 0, _) -> 0;
simplify(mul, _, 0) -> 0;
simplify(mul, 1, B) -> B;
simplify(mul, A, 1) -> A;
simplify(mul, A, B) when is_integer(A), is_integer(B) -> A * B;
simplify(mul, A, {mul, B, C}) when is_integer(A), is_integer(B) -> {mul, A * B, C};
simplify(pow, A, 1) -> A;
simplify(pow, _, 0) -> 1;
simplify(Op, A, B) -> {Op, A, B}.

count({_, A, B}) -> 1 + count(A) + count(B);
count({_, A}) -> 1 + count(A);
count(_) -> 1.
