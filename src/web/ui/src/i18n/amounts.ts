/** "€59.90" of a decimal string and an ISO 4217 code; both as they were written where they are not that. */
export function formatPrice(price: string, currency: string | undefined, locale: string): string {
    const amount = Number(price);
    if (price.trim() === "" || !Number.isFinite(amount) || currency === undefined || !/^[A-Za-z]{3}$/.test(currency)) {
        return currency === undefined ? price : `${price} ${currency}`;
    }

    return new Intl.NumberFormat(locale, { style: "currency", currency }).format(amount);
}

/** "1.4 MB" */
export function formatSize(bytes: number, locale: string): string {
    const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
    const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
    return new Intl.NumberFormat(locale, {
        style: "unit",
        unit: units[power] ?? "byte",
        unitDisplay: "short",
        maximumFractionDigits: power > 1 ? 1 : 0,
    }).format(bytes / 1000 ** power);
}
