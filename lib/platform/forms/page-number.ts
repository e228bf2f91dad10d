/** The number of a page, cycle or version in an address. Null: not a whole number from 1. */
export function parsePositiveInt(value: string | string[] | undefined): number | null {
  return typeof value === 'string' && /^[1-9]\d{0,5}$/.test(value) ? Number(value) : null;
}

/** The page number in an address, by default 1. */
export function pageNumber(value: string | string[] | undefined): number {
  return parsePositiveInt(value) ?? 1;
}

/** The version of a file in the address of a request. Null: none is asked for. Undefined: what is asked for is none. */
export function askedVersion({ url }: Pick<Request, 'url'>): number | null | undefined {
  const asked = new URL(url).searchParams.get('version');
  return asked === null ? null : (parsePositiveInt(asked) ?? undefined);
}

/** A page of a list by its number from 1, or all of it. */
export type AskedPage = number | 'all';

/** As `pageNumber`, for a list that can also be read, and printed, whole. */
export function askedPage(value: string | string[] | undefined): AskedPage {
  return value === 'all' ? value : pageNumber(value);
}

/** The most entries that are shown as one page. A longer list has its pages only. */
const MOST_AT_ONCE = 500;

/** Which part of a list a page shows. A page past the end is the first. */
export function sliceOf(asked: AskedPage, total: number, size: number) {
  const canShowAll = total <= MOST_AT_ONCE;
  if (asked === 'all' && canShowAll) return { page: 1, pages: 1, skip: 0, take: MOST_AT_ONCE, canShowAll };
  const pages = Math.max(1, Math.ceil(total / size));
  const page = asked !== 'all' && Number.isInteger(asked) && asked >= 1 && asked <= pages ? asked : 1;
  return { page, pages, skip: (page - 1) * size, take: size, canShowAll };
}
