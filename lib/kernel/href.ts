import type { ParamMap } from '#.next/types/routes.d.ts';

export type Query = Readonly<Record<string, string | number | undefined>>;

/**
 * An address of the service: a page or file of `app` as its folders spell it, what to put in the brackets, and a query,
 * of which nothing empty is written. What `app` does not have does not compile.
 *
 * @example href('/councils/[council]/evidence', { council: 'west' }, { page: 2 }) // '/councils/west/evidence?page=2'
 */
export function href<To extends keyof ParamMap>(
  to: To,
  params: { readonly [Name in keyof ParamMap[To]]: string | number },
  query: Query = {},
): string {
  const values: Readonly<Record<string, string | number>> = params;
  const path = to.replaceAll(/\[(\w+)\]/g, (_, name: string) => String(values[name]));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) search.set(name, String(value));
  return search.size > 0 ? `${path}?${search}` : path;
}
