import { defineConfig } from "vitest/config";

const conditions = ["fsmc-source", "module", "node", "development|production"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/seed.ts"],
    // The process that leads has little to do itself.
    maxWorkers: "100%",
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A golden changes by `npm run test:update` only: a missing one fails.
    update: "none",
  },
});
