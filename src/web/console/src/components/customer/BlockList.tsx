import type { Block, ConversationView } from "@kefuchat/client";
import { useUi } from "@kefuchat/ui";
import { useConsole } from "../ConsoleContext.ts";
import { useAction } from "../hooks/useAction.ts";

/** Who does not let the customer write, with what takes that back, and what adds to it. */
export function BlockList({ conversation, onBlock }: { conversation: ConversationView; onBlock: () => void }) {
    const { session, t } = useConsole();
    const action = useAction();
    const { id, blocks = [], isMine } = conversation;
    const { me, client, list } = session;

    // A mute is taken back by who made it, a block by the seller who has the conversation.
    const mayTakeBack = ({ seller }: Block) => (seller === 0 ? isMine !== false : seller === me.uid);
    const takeBack = ({ seller }: Block) =>
        action.run(async () => {
            await client.api.unblock(id, seller === 0 ? "store" : "seller");
            list.put(await client.api.conversation(id));
        });

    return (
        <section class="section">
            {action.error !== null && (
                <p class="error" role="alert">
                    {t("actionFailed", { reason: action.error })}
                </p>
            )}
            {blocks.map(block => (
                <div key={block.seller} class="blocked">
                    <BlockText block={block} />
                    {mayTakeBack(block) && (
                        <button type="button" class="button" disabled={action.isBusy} onClick={() => takeBack(block)}>
                            {t("unblock")}
                        </button>
                    )}
                </div>
            ))}
            <button type="button" class="button danger" onClick={onBlock}>
                {t("block")}
            </button>
        </section>
    );
}

function BlockText({ block: { seller, until } }: { block: Block }) {
    const { session, t, names } = useConsole();
    const { dates } = useUi();
    const what =
        seller === 0
            ? t("blockedForStore")
            : seller === session.me.uid
              ? t("mutedForYou")
              : t("mutedForSeller", { name: names.seller(seller) });
    return (
        <span>
            {what}
            {until !== undefined && ` ${t("until", { time: dates.full(Date.parse(until)) })}`}
        </span>
    );
}
