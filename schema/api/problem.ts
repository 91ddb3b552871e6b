import * as z from 'zod';

/** One fault: an RFC 6901 pointer into the body, or the name of the parameter (then the pointer is empty). */
export const ProblemError = z.object({ pointer: z.string(), detail: z.string(), parameter: z.string().optional() });

/** Every error is such a body (RFC 9457). `type` ends in a stable code. */
export const ProblemBody = z.object({
  success: z.literal(false),
  type: z.string().regex(/^urn:jobledger:problem:[a-z0-9_-]+$/),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  errors: z.array(ProblemError).optional(),
});
export type ProblemBody = z.infer<typeof ProblemBody>;
