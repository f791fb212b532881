import { ApiError } from "@kefuchat/client";
import { useState } from "preact/hooks";

/** Something the server is asked to do: whether it is under way, and why it failed the last time. */
export interface Action {
    readonly isBusy: boolean;
    /** In English, as the server says it; null while nothing has failed. */
    readonly error: string | null;
    /** Asks; nothing while the last is under way. */
    run(action: () => Promise<void>): void;
}

/** Makes one. */
export function useAction(): Action {
    const [isBusy, setBusy] = useState(false);
    const [error, setError] = useState<string | null>(null);
    const run = async (action: () => Promise<void>) => {
        setBusy(true);
        setError(null);
        try {
            await action();
        } catch (failure) {
            setError(reasonOf(failure));
        } finally {
            setBusy(false);
        }
    };
    return { isBusy, error, run: action => void (isBusy || run(action)) };
}

/** What is said of the fields says more than the title. */
function reasonOf(failure: unknown): string {
    if (!(failure instanceof ApiError)) {
        return String(failure);
    }

    const fields = Object.entries(failure.errors).map(([field, messages]) => `${field} ${messages.join(", ")}`);
    return fields.length > 0 ? fields.join("; ") : failure.title;
}
