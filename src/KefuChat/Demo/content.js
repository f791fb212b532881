import { parse } from "./json.js";

// What a message's content is by convention: {"text": "..."}, or {"type": "typing"} for what is not stored.

export const typing = JSON.stringify({ type: "typing" });

export const contentOf = text => JSON.stringify({ text });

export const isTyping = content => parse(content)?.type === "typing";

/** Anything but the convention is shown as it is. */
export function textOf(content) {
  const text = parse(content)?.text;
  return typeof text === "string" ? text : content;
}
