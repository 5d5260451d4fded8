import { resolve } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

const root = resolve(import.meta.dirname, '..');

/**
 * Tests run in Node; one that needs a document says so in its first line. Those with a browser or a whole server come
 * after the others, so that the machine is theirs.
 */
export default defineConfig({
  root,
  plugins: [vue()],
  test: {
    root,
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A second, as it is by itself, is short on a busy machine; what never comes fails all the same.
    expect: { poll: { timeout: 10_000 } },
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
          // One process for many files: most of the time would go into loading the same modules again.
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
