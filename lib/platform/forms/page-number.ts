/** A number of a page, cycle or version as an address says it. Null: it is no whole number from 1 up. */
export function parsePositiveInt(value: string | string[] | undefined): number | null {
  return typeof value === 'string' && /^[1-9]\d{0,5}$/.test(value) ? Number(value) : null;
}

/** The page asked for in an address: the first where it asks for none. */
export function pageNumber(value: string | string[] | undefined): number {
  return parsePositiveInt(value) ?? 1;
}
