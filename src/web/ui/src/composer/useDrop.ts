import { useCallback, useRef, useState } from "preact/hooks";

/** Takes files that are dropped on an element; `isOver` while they hang above it. */
export function useDrop(onDrop: (data: DataTransfer) => void) {
    const [isOver, setOver] = useState(false);
    const depth = useRef(0);

    // Entering a child comes before leaving its parent: the depth tells when all of it is left.
    const change = useCallback((event: DragEvent, by: number) => {
        if (event.dataTransfer?.types.includes("Files")) {
            event.preventDefault();
            depth.current += by;
            setOver(depth.current > 0);
        }
    }, []);

    return {
        isOver,
        onDragEnter: (event: DragEvent) => change(event, 1),
        onDragOver: (event: DragEvent) => change(event, 0),
        onDragLeave: (event: DragEvent) => change(event, -1),
        onDrop: (event: DragEvent) => {
            change(event, -depth.current);
            if (event.dataTransfer?.types.includes("Files")) {
                onDrop(event.dataTransfer);
            }
        },
    };
}
