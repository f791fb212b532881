import { useEffect, useState } from "preact/hooks";

/** Whether the seller looks at this page: it is in sight and has the focus. */
export function useWatched(): boolean {
    const isWatched = () => document.visibilityState === "visible" && document.hasFocus();
    const [watched, setWatched] = useState(isWatched);
    useEffect(() => {
        const update = () => setWatched(isWatched());
        const events = [
            [window, "focus"],
            [window, "blur"],
            [document, "visibilitychange"],
        ] as const;
        events.forEach(([target, event]) => target.addEventListener(event, update));

        // What changed between the rendering and this effect was told to nobody.
        update();
        return () => events.forEach(([target, event]) => target.removeEventListener(event, update));
    }, []);
    return watched;
}
