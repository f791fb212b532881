import { expect, test, vi } from "vitest";
import { Credentials } from "../src/session/Credentials.ts";
import { FakeStorage } from "./fakes.ts";

test("a token is kept for the tab, or for the browser where that was asked for, and never for both", () => {
    const [session, local] = [new FakeStorage(), new FakeStorage()];
    const credentials = new Credentials(session, local);
    credentials.keep("one", true);
    expect([session.length, local.length]).toEqual([0, 1]);
    credentials.keep("two", false);
    expect([session.length, local.length]).toEqual([1, 0]);
    expect(new Credentials(session, local).token).toBe("two");
    credentials.forget();
    expect(credentials.token).toBeNull();
});

test("a token in the address is taken out of it", () => {
    const replaceState = vi.fn();
    const location = { hash: "#token=a.b.c", pathname: "/console", search: "?x=1" } as Location;
    const credentials = new Credentials(null, null);
    expect(credentials.takeFromAddress(location, { replaceState } as unknown as History)).toBe("a.b.c");
    expect(replaceState).toHaveBeenCalledWith(null, "", "/console?x=1");
});

test("an address without one stays as it is", () => {
    const replaceState = vi.fn();
    const location = { hash: "#top", pathname: "/console", search: "" } as Location;
    expect(new Credentials(null, null).takeFromAddress(location, { replaceState } as unknown as History)).toBeNull();
    expect(replaceState).not.toHaveBeenCalled();
});

test("where nothing can be kept it works for the page's life", () => {
    const storage = new FakeStorage();
    storage.isFull = true;
    const credentials = new Credentials(storage, storage);
    credentials.keep("one", false);
    expect(credentials.token).toBeNull();
});
