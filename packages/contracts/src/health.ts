import { z } from 'zod';

export const dependencySchema = z.object({ name: z.string(), ok: z.boolean(), detail: z.string().optional() });
export const readinessSchema = z.object({ ready: z.boolean(), dependencies: z.array(dependencySchema) });
export type Dependency = z.infer<typeof dependencySchema>;
export type Readiness = z.infer<typeof readinessSchema>;
