import { beforeEach, expect, test, vi } from "vitest";
import { Notifier } from "../src/state/Notifier.ts";
import { Settings } from "../src/state/Settings.ts";
import { FakeEvents, message } from "./fakes.ts";

class FakeNotification {
    static permission: NotificationPermission = "granted";
    static shown: FakeNotification[] = [];
    onclick: (() => void) | null = null;
    isClosed = false;

    constructor(
        readonly title: string,
        readonly options: NotificationOptions,
    ) {
        FakeNotification.shown.push(this);
    }

    close(): void {
        this.isClosed = true;
    }
}

let client: FakeEvents;
let settings: Settings;
let isWatched: boolean;
const chime = vi.fn();
const focus = vi.fn();
const open = vi.fn();

beforeEach(() => {
    vi.clearAllMocks();
    FakeNotification.shown = [];
    FakeNotification.permission = "granted";
    isWatched = false;
    client = new FakeEvents();
    settings = new Settings(null);
    settings.set("notifications", true);
    settings.set("sound", true);
    const page = {
        isWatched: () => isWatched,
        chime,
        focus,
        Notification: FakeNotification as unknown as typeof Notification,
    };
    new Notifier(client, settings, page, ({ uuid }) => ({ title: "Mia", body: uuid }), open).start();
});

test("tells of a customer's message, by the desktop and by a tone", () => {
    client.tell("message", message(42, 7));
    expect(FakeNotification.shown).toMatchObject([{ title: "Mia", options: { body: "uuid-7" } }]);
    expect(chime).toHaveBeenCalledOnce();
});

test("says nothing to who looks at the page, of what sellers write, or in a tab that is not the leader", () => {
    client.tell("message", message(42, 7, { from: "seller" }));
    client.isLeader = false;
    client.tell("message", message(42, 8));
    client.isLeader = true;
    isWatched = true;
    client.tell("message", message(42, 9));
    expect(FakeNotification.shown).toEqual([]);
    expect(chime).not.toHaveBeenCalled();
});

test("each can be switched off, and the browser may say no", () => {
    settings.set("sound", false);
    FakeNotification.permission = "denied";
    client.tell("message", message(42, 7));
    expect(chime).not.toHaveBeenCalled();
    expect(FakeNotification.shown).toEqual([]);
});

test("a click opens the conversation", () => {
    client.tell("message", message(42, 7));
    FakeNotification.shown[0]?.onclick?.();
    expect(focus).toHaveBeenCalledOnce();
    expect(open).toHaveBeenCalledWith("1.7.42");
    expect(FakeNotification.shown[0]?.isClosed).toBe(true);
});

test("what was read is taken away", () => {
    client.tell("message", message(42, 7));
    client.tell("read", { conversation: "1.7.42", by: "me", syncKey: 7 });
    expect(FakeNotification.shown[0]?.isClosed).toBe(true);
});
