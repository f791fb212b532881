import { useChange } from "@kefuchat/ui";
import { useRef } from "preact/hooks";
import type { ChatModel } from "../ChatModel.ts";
import { Panel } from "./Panel.tsx";

/** The panel, from its first opening on: closed it is hidden, and keeps what was being written. */
export function ChatView({ model }: { model: ChatModel }) {
    useChange(model.onChange);
    const hasOpened = useRef(false);
    hasOpened.current ||= model.isOpen;
    return hasOpened.current ? <Panel model={model} /> : null;
}
