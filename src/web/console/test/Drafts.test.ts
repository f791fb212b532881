import { expect, test } from "vitest";
import { Drafts } from "../src/state/Drafts.ts";
import { FakeStorage } from "./fakes.ts";

test("drafts outlive the page, each seller's own", () => {
    const storage = new FakeStorage();
    new Drafts("1.1", storage).set("1.7.42", "Good mor");
    expect(new Drafts("1.1", storage).get("1.7.42")).toBe("Good mor");
    expect(new Drafts("1.2", storage).get("1.7.42")).toBe("");
});

test("an empty draft is none", () => {
    const storage = new FakeStorage();
    const drafts = new Drafts("1.1", storage);
    drafts.set("1.7.42", "Good");
    drafts.set("1.7.42", " \n");
    expect(new Drafts("1.1", storage).get("1.7.42")).toBe("");
});

test("two tabs keep each other's drafts", () => {
    const storage = new FakeStorage();
    const [one, other] = [new Drafts("1.1", storage), new Drafts("1.1", storage)];
    one.set("1.7.42", "Good mor");
    other.set("1.7.43", "Dear");
    const later = new Drafts("1.1", storage);
    expect([later.get("1.7.42"), later.get("1.7.43")]).toEqual(["Good mor", "Dear"]);
});

test("the oldest of more than 200 is dropped", () => {
    const drafts = new Drafts("1.1", null);
    for (let uid = 1; uid <= 201; uid++) {
        drafts.set(`1.7.${uid}`, "a");
    }

    expect(drafts.get("1.7.1")).toBe("");
    expect(drafts.get("1.7.2")).toBe("a");
});

test("a storage that is full, or holds something else, is done without", () => {
    const storage = new FakeStorage();
    storage.setItem("kefuchat.console.drafts.1.1", '{"a": [1]}');
    const drafts = new Drafts("1.1", storage);
    storage.isFull = true;
    drafts.set("1.7.42", "Good");
    expect(drafts.get("1.7.42")).toBe("Good");
});
