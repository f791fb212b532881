/** The tag of a language as it is spoken where its reader lives, "en-GB" for "en": dates and numbers differ. */
export function regionalTag(language: string, wanted: readonly string[]): string {
    return wanted.find(tag => tag.toLowerCase().startsWith(`${language}-`)) ?? language;
}

/** The first of the languages somebody reads (BCP 47, best first) that we have, by its first part: "zh" for "zh-Hans-CN"; "en" for none. */
export function chooseLanguage<Language extends string>(
    wanted: readonly string[],
    ours: readonly Language[],
): Language | "en" {
    for (const tag of wanted) {
        const primary = tag.toLowerCase().split(/[-_]/)[0];
        const found = ours.find(language => language === primary);
        if (found !== undefined) {
            return found;
        }
    }

    return "en";
}
