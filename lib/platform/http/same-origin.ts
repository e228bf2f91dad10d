/** The response to a change requested by another or an unknown site. */
export const OTHER_ORIGIN = 'This change did not come from a page of this service, so nothing was changed.';

/**
 * Whether a change was requested by one of this service's own pages, by `Sec-Fetch-Site` or, in browsers without it, an
 * `Origin` of this host. A request with neither is refused, since browsers send at least one with a form.
 */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = headers.get('origin');
  if (origin === null || !URL.canParse(origin)) return false;
  return new URL(origin).host === headers.get('host');
}
