import { expect } from "vitest";

/** What a call throws; fails where it does not. */
export function failureOf(call: Promise<unknown>): Promise<unknown> {
    return call.then(
        () => expect.unreachable("the call succeeded"),
        (e: unknown) => e,
    );
}
