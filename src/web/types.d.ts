/** A stylesheet as text: the widget and the console put it where it belongs. */
declare module "*.css?text" {
    const css: string;
    export default css;
}

/** The addresses of the chat's bundles beside the loader, one for each language, written in by the build. */
declare const CHAT_MODULES: Readonly<Record<"en" | "zh", string>>;
