import { expect, test } from "vitest";
import { type IncomingMessage, parseContent, Thread } from "../../src/index.ts";
import { customerOf, openShop, sellerOf, type Sockets } from "./shop.ts";
import { heard, online } from "./until.ts";

const text = (message: { content: string; uuid: string }) => parseContent(message.content, message.uuid);

test("a customer writes, the seller hears of it and answers", async () => {
    const shop = await openShop();
    const customer = await online(customerOf(shop));
    const seller = await online(sellerOf(shop));

    const question = heard(seller, "message");
    const stored = heard(customer, "outgoing", ({ state }) => state === "stored");
    const own = heard(customer, "message");
    const { uuid } = customer.send(shop.conversation, { type: "text", text: "Is it in stock?" });
    expect(await question).toMatchObject({ conversation: shop.conversation, from: "customer", isSelf: false, uuid });
    expect(await stored).toMatchObject({ uuid, syncKey: 1 });
    expect(await own).toMatchObject({ uuid, syncKey: 1, isSelf: true, sellerId: shop.seller });

    const answer = heard(customer, "message");
    seller.send(shop.conversation, { type: "text", text: "It is." });
    expect(await answer).toMatchObject({ from: "seller", sellerId: shop.seller, syncKey: 2 });
    expect(text(await answer)).toEqual({ type: "text", text: "It is." });
    expect(customer.outgoing(shop.conversation)).toEqual([]);
});

test("reading is told to the other side, and kept", async () => {
    const shop = await openShop();
    const customer = await online(customerOf(shop));
    const seller = await online(sellerOf(shop));
    const question = heard(seller, "message");
    customer.send(shop.conversation, { type: "text", text: "Hello" });
    const { syncKey } = await question;

    const told = heard(customer, "read");
    const own = heard(seller, "read");
    seller.read(shop.conversation, syncKey);
    expect(await told).toEqual({ conversation: shop.conversation, by: "other", syncKey: 1 });
    expect(await own).toEqual({ conversation: shop.conversation, by: "me", syncKey });
    expect((await customer.api.conversation(shop.conversation)).otherReadSyncKey).toBe(1);

    const answer = heard(customer, "message");
    seller.send(shop.conversation, { type: "text", text: "Hello to you" });
    const toldSeller = heard(seller, "read", ({ by }) => by === "other");
    customer.read(shop.conversation, (await answer).syncKey);
    expect((await toldSeller).syncKey).toBe(2);
});

test("typing is told both ways", async () => {
    const shop = await openShop();
    const customer = await online(customerOf(shop));
    const seller = await online(sellerOf(shop));

    const customerTypes = heard(seller, "typing");
    customer.typing(shop.conversation);
    expect(await customerTypes).toMatchObject({ from: "customer", isTyping: true });
    const sellerTypes = heard(customer, "typing");
    seller.typing(shop.conversation);
    expect(await sellerTypes).toMatchObject({ from: "seller", sellerId: shop.seller, isTyping: true });
    const ended = heard(customer, "typing", ({ isTyping }) => !isTyping);
    seller.send(shop.conversation, { type: "text", text: "There." });
    await ended;
});

test("what was on its way when the socket broke is sent again, and stored once", async () => {
    const shop = await openShop();
    const sockets: Sockets = [];
    const customer = await online(customerOf(shop, {}, sockets));
    const seller = await online(sellerOf(shop));
    const got: IncomingMessage[] = [];
    seller.on("message", message => got.push(message));

    const last = heard(seller, "message", message => message.content.includes("2"));
    for (const number of [0, 1, 2]) {
        customer.send(shop.conversation, { type: "text", text: `${number}` });
        const sent = heard(customer, "outgoing", ({ state }) => state === "sent");
        await sent;
        sockets.at(-1)?.terminate();
    }

    await last;
    expect(got.map(text)).toEqual(["0", "1", "2"].map(text => ({ type: "text", text })));
    expect(sockets.length).toBeGreaterThan(1);
});

