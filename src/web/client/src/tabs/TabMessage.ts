import type { ReadNotice, SystemNotice, TypingNotice } from "../ClientEvents.ts";
import type { ConnectionState } from "../ConnectionState.ts";
import type { OutgoingMessage } from "../messages.ts";
import type { Delivery } from "../session/Delivery.ts";
import type { OutboxEntry } from "../storage/OutboxEntry.ts";

/** What a tab asks of the leader, which may be itself. */
export type ToLeader =
    /** Here I am, with this key: answered with `welcome`. */
    | { readonly kind: "join"; readonly tab: string; readonly key: number | null }
    | { readonly kind: "write"; readonly entry: OutboxEntry }
    | { readonly kind: "typing"; readonly conversation: string; readonly isTyping: boolean }
    | { readonly kind: "read"; readonly conversation: string; readonly syncKey: number }
    | { readonly kind: "retry" };

/** What the leader tells every tab, itself included. */
export type ToTabs =
    /** I have the socket from now on: join, and hand in what has no answer. */
    | { readonly kind: "leading" }
    /** Answer to `join`, for one tab. */
    | {
          readonly kind: "welcome";
          readonly tab: string;
          readonly state: ConnectionState;
          readonly outgoing: readonly OutgoingMessage[];
          readonly deliveries: readonly Delivery[];
      }
    | { readonly kind: "state"; readonly state: ConnectionState }
    | { readonly kind: "delivery"; readonly delivery: Delivery }
    | { readonly kind: "outgoing"; readonly message: OutgoingMessage }
    | { readonly kind: "typing"; readonly notice: TypingNotice }
    | { readonly kind: "read"; readonly notice: ReadNotice }
    | { readonly kind: "notice"; readonly notice: SystemNotice }
    | { readonly kind: "refusedToken"; readonly reason: string };

/** What goes over the channel. A refused message that was written anew is `dropped` by the tab that did so. */
export type TabMessage =
    | { readonly to: "leader"; readonly body: ToLeader }
    | { readonly to: "tabs"; readonly body: ToTabs }
    | { readonly to: "all"; readonly dropped: string };
