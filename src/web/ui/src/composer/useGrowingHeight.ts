import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/** Makes a text field as high as its text; its CSS says the least and the most. */
export function useGrowingHeight(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
    useLayoutEffect(() => {
        const element = field.current;
        if (element !== null) {
            element.style.height = "auto";
            element.style.height = `${element.scrollHeight + element.offsetHeight - element.clientHeight}px`;
        }
    }, [field, text]);
}
