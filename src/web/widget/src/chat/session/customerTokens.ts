import { TokenUnavailableError, type TokenProvider } from "@kefuchat/client";
import type { TokenSource } from "../../KefuChatApi.ts";

/** The tokens that the shop's page gives for a customer it knows. A token alone, once refused, is all there was. */
export function customerTokens(current: () => TokenSource): TokenProvider {
    return async ({ isRefused }) => {
        const source = current();
        if (typeof source !== "string") {
            return await source({ isRefused });
        }

        if (isRefused) {
            throw new TokenUnavailableError(
                "the token that the page gave was refused, and it gave no function to get another",
            );
        }

        return source;
    };
}
