import { defineConfig } from 'vitest/config'

// Holding every request, answer and plan to its schema costs long campaigns an eighth of their time. These drive nothing
// that the others do not drive as well, where it is watched.
const unwatched = ['storms-2', 'interrupted', 'canaries'].map((name) => `test/campaigns/${name}.test.ts`)
const all = ['test/**/*.test.ts']

export default defineConfig({
  test: {
    reporters: ['default', './test/support/closing-line.ts'],
    testTimeout: 60_000,
    // Two cores: more workers only take turns.
    maxWorkers: 2,
    env: { TZ: 'UTC' },
    projects: [
      {
        extends: true,
        test: {
          name: 'watched',
          include: all,
          exclude: unwatched,
          setupFiles: ['test/support/likeness/setup.ts', 'test/support/every-plan.ts'],
        },
      },
      { extends: true, test: { name: 'campaigns', include: unwatched } },
    ],
  },
})
