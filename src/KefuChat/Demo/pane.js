import { Bubbles } from "./bubbles.js";
import { Composer } from "./composer.js";
import { Conversations } from "./conversations.js";
import { byId } from "./dom.js";
import { Log } from "./log.js";
import { ReadKeys } from "./readKeys.js";
import { Session } from "./session.js";

const SETTLE_MS = 16;
const TYPING_SHOWN_MS = 5_000;

/** One side of the chat on the page: the session's listener. */
export class Pane {
  #identity;
  #session;
  #composer;
  #log = new Log();
  #bubbles = new Bubbles();
  #conversations = new Conversations(conversation => this.#choose(conversation));
  #readKeys;
  #selected = null;
  #isSyncing = false;
  #settling = null;

  constructor(identity) {
    this.#identity = identity;
    this.#readKeys = new ReadKeys(`${identity.name}.read`);
    this.#session = new Session(identity, this);
    this.#composer = new Composer(text => this.#send(text), () => this.#session.sendTyping(this.#selected.address));
    document.addEventListener("visibilitychange", () => this.#markRead());
    if (!identity.isSeller) {
      this.#select(this.#conversations.of({ customerAppId: identity.appid, customerId: identity.uid, storeId: 1, sellerId: 1 }));
    }

    this.#session.connect();
  }

  get newestRead() {
    return this.#readKeys.newest;
  }

  onState(isConnected, why = "") {
    document.documentElement.dataset.connected = isConnected;
    byId("state").textContent = isConnected ? "connected" : why ? `reconnecting (${why})` : "reconnecting…";
  }

  onKey(key) {
    byId("key").textContent = `sync key ${key}`;
  }

  onSyncing(isSyncing) {
    this.#isSyncing = isSyncing;
    this.#log.isBusy = isSyncing;
    this.#selectNewest();
  }

  onMessage(message) {
    const conversation = this.#conversationOf(message);
    const bubble = this.#bubbles.take(message, message.command === this.#identity.sends);
    if (!bubble.isMine) conversation.typingUntil = 0;
    this.#show(conversation, bubble);
    this.#selectNewest();
  }

  onStored(message, milliseconds) {
    this.onMessage(message);
    const rounded = milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds);
    byId("latency").textContent = `stored on disk in ${rounded} ms`;
  }

  onRefused(message, reason) {
    this.#show(this.#conversationOf(message), this.#bubbles.refuse(message, reason));
  }

  onTyping(message) {
    this.#conversationOf(message).typingUntil = Date.now() + TYPING_SHOWN_MS;
    setTimeout(() => this.#showTyping(), TYPING_SHOWN_MS + 1);
    this.#showTyping();
  }

  onForget() {
    this.#readKeys.forget();
    this.#bubbles.forget();
    this.#conversations.forget(this.#selected);
    if (this.#selected) this.#select(this.#selected);
  }

  #send(text) {
    this.#session.send(this.#selected.address, text);
    this.#log.follow();
  }

  /** A seller has one with each customer and store; a customer sees all in one. */
  #conversationOf(message) {
    return !this.#identity.isSeller && this.#selected ? this.#selected : this.#conversations.of(message);
  }

  /** Before the seller chooses: whoever wrote last, once that is known. */
  #selectNewest() {
    const newest = this.#conversations.newest;
    if (newest && !this.#selected && !this.#isSyncing) this.#select(newest);
  }

  #choose(conversation) {
    this.#select(conversation);
    this.#composer.focus();
  }

  #select(conversation) {
    this.#selected = conversation;
    this.#conversations.mark(conversation);
    this.#log.fill(conversation.bubbles);
    this.#composer.open(this.#identity.isSeller ? `Answer customer ${conversation.address.customerId}` : "Write a message");
    this.#showTyping();
    this.#markRead();
  }

  #show(conversation, bubble) {
    bubble.show(this.#identity.isSeller);
    const next = conversation.place(bubble);
    if (conversation === this.#selected) {
      this.#log.place(bubble, next);
      this.#showTyping();
    }

    if (!next) this.#conversations.moveToTop(conversation);
    this.#settle();
  }

  /** What needs the whole list or the page's layout: once for a burst of messages. */
  #settle() {
    this.#settling ??= setTimeout(() => {
      this.#settling = null;
      this.#log.scroll();
      this.#markRead();
    }, SETTLE_MS);
  }

  #showTyping() {
    const who = this.#identity.isSeller ? this.#selected?.name : "The seller";
    byId("typing").textContent = this.#selected?.isTyping ? `${who} is typing…` : "";
  }

  /** What is selected and in view is read; the others show how much is not. */
  #markRead() {
    const stored = this.#selected?.newestStored;
    if (stored && document.visibilityState === "visible") this.#readKeys.set(this.#selected.id, stored.key);

    let unread = 0;
    for (const conversation of this.#conversations) unread += conversation.showUnread(this.#readKeys.get(conversation.id));
    document.title = `${unread ? `(${unread}) ` : ""}${this.#identity.title} · KefuChat demo`;
  }
}
