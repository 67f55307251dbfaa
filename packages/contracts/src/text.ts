import { z } from 'zod';

const UNPAIRED_SURROGATE = /\p{Surrogate}/u;

/** Text that PostgreSQL and UTF-8 can hold: no NUL, no unpaired surrogate. */
export const storableText = z
  .string()
  .refine((text) => !text.includes('\0'), 'must not contain NUL characters')
  .refine((text) => !UNPAIRED_SURROGATE.test(text), 'must not contain unpaired surrogates');

/** Query-string form of a page size: 1 to 100. */
export const pageLimit = z.coerce.number().int().min(1).max(100);

/** Opaque position in a keyset-paginated list; only ever given back as it was received. */
export const cursorText = storableText.max(400);
