import { expect, test } from "vitest";
import { conversationId, parseConversationId, partyOf } from "../src/index.ts";

test("an id is taken apart and put together", () => {
    const parts = { store: 1001, customer: { appid: 7, uid: 2 ** 53 - 1 } };
    expect(parseConversationId("1001.7.9007199254740991")).toEqual(parts);
    expect(conversationId(parts.store, parts.customer)).toBe("1001.7.9007199254740991");
    expect(parseConversationId("0.7.42").store).toBe(0);
});

test.each([
    "",
    "1",
    "1.2",
    "1.2.3.4",
    "a.7.42",
    "1.7.",
    "1.0.42",
    "1.7.0",
    "-1.7.42",
    "01.7.42",
    "1.7.42 ",
    "1.7.1e3",
    "1.7.4.2",
])("%j is none", text => {
    expect(() => parseConversationId(text)).toThrow(RangeError);
});

test("which side somebody is", () => {
    expect(partyOf({ appid: 7, uid: 42 }, "1001.7.42")).toBe("customer");
    expect(partyOf({ appid: 1, uid: 55 }, "1001.7.42")).toBe("seller");
    expect(partyOf({ appid: 7, uid: 2 }, "1001.7.42")).toBe("seller");
});
