import { Bubble } from "./bubble.js";

/** All messages of the page: one that comes twice, by its ACK and by the queue, is one bubble. */
export class Bubbles {
  #bubbles = new Map(); // own ones by uuid, all by sync key

  /** The bubble of a message, with what the message now says; a new one when there is none. */
  take(message, isMine) {
    const known = (isMine && this.#bubbles.get(message.uuid)) || this.#bubbles.get(message.key);
    const isStored = Number.isFinite(message.key);
    const bubble = Object.assign(known ?? new Bubble(isMine), message, { state: isStored ? "stored" : "sending" });
    if (isMine && message.uuid) this.#bubbles.set(message.uuid, bubble);
    if (isStored) this.#bubbles.set(message.key, bubble);
    return bubble;
  }

  refuse({ uuid, key }, reason) {
    return Object.assign(this.#bubbles.get(uuid), { state: "refused", key, reason });
  }

  /** Keeps only what is still to be sent. */
  forget() {
    this.#bubbles = new Map([...this.#bubbles].filter(([, bubble]) => bubble.state === "sending"));
  }
}
