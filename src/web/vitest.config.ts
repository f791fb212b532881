import { defineConfig } from "vitest/config";

// These run against a server: its address and its admin key are in the environment.
const hasServer = process.env["KEFU_SERVER"] !== undefined && process.env["KEFU_ADMIN_KEY"] !== undefined;

// The client as it is written, not as it is published; then what Vite looks for by itself.
const conditions = (platform: string) => ["kefuchat-source", "module", platform, "development|production"];

export default defineConfig({
    resolve: { conditions: conditions("browser") },
    ssr: { resolve: { conditions: conditions("node") } },
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    test: {
        include: ["*/test/**/*.test.{ts,tsx}"],
        exclude: ["**/node_modules/**", ...(hasServer ? [] : ["*/test/server/**"])],
        passWithNoTests: false,
        testTimeout: 10_000,
        // Each file has a worker of its own all the same; a thread takes less to begin than a process.
        pool: "threads",
    },
});
