import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { minify } from "terser";
import { leanMsgpack } from "./leanMsgpack.mjs";

const web = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** Imports `./x.css?text` as a minified string. */
const cssText = {
    name: "css-text",
    setup({ onResolve, onLoad }) {
        onResolve({ filter: /\.css\?text$/ }, ({ path, resolveDir }) => ({
            path: resolve(resolveDir, path.slice(0, -"?text".length)),
            namespace: "css-text",
        }));
        onLoad({ filter: /.*/, namespace: "css-text" }, async ({ path }) => {
            const { outputFiles } = await build({ entryPoints: [path], bundle: true, minify: true, write: false });
            return { contents: outputFiles[0].text, loader: "text", watchFiles: [path] };
        });
    },
};

/** One entry point and everything it imports, as one file. */
async function bundle(entry, options = {}) {
    const { outputFiles } = await build({
        entryPoints: [resolve(web, entry)],
        bundle: true,
        minify: true,
        write: false,
        target: "es2022",
        // The client as it is written, not as it is published.
        conditions: ["kefuchat-source"],
        jsx: "automatic",
        jsxImportSource: "preact",
        legalComments: "none",
        plugins: [cssText, leanMsgpack],
        ...options,
    });
    return outputFiles[0].contents;
}

/**
 * The same once more by Terser, which finds 2 % that esbuild leaves: for what every customer downloads. Chinese, too, is
 * smaller as escapes once it is compressed.
 */
async function smaller(bytes) {
    const compress = { passes: 2, inline: 1, hoist_funs: true, lhs_constants: false };
    const { code } = await minify(Buffer.from(bytes).toString(), {
        ecma: 2022,
        module: true,
        compress,
        format: { ascii_only: true },
    });
    return Buffer.from(code);
}

/** `chat.js` as `chat-1a2b3c4d5e.js`: a name that is never given to other bytes. */
function hashed(name, bytes) {
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
    return name.replace(/(\.\w+)$/, `-${hash}$1`);
}

/** Every file the gateway serves: its path there, and its bytes. */
export async function bundles() {
    const files = new Map();
    const add = (name, bytes) => {
        const path = `assets/${hashed(name, bytes)}`;
        files.set(path, bytes);
        return path;
    };

    const chats = {};
    for (const language of ["en", "zh"]) {
        const chat = await bundle(`widget/src/chat/${language}.ts`, { format: "esm" });
        chats[language] = `/${add(`chat-${language}.js`, await smaller(chat))}`;
    }

    const define = { CHAT_MODULES: JSON.stringify(chats) };
    files.set("widget.js", await smaller(await bundle("widget/src/loader/main.ts", { format: "iife", define })));

    const script = add("console.js", await bundle("console/src/main.tsx", { format: "esm" }));
    const style = add("console.css", await bundle("console/src/console.css"));
    const page = await readFile(resolve(web, "console/src/console.html"), "utf8");
    files.set("console.html", Buffer.from(page.replace("console.css", `/${style}`).replace("main.tsx", `/${script}`)));
    return files;
}
