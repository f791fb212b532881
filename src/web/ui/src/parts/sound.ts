/** The two short tones of a new message. A page may make sound only after its user has acted in it: until then it is silent. */
export class Chime {
    readonly #createContext: () => AudioContext;
    #context: AudioContext | null = null;

    constructor(createContext: () => AudioContext = () => new AudioContext()) {
        this.#createContext = createContext;
    }

    /** Plays it. Where there is no sound to be had, nothing happens. */
    async play(): Promise<void> {
        try {
            this.#context ??= this.#createContext();
            if (this.#context.state === "suspended") {
                // Waits for as long as the page may not sound: what is played then would be late.
                void this.#context.resume().catch(() => undefined);
                return;
            }

            tone(this.#context, 880, 0);
            tone(this.#context, 1175, 0.11);
        } catch {
            this.#context = null;
        }
    }

    /** Called while the user acts, it gets the browser's leave for later. */
    async allow(): Promise<void> {
        try {
            this.#context ??= this.#createContext();
            await this.#context.resume();
        } catch {
            this.#context = null;
        }
    }
}

/** @param after seconds from now */
function tone(context: AudioContext, hertz: number, after: number): void {
    const start = context.currentTime + after;
    const oscillator = context.createOscillator();
    const volume = context.createGain();
    oscillator.frequency.value = hertz;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.12, start + 0.012);
    volume.gain.exponentialRampToValueAtTime(0.0005, start + 0.28);
    oscillator.connect(volume).connect(context.destination);
    oscillator.start(start);
    oscillator.stop(start + 0.3);
}
