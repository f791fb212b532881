import { useEffect, useState } from "preact/hooks";

/** The time, epoch milliseconds; the component is rendered again each time the interval has passed. */
export function useNow(intervalMs: number): number {
    const [now, setNow] = useState(() => Date.now());
    useEffect(() => {
        const timer = setInterval(() => setNow(Date.now()), intervalMs);
        return () => clearInterval(timer);
    }, [intervalMs]);
    return now;
}
