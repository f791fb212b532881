// @vitest-environment happy-dom
import { expect, test, vi } from "vitest";
import { FakeSession } from "./fakeSession.tsx";

test.each([
    [true, ["forget"]],
    [false, ["stop"]],
])("ends; and what was not sent is forgotten: %s", async (forget, asked) => {
    const { client, session } = new FakeSession();
    const asks: string[] = [];
    for (const name of ["stop", "forget"]) {
        Object.assign(client, { [name]: vi.fn(async () => void asks.push(name)) });
    }

    await session.end({ forget });
    expect(asks).toEqual(asked);
});
