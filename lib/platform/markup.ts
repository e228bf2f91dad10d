import 'server-only';
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { ReactElement } from 'react';

// In characters, about 60 MB. A council's parts take some 100,000, and the header of each page that a person has opened
// some 4,000. Content with 5,000 items takes 12 million and a second to render. A larger part is not kept, because it
// would push out almost everything.
const MOST = 30_000_000;
const LARGEST = MOST / 2;

const place = globalThis as { assuranceMarkup?: LRUCache<string, string> };
place.assuranceMarkup ??= new LRUCache({
  maxSize: MOST,
  maxEntrySize: LARGEST,
  sizeCalculation: (html) => html.length + 1,
});
/** HTML by id. One for the process: the framework's HTML pass has modules of its own, and reads it in `MarkupSlot`. */
const kept = place.assuranceMarkup;

/** How a page shows a part: `html` is not set if the browser gets it with the page, by `id`. */
export type ShownMarkup = { readonly id: string | undefined; readonly html: string | undefined };

/**
 * The HTML of a part of a page, rendered once for each key while it is kept. Null: rendered each time.
 *
 * @param isPageLoad - whether the page is loaded whole, so that the browser gets the part with it
 */
export function markupOf(key: string | null, part: () => ReactElement, isPageLoad: boolean): ShownMarkup {
  if (key === null) return { id: undefined, html: renderToHtml(part()) };
  const id = `part-${createHash('sha256').update(key).digest('hex').slice(0, 16)}`;
  let html = kept.get(id);
  if (html === undefined) {
    html = renderToHtml(part());
    kept.set(id, html);
  }
  // After a form the browser asks only for what changes on the page, and gets it in the payload.
  return { id, html: isPageLoad && kept.has(id) ? undefined : html };
}

let render: ((element: ReactElement) => string) | undefined;

/** Renders with React from node_modules, because the framework has none that makes strings in server components. */
function renderToHtml(element: ReactElement): string {
  if (!render) {
    const { createRequire } = process.getBuiltinModule('node:module');
    const load = createRequire(`${process.cwd()}/package.json`);
    render = (load('react-dom/server') as typeof import('react-dom/server')).renderToStaticMarkup;
  }
  return render(element);
}
