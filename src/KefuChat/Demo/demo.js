// A browser client of kefu.v1 (protos/wire-protocol.md), written to be read: MessagePack, Client, Pane.
// It keeps no history: after a reload it asks for the newest messages again.

const Command = {
  authStatus: 3, ack: 5, ping: 13, pong: 14, authToken: 15, customer: 24, customerSupport: 25,
  sync: 26, syncEnd: 28, syncNotify: 29, syncKey: 34,
};
const Flag = { text: 0x01, unpersistent: 0x02, push: 0x10 };
const Platform = { web: 3 };
const Status = { ok: 0, storageUnavailable: 22, routingUnavailable: 23, rateLimited: 25 };
const CloseCode = { draining: 1001, authenticationFailed: 4401 };

const RETRIED = [Status.storageUnavailable, Status.routingUnavailable, Status.rateLimited];
const RECENT_MESSAGES = 200;
const PING_MS = 30_000;
const ANSWER_MS = 10_000;
const RETRY_MS = 1_000;
const BACKOFF_MS = { first: 500, longest: 20_000 };
const SETTLE_MS = 16;
const TYPING_MS = { sentEach: 3_000, shownFor: 5_000 };

// ---------------------------------------------------------------------------------------------- MessagePack

const utf8 = { encoder: new TextEncoder(), decoder: new TextDecoder() };

/** Encodes nil, booleans, integers, strings and arrays of them, each in its shortest form. */
function pack(value) {
  const bytes = [];
  const big = (number, size) => {
    for (let i = size - 1; i >= 0; i--) {
      bytes.push(Math.floor(number / 2 ** (8 * i)) & 0xff);
    }
  };
  const sized = (number, ...forms) => {
    const [size, code] = forms.find(([size]) => number < 2 ** (8 * size));
    bytes.push(code);
    big(number, size);
  };
  const integer = number => {
    if (number >= -32 && number < 128) bytes.push(number & 0xff);
    else if (number >= 0) sized(number, [1, 0xcc], [2, 0xcd], [4, 0xce], [8, 0xcf]);
    else {
      const [size, code] = [[1, 0xd0], [2, 0xd1], [4, 0xd2], [8, 0xd3]].find(([size]) => number >= -(2 ** (8 * size - 1)));
      bytes.push(code);
      big(number, size);
    }
  };
  const write = item => {
    if (item === null || item === undefined) bytes.push(0xc0);
    else if (typeof item === "boolean") bytes.push(item ? 0xc3 : 0xc2);
    else if (Number.isSafeInteger(item)) integer(item);
    else if (typeof item === "string") {
      const encoded = utf8.encoder.encode(item);
      if (encoded.length < 32) bytes.push(0xa0 | encoded.length);
      else sized(encoded.length, [1, 0xd9], [2, 0xda], [4, 0xdb]);
      for (const byte of encoded) bytes.push(byte);
    } else if (Array.isArray(item)) {
      if (item.length < 16) bytes.push(0x90 | item.length);
      else sized(item.length, [2, 0xdc], [4, 0xdd]);
      item.forEach(write);
    } else throw new TypeError(`MessagePack: ${typeof item} is not among what is written here`);
  };
  write(value);
  return new Uint8Array(bytes);
}

