import type { Environment } from "../environment.ts";

/** Browsers' databases are known to hang: nobody is to wait for one longer than this, in milliseconds. */
const PATIENCE = 2000;

/** What a promise comes to; `otherwise` where it fails, or does not settle within 2 s. */
export function patiently<T, U>({ after }: Environment, promise: Promise<T>, otherwise: U): Promise<T | U> {
    return new Promise(resolve => {
        const stopTimer = after(PATIENCE, () => resolve(otherwise));
        void promise
            .catch(() => otherwise)
            .then(value => {
                stopTimer();
                resolve(value);
            });
    });
}
