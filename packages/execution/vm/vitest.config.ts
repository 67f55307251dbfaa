import { defineConfig } from 'vitest/config';

/** Apart from `npm test`: booting a machine takes its time. Run by `npm run test:vm`. */
export default defineConfig({
  test: { root: import.meta.dirname, include: ['*.test.ts'], testTimeout: 120_000, hookTimeout: 900_000, fileParallelism: false },
});
