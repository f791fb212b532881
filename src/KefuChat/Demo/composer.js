import { byId } from "./dom.js";

const TYPING_SENT_EACH_MS = 3_000;

/** Where a message is written; disabled until it is known to whom. */
export class Composer {
  #form = byId("composer");
  #text = byId("text");
  #onSubmit;
  #typedAt = -Infinity;

  constructor(onSubmit, onTyping) {
    this.#onSubmit = onSubmit;
    this.#enable(false);
    this.#form.onsubmit = event => this.#submit(event);
    this.#text.onkeydown = event => {
      // While an input method composes, Enter chooses a word.
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#submit(event);
    };
    this.#text.oninput = () => {
      if (this.#text.value.trim() && performance.now() - this.#typedAt > TYPING_SENT_EACH_MS) {
        this.#typedAt = performance.now();
        onTyping();
      }
    };
  }

  open(placeholder) {
    this.#text.placeholder = placeholder;
    this.#enable(true);
  }

  focus() {
    this.#text.focus();
  }

  #submit(event) {
    event.preventDefault();
    const text = this.#text.value.trim();
    if (!text || this.#text.disabled) return;

    this.#onSubmit(text);
    this.#text.value = "";
    this.#typedAt = -Infinity;
  }

  #enable(isEnabled) {
    for (const control of this.#form.elements) control.disabled = !isEnabled;
  }
}
