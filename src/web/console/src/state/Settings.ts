import { Observable } from "./Observable.ts";
import { safely } from "./storage.ts";

/** What a seller chooses about the console itself. */
export interface SettingValues {
    /** "auto": the browser's. */
    readonly language: "auto" | "en" | "zh";
    /** "auto": the system's. */
    readonly scheme: "auto" | "light" | "dark";
    /** Whether a new message is heard. */
    readonly sound: boolean;
    /** Whether a new message is shown by the desktop; the browser must allow it as well. */
    readonly notifications: boolean;
    /** How the conversations are ordered. */
    readonly order: "unread" | "latest";
}

const KEY = "kefuchat.console.settings";

const CHOICES: { readonly [K in keyof SettingValues]: readonly SettingValues[K][] } = {
    language: ["auto", "en", "zh"],
    scheme: ["auto", "light", "dark"],
    sound: [false, true],
    notifications: [false, true],
    order: ["unread", "latest"],
};

/** The settings of this browser, kept in its storage. The first choice of each is the default. */
export class Settings extends Observable {
    readonly #storage: Storage | null;
    #values: SettingValues;

    constructor(storage: Storage | null) {
        super();
        this.#storage = storage;
        this.#values = this.#load();
    }

    /** All of them. The object is replaced by a change, never altered. */
    get values(): SettingValues {
        return this.#values;
    }

    /** Changes one, and keeps it. */
    set<K extends keyof SettingValues>(name: K, value: SettingValues[K]): void {
        this.#values = { ...this.#values, [name]: value };
        safely(() => this.#storage?.setItem(KEY, JSON.stringify(this.#values)));
        this.changed();
    }

    #load(): SettingValues {
        const stored: unknown = safely(() => JSON.parse(this.#storage?.getItem(KEY) ?? "{}"));
        const of = <K extends keyof SettingValues>(name: K): SettingValues[K] => {
            const value: unknown = (stored as Partial<SettingValues> | null | undefined)?.[name];
            return CHOICES[name].find(choice => choice === value) ?? (CHOICES[name][0] as SettingValues[K]);
        };
        return {
            language: of("language"),
            scheme: of("scheme"),
            sound: of("sound"),
            notifications: of("notifications"),
            order: of("order"),
        };
    }
}
