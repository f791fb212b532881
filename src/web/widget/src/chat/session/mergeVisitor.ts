import { ApiError, type KefuApi } from "@kefuchat/client";
import type { Kept } from "../../Kept.ts";

/**
 * Makes what the visitor of this browser wrote the customer's. Where that fails for the moment, the visitor's token is kept
 * for the next time; where it cannot be, it is of no more use.
 */
export async function mergeVisitor(kept: Kept, api: Pick<KefuApi, "mergeVisitor">): Promise<void> {
    const { visitor } = kept.read();
    if (visitor === undefined) {
        return;
    }

    try {
        await api.mergeVisitor(visitor);
    } catch (error) {
        if (!(error instanceof ApiError) || error.isTemporary) {
            return;
        }
    }

    // Whoever has signed out meanwhile may be another visitor by now.
    if (kept.read().visitor === visitor) {
        kept.write({ visitor: undefined });
    }
}
