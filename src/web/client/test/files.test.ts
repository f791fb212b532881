import { beforeEach, expect, test } from "vitest";
import type { KefuClient } from "../src/index.ts";
import { failureOf } from "./fakes/failureOf.ts";
import { FakeBrowser } from "./fakes/FakeBrowser.ts";
import { settle } from "./fakes/FakeClock.ts";
import type { FakeTab } from "./fakes/FakeTab.ts";

const ID = "1001.7.42";

let browser: FakeBrowser;
let tab: FakeTab;
let client: KefuClient;

beforeEach(() => {
    browser = new FakeBrowser();
    tab = browser.openTab();
    client = tab.client();
});

const file = (expires: number) => ({
    id: "f1",
    name: "a.png",
    content_type: "image/png",
    size: 3,
    url: "/files/f1?signature=x",
    expires_at: new Date(expires).toISOString(),
});

test("an address is full, and asked for again shortly before it expires", async () => {
    browser.server.answers.set("GET /api/files/f1", () => ({ body: file(browser.clock.now() + 600_000) }));
    const [one, other] = await Promise.all([client.api.file("f1"), client.api.file("f1")]);
    expect(one.url).toBe("https://chat.test/files/f1?signature=x");
    expect(other).toEqual(one);
    await browser.clock.advance(539_000);
    await client.api.file("f1");
    expect(browser.server.calls.length).toBe(1);
    await browser.clock.advance(1000);
    await Promise.all([client.api.file("f1"), client.api.file("f1")]);
    expect(browser.server.calls.length).toBe(2);
});

test("one that could not be had is asked for again", async () => {
    browser.server.answers.set("GET /api/files/f1", { status: 503 });
    await failureOf(client.api.file("f1"));
    browser.server.answers.set("GET /api/files/f1", { body: file(browser.clock.now() + 600_000) });
    expect((await client.api.file("f1")).size).toBe(3);
});

test("an upload tells how far it is, and what it came to", async () => {
    const parts: number[] = [];
    const uploading = client.api.upload(ID, new Blob(["abc"], { type: "image/png" }), "a b.png", {
        onProgress: part => parts.push(part),
    });
    await settle();
    const [xhr] = tab.uploads;
    expect(xhr?.opened).toBe(`POST https://chat.test/api/conversations/${ID}/files?name=a+b.png`);
    expect(xhr?.headers.get("Content-Type")).toBe("image/png");
    expect(xhr?.headers.get("Authorization")).toMatch(/^Bearer /);
    xhr?.upload.onprogress?.({ loaded: 1, total: 4 });
    xhr?.answer(201, file(browser.clock.now() + 600_000));
    expect((await uploading).url).toBe("https://chat.test/files/f1?signature=x");
    expect(parts).toEqual([0.25]);
    await client.api.file("f1");
    expect(browser.server.calls).toEqual([]);
});

test("an upload that is refused, breaks off, or is ended", async () => {
    const refused = client.api.upload(ID, new Blob(["abc"]), "a");
    await settle();
    expect(tab.uploads[0]?.headers.get("Content-Type")).toBe("application/octet-stream");
    tab.uploads[0]?.answer(413, { detail: "A file may have 2 bytes." });
    expect(await failureOf(refused)).toMatchObject({ status: 413, title: "A file may have 2 bytes." });

    const broken = client.api.upload(ID, new Blob(["abc"]), "a");
    await settle();
    tab.uploads[1]?.fail();
    expect(await failureOf(broken)).toMatchObject({ status: 0 });

    const ending = new AbortController();
    const ended = client.api.upload(ID, new Blob(["abc"]), "a", { signal: ending.signal });
    await settle();
    ending.abort(new Error("changed my mind"));
    expect(await failureOf(ended)).toMatchObject({ message: "changed my mind" });
    expect(tab.uploads[2]?.isAborted).toBe(true);
    expect(await failureOf(client.api.upload(ID, new Blob([]), "a", { signal: ending.signal }))).toMatchObject({
        message: "changed my mind",
    });
});
