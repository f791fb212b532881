import { parse } from "./json.js";
import { remember, remembered } from "./storage.js";

/** The sync key up to which each conversation is read, by its id; outlives a reload. */
export class ReadKeys {
  #name;
  #keys;

  constructor(name) {
    this.#name = name;
    this.#keys = parse(remembered(name, () => "{}")) ?? {};
  }

  get newest() {
    return Math.max(0, ...Object.values(this.#keys));
  }

  get(id) {
    return this.#keys[id] ?? 0;
  }

  set(id, key) {
    if (key === this.#keys[id]) return;
    this.#keys[id] = key;
    remember(this.#name, JSON.stringify(this.#keys));
  }

  forget() {
    this.#keys = {};
  }
}
