/** Not crypto.randomUUID: a phone in the same network opens the page by plain HTTP, where that is missing. */
export function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, "0")).join("");
}
