const FIRST = 500;
const LONGEST = 20_000;

/**
 * How long to wait, in milliseconds, after a number of failures in a row: anything from 0 to a limit that doubles from 0.5
 * to 20 s ("full jitter"), so that thousands of clients that lost a server together do not come back together.
 */
export function fullJitter(failures: number, random: () => number): number {
    return random() * Math.min(LONGEST, FIRST * 2 ** failures);
}

/** How long to wait, in milliseconds, before a refused frame is sent again: 1 s, doubling up to 20 s. */
export function retryPause(refusals: number): number {
    return Math.min(LONGEST, 1000 * 2 ** refusals);
}
