/** The answer to a change that another site asked for, or nobody knows who. */
export const OTHER_ORIGIN = 'This change did not come from a page of this service, so nothing was changed.';

/**
 * Whether a change was asked for by one of this service's own pages. Browsers say so in `Sec-Fetch-Site`; the few that
 * do not send `Origin`, which must name this host. A request with neither is refused: no browser sends a form so.
 */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = headers.get('origin');
  if (origin === null || !URL.canParse(origin)) return false;
  return new URL(origin).host === headers.get('host');
}
