import type { ParamMap } from '#.next/types/routes.d.ts';

export type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/**
 * The address of a page or file of `app`, given by its folder. `params` replace the brackets, and empty values of `query`
 * are left out, and each of several is set. An address that does not exist in `app` does not compile.
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
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value ?? []].flat()) if (one) search.append(name, String(one));
  }
  return search.size > 0 ? `${path}?${search}` : path;
}
