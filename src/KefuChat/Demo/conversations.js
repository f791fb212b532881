import { Conversation } from "./conversation.js";
import { byId } from "./dom.js";

/** A seller's conversations, one with each customer and store; listed as soon as something is written in them. */
export class Conversations {
  #conversations = new Map(); // by id
  #list = byId("conversations");
  #onChoose;

  constructor(onChoose) {
    this.#onChoose = onChoose;
  }

  /** The one that was written in last; undefined when none was. */
  get newest() {
    return [...this].find(({ item }) => item === this.#list.firstChild);
  }

  [Symbol.iterator]() {
    return this.#conversations.values();
  }

  /** The conversation a message belongs to, a new one if need be. */
  of(message) {
    const conversation = new Conversation(message);
    const known = this.#conversations.get(conversation.id);
    if (known) return known;

    this.#conversations.set(conversation.id, conversation);
    conversation.button.onclick = () => this.#onChoose(conversation);
    return conversation;
  }

  moveToTop({ item }) {
    if (this.#list.firstChild !== item) this.#list.prepend(item);
  }

  mark(selected) {
    for (const conversation of this) conversation.button.ariaCurrent = conversation === selected;
  }

  /** Keeps what is still to be sent; drops the conversations where that is nothing, except the selected one. */
  forget(selected) {
    for (const conversation of this) {
      if (conversation.forget()) continue;
      conversation.item.remove();
      if (conversation !== selected) this.#conversations.delete(conversation.id);
    }
  }
}
