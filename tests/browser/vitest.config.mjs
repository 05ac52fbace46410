import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["*.test.mjs"],
    globalSetup: ["seed.mjs"],
    // Each file has its own browser and desks, and leaves a core idle half of the time.
    maxWorkers: 2,
    // A browser's own races are not ours to lose a run by: a test is tried once more, and is then
    // named in the report.
    retry: 1,
    // A cold browser on a busy machine takes its time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
