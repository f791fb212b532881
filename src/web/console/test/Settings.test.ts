import { expect, test, vi } from "vitest";
import { Settings } from "../src/state/Settings.ts";
import { FakeStorage } from "./fakes.ts";

test("what was chosen is kept and told", () => {
    const storage = new FakeStorage();
    const settings = new Settings(storage);
    const listener = vi.fn();
    settings.onChange(listener);
    settings.set("scheme", "dark");
    settings.set("sound", true);
    expect(listener).toHaveBeenCalledTimes(2);
    expect(new Settings(storage).values).toMatchObject({ scheme: "dark", sound: true, language: "auto" });
});

test.each(['{"scheme": "pink", "sound": 3}', "null", "[", "7"])("what is no setting is not taken: %s", stored => {
    const storage = new FakeStorage();
    storage.setItem("kefuchat.console.settings", stored);
    expect(new Settings(storage).values).toEqual({
        language: "auto",
        scheme: "auto",
        sound: false,
        notifications: false,
        order: "unread",
    });
});
