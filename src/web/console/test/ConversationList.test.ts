import { describe, expect, test } from "vitest";
import { ConversationList } from "../src/conversations/ConversationList.ts";
import type { ListOrder } from "../src/conversations/ListView.ts";
import { conversation, FakeClient, message, settled } from "./fakes.ts";

async function listOf(client: FakeClient, order: ListOrder = "latest"): Promise<ConversationList> {
    const list = new ConversationList(client, order);
    await list.loadMore();
    return list;
}

function ids(list: ConversationList): number[] {
    return list.rows.map(({ customer }) => customer.uid);
}

describe("loading", () => {
    test("shows the latest first", async () => {
        const list = await listOf(new FakeClient([conversation(1, 10), conversation(2, 30), conversation(3, 20)]));
        expect(ids(list)).toEqual([2, 3, 1]);
        expect(list.hasMore).toBe(false);
    });

    test("goes through 5,000 conversations page by page, each once", async () => {
        const client = new FakeClient(Array.from({ length: 5000 }, (_, index) => conversation(index + 1, index + 1)));
        const list = await listOf(client);
        expect(list.rows).toHaveLength(50);
        while (list.hasMore) {
            await list.loadMore();
        }

        expect(list.rows).toHaveLength(5000);
        expect(new Set(ids(list)).size).toBe(5000);
        expect(client.queries).toHaveLength(100);
    });

    test("shows nothing that has a hole above it", async () => {
        const client = new FakeClient(Array.from({ length: 60 }, (_, index) => conversation(index + 1, index + 1)));
        const list = await listOf(client);
        list.put(conversation(3, 3));
        expect(ids(list)).not.toContain(3);
        await list.loadMore();
        expect(ids(list).slice(-3)).toEqual([3, 2, 1]);
    });

    test("says when it failed, and goes on from there", async () => {
        const client = new FakeClient([conversation(1, 10)]);
        client.isDown = true;
        const list = await listOf(client);
        expect(list.hasFailed).toBe(true);
        client.isDown = false;
        await list.loadMore();
        expect(list.hasFailed).toBe(false);
        expect(ids(list)).toEqual([1]);
    });

    test("asks once while an answer is under way", async () => {
        const client = new FakeClient([conversation(1, 10)]);
        const list = new ConversationList(client, "latest");
        await Promise.all([list.loadMore(), list.loadMore()]);
        expect(client.queries).toHaveLength(1);
    });
});

describe("filters", () => {
    const all = [conversation(1, 10), conversation(2, 20, { isMine: false }), conversation(3, 30, { state: "closed" })];

    test.each([
        ["mine", [1]],
        ["all", [2, 1]],
        ["closed", [3]],
    ] as const)("%s", async (filter, expected) => {
        const list = await listOf(new FakeClient(all));
        list.setFilter(filter);
        await list.loadMore();
        expect(ids(list)).toEqual(expected);
    });

    test("what was closed leaves the open ones", async () => {
        const list = await listOf(new FakeClient(all));
        list.put({ ...conversation(1, 10), state: "closed" });
        expect(ids(list)).toEqual([]);
    });
});

describe("unread first", () => {
    const all = [conversation(1, 10, { unread: 2, readSyncKey: 8 }), conversation(2, 20), conversation(3, 30)];

    test("asks for the unread ones first, and then for all", async () => {
        const client = new FakeClient(all);
        const list = await listOf(client, "unread");
        expect(ids(list)).toEqual([1]);
        await list.loadMore();
        expect(ids(list)).toEqual([1, 3, 2]);
        expect(client.queries.map(({ unread }) => unread)).toEqual([true, undefined]);
    });

    test("the open one keeps its place until another is opened", async () => {
        const list = await listOf(new FakeClient(all), "unread");
        await list.loadMore();
        list.select("1.7.1");
        list.put(conversation(1, 10));
        expect(ids(list)).toEqual([1, 3, 2]);
        list.select("1.7.3");
        expect(ids(list)).toEqual([3, 2, 1]);
    });
});

