import { describe, expect, it, vi } from "vitest";
import { Uploads, type UploadFile } from "../src/uploads/Uploads.ts";

const file = (name: string, text = "x") => new File([text], name, { type: "image/png" });

/** Uploads whose answers the test gives. */
function arrange() {
    const calls: {
        name: string;
        progress: (p: number) => void;
        resolve: (v: object) => void;
        reject: (e: unknown) => void;
    }[] = [];
    const upload: UploadFile = ({ name }, progress, signal) =>
        new Promise((resolve, reject) => {
            signal.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
            calls.push({
                name,
                progress,
                resolve: value =>
                    resolve({
                        id: `id-${name}`,
                        name,
                        contentType: "image/png",
                        size: 1,
                        width: 2,
                        height: 3,
                        ...value,
                    }),
                reject,
            });
        });
    const onUploaded = vi.fn();
    return { uploads: new Uploads(upload, onUploaded), calls, onUploaded };
}

describe("Uploads", () => {
    it("takes one after the other and makes a message of each", async () => {
        const { uploads, calls, onUploaded } = arrange();
        uploads.add([file("a.png"), file("b.txt")]);
        expect(calls.map(call => call.name)).toEqual(["a.png"]);

        calls[0]?.progress(0.5);
        expect(uploads.list[0]?.progress).toBe(0.5);
        calls[0]?.resolve({});
        await vi.waitFor(() => expect(calls.length).toBe(2));
        calls[1]?.resolve({ contentType: "text/plain", width: undefined, height: undefined });
        await vi.waitFor(() => expect(uploads.list).toEqual([]));

        expect(onUploaded.mock.calls).toEqual([
            [{ type: "image", file: "id-a.png", width: 2, height: 3, name: "a.png" }],
            [{ type: "file", file: "id-b.txt", name: "b.txt", size: 1, contentType: "text/plain" }],
        ]);
    });

    it.each([
        [413, "tooLarge"],
        [415, "wrongType"],
        [429, "tooMany"],
        [403, "notAllowed"],
        [500, "failed"],
    ])("says why, after status %d: %s", async (status, error) => {
        const { uploads, calls } = arrange();
        uploads.add([file("a.png")]);
        calls[0]?.reject(Object.assign(new Error("no"), { status }));
        await vi.waitFor(() => expect(uploads.list[0]?.error).toBe(error));
    });

    it("goes on with the next after a failure, and tries again when told", async () => {
        const { uploads, calls, onUploaded } = arrange();
        uploads.add([file("a.png"), file("b.png")]);
        calls[0]?.reject(new TypeError("no network"));
        await vi.waitFor(() => expect(calls[1]?.name).toBe("b.png"));
        calls[1]?.resolve({});
        await vi.waitFor(() => expect(uploads.list.map(upload => upload.error)).toEqual(["failed"]));

        uploads.retry(uploads.list[0]?.id ?? 0);
        calls[2]?.resolve({});
        await vi.waitFor(() => expect(onUploaded).toHaveBeenCalledTimes(2));
        expect(uploads.list).toEqual([]);
    });

    it("breaks off what is removed", async () => {
        const { uploads, calls, onUploaded } = arrange();
        uploads.add([file("a.png"), file("b.png")]);
        uploads.remove(uploads.list[0]?.id ?? 0);
        await vi.waitFor(() => expect(calls[1]?.name).toBe("b.png"));
        expect(onUploaded).not.toHaveBeenCalled();
    });

    it("refuses an empty file by itself", () => {
        const { uploads, calls } = arrange();
        uploads.add([file("a.png", "")]);
        expect(calls).toEqual([]);
        expect(uploads.list[0]?.error).toBe("empty");
    });
});
