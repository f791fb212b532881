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
