/** Follows the user's queue by its sync keys. Tells its listener onKey and onSyncing; ask(key) begins a round. */
export class Queue {
  key = 0; // the last one held

  #ask;
  #listener;
  #isSyncing = false;
  #ahead = 0; // the newest key heard of while a round was under way

  constructor(ask, listener) {
    this.#ask = ask;
    this.#listener = listener;
  }

  hold(key) {
    this.key = key;
    this.#listener.onKey(key);
  }

  /** The queue reaches as far as this key; who is behind asks. */
  heardOf(newest) {
    if (this.#isSyncing) this.#ahead = Math.max(this.#ahead, newest);
    else if (newest > this.key) this.sync();
  }

  /** A message of a round: what is held already is not taken again. */
  takeSynced(key) {
    return this.#take(key, key > this.key);
  }

  /** A message as it happens: taken only right behind what is held; otherwise something is missing in between. */
  takeLive(key, previous) {
    return this.#take(key, !this.#isSyncing && previous === this.key);
  }

  sync() {
    this.#isSyncing = true;
    this.#ahead = 0;
    this.#listener.onSyncing(true);
    this.#ask(this.key);
  }

  /** The end of a round; whether it was the last one. */
  synced(end, hasMore) {
    this.#isSyncing = false;
    this.hold(end);
    const isLast = !hasMore && this.#ahead <= end;
    if (isLast) this.#listener.onSyncing(false);
    else this.sync();
    return isLast;
  }

  /** The connection is gone, and the round with it. */
  interrupt() {
    this.#isSyncing = false;
  }

  #take(key, isNext) {
    if (isNext) this.hold(key);
    else this.heardOf(key);
    return isNext;
  }
}
