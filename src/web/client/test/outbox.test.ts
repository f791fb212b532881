import { beforeEach, expect, test } from "vitest";
import { noStorage } from "../src/storage/noStorage.ts";
import { Status } from "../src/protocol/Status.ts";
import { settle } from "./fakes/FakeClock.ts";
import { answerSync, CONVERSATION, pushAnswer, textContent } from "./fakes/messages.ts";
import { recorded } from "./fakes/recorded.ts";
import { CustomerPage, say } from "./fakes/CustomerPage.ts";

const CONTENT = 8;
let page: CustomerPage;

beforeEach(() => {
    page = new CustomerPage();
});

test("what was written offline is sent in order by the page that comes after", async () => {
    const client = page.tab.client();
    await client.start();
    const first = say(client, "1");
    const second = say(client, "2");
    await settle();
    expect(page.sent()).toEqual([]);
    page.tab.die();

    const later = page.browser.openTab().client({ from: "now" });
    const states = recorded(later, "outgoing");
    await page.online(later);
    await settle();
    expect(states.slice(0, 2).map(({ uuid, state }) => [uuid, state])).toEqual([
        [first, "queued"],
        [second, "queued"],
    ]);
    expect(page.uuids()).toEqual([first]);
    page.browser.server.socket.ack(page.sent()[0], Status.Ok, 1);
    await settle();
    expect(page.uuids()).toEqual([first, second]);
    expect(page.sent().map(frame => frame[CONTENT])).toEqual([textContent("1"), textContent("2")]);
});

test("what has its answer is not sent again", async () => {
    const client = await page.online();
    say(client, "1");
    await settle();
    page.browser.server.socket.ack(page.sent()[0], Status.Ok, 1);
    say(client, "2");
    await settle();
    page.browser.server.socket.ack(page.sent()[1], 26, 0, "no");
    await settle();
    page.tab.die();
    const later = page.browser.openTab().client({ from: "now" });
    await page.online(later);
    await settle();
    expect(page.uuids()).toEqual([]);
    expect(later.outgoing(CONVERSATION)).toEqual([]);
});

test("what is written before the start is sent after it", async () => {
    const client = page.tab.client({ from: "now" });
    const uuid = say(client, "1");
    expect(client.outgoing(CONVERSATION)).toMatchObject([{ uuid, state: "queued" }]);
    await page.online(client);
    await settle();
    expect(page.uuids()).toEqual([uuid]);
});

test("signing out forgets it all", async () => {
    const client = await page.online();
    page.browser.server.socket.end();
    say(client, "1");
    await settle();
    await client.forget();
    expect(client.outgoing(CONVERSATION)).toEqual([]);
    const later = page.browser.openTab().client({ from: "now" });
    await page.online(later);
    await settle();
    expect(page.uuids()).toEqual([]);
    const devices = page.browser.server.sockets.map(({ frames }) => frames[0]?.[5]);
    expect(devices[0]).not.toBe(devices[1]);
});

test("without a database it works as long as the page lives", async () => {
    page.browser.indexedDB = null;
    const client = await page.online(page.browser.openTab().client({ from: "now" }));
    const uuid = say(client, "1");
    await settle();
    await page.reconnect();
    expect(page.uuids()).toEqual([uuid]);
});

test("a database that hangs is not waited for", async () => {
    const hangs = () => new Promise<never>(() => {});
    const opening = page.tab.client({ from: "now", storage: { open: hangs } });
    const started = page.online(opening);
    await page.browser.clock.advance(2000);
    await started;
    await opening.stop();

    const storage = { ...noStorage(() => "device"), put: hangs };
    const client = await page.online(page.tab.client({ from: "now", storage: { open: async () => storage } }));
    const uuid = say(client, "1");
    await settle();
    expect(page.uuids()).toEqual([]);
    await page.browser.clock.advance(2000);
    expect(page.uuids()).toEqual([uuid]);
});

test("a database that cannot be opened or written is done without", async () => {
    const open = () => {
        throw new DOMException("not in this frame", "SecurityError");
    };
    const environment = { indexedDB: { open } as unknown as IDBFactory };
    const client = await page.online(page.tab.client({ from: "now", environment }));
    const uuid = say(client, "1");
    await settle();
    expect(page.uuids()).toEqual([uuid]);

    const fails = async () => {
        throw new DOMException("full", "QuotaExceededError");
    };
    const broken = {
        deviceId: fails,
        key: fails,
        setKey: fails,
        outbox: fails,
        put: fails,
        remove: fails,
        clear: fails,
        close: () => {},
    };
    const other = await page.online(page.browser.openTab().client({ storage: { open: async () => broken } }));
    await settle();
    expect(other.isLeader).toBe(false);
    await client.stop();
    await settle();
    page.browser.server.socket.login();
    answerSync(page.browser.server.socket, 0, [], 0);
    const next = say(other, "2");
    await settle();
    page.browser.server.socket.ack(page.sent()[0], Status.Ok, 1);
    await settle();
    page.browser.server.socket.ack(page.sent()[1], Status.Ok, 2);
    expect(page.uuids()).toEqual([uuid, next]);
    expect(other.outgoing(CONVERSATION)).toEqual([]);
    pushAnswer(page.browser.server.socket, 3);
    await other.forget();
});
