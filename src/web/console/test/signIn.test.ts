import { ApiError, TokenUnavailableError, type SellerClient, type TokenProvider } from "@kefuchat/client";
import { expect, test } from "vitest";
import { signIn } from "../src/session/signIn.ts";

const inAnHour = Math.floor(Date.now() / 1000) + 3600;

function token(exp: number): string {
    return `a.${btoa(JSON.stringify({ appid: 1, uid: 1, exp }))}.c`;
}

/** A client whose server answers so; like the real one it asks for a token first, and again after a refusal. */
function client(answer: () => Promise<unknown>, isRefused = false) {
    return (provider: TokenProvider) => {
        const me = async () => {
            await provider({ isRefused: false, signal: new AbortController().signal });
            if (isRefused) {
                await provider({ isRefused: true, signal: new AbortController().signal });
            }

            return answer();
        };
        return { api: { me } } as unknown as SellerClient;
    };
}

test("lets a seller in", async () => {
    const me = { appid: 1, uid: 1, isAway: false, stores: [] };
    const { me: found } = await signIn(
        token(inAnHour),
        "http://here",
        client(async () => me),
    );
    expect(found).toBe(me);
});

test.each([
    ["no token", "tokenMalformed"],
    [token(1000), "tokenExpired"],
])("says so before asking: %s", async (text, problem) => {
    const neverAsked = client(() => Promise.reject(new Error("asked")));
    await expect(signIn(text, "http://here", neverAsked)).rejects.toMatchObject({ problem });
});

test("says that the server refuses it", async () => {
    const refusing = client(() => Promise.resolve(), true);
    await expect(signIn(token(inAnHour), "http://here", refusing)).rejects.toMatchObject({ problem: "tokenInvalid" });
});

test.each([
    [new ApiError(403, "for sellers"), "tokenOfCustomer"],
    [new ApiError(0, "no answer"), "serverUnreachable"],
    [new ApiError(503, "storage"), "serverUnreachable"],
    [new TokenUnavailableError("expired meanwhile"), "tokenInvalid"],
])("%s", async (error, problem) => {
    const failing = client(() => Promise.reject(error));
    await expect(signIn(token(inAnHour), "http://here", failing)).rejects.toMatchObject({ problem });
});
