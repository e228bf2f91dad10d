/** The number of a page, cycle or version in an address. Null: not a whole number from 1. */
export function parsePositiveInt(value: string | string[] | undefined): number | null {
  return typeof value === 'string' && /^[1-9]\d{0,5}$/.test(value) ? Number(value) : null;
}

/** The page number in an address, by default 1. */
export function pageNumber(value: string | string[] | undefined): number {
  return parsePositiveInt(value) ?? 1;
}
