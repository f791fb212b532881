/** A text with `{name}` where values go, or two, chosen by the number `n`: the language's plural rule says which. */
export type Message = string | { readonly one: string; readonly other: string };

/** The texts of one language by key. The English file says which keys there are: `satisfies Messages<typeof en>`. */
export type Messages<Source extends Record<string, Message> = Record<string, Message>> = {
    readonly [Key in keyof Source]: Message;
};

type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type NamesOf<M> = M extends string
    ? NamesIn<M>
    : M extends { one: infer One; other: infer Other }
      ? NamesIn<One> | NamesIn<Other> | "n"
      : never;
type Values<M> = [NamesOf<M>] extends [never] ? [] : [values: Record<NamesOf<M>, string | number>];

/** Gives the text of a key in the language, with the values put in. Which values it takes is read from the English text. */
export type Translate<Source extends Record<string, Message>> = <Key extends keyof Source>(
    key: Key,
    ...values: Values<Source[Key]>
) => string;

/** Makes the function that gives a language's texts. `Source` is the type of the English ones (`as const`). */
export function createTranslator<const Source extends Record<string, Message>>(
    messages: Messages<Source>,
    language: string,
): Translate<Source> {
    const plurals = new Intl.PluralRules(language);
    return (key, ...[values]) => {
        const message = messages[key];
        const text =
            typeof message === "string"
                ? message
                : plurals.select(Number(values?.["n" as never])) === "one"
                  ? message.one
                  : message.other;
        return values === undefined
            ? text
            : text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name as never]));
    };
}
