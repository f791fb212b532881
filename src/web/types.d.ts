/** A stylesheet as text: the widget and the console put it where it belongs. */
declare module "*.css?text" {
    const css: string;
    export default css;
}

/** The address of the chat's bundle beside the loader, written in by the build. */
declare const CHAT_MODULE: string;
