// @vitest-environment happy-dom
import { ApiError, TokenUnavailableError } from "@kefuchat/client";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { customerTokens } from "../src/chat/session/customerTokens.ts";
import { mergeVisitor } from "../src/chat/session/mergeVisitor.ts";
import { refreshVisitor, visitorTokens } from "../src/chat/session/visitorTokens.ts";
import { Kept } from "../src/Kept.ts";
import { tokenOf } from "../../client/test/fakes/tokens.ts";

/** Seconds. */
const DAY = 24 * 60 * 60;
const now = Date.parse("2026-03-04T12:00:00Z");
const asked = { isRefused: false, signal: new AbortController().signal };
const refused = { ...asked, isRefused: true };
const visitorOf = (token: string) => ({ appid: 7, uid: 5, token, expiresAt: "" });

let kept: Kept;
beforeEach(() => {
    localStorage.clear();
    kept = new Kept(1001);
});

describe("visitorTokens", () => {
    const visitor = vi.fn<(store: number) => Promise<ReturnType<typeof visitorOf>>>();
    const provider = () =>
        visitorTokens(
            1001,
            kept,
            () => ({ visitor }),
            () => now,
        );
    beforeEach(() => visitor.mockReset());

    it("makes a visitor once and keeps the token", async () => {
        const token = tokenOf(7, 5, now, 30 * DAY);
        visitor.mockResolvedValue(visitorOf(token));
        const get = provider();
        expect(await get(asked)).toBe(token);
        expect(await get(asked)).toBe(token);
        expect(visitor.mock.calls).toEqual([[1001]]);
        expect(kept.read().visitor).toBe(token);
    });

    it("is the visitor of last time while the token is good", async () => {
        const token = tokenOf(7, 5, now, DAY);
        kept.write({ visitor: token });
        expect(await provider()(asked)).toBe(token);
        expect(visitor).not.toHaveBeenCalled();
    });

    it.each(["rubbish", tokenOf(7, 5, now, -1)])("makes another where what is kept is of no use: %s", async old => {
        kept.write({ visitor: old });
        visitor.mockResolvedValue(visitorOf(tokenOf(7, 6, now, DAY)));
        expect(await provider()(asked)).toBe(tokenOf(7, 6, now, DAY));
    });

    it("gives up a visitor whose token is refused", async () => {
        kept.write({ visitor: tokenOf(7, 5, now, DAY) });
        const get = provider();
        await get(asked);
        await expect(get(refused)).rejects.toThrow(TokenUnavailableError);
        expect(kept.read().visitor).toBeUndefined();
    });

    it("gives up where the store does not want the page's origin, and tries again after a failure of the network", async () => {
        visitor.mockRejectedValueOnce(new ApiError(0, "no answer"));
        visitor.mockRejectedValueOnce(new ApiError(403, "The origin is not among the store's."));
        const get = provider();
        await expect(get(asked)).rejects.toThrow(ApiError);
        await expect(get(asked)).rejects.toThrow(TokenUnavailableError);
    });
});

describe("refreshVisitor", () => {
    it("asks for a longer token in the last week only", async () => {
        const refreshVisitorCall = vi.fn(async () => visitorOf("longer"));
        kept.write({ visitor: tokenOf(7, 5, now, 8 * DAY) });
        await refreshVisitor(kept, { refreshVisitor: refreshVisitorCall }, now);
        expect(refreshVisitorCall).not.toHaveBeenCalled();

        kept.write({ visitor: tokenOf(7, 5, now, 6 * DAY) });
        await refreshVisitor(kept, { refreshVisitor: refreshVisitorCall }, now);
        expect(kept.read().visitor).toBe("longer");
    });
});

describe("customerTokens", () => {
    it("asks the page each time, saying whether the last one was refused", async () => {
        const source = vi.fn(async () => "token");
        const get = customerTokens(() => source);
        expect(await get(asked)).toBe("token");
        await get(refused);
        expect(source.mock.calls).toEqual([[{ isRefused: false }], [{ isRefused: true }]]);
    });

    it("gives up a lone token once it is refused", async () => {
        const get = customerTokens(() => "token");
        expect(await get(asked)).toBe("token");
        await expect(get(refused)).rejects.toThrow(TokenUnavailableError);
    });
});

describe("mergeVisitor", () => {
    it("does nothing where there was no visitor", async () => {
        const merge = vi.fn();
        await mergeVisitor(kept, { mergeVisitor: merge });
        expect(merge).not.toHaveBeenCalled();
    });

    it("merges, and forgets the visitor", async () => {
        const merge = vi.fn(async () => ({ messages: 1, conversations: [] }));
        kept.write({ visitor: "visitor" });
        await mergeVisitor(kept, { mergeVisitor: merge });
        expect(merge.mock.calls).toEqual([["visitor"]]);
        expect(kept.read()).toEqual({});
    });

    it.each([
        [0, "visitor"],
        [429, "visitor"],
        [503, "visitor"],
        [401, "visitor"],
        [400, undefined],
        [403, undefined],
    ])("after status %d keeps the visitor: %s", async (status, left) => {
        kept.write({ visitor: "visitor" });
        await mergeVisitor(kept, { mergeVisitor: () => Promise.reject(new ApiError(status, "no")) });
        expect(kept.read().visitor).toBe(left);
    });
});
