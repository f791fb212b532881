import { element } from "./dom.js";

/** One customer's messages, in the order of the queue; those not stored yet come last. */
export class Conversation {
  bubbles = [];
  typingUntil = 0;

  constructor({ customerAppId, customerId, storeId, sellerId }) {
    this.address = { customerAppId, customerId, storeId, sellerId };
    this.id = [customerAppId, customerId, storeId].join(".");
    this.name = `Customer ${customerId}`;
    this.item = element("li");
    this.button = this.item.appendChild(element("button"));
    this.button.type = "button";
    this.button.append(element("span", "name", this.name));
    this.unread = this.button.appendChild(element("span", "unread"));
    this.last = this.button.appendChild(element("span", "last"));
  }

  get newest() {
    return this.bubbles.at(-1);
  }

  get newestStored() {
    return this.bubbles.findLast(bubble => bubble.state === "stored");
  }

  get isTyping() {
    return this.typingUntil > Date.now();
  }

  /** Moves a bubble to its place; the answer is the one it now stands before. */
  place(bubble) {
    this.bubbles = this.bubbles.filter(other => other !== bubble);
    let index = this.bubbles.length;
    while (index > 0 && this.bubbles[index - 1].key > bubble.key) index--;
    this.bubbles.splice(index, 0, bubble);
    this.last.textContent = (this.newest.isMine ? "You: " : "") + this.newest.text;
    return this.bubbles[index + 1];
  }

  /** Keeps only what is still to be sent; whether there is any. */
  forget() {
    this.bubbles = this.bubbles.filter(bubble => bubble.state === "sending");
    return this.bubbles.length > 0;
  }

  showUnread(readKey) {
    const count = this.bubbles.filter(bubble => !bubble.isMine && bubble.key > readKey).length;
    this.unread.textContent = count || "";
    this.unread.title = `${count} unread`;
    return count;
  }
}
