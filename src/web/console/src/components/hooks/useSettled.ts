import { useEffect, useRef, useState } from "preact/hooks";

/** A value that, while it changes quickly, stays what it was until it has not changed for so many milliseconds. */
export function useSettled<T>(value: T, pauseMs: number): T {
    const [settled, setSettled] = useState(value);
    const changedAt = useRef(-Infinity);
    useEffect(() => {
        const isQuick = performance.now() - changedAt.current < pauseMs;
        changedAt.current = performance.now();
        if (!isQuick) {
            setSettled(value);
            return undefined;
        }

        const timer = setTimeout(() => setSettled(value), pauseMs);
        return () => clearTimeout(timer);
    }, [value, pauseMs]);
    return settled;
}