test("a long absence is caught up with in order", async () => {
    const shop = await openShop();
    const customer = await online(customerOf(shop));
    const seller = sellerOf(shop);
    await online(seller);
    await seller.stop();

    const count = 120;
    const all = heard(customer, "message", ({ syncKey }) => syncKey === count);
    for (let i = 1; i <= count; i++) customer.send(shop.conversation, { type: "text", text: `${i}` });
    await all;

    const got: number[] = [];
    seller.on("message", ({ syncKey }) => got.push(syncKey));
    await online(seller);
    expect(got).toEqual(Array.from({ length: count }, (_, index) => index + 1));
});

test("a blocked customer's message is refused with the reason", async () => {
    const shop = await openShop();
    const customer = await online(customerOf(shop));
    const seller = await online(sellerOf(shop));
    const hello = heard(seller, "message");
    customer.send(shop.conversation, { type: "text", text: "Hello" });
    await hello;
    await seller.api.block(shop.conversation, "store");

    const refused = heard(customer, "outgoing", ({ state }) => state === "refused");
    const { uuid } = customer.send(shop.conversation, { type: "text", text: "And another thing" });
    expect(await refused).toMatchObject({ uuid, status: 26, reason: "the store has blocked you" });

    await seller.api.unblock(shop.conversation, "store");
    const stored = heard(customer, "outgoing", ({ state }) => state === "stored");
    customer.resend(uuid);
    await stored;
    expect(customer.outgoing(shop.conversation)).toEqual([]);
});

test("a message to a store that is not there is refused", async () => {
    const shop = await openShop();
    const customer = await online(customerOf(shop));
    const refused = heard(customer, "outgoing", ({ state }) => state === "refused");
    customer.send(`${shop.store + 1}.7.${shop.customer}`, { type: "text", text: "Hello?" });
    expect(await refused).toMatchObject({ status: 404 });
});

test("after a transfer the customer writes to the new seller", async () => {
    const shop = await openShop(2);
    const customer = await online(customerOf(shop));
    const one = await online(sellerOf(shop));
    const other = await online(sellerOf({ ...shop, seller: shop.seller + 1 }));
    const assigned = heard(customer, "message", ({ isSelf }) => isSelf);
    customer.send(shop.conversation, { type: "text", text: "Hello" });
    const from = (await assigned).sellerId - shop.seller;
    const [former, next] = from === 0 ? [one, other] : [other, one];
    const to = shop.seller + 1 - from;

    const note = heard(customer, "message", message => text(message).type === "system");
    const notice = heard(former, "notice");
    await former.api.transfer(shop.conversation, to, "wants a refund");
    expect(text(await note)).toMatchObject({ event: "transferred", seller: { uid: to } });
    expect((await notice).content.event).toBe("transferred");
    expect((await next.api.conversation(shop.conversation)).note).toBe("wants a refund");

    const question = heard(next, "message");
    customer.send(shop.conversation, { type: "text", text: "Still there?" });
    expect((await question).sellerId).toBe(to);
});

test("a thread shows history, what comes, and what was read", async () => {
    const shop = await openShop();
    const customer = await online(customerOf(shop, { from: "now" }));
    const seller = await online(sellerOf(shop, { from: "now" }));
    const thread = new Thread(customer, shop.conversation);
    const last = heard(customer, "message", ({ syncKey }) => syncKey === 60);
    for (let i = 1; i <= 60; i++) customer.send(shop.conversation, { type: "text", text: `${i}` });
    await last;

    const desk = new Thread(seller, shop.conversation);
    await desk.open();
    expect(desk.error).toBeNull();
    expect(desk.messages.length).toBe(50);
    await desk.older();
    expect(desk.messages.length).toBe(60);
    expect(desk.hasOlder).toBe(false);
    expect(desk.messages.map(({ timestamp }) => timestamp)).toEqual(desk.messages.map(m => m.timestamp).sort());

    const read = heard(customer, "read");
    desk.markRead();
    await read;
    expect(thread.messages.map(({ state }) => state)).toEqual(Array(60).fill("read"));
});
