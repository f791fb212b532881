import type { JSX } from "preact";

/** A line drawing of 24 × 24, in the colour and about the size of the text; the button around it has the words. */
export function icon(path: string, isFilled = false): () => JSX.Element {
    return () => (
        <svg
            class="kc-icon"
            viewBox="0 0 24 24"
            fill={isFilled ? "currentColor" : "none"}
            stroke={isFilled ? "none" : "currentColor"}
            stroke-width="2"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
        >
            <path d={path} />
        </svg>
    );
}

export const ChatIcon = /* @__PURE__ */ icon("M20 11.5a7.5 7.5 0 0 1-11 6.6L4 20l1.6-4.4A7.5 7.5 0 1 1 20 11.5Z");
export const CloseIcon = /* @__PURE__ */ icon("M6 6l12 12M18 6 6 18");
export const SendIcon = /* @__PURE__ */ icon("M3.4 20.6 22 12 3.4 3.4 3 10l12 2-12 2z", true);
export const AttachIcon = /* @__PURE__ */ icon(
    "m20 11-8.6 8.6a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 4.8 4.8l-8.6 8.5a1.7 1.7 0 0 1-2.4-2.4l7.7-7.7",
);
export const EmojiIcon = /* @__PURE__ */ icon(
    "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM8.5 14.5s1.2 2 3.5 2 3.5-2 3.5-2M9 9.5v.01M15 9.5v.01",
);
export const FileIcon = /* @__PURE__ */ icon("M14 3H6v18h12V7zM14 3v4h4M9 13h6M9 17h4");
export const DownloadIcon = /* @__PURE__ */ icon("M12 4v11M7.5 11 12 15.5 16.5 11M5 20h14");
export const SoundOnIcon = /* @__PURE__ */ icon(
    "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11",
);
export const SoundOffIcon = /* @__PURE__ */ icon("M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 9.5l5 5M21 9.5l-5 5");
export const DownIcon = /* @__PURE__ */ icon("M12 5v14M6 13l6 6 6-6");
export const ClockIcon = /* @__PURE__ */ icon("M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM12 7v5l3 2");
export const CheckIcon = /* @__PURE__ */ icon("m5 12.5 4.5 4.5L19 7.5");
export const DoubleCheckIcon = /* @__PURE__ */ icon("m2.5 12.5 4 4L15 8M11.5 16l.5.5L21.5 8");
export const AlertIcon = /* @__PURE__ */ icon("M12 8v5M12 16.5v.01M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z");
export const BagIcon = /* @__PURE__ */ icon("M5 8h14l1 12H4zM8.5 10.5V7a3.5 3.5 0 0 1 7 0v3.5");
export const BoxIcon = /* @__PURE__ */ icon("m12 3 8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9");
export const StarIcon = /* @__PURE__ */ icon(
    "m12 3.5 2.6 5.6 6 .7-4.5 4.1 1.2 6L12 17l-5.3 2.9 1.2-6-4.5-4.1 6-.7z",
    true,
);
export const RetryIcon = /* @__PURE__ */ icon("M4 12a8 8 0 1 1 2.3 5.6M4 20v-5h5");
