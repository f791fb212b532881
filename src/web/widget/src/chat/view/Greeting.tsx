import { MessageText } from "@kefuchat/ui";
import type { ChatModel } from "../ChatModel.ts";

/** What the store says first; it is no message, and nobody is told of it. */
export function Greeting({ model }: { model: ChatModel }) {
    const { profile } = model;
    return profile?.greeting ? (
        <div class="kc-theirs kc-last">
            <bdi class="kc-name">{profile.name}</bdi>
            <div class="kc-bubble">
                <MessageText text={profile.greeting} />
            </div>
        </div>
    ) : null;
}