/** Decodes what pack encodes, and floats; passes over binary, extensions and maps, which become undefined. */
function unpack(buffer) {
  const view = new DataView(buffer);
  let at = 0;
  const take = size => (at += size) - size;
  const uint = size => size === 8
    ? view.getUint32(take(4)) * 2 ** 32 + view.getUint32(take(4))
    : view[`getUint${8 * size}`](take(size));
  const int = size => size === 8
    ? view.getInt32(take(4)) * 2 ** 32 + view.getUint32(take(4))
    : view[`getInt${8 * size}`](take(size));
  const string = size => utf8.decoder.decode(new Uint8Array(buffer, take(size), size));
  const array = size => Array.from({ length: size }, read);
  const skip = size => void take(size);
  const map = size => void array(2 * size);

  function read() {
    const code = uint(1);
    if (code < 0x80) return code;
    if (code < 0x90) return map(code & 0x0f);
    if (code < 0xa0) return array(code & 0x0f);
    if (code < 0xc0) return string(code & 0x1f);
    if (code >= 0xe0) return code - 0x100;
    switch (code) {
      case 0xc0: return null;
      case 0xc2: return false;
      case 0xc3: return true;
      case 0xc4: case 0xc5: case 0xc6: return skip(uint(2 ** (code - 0xc4)));
      case 0xc7: case 0xc8: case 0xc9: return skip(uint(2 ** (code - 0xc7)) + 1);
      case 0xca: return view.getFloat32(take(4));
      case 0xcb: return view.getFloat64(take(8));
      case 0xcc: case 0xcd: case 0xce: case 0xcf: return uint(2 ** (code - 0xcc));
      case 0xd0: case 0xd1: case 0xd2: case 0xd3: return int(2 ** (code - 0xd0));
      case 0xd4: case 0xd5: case 0xd6: case 0xd7: case 0xd8: return skip(2 ** (code - 0xd4) + 1);
      case 0xd9: case 0xda: case 0xdb: return string(uint(2 ** (code - 0xd9)));
      case 0xdc: case 0xdd: return array(uint(2 ** (code - 0xdb)));
      case 0xde: case 0xdf: return map(uint(2 ** (code - 0xdd)));
      default: throw new RangeError(`MessagePack: 0x${code.toString(16)} begins nothing`);
    }
  }

  return read();
}

// ---------------------------------------------------------------------------------------------- Client

/**
 * Keeps a connection, follows the user's queue by its sync keys and sends the outbox. Tells its listener: onState,
 * onKey, onSyncing, onMessage, onTyping, onStored, onRefused, onForget.
 */
class Client {
  key = 0; // the last of the queue's keys that is held

  #identity;
  #listener;
  #token = null;
  #socket = null;
  #seq = 0;
  #failures = 0;
  #deadline;
  #pings;
  #isReady = false; // the first round is over: the outbox may be sent
  #isSyncing = false;
  #ahead = 0; // the newest key heard of while a round was under way
  #outbox = new Map(); // by uuid, in the order written
  #inFlight = new Map(); // by seq, of this connection

  constructor(identity, listener) {
    this.#identity = identity;
    this.#listener = listener;
  }

  async connect() {
    try {
      this.#token ??= await this.#fetchToken();
    } catch (error) {
      this.#reconnect(0, "", error.message);
      return;
    }

    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`, "kefu.v1");
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.#frame(Command.authToken, 0, Platform.web, this.#token, this.#identity.deviceId);
    socket.onmessage = event => this.#handle(unpack(event.data));
    socket.onclose = event => this.#reconnect(event.code, event.reason);
    this.#socket = socket;
    this.#seq = 0;
    this.#expectAnswer();
  }

  /** Puts a message into the outbox, from where it goes as often as it takes, always under the same uuid. */
  send(to, text) {
    const message = { ...to, content: JSON.stringify({ text }), uuid: newId(), timestamp: Date.now(), key: Infinity };
    message.command = this.#identity.sends;
    this.#outbox.set(message.uuid, message);
    this.#listener.onMessage(message);
    this.#sendOutbox();
  }

  /** Tells the other side that this one is typing; only as long as both are connected. */
  sendTyping(to) {
    if (this.#isReady) {
      this.#frameMessage(Flag.unpersistent, { ...to, command: this.#identity.sends, content: '{"type":"typing"}', uuid: "" });
    }
  }

  async #fetchToken() {
    const ask = async appid => {
      const response = await fetch(`/demo/token?appid=${appid}&uid=${this.#identity.uid}`, { signal: AbortSignal.timeout(ANSWER_MS) });
      if (!response.ok) throw new Error(`no token: HTTP ${response.status}`);
      return response.json();
    };
    const { token, kefu_appid } = await ask(this.#identity.appid);
    if (this.#identity.isSeller && kefu_appid !== this.#identity.appid) {
      this.#identity.appid = kefu_appid;
      return (await ask(kefu_appid)).token;
    }

    return token;
  }

  /** The connection is gone, or never was: try again after the time the server asked for, else after a random one. */
  #reconnect(code, reason, why = "") {
    clearTimeout(this.#deadline);
    clearInterval(this.#pings);
    if (this.#socket) {
      this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
      this.#socket.close();
      this.#socket = null;
    }

    this.#isReady = this.#isSyncing = false;
    this.#inFlight.clear();
    if (code === CloseCode.authenticationFailed) this.#token = null;

    const isAsked = code === CloseCode.draining && /^\d{1,5}$/.test(reason);
    const longest = Math.min(BACKOFF_MS.longest, BACKOFF_MS.first * 2 ** this.#failures++);
    this.#listener.onState(false, why);
    setTimeout(() => this.connect(), isAsked ? Number(reason) : Math.random() * longest);
  }

  #expectAnswer() {
    this.#deadline = setTimeout(() => this.#reconnect(0, ""), ANSWER_MS);
  }

  #frame(command, flags, ...fields) {
    this.#socket.send(pack([command, ++this.#seq, flags, ...fields]));
    return this.#seq;
  }

  #frameMessage(flags, m) {
    return this.#frame(m.command, flags, m.customerAppId, m.customerId, m.storeId, m.sellerId, 0, m.content, m.uuid);
  }

