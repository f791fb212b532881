import { gzipSync } from "node:zlib";

const KB = 1024;
const MAX_LOADER = 6 * KB;
const MAX_CUSTOMER = 40 * KB;

/** What a page and a customer download, gzipped, in the language that takes most; throws where it is too much. */
export function checkSizes(files) {
    const sizeOf = prefix => {
        const sizes = [...files]
            .filter(([path]) => path.startsWith(prefix))
            .map(([, bytes]) => gzipSync(bytes, { level: 9 }).length);
        return Math.max(...sizes);
    };
    const loader = sizeOf("widget.js");
    const customer = loader + sizeOf("assets/chat");
    const kb = size => `${(size / KB).toFixed(1)} KB`;
    const told = `widget: loader ${kb(loader)}, with the chat ${kb(customer)}; console: ${kb(sizeOf("assets/console"))} (gzip)`;
    if (loader > MAX_LOADER || customer > MAX_CUSTOMER) {
        throw new Error(
            `${told}: over the limit of ${kb(MAX_LOADER)} for the loader, ${kb(MAX_CUSTOMER)} with the chat`,
        );
    }

    return told;
}
