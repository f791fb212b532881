/** What is written and not known to be stored: it goes as often as it takes, always under the same uuid. */
export class Outbox {
  #messages = new Map(); // by uuid, in the order written
  #inFlight = new Map(); // by seq, of this connection

  add(message) {
    this.#messages.set(message.uuid, message);
  }

  remove(uuid) {
    this.#messages.delete(uuid);
  }

  /** Sends what is not under way; send returns the frame's seq. */
  flush(send) {
    const sent = new Set(this.#inFlight.values());
    for (const message of this.#messages.values()) {
      if (!sent.has(message)) {
        message.sentAt = performance.now();
        this.#inFlight.set(send(message), message);
      }
    }
  }

  /** The message whose frame was answered; undefined for a typing indicator. */
  answered(seq) {
    const message = this.#inFlight.get(seq);
    this.#inFlight.delete(seq);
    return message;
  }

  /** The connection is gone: all of it goes again over the next one. */
  interrupt() {
    this.#inFlight.clear();
  }
}
