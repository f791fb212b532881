import { expect, test } from "vitest";
import { TypingThrottle } from "../src/typing/TypingThrottle.ts";

test("a clock that is set back silences nobody", () => {
    let now = 3_600_000;
    const throttle = new TypingThrottle(() => now);
    expect(throttle.isDue("1001.7.42", true)).toBe(true);
    now = 0;
    expect(throttle.isDue("1001.7.42", true)).toBe(true);
    now = 2999;
    expect(throttle.isDue("1001.7.42", true)).toBe(false);
});
