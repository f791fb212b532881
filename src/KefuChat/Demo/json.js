/** The value of a JSON text; null when it is none. */
export function parse(json) {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
