import { Connection } from "./connection.js";
import { contentOf, isTyping, typing } from "./content.js";
import { newId } from "./id.js";
import { Outbox } from "./outbox.js";
import { CloseCode, Command, Flag, Platform, Status } from "./protocol.js";
import { Queue } from "./queue.js";
import { fetchToken } from "./token.js";

const RETRIED = [Status.storageUnavailable, Status.routingUnavailable, Status.rateLimited];
const RECENT_MESSAGES = 200;
const RETRY_MS = 1_000;
const BACKOFF_MS = { first: 500, longest: 20_000 };

/**
 * Keeps a user connected, from one connection to the next. Tells its listener: onState, onKey, onSyncing, onMessage,
 * onTyping, onStored, onRefused, onForget; asks it for newestRead.
 */
export class Session {
  #identity;
  #listener;
  #queue;
  #outbox = new Outbox();
  #connection = null;
  #token = null;
  #failures = 0;
  #isReady = false; // the first round is over: the outbox may be sent

  constructor(identity, listener) {
    this.#identity = identity;
    this.#listener = listener;
    this.#queue = new Queue(key => this.#connection.send(Command.sync, 0, key, 0), listener);
  }

  async connect() {
    try {
      this.#token ??= await fetchToken(this.#identity);
    } catch (error) {
      this.#reconnect(0, "", error.message);
      return;
    }

    this.#connection = new Connection({
      onOpen: () => this.#connection.send(Command.authToken, 0, Platform.web, this.#token, this.#identity.deviceId),
      onFrame: frame => this.#handle(frame),
      onClose: (code, reason) => this.#reconnect(code, reason),
    });
  }

  /** Puts a message into the outbox, from where it goes as soon as it can. */
  send(to, text) {
    const uuid = newId();
    const message = { ...to, command: this.#identity.sends, content: contentOf(text), uuid, timestamp: Date.now(), key: Infinity };
    this.#outbox.add(message);
    this.#listener.onMessage(message);
    this.#sendOutbox();
  }

  /** Tells the other side that this one is typing; only as long as both are connected. */
  sendTyping(to) {
    if (this.#isReady) this.#sendMessage(Flag.unpersistent, { ...to, command: this.#identity.sends, content: typing, uuid: "" });
  }

  /** The connection is gone, or never was: try again after the time the server asked for, else after a random one. */
  #reconnect(code, reason, why = "") {
    this.#connection = null;
    this.#isReady = false;
    this.#queue.interrupt();
    this.#outbox.interrupt();
    if (code === CloseCode.authenticationFailed) this.#token = null;

    const isAsked = code === CloseCode.draining && /^\d{1,5}$/.test(reason);
    const longest = Math.min(BACKOFF_MS.longest, BACKOFF_MS.first * 2 ** this.#failures++);
    this.#listener.onState(false, why);
    setTimeout(() => this.connect(), isAsked ? Number(reason) : Math.random() * longest);
  }

  #handle([command, , flags, ...fields]) {
    switch (command) {
      case Command.authStatus: return this.#authenticated(...fields);
      case Command.pong: return this.#ponged(...fields);
      case Command.customer:
      case Command.customerSupport: return this.#delivered(command, flags, fields);
      case Command.ack: return this.#acknowledged(...fields);
      case Command.syncEnd: return this.#synced(...fields);
      case Command.syncNotify: return this.#queue.heardOf(...fields);
    }
  }

  #authenticated(status, appid, uid, serverTime, newest) {
    if (status !== Status.ok) return; // the server closes, and says why

    this.#connection.answered();
    this.#connection.startPings();
    this.#failures = 0;
    this.#listener.onState(true);
    if (newest < Math.max(this.#queue.key, this.#listener.newestRead)) {
      // The data directory is another one, or was restored from a backup.
      this.#queue.hold(0);
      this.#listener.onForget();
    }

    if (this.#queue.key === 0) this.#queue.hold(Math.max(0, newest - RECENT_MESSAGES));
    this.#queue.sync();
  }

  #ponged(newest) {
    this.#connection.answered();
    this.#queue.heardOf(newest);
  }

  #synced(end, hasMore) {
    // To confirm a key is to say that one will never ask for it again; a page without a store asks after each reload.
    if (end > RECENT_MESSAGES) this.#connection.send(Command.syncKey, 0, end - RECENT_MESSAGES);
    if (this.#queue.synced(end, hasMore)) {
      this.#isReady = true;
      this.#sendOutbox();
    }
  }

  #delivered(command, flags, [customerAppId, customerId, storeId, sellerId, timestamp, content, uuid, key, previous]) {
    const message = { command, customerAppId, customerId, storeId, sellerId, timestamp, content, uuid, key };
    if (flags & Flag.unpersistent) {
      if (isTyping(content)) this.#listener.onTyping(message);
    } else if (flags & Flag.push ? this.#queue.takeLive(key, previous) : this.#queue.takeSynced(key)) {
      if (command === this.#identity.sends) this.#outbox.remove(uuid);
      this.#listener.onMessage(message);
    }
  }

  #acknowledged(seq, status, key, previous, timestamp, reason) {
    const message = this.#outbox.answered(seq);
    if (!message) return;

    if (RETRIED.includes(status)) {
      setTimeout(() => this.#sendOutbox(), RETRY_MS);
      return;
    }

    this.#outbox.remove(message.uuid);
    if (status !== Status.ok) {
      this.#listener.onRefused({ ...message, key: this.#queue.key }, reason || `status ${status}`);
    } else {
      this.#queue.takeLive(key, previous);
      this.#listener.onStored({ ...message, key, timestamp }, performance.now() - message.sentAt);
    }
  }

  #sendOutbox() {
    if (this.#isReady) this.#outbox.flush(message => this.#sendMessage(Flag.text, message));
  }

  #sendMessage(flags, m) {
    return this.#connection.send(
      m.command, flags, m.customerAppId, m.customerId, m.storeId, m.sellerId, 0, m.content, m.uuid);
  }
}
