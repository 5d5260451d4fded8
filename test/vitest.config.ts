import { resolve } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

const root = resolve(import.meta.dirname, '..');

/**
 * Tests run in Node; one that needs a document says so in its first line. Those with a browser or a whole server come
 * after the others and one at a time, so that they have the machine to themselves.
 */
export default defineConfig({
  root,
  plugins: [vue()],
  test: {
    root,
    environment: 'node',
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // Left alone, a machine with two cores would use one of them.
    maxWorkers: 2,
    // A forgotten `only` would pass for a whole run.
    allowOnly: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 90_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
