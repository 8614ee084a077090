/** Of ETS tables, shared by both languages. */

export const TABLE_TYPE = { SET: 0, BAG: 1, DUPLICATE_BAG: 2, ORDERED_SET: 3 } as const;

export const PROTECTION = { PUBLIC: 0, PROTECTED: 1, PRIVATE: 2 } as const;

/** Buckets of a new hash table; as many as the first segment of OTP's has. */
export const FIRST_BUCKETS = 256;

/** Locks of a table with write_concurrency; traversal visits the buckets of one lock after the other. */
export const LOCKS = 64;
