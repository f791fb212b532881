import { describe, expect, it } from "vitest";
import { Dates, isSameDay } from "../src/i18n/dates.ts";

const at = (text: string) => new Date(text).getTime();
const now = at("2026-03-04T12:00:00"); // a Wednesday

describe("Dates", () => {
    const dates = new Dates("en");

    it.each([
        ["2026-03-04T00:01:00", "Today"],
        ["2026-03-03T23:59:00", "Yesterday"],
        ["2026-03-02T12:00:00", "Monday"],
        ["2026-02-10T12:00:00", "Tue, February 10"],
        ["2025-12-31T12:00:00", "December 31, 2025"],
    ])("names the day of %s %s", (time, name) => {
        expect(dates.day(at(time), now)).toBe(name);
    });

    it.each([
        ["2026-03-04T13:00:00", "1:00 PM"],
        ["2026-03-05T09:00:00", "tomorrow 9:00 AM"],
        ["2026-03-09T09:00:00", "Monday 9:00 AM"],
        ["2026-03-30T09:00:00", "Mon, March 30 9:00 AM"],
    ])("says of what comes at %s: %s", (time, name) => {
        expect(dates.upcoming(at(time), now).replaceAll("\u202f", " ")).toBe(name);
    });

    it("speaks Chinese", () => {
        expect(new Dates("zh").day(at("2026-03-03T12:00:00"), now)).toBe("昨天");
    });
});

describe("isSameDay", () => {
    it("goes by midnight, not by hours", () => {
        expect(isSameDay(at("2026-03-04T00:00:00"), at("2026-03-04T23:59:59"))).toBe(true);
        expect(isSameDay(at("2026-03-03T23:59:59"), at("2026-03-04T00:00:00"))).toBe(false);
    });
});
