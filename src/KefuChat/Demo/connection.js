import { pack, unpack } from "./msgpack.js";
import { Command } from "./protocol.js";

const PING_MS = 30_000;
const ANSWER_MS = 10_000;

/** One WebSocket that carries frames of kefu.v1; ends once, also when the server keeps silent. */
export class Connection {
  #socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`, "kefu.v1");
  #onClose;
  #seq = 0;
  #deadline;
  #pings;

  constructor({ onOpen, onFrame, onClose }) {
    this.#onClose = onClose;
    this.#socket.binaryType = "arraybuffer";
    this.#socket.onopen = onOpen;
    this.#socket.onmessage = event => onFrame(unpack(event.data));
    this.#socket.onclose = event => this.#end(event.code, event.reason);
    this.#expectAnswer();
  }

  /** Sends a frame; the answer is its seq. */
  send(command, flags, ...fields) {
    this.#socket.send(pack([command, ++this.#seq, flags, ...fields]));
    return this.#seq;
  }

  /** The server has answered: to the login, or to a ping. */
  answered() {
    clearTimeout(this.#deadline);
  }

  startPings() {
    this.#pings = setInterval(() => {
      this.send(Command.ping, 0);
      this.#expectAnswer();
    }, PING_MS);
  }

  #expectAnswer() {
    this.#deadline = setTimeout(() => this.#end(0, ""), ANSWER_MS);
  }

  #end(code, reason) {
    clearTimeout(this.#deadline);
    clearInterval(this.#pings);
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close();
    this.#onClose(code, reason);
  }
}