describe("what comes live", () => {
    test("a message goes on top and is counted", async () => {
        const client = new FakeClient([conversation(1, 10), conversation(2, 20)]);
        const list = await listOf(client);
        client.tell("message", message(1, 21));
        client.tell("message", message(1, 22));
        expect(list.rows[0]).toMatchObject({ id: "1.7.1", unread: 2, last: { syncKey: 22 } });
        expect(client.asked).toEqual([]);
    });

    test("a message that is known already changes nothing", async () => {
        const client = new FakeClient([conversation(1, 10)]);
        const list = await listOf(client);
        client.tell("message", message(1, 10));
        expect(list.rows[0]?.unread).toBe(0);
    });

    test("what the seller wrote is not unread", async () => {
        const client = new FakeClient([conversation(1, 10)]);
        const list = await listOf(client);
        client.tell("message", message(1, 11, { from: "seller", isSelf: true }));
        expect(list.rows[0]).toMatchObject({ unread: 0, last: { syncKey: 11 } });
    });

    test("a conversation nobody knew is asked for", async () => {
        const client = new FakeClient([conversation(1, 10)]);
        const list = await listOf(client);
        client.all.push(conversation(2, 11, { unread: 1, readSyncKey: 0 }));
        client.tell("message", message(2, 11));
        await settled();
        expect(ids(list)).toEqual([2, 1]);
    });

    test("a note of the server has the conversation asked for again", async () => {
        const client = new FakeClient([conversation(1, 10)]);
        const list = await listOf(client);
        client.all = [conversation(1, 11, { isMine: false })];
        const content = JSON.stringify({ type: "system", event: "transferred", seller: { uid: 2 } });
        client.tell("message", message(1, 11, { from: "seller", content, uuid: "note-11" }));
        await settled();
        expect(ids(list)).toEqual([]);
    });

    test("a customer's message opens a closed one again", async () => {
        const client = new FakeClient([conversation(1, 10, { state: "closed" })]);
        const list = await listOf(client);
        list.setFilter("closed");
        await list.loadMore();
        client.all = [conversation(1, 11, { unread: 1 })];
        client.tell("message", message(1, 11));
        await settled();
        expect(ids(list)).toEqual([]);
    });

    test("reading, here or elsewhere, leaves nothing unread", async () => {
        const client = new FakeClient([conversation(1, 10, { unread: 3, readSyncKey: 7 })]);
        const list = await listOf(client);
        client.tell("read", { conversation: "1.7.1", by: "me", syncKey: 10 });
        expect(list.rows[0]).toMatchObject({ unread: 0, readSyncKey: 10 });
    });

    test("reading a part has the count asked for", async () => {
        const client = new FakeClient([conversation(1, 10, { unread: 3, readSyncKey: 7 })]);
        const list = await listOf(client);
        client.all = [conversation(1, 10, { unread: 1, readSyncKey: 9 })];
        client.tell("read", { conversation: "1.7.1", by: "me", syncKey: 9 });
        await settled();
        expect(list.rows[0]?.unread).toBe(1);
    });

    test("the other side's reading is kept, and never goes back", async () => {
        const client = new FakeClient([conversation(1, 10)]);
        const list = await listOf(client);
        client.tell("read", { conversation: "1.7.1", by: "other", syncKey: 9 });
        client.tell("read", { conversation: "1.7.1", by: "other", syncKey: 4 });
        expect(list.rows[0]?.otherReadSyncKey).toBe(9);
    });

    test("typing is shown and forgotten; a colleague's is not the customer's", async () => {
        const client = new FakeClient([conversation(1, 10)]);
        const list = await listOf(client);
        const notice = { conversation: "1.7.1", sellerId: 1 };
        client.tell("typing", { ...notice, from: "seller", isTyping: true });
        expect(list.isTyping("1.7.1")).toBe(false);
        client.tell("typing", { ...notice, from: "customer", isTyping: true });
        expect(list.isTyping("1.7.1")).toBe(true);
        client.tell("typing", { ...notice, from: "customer", isTyping: false });
        expect(list.isTyping("1.7.1")).toBe(false);
    });

    test("an answer that is older than what came live takes nothing back", async () => {
        const client = new FakeClient([conversation(1, 10)]);
        const list = await listOf(client);
        client.tell("message", message(1, 12));
        list.put(conversation(1, 10));
        expect(list.rows[0]).toMatchObject({ unread: 1, last: { syncKey: 12 } });
    });
});

describe("loading anew", () => {
    test("keeps what is shown until the answer is here, and the open one after that", async () => {
        const client = new FakeClient([conversation(1, 10), conversation(2, 20)]);
        const list = await listOf(client);
        list.select("1.7.2");
        client.all = [conversation(3, 30)];
        client.tell("reset", { reason: "test" });
        expect(ids(list)).toEqual([2, 1]);
        await settled();
        expect(ids(list)).toEqual([3, 2]);
        expect(list.get("1.7.1")).toBeUndefined();
    });

    test("keeps what is shown when it fails", async () => {
        const client = new FakeClient([conversation(1, 10)]);
        const list = await listOf(client);
        client.isDown = true;
        await list.reload();
        expect(ids(list)).toEqual([1]);
        expect(list.hasFailed).toBe(true);
    });

    test("an answer of before does not take the place of a newer one", async () => {
        const client = new FakeClient([conversation(1, 10)]);
        const list = await listOf(client);
        const first = list.reload();
        client.all = [conversation(2, 20)];
        await Promise.all([first, list.reload()]);
        expect(ids(list)).toContain(2);
        expect(list.isLoading).toBe(false);
    });
});

describe("moving", () => {
    test("goes up and down, and stays at the ends", async () => {
        const list = await listOf(new FakeClient([conversation(1, 10), conversation(2, 20)]));
        list.move(1);
        expect(list.selected).toBe("1.7.2");
        list.move(1);
        list.move(1);
        expect(list.selected).toBe("1.7.1");
        list.move(-1);
        list.move(-1);
        expect(list.selected).toBe("1.7.2");
    });

    test("a message to be shown is so until something else is opened", async () => {
        const list = await listOf(new FakeClient([conversation(1, 10)]));
        list.select("1.7.1", 7);
        expect([list.selected, list.target]).toEqual(["1.7.1", 7]);
        list.select("1.7.1");
        expect([list.selected, list.target]).toEqual(["1.7.1", null]);
    });

    test("once closed it hears nothing more", async () => {
        const client = new FakeClient([conversation(1, 10)]);
        const list = await listOf(client);
        list.close();
        client.tell("message", message(1, 11));
        expect(list.rows[0]?.unread).toBe(0);
    });
});
