import { z } from 'zod';

/** RFC 9457 problem details, the body of every error answer (`application/problem+json`). */
export const problemDetailsSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  /** Machine-readable reason, one of ErrorCode in @codearena/core. */
  code: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** Seconds until another try makes sense; the same as the Retry-After header. */
  retryAfter: z.number().int().optional(),
  requestId: z.string().optional(),
});
export type ProblemDetails = z.infer<typeof problemDetailsSchema>;
