import { configDefaults, defineConfig } from 'vitest/config';
import { oldestCommit } from './tests/journeys/older-version.ts';

/** Take long by their nature: an engine with containers, every behaviour of sixteen languages, a launcher without its layers, whole installations that fail, packages made and judged on the command line. */
const SLOW = [
  'packages/execution/src/docker/docker-sandbox.test.ts',
  'packages/execution/src/attacks/docker.test.ts',
  'packages/execution/src/attacks/ordinary-user.test.ts',
  'tests/journeys/containers.test.ts',
  'tests/journeys/recovery.test.ts',
  'tests/journeys/backup.test.ts',
  'tests/journeys/judge-errors.test.ts',
  'tests/journeys/waiting.test.ts',
  'tests/journeys/command-line.test.ts',
  'tests/chaos/lost-network.test.ts',
  'packages/execution/src/languages/behaviour.test.ts',
  'packages/execution/src/attacks/weakened.test.ts',
  'packages/worker/src/judging/large-tests.test.ts',
  'packages/worker/src/judging/shortcuts.test.ts',
  'tests/deployment/kubernetes.test.ts',
  'tests/deployment/alerts.test.ts',
  'tests/deployment/starting.test.ts',
];

/** Journeys that can be made in both modes. */
const IN_BOTH_MODES = ['solving', 'sending', 'files', 'pages', 'rate-limit', 'judge-errors', 'waiting', 'command-line'].map(
  (name) => `tests/journeys/${name}.test.ts`,
);

/** Of distributed mode alone: on services that are special. */
const DISTRIBUTED = ['cluster', 'pooler', 'older-worker', 'abandoned'].map((name) => `tests/journeys/${name}.test.ts`);

const globalSetup = ['packages/data/src/testing-setup.ts'];

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 90_000,
    // By default a machine of two cores would get one worker, which mostly waits.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          globalSetup,
          include: ['packages/*/src/**/*.test.{ts,tsx}', 'packages/*/test/**/*.test.ts', 'tests/chaos/*.test.ts', 'bench/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...SLOW],
        },
      },
      { extends: true, test: { name: 'slow', fileParallelism: false, testTimeout: 90_000, include: SLOW } },
      {
        extends: true,
        test: {
          name: 'journeys',
          globalSetup: ['tests/journeys/template.ts'],
          include: ['tests/journeys/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...SLOW, ...DISTRIBUTED],
          fileParallelism: false,
          testTimeout: 90_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'distributed',
          globalSetup: ['tests/journeys/distributed.ts'],
          include: [...IN_BOTH_MODES, ...DISTRIBUTED],
          // A copy without its history has no older version to build.
          exclude: [...configDefaults.exclude, ...(oldestCommit() ? [] : ['tests/journeys/older-worker.test.ts'])],
          fileParallelism: false,
          testTimeout: 90_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'deployed',
          globalSetup: ['tests/deployment/stack.ts'],
          include: ['tests/deployment/{deployment,metrics}.test.ts', 'tests/journeys/solving.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
        },
      },
    ],
  },
});
