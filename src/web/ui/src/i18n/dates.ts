/** Days and times as people say them. Times are Unix milliseconds, in the browser's time zone; `locale` is a BCP 47 tag. */
export class Dates {
    readonly #time: Intl.DateTimeFormat;
    readonly #weekday: Intl.DateTimeFormat;
    readonly #day: Intl.DateTimeFormat;
    readonly #dayWithYear: Intl.DateTimeFormat;
    readonly #full: Intl.DateTimeFormat;
    readonly #relative: Intl.RelativeTimeFormat;

    constructor(locale: string) {
        this.#time = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" });
        this.#weekday = new Intl.DateTimeFormat(locale, { weekday: "long" });
        this.#day = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "long" });
        this.#dayWithYear = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric" });
        this.#full = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
        this.#relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
    }

    /** "9:05 AM" */
    time(at: number): string {
        return this.#time.format(at);
    }

    /** "Mar 3, 2026, 9:05 AM": for tooltips, where nothing may be left out. */
    full(at: number): string {
        return this.#full.format(at);
    }

    /** The heading of a day's messages: "Today", "Yesterday", "Monday", "Tue, March 3", "March 3, 2025". */
    day(at: number, now: number): string {
        const days = daysBetween(at, now);
        if (days === 0 || days === 1) {
            return capitalised(this.#relative.format(-days, "day"));
        }

        if (days > 1 && days < 7) {
            return this.#weekday.format(at);
        }

        return new Date(at).getFullYear() === new Date(now).getFullYear()
            ? this.#day.format(at)
            : this.#dayWithYear.format(at);
    }

    /** Of a list's entry, as short as can be: the time today, else the day. */
    short(at: number, now: number): string {
        return daysBetween(at, now) === 0 ? this.time(at) : this.day(at, now);
    }

    /** When something will be: "9:00 AM" today, "tomorrow 9:00 AM", "Monday 9:00 AM", "March 3, 2026 9:00 AM". */
    upcoming(at: number, now: number): string {
        const days = daysBetween(now, at);
        const time = this.time(at);
        if (days === 0) {
            return time;
        }

        const day =
            days === 1 ? this.#relative.format(1, "day") : days < 7 ? this.#weekday.format(at) : this.#day.format(at);
        return `${day} ${time}`;
    }
}

/** Whether two times are of the same day here. */
export function isSameDay(one: number, other: number): boolean {
    return daysBetween(one, other) === 0;
}

/** How many midnights lie between, by the calendar: a day of 23 hours is one as well. */
function daysBetween(earlier: number, later: number): number {
    const midnight = (at: number) => {
        const date = new Date(at);
        return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
    };
    return Math.round((midnight(later) - midnight(earlier)) / 86_400_000);
}

function capitalised(text: string): string {
    return text.charAt(0).toUpperCase() + text.slice(1);
}