  #handle([command, , flags, ...fields]) {
    switch (command) {
      case Command.authStatus: return this.#authenticated(...fields);
      case Command.pong: return this.#ponged(...fields);
      case Command.customer:
      case Command.customerSupport: return this.#delivered(command, flags, fields);
      case Command.ack: return this.#acknowledged(...fields);
      case Command.syncEnd: return this.#synced(...fields);
      case Command.syncNotify: return this.#heardOf(...fields);
    }
  }

  #authenticated(status, appid, uid, serverTime, newest) {
    if (status !== Status.ok) return; // the server closes, and says why

    clearTimeout(this.#deadline);
    this.#failures = 0;
    this.#pings = setInterval(() => {
      this.#frame(Command.ping, 0);
      this.#expectAnswer();
    }, PING_MS);
    this.#listener.onState(true);
    if (newest < Math.max(this.key, this.#listener.newestRead)) {
      // The data directory is another one, or was restored from a backup.
      this.#hold(0);
      this.#listener.onForget();
    }

    if (this.key === 0) this.#hold(Math.max(0, newest - RECENT_MESSAGES));
    this.#sync();
  }

  #ponged(newest) {
    clearTimeout(this.#deadline);
    this.#heardOf(newest);
  }

  #hold(key) {
    this.key = key;
    this.#listener.onKey(key);
  }

  // The queue reaches as far as this key; who is behind asks.
  #heardOf(newest) {
    if (this.#isSyncing) this.#ahead = Math.max(this.#ahead, newest);
    else if (newest > this.key) this.#sync();
  }

  #sync() {
    this.#isSyncing = true;
    this.#ahead = 0;
    this.#listener.onSyncing(true);
    this.#frame(Command.sync, 0, this.key, 0);
  }

  #synced(end, hasMore) {
    this.#isSyncing = false;
    this.#hold(end);

    // To confirm a key is to say that one will never ask for it again; a page without a store asks after each reload.
    if (end > RECENT_MESSAGES) this.#frame(Command.syncKey, 0, end - RECENT_MESSAGES);
    if (hasMore || this.#ahead > end) {
      this.#sync();
      return;
    }

    this.#listener.onSyncing(false);
    this.#isReady = true;
    this.#sendOutbox();
  }

  #delivered(command, flags, [customerAppId, customerId, storeId, sellerId, timestamp, content, uuid, key, previous]) {
    const message = { command, customerAppId, customerId, storeId, sellerId, timestamp, content, uuid, key };
    if (flags & Flag.unpersistent) {
      if (parse(content)?.type === "typing") this.#listener.onTyping(message);
      return;
    }

    // A live push is taken only right behind what is held; otherwise something is missing in between.
    const isNext = flags & Flag.push ? !this.#isSyncing && previous === this.key : key > this.key;
    if (!isNext) {
      this.#heardOf(key);
      return;
    }

    this.#hold(key);
    if (command === this.#identity.sends) this.#outbox.delete(uuid);
    this.#listener.onMessage(message);
  }

  #acknowledged(seq, status, key, previous, timestamp, reason) {
    const message = this.#inFlight.get(seq);
    this.#inFlight.delete(seq);
    if (!message) return; // of a typing indicator

    if (RETRIED.includes(status)) {
      setTimeout(() => this.#sendOutbox(), RETRY_MS);
    } else if (status !== Status.ok) {
      this.#outbox.delete(message.uuid);
      this.#listener.onRefused(message, reason || `status ${status}`);
    } else {
      this.#outbox.delete(message.uuid);
      if (!this.#isSyncing && previous === this.key) this.#hold(key);
      else this.#heardOf(key);
      this.#listener.onStored({ ...message, key, timestamp }, performance.now() - message.sentAt);
    }
  }

  #sendOutbox() {
    if (!this.#isReady) return;
    const sent = new Set(this.#inFlight.values());
    for (const message of this.#outbox.values()) {
      if (!sent.has(message)) {
        message.sentAt = performance.now();
        this.#inFlight.set(this.#frameMessage(Flag.text, message), message);
      }
    }
  }
}

// ---------------------------------------------------------------------------------------------- Pane

/** One customer's messages, in the order of the queue; those not stored yet come last. */
class Conversation {
  records = [];
  typingUntil = 0;

  constructor(address) {
    this.address = address;
    this.id = [address.customerAppId, address.customerId, address.storeId].join(".");
    this.name = `Customer ${address.customerId}`;
    this.item = element("li");
    this.button = this.item.appendChild(element("button"));
    this.button.type = "button";
    this.button.append(element("span", "name", this.name));
    this.unread = this.button.appendChild(element("span", "unread"));
    this.last = this.button.appendChild(element("span", "last"));
  }

  /** Moves a record to its place; the answer is the one it now stands before. */
  place(record) {
    this.records = this.records.filter(other => other !== record);
    let index = this.records.length;
    while (index > 0 && this.records[index - 1].key > record.key) index--;
    this.records.splice(index, 0, record);
    return this.records[index + 1];
  }

  countUnread(readKey) {
    return this.records.filter(record => !record.isMine && record.key > readKey).length;
  }
}

/** One side of the chat on the page: the client's listener. */
class Pane {
  #identity;
  #client;
  #conversations = new Map(); // by id
  #records = new Map(); // own ones by uuid, all by sync key: a message that comes twice is one record
  #selected = null;
  #isSyncing = false;
  #read; // sync key read up to, by conversation id
  #typedAt = -Infinity;
  #isAtEnd = true; // the log follows what comes; not while earlier messages are being read
  #settling = null;

  constructor(identity) {
    this.#identity = identity;
    this.#read = parse(remembered(`${identity.name}.read`, () => "{}")) ?? {};
    this.#client = new Client(identity, this);
    this.#fill();
    this.#client.connect();
  }

  get newestRead() {
    return Math.max(0, ...Object.values(this.#read));
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
    byId("log").ariaBusy = isSyncing; // a screen reader waits until all is there
    this.#selectNewest();
  }

  onMessage(message) {
    const conversation = this.#conversationOf(message);
    const isMine = message.command === this.#identity.sends;
    const record = (isMine && this.#records.get(message.uuid)) || this.#records.get(message.key) || newRecord(isMine);
    Object.assign(record, message, { state: Number.isFinite(message.key) ? "stored" : "sending" });
    if (isMine && message.uuid) this.#records.set(message.uuid, record);
    if (record.state === "stored") this.#records.set(message.key, record);
    if (!isMine) conversation.typingUntil = 0;

    this.#show(conversation, record);
    this.#selectNewest();
  }

  onStored(message, milliseconds) {
    this.onMessage(message);
    const rounded = milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds);
    byId("latency").textContent = `stored on disk in ${rounded} ms`;
  }

  onRefused(message, reason) {
    const record = this.#records.get(message.uuid);
    Object.assign(record, { state: "refused", reason, key: this.#client.key });
    this.#show(this.#conversationOf(message), record);
  }

  onTyping(message) {
    this.#conversationOf(message).typingUntil = Date.now() + TYPING_MS.shownFor;
    setTimeout(() => this.#showTyping(), TYPING_MS.shownFor + 1);
    this.#showTyping();
  }

  onForget() {
    this.#read = {};
    this.#records = new Map([...this.#records].filter(([, record]) => record.state === "sending"));
    for (const conversation of this.#conversations.values()) {
      conversation.records = conversation.records.filter(record => record.state === "sending");
      if (conversation.records.length > 0) continue;
      conversation.item.remove();
      if (conversation !== this.#selected) this.#conversations.delete(conversation.id);
    }

    if (this.#selected) this.#select(this.#selected);
  }

  #fill() {
    const { isSeller, title } = this.#identity;
    document.title = `${title} · KefuChat demo`;
    byId("self").textContent = title;
    document.querySelector(".face").textContent = title[0];
    byId("task").textContent = isSeller ? "answers the customers who write" : "writes to seller 1 of store 1";
    byId("empty").textContent = isSeller ? "Nobody has written yet." : "No messages yet. Say hello!";
    byId("state").textContent = "connecting…";

    const text = byId("text");
    byId("composer").onsubmit = event => {
      event.preventDefault();
      this.#submit();
    };
    text.onkeydown = event => {
      // While an input method composes, Enter chooses a word.
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.#submit();
      }
    };
    text.oninput = () => {
      if (text.value.trim() && performance.now() - this.#typedAt > TYPING_MS.sentEach) {
        this.#typedAt = performance.now();
        this.#client.sendTyping(this.#selected.address);
      }
    };
    let top = 0;
    byId("log").onscroll = ({ currentTarget: log }) => {
      // What was added since a scroll down to the end is no wish to be elsewhere; a scroll up is.
      const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
      this.#isAtEnd = isAtEnd || (this.#isAtEnd && log.scrollTop >= top);
      top = log.scrollTop;
    };
    document.addEventListener("visibilitychange", () => this.#markRead());
    if (isSeller) this.#enable(false);
    else this.#select(this.#conversationOf({ customerAppId: this.#identity.appid, customerId: this.#identity.uid, storeId: 1, sellerId: 1 }));
  }

  #submit() {
    const text = byId("text");
    if (this.#selected && text.value.trim()) {
      this.#client.send(this.#selected.address, text.value.trim());
      text.value = "";
      this.#typedAt = -Infinity;
      this.#isAtEnd = true;
    }
  }

  #enable(isEnabled) {
    for (const control of byId("composer").elements) control.disabled = !isEnabled;
  }

  /** A seller has one with each customer and store; a customer sees all in one. */
  #conversationOf({ customerAppId, customerId, storeId, sellerId }) {
    if (!this.#identity.isSeller && this.#selected) return this.#selected;
    const conversation = new Conversation({ customerAppId, customerId, storeId, sellerId });
    const known = this.#conversations.get(conversation.id);
    if (known) return known;

    this.#conversations.set(conversation.id, conversation);
    conversation.button.onclick = () => {
      this.#select(conversation);
      byId("text").focus();
    };
    return conversation;
  }

  /** Before the seller chooses: whoever wrote last, once that is known. */
  #selectNewest() {
    const newest = [...this.#conversations.values()].find(({ item }) => item === byId("conversations").firstChild);
    if (newest && !this.#selected && !this.#isSyncing) this.#select(newest);
  }

  #select(conversation) {
    this.#selected = conversation;
    for (const other of this.#conversations.values()) other.button.ariaCurrent = other === conversation;
    byId("log").replaceChildren(...conversation.records.map(record => record.item));
    this.#isAtEnd = true;
    this.#scrollToEnd();
    byId("text").placeholder = this.#identity.isSeller ? `Answer customer ${conversation.address.customerId}` : "Write a message";
    this.#enable(true);
    this.#showTyping();
    this.#markRead();
  }

  #show(conversation, record) {
    fill(record, this.#identity.isSeller);
    const next = conversation.place(record);
    if (conversation === this.#selected) {
      // A record that stays where it is must not be inserted again: it would be read out again.
      const before = next?.item ?? null;
      if (!record.item.isConnected || record.item.nextSibling !== before) byId("log").insertBefore(record.item, before);
      this.#showTyping();
    }

    const newest = conversation.records.at(-1);
    conversation.last.textContent = (newest.isMine ? "You: " : "") + textOf(newest.content);
    const list = byId("conversations");
    if (record === newest && list.firstChild !== conversation.item) list.prepend(conversation.item);
    this.#settle();
  }

  /** What needs the whole list or the page's layout: once for a burst of messages. */
  #settle() {
    this.#settling ??= setTimeout(() => {
      this.#settling = null;
      if (this.#isAtEnd) this.#scrollToEnd();
      this.#markRead();
    }, SETTLE_MS);
  }

  #scrollToEnd() {
    byId("log").scrollTop = byId("log").scrollHeight;
  }

  #showTyping() {
    const { typingUntil = 0, name } = this.#selected ?? {};
    const who = this.#identity.isSeller ? name : "The seller";
    byId("typing").textContent = typingUntil > Date.now() ? `${who} is typing…` : "";
  }

  /** What is selected and in view is read; the others show how much is not. */
  #markRead() {
    const stored = this.#selected?.records.filter(record => record.state === "stored").at(-1);
    if (stored && document.visibilityState === "visible" && stored.key !== this.#read[this.#selected.id]) {
      this.#read[this.#selected.id] = stored.key;
      remember(`${this.#identity.name}.read`, JSON.stringify(this.#read));
    }

    let all = 0;
    for (const conversation of this.#conversations.values()) {
      const count = conversation.countUnread(this.#read[conversation.id] ?? 0);
      conversation.unread.textContent = count || "";
      conversation.unread.title = `${count} unread`;
      all += count;
    }

    document.title = `${all ? `(${all}) ` : ""}${this.#identity.title} · KefuChat demo`;
  }
}

function newRecord(isMine) {
  const item = element("div", isMine ? "mine" : "theirs");
  const bubble = item.appendChild(element("div", "bubble"));
  bubble.dir = "auto";
  return { isMine, item, bubble, note: item.appendChild(element("div", "note")) };
}

const hourFormat = new Intl.DateTimeFormat([], { timeStyle: "short" });
const dayFormat = new Intl.DateTimeFormat([], { dateStyle: "medium", timeStyle: "short" });

/** Message content reaches the page here only, as text. */
function fill({ item, bubble, note, isMine, content, timestamp, state, key, reason, sellerId }, isSeller) {
  const time = new Date(timestamp);
  const isToday = time.toDateString() === new Date().toDateString();
  const when = (isToday ? hourFormat : dayFormat).format(time);
  const states = { sending: "sending…", stored: `stored, key ${key}`, refused: `refused: ${reason}` };
  item.dataset.state = state;
  bubble.textContent = textOf(content);
  if (isMine) note.replaceChildren(`${when} · `, element("span", "state", states[state]));
  else note.textContent = isSeller ? when : `Seller ${sellerId} · ${when}`;
}

// ---------------------------------------------------------------------------------------------- small things

const byId = id => document.getElementById(id);

function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function parse(json) {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** By convention content is {"text": "..."}; anything else is shown as it is. */
function textOf(content) {
  const text = parse(content)?.text;
  return typeof text === "string" ? text : content;
}

/** Not crypto.randomUUID: a phone in the same network opens the page by plain HTTP, where that is missing. */
function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, "0")).join("");
}

function remember(name, value) {
  try {
    localStorage.setItem(`kefu-demo.${name}`, value);
  } catch {
    // Storage is blocked: then a reload begins anew.
  }
}

function remembered(name, make) {
  let value = null;
  try {
    value = localStorage.getItem(`kefu-demo.${name}`);
  } catch {
    // As above.
  }

  if (value === null) remember(name, (value = make()));
  return value;
}

// ---------------------------------------------------------------------------------------------- the page

function show(template) {
  document.body.replaceChildren(byId(template).content.cloneNode(true));
}

function openPane(isSeller) {
  const side = isSeller ? "seller" : "customer";
  const uid = Number(new URLSearchParams(location.search).get("uid") ?? (isSeller ? 1 : 1001));
  const name = `${side}.${uid}`;
  document.documentElement.dataset.as = side;
  show("pane");
  if (!Number.isSafeInteger(uid) || uid < 1) {
    byId("state").textContent = "uid must be a whole number from 1 to 2^53-1";
    return;
  }

  new Pane({
    isSeller,
    uid,
    name,
    appid: isSeller ? 1 : 7, // the seller's is corrected when the server tells which the kefu app is
    title: `${isSeller ? "Seller" : "Customer"} ${uid}`,
    sends: isSeller ? Command.customerSupport : Command.customer,
    deviceId: remembered(`${name}.device`, newId),
  });
}

function openOverview() {
  show("overview");
  let uid = 1002;
  byId("another").onclick = event => {
    event.currentTarget.href = `/demo?as=customer&uid=${uid++}`;
  };
}

const as = new URLSearchParams(location.search).get("as");
if (as === "customer" || as === "seller") openPane(as === "seller");
else openOverview();
