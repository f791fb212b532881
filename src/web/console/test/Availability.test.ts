import { expect, test, vi } from "vitest";
import { Availability } from "../src/state/Availability.ts";

test("shows at once, and goes back where the server says no", async () => {
    const api = { setAvailability: vi.fn(async () => undefined) };
    const availability = new Availability(api, false);
    const away = availability.toggle();
    expect(availability.isAway).toBe(true);
    await away;
    expect(api.setAvailability).toHaveBeenCalledWith("away");

    api.setAvailability.mockRejectedValueOnce(new Error("down"));
    await availability.toggle();
    expect(availability).toMatchObject({ isAway: true, hasFailed: true });
});
