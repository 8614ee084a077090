// How random programs are compiled: other options give other instructions for the same source.

/** Compiler options by name. */
export const FLAVOURS: Record<string, readonly string[]> = {
  default: [],
  no_type_opt: ['no_type_opt'],
  no_ssa_opt: ['no_ssa_opt'],
  inline: ['inline', '{inline_size, 100}'],
  unoptimised:
    'no_copt no_bool_opt no_share_opt no_recv_opt no_bsm_opt no_ssa_opt no_throw_opt no_postopt'.split(
      ' ',
    ),
};

/** Half of all programs are compiled as everybody does. */
export function flavourOf(seed: number): string {
  const names = Object.keys(FLAVOURS);
  return seed % 2 === 0 ? 'default' : names[((seed - 1) / 2) % names.length];
}
