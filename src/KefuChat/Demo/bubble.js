import { textOf } from "./content.js";
import { element } from "./dom.js";

const hourFormat = new Intl.DateTimeFormat([], { timeStyle: "short" });
const dayFormat = new Intl.DateTimeFormat([], { dateStyle: "medium", timeStyle: "short" });

/** A message as it stands in the log: its fields, and the state sending, stored or refused. */
export class Bubble {
  constructor(isMine) {
    this.isMine = isMine;
    this.item = element("div", isMine ? "mine" : "theirs");
    this.body = this.item.appendChild(element("div", "bubble"));
    this.body.dir = "auto";
    this.note = this.item.appendChild(element("div", "note"));
  }

  get text() {
    return textOf(this.content);
  }

  /** Message content reaches the page here and in the list of conversations only, as text. */
  show(isSeller) {
    const states = { sending: "sending…", stored: `stored, key ${this.key}`, refused: `refused: ${this.reason}` };
    const when = timeOf(this.timestamp);
    this.item.dataset.state = this.state;
    this.body.textContent = this.text;
    if (this.isMine) this.note.replaceChildren(`${when} · `, element("span", "state", states[this.state]));
    else this.note.textContent = isSeller ? when : `Seller ${this.sellerId} · ${when}`;
  }
}

function timeOf(timestamp) {
  const time = new Date(timestamp);
  const isToday = time.toDateString() === new Date().toDateString();
  return (isToday ? hourFormat : dayFormat).format(time);
}
