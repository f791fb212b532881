// Builds what the gateway serves into the directory named as the argument: each file, and beside it the same for browsers
// that take Brotli (.br) or gzip (.gz). The MSBuild targets of the server run it; `npm run build` fills dist/.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { bundles } from "./bundles.mjs";
import { checkSizes } from "./sizes.mjs";

const out = resolve(process.argv[2] ?? "dist");
const files = await bundles();
console.log(checkSizes(files));

await rm(out, { recursive: true, force: true });
for (const [path, bytes] of files) {
    const file = join(out, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
    await writeFile(`${file}.br`, brotliCompressSync(bytes));
    await writeFile(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}
