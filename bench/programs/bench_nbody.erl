%% N-body simulation of the Jovian planets: float arithmetic on tuples in lists.
-module(bench_nbody).
-export([run/1]).

-define(SOLAR_MASS, 39.47841760435743).
-define(DAYS, 365.24).

run(Steps) ->
    Bodies = steps(Steps, offset_momentum(bodies())),
    float_to_binary(energy(Bodies, 0.0), [{decimals, 9}]).

%% A body is {X, Y, Z, VX, VY, VZ, Mass}.
bodies() ->
    [
        {0.0, 0.0, 0.0, 0.0, 0.0, 0.0, ?SOLAR_MASS},
        body(4.84143144246472090, -1.16032004402742839, -0.103622044471123109,
             0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023,
             0.000954791938424326609),
        body(8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
             -0.00276742510726411021, 0.00499852801234917238, 0.0000230417297573763929,
             0.000285885980666130812),
        body(12.8943695621391310, -15.1111514016986312, -0.223307578892655734,
             0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556,
             0.0000436624404335156298),
        body(15.3796971148509165, -25.9193146099879641, 0.179258772950371181,
             0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870,
             0.0000515138902046611451)
    ].

body(X, Y, Z, VX, VY, VZ, M) ->
    {X, Y, Z, VX * ?DAYS, VY * ?DAYS, VZ * ?DAYS, M * ?SOLAR_MASS}.

offset_momentum([{X, Y, Z, _, _, _, M} | Rest] = Bodies) ->
    {PX, PY, PZ} = lists:foldl(
        fun({_, _, _, VX, VY, VZ, Mass}, {AX, AY, AZ}) ->
            {AX + VX * Mass, AY + VY * Mass, AZ + VZ * Mass}
        end, {0.0, 0.0, 0.0}, Bodies),
    [{X, Y, Z, -PX / ?SOLAR_MASS, -PY / ?SOLAR_MASS, -PZ / ?SOLAR_MASS, M} | Rest].

steps(0, Bodies) -> Bodies;
steps(N, Bodies) -> steps(N - 1, [move(B) || B <- attract(Bodies)]).

move({X, Y, Z, VX, VY, VZ, M}) ->
    {X + 0.01 * VX, Y + 0.01 * VY, Z + 0.01 * VZ, VX, VY, VZ, M}.

attract([]) ->
    [];
attract([Body | Rest]) ->
    {Body1, Rest1} = against(Body, Rest, []),
    [Body1 | attract(Rest1)].

against(Body, [], Acc) ->
    {Body, lists:reverse(Acc)};
against({X1, Y1, Z1, VX1, VY1, VZ1, M1}, [{X2, Y2, Z2, VX2, VY2, VZ2, M2} | Rest], Acc) ->
    DX = X1 - X2,
    DY = Y1 - Y2,
    DZ = Z1 - Z2,
    D2 = DX * DX + DY * DY + DZ * DZ,
    Mag = 0.01 / (D2 * math:sqrt(D2)),
    F2 = M2 * Mag,
    F1 = M1 * Mag,
    against({X1, Y1, Z1, VX1 - DX * F2, VY1 - DY * F2, VZ1 - DZ * F2, M1}, Rest,
            [{X2, Y2, Z2, VX2 + DX * F1, VY2 + DY * F1, VZ2 + DZ * F1, M2} | Acc]).

energy([], E) ->
    E;
energy([{X1, Y1, Z1, VX, VY, VZ, M1} | Rest], E) ->
    Kinetic = 0.5 * M1 * (VX * VX + VY * VY + VZ * VZ),
    Potential = lists:foldl(
        fun({X2, Y2, Z2, _, _, _, M2}, Sum) ->
            DX = X1 - X2,
            DY = Y1 - Y2,
            DZ = Z1 - Z2,
            Sum + M1 * M2 / math:sqrt(DX * DX + DY * DY + DZ * DZ)
        end, 0.0, Rest),
    energy(Rest, E + Kinetic - Potential).
