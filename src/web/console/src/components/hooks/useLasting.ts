import { useEffect, useState } from "preact/hooks";

/** Whether a condition has held for so many milliseconds. */
export function useLasting(condition: boolean, ms: number): boolean {
    const [isLasting, setLasting] = useState(false);
    useEffect(() => {
        if (!condition) {
            setLasting(false);
            return undefined;
        }

        const timer = setTimeout(() => setLasting(true), ms);
        return () => clearTimeout(timer);
    }, [condition, ms]);
    return condition && isLasting;
}
