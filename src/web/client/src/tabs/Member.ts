import { Leader, type LeaderParts } from "../session/Leader.ts";
import type { IdentityStorage } from "../storage/ClientStorage.ts";
import { TabGroup } from "./TabGroup.ts";
import type { TabMessage, ToLeader, ToTabs } from "./TabMessage.ts";

/** What a member works with. */
export interface MemberParts extends Omit<LeaderParts, "key" | "publish"> {
    /** The group's name: the same in all tabs of the identity. */
    readonly name: string;
    /** How far this tab was delivered. */
    readonly key: () => number | null;
    /** Told of what the leader says, and of refused messages that another tab has dropped. */
    readonly onTold: (message: ToTabs) => void;
    readonly onDropped: (uuid: string) => void;
}

/** This tab in its group: it asks the leader for things, or is the leader. */
export class Member {
    readonly #parts: MemberParts;
    readonly #tab: string;
    readonly #group: TabGroup;
    #leading: Promise<Leader> | null = null;
    #hasLeft = false;

    constructor(parts: MemberParts) {
        this.#parts = parts;
        this.#tab = parts.environment.randomUuid();
        this.#group = new TabGroup(
            parts.environment,
            parts.name,
            message => this.#onMessage(message),
            () => this.#lead(),
        );
    }

    get storage(): IdentityStorage {
        return this.#parts.storage;
    }

    get isLeader(): boolean {
        return this.#leading !== null;
    }

    /** Resolves when it is clear whether this tab leads for now. */
    async join(): Promise<void> {
        await this.#group.join();
        if (!this.isLeader) this.askForMissing();
    }

    /** Asks for what was delivered to others since this tab's key, and how things stand. */
    askForMissing(): void {
        this.ask({ kind: "join", tab: this.#tab, key: this.#parts.key() });
    }

    /** Asks the leader for something; without one it is asked again when the next leads. */
    ask(body: ToLeader): void {
        if (this.#leading === null) this.#group.post({ to: "leader", body });
        else void this.#leading.then(leader => this.#hasLeft || leader.receive(body));
    }

    /** Tells the others that a refused message is gone. */
    drop(uuid: string): void {
        this.#group.post({ to: "all", dropped: uuid });
    }

    /** The browser says that the network is gone. */
    dropConnection(reason: string): void {
        void this.#leading?.then(leader => this.#hasLeft || leader.dropConnection(reason));
    }

    /** Resolves when another tab may lead. */
    async leave(): Promise<void> {
        this.#hasLeft = true;
        await (await this.#leading)?.stop();
        this.#group.leave();
    }

    #lead(): void {
        const key = this.#parts.key();
        const publish = (body: ToTabs) => {
            if (this.#hasLeft) return;
            this.#group.post({ to: "tabs", body });
            this.#onTold(body);
        };
        this.#leading = Leader.create({ ...this.#parts, key, publish });
        void this.#leading.then(leader => this.#hasLeft || leader.start());
    }

    #onMessage(message: TabMessage): void {
        if (this.#hasLeft) return;
        // A leader hears no other: what a dying one still says, its successor asks the server for.
        if (message.to === "all") this.#parts.onDropped(message.dropped);
        else if (message.to === "tabs" && !this.isLeader) this.#onTold(message.body);
        else if (message.to === "leader" && this.isLeader) this.ask(message.body);
    }

    #onTold(message: ToTabs): void {
        if (message.kind === "welcome" && message.tab !== this.#tab) return;
        if (message.kind === "leading" && !this.isLeader) this.askForMissing();
        this.#parts.onTold(message);
    }
}
