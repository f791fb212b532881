import { byId } from "./dom.js";

const NEAR_END_PX = 60;

/** The selected conversation; follows what comes, but not while earlier messages are being read. */
export class Log {
  #log = byId("log");
  #isAtEnd = true;
  #top = 0;

  constructor() {
    this.#log.onscroll = () => {
      const { scrollHeight, scrollTop, clientHeight } = this.#log;

      // What was added since a scroll down to the end is no wish to be elsewhere; a scroll up is.
      const isNearEnd = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
      this.#isAtEnd = isNearEnd || (this.#isAtEnd && scrollTop >= this.#top);
      this.#top = scrollTop;
    };
  }

  /** A screen reader waits until all is there. */
  set isBusy(value) {
    this.#log.ariaBusy = value;
  }

  fill(bubbles) {
    this.#log.replaceChildren(...bubbles.map(({ item }) => item));
    this.follow();
    this.scroll();
  }

  /** Puts a bubble before another one, or last. One that stays is not inserted again: it would be read out again. */
  place({ item }, next) {
    const before = next?.item ?? null;
    if (!item.isConnected || item.nextSibling !== before) this.#log.insertBefore(item, before);
  }

  follow() {
    this.#isAtEnd = true;
  }

  scroll() {
    if (this.#isAtEnd) this.#log.scrollTop = this.#log.scrollHeight;
  }
}
