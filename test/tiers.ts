// The tiers that tests run programs in. CORPUS_TIERS=interp,… picks some.

export const TIERS: readonly string[] = (process.env.CORPUS_TIERS ?? 'interp').split(',');
