import { expect, test } from "vitest";
import { Refresher } from "../src/conversations/Refresher.ts";
import type { ConversationView } from "@kefuchat/client";
import { conversation, settled } from "./fakes.ts";

/** Answers each question when the test says so. */
class SlowApi {
    readonly waiting: { id: string; answer: () => void; fail: () => void }[] = [];

    conversation = (id: string): Promise<ConversationView> =>
        new Promise((resolve, reject) => {
            const uid = Number(id.split(".")[2]);
            this.waiting.push({ id, answer: () => resolve(conversation(uid, 1)), fail: () => reject(new Error("no")) });
        });
}

test("asks for four at once, and for the next when one is answered or has failed", async () => {
    const api = new SlowApi();
    const taken: string[] = [];
    const refresher = new Refresher(api, ({ id }) => taken.push(id));
    for (let uid = 1; uid <= 6; uid++) {
        refresher.want(`1.7.${uid}`);
    }

    expect(api.waiting).toHaveLength(4);
    api.waiting[0]?.answer();
    api.waiting[1]?.fail();
    await settled();
    expect(api.waiting.map(({ id }) => id).slice(4)).toEqual(["1.7.5", "1.7.6"]);
    expect(taken).toEqual(["1.7.1"]);
});

test("asks again for what is wanted while an answer is under way, once", async () => {
    const api = new SlowApi();
    const refresher = new Refresher(api, () => undefined);
    refresher.want("1.7.1");
    refresher.want("1.7.1");
    refresher.want("1.7.1");
    expect(api.waiting).toHaveLength(1);
    api.waiting[0]?.answer();
    await settled();
    expect(api.waiting).toHaveLength(2);
    api.waiting[1]?.answer();
    await settled();
    expect(api.waiting).toHaveLength(2);
});
