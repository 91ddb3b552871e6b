import * as z from 'zod';

// SQLite keeps what others bound, whatever the column's type: one such row must not hide all those read with it.

/** A number of a column that others wrote as well; what is none counts as absent. */
export const LenientNumber = z.number().nullable().catch(null);

/** A whole number of such a column. */
export const LenientInt = z.int().nullable().catch(null);
