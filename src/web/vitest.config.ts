import { defineConfig } from "vitest/config";

export default defineConfig({
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    test: { include: ["*/test/**/*.test.{ts,tsx}"], passWithNoTests: false, testTimeout: 10_000 },
});
