import { useEffect, useReducer } from "preact/hooks";

/**
 * Renders the component again whenever `subscribe` calls its listener. `subscribe` returns what ends it; it must be the
 * same function from one rendering to the next (a method bound once, or `useCallback`), or it is subscribed anew each time.
 */
export function useChange(subscribe: (listener: () => void) => () => void): void {
    const [, renderAgain] = useReducer((count: number) => count + 1, 0);
    useEffect(() => {
        // What changed between the rendering and this effect was told to nobody.
        renderAgain(undefined);
        return subscribe(() => renderAgain(undefined));
    }, [subscribe]);
}
