/** Flags of bit fields, as in the operands of the Code chunk; native endianness is resolved when translating. */
export const FLAG = { LITTLE: 2, SIGNED: 4, NATIVE: 16 } as const;
