import {
    elementScroll,
    observeElementOffset,
    observeElementRect,
    Virtualizer,
    type VirtualizerOptions,
} from "@tanstack/virtual-core";
import type { RefObject } from "preact";
import { useLayoutEffect, useReducer, useState } from "preact/hooks";

type Options = VirtualizerOptions<HTMLElement, HTMLElement>;

/** What a list says of itself; the rest is the same for all lists. */
export type ListOptions = Pick<Options, "count" | "estimateSize" | "getItemKey"> &
    Partial<
        Pick<Options, "overscan" | "anchorTo" | "followOnAppend" | "scrollEndThreshold" | "paddingStart" | "paddingEnd">
    >;

/** Which rows of a long list are to be rendered, and where: those in sight, and some around. */
export function useVirtualizer(
    scroller: RefObject<HTMLElement | null>,
    listOptions: ListOptions,
): Virtualizer<HTMLElement, HTMLElement> {
    const [, renderAgain] = useReducer((count: number) => count + 1, 0);
    const options: Options = {
        ...listOptions,
        getScrollElement: () => scroller.current,
        observeElementRect,
        observeElementOffset,
        scrollToFn: elementScroll,
        onChange: () => renderAgain(undefined),
    };
    const [virtualizer] = useState(() => new Virtualizer(options));
    virtualizer.setOptions(options);
    useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
    useLayoutEffect(() => virtualizer._willUpdate());
    return virtualizer;
}
