import 'server-only';
import { createHash } from 'node:crypto';
import { headers } from 'next/headers';
import type { ReactElement } from 'react';

type Entry = { readonly id: string; readonly html: string };

/** The kept parts, the least recently used first, and their HTML by id. `size`: in characters. */
type Store = { readonly entries: Map<string, Entry>; readonly htmlOf: Map<string, string>; size: number };

// About 60 MB. One council's parts take some 100,000 characters.
const MOST = 30_000_000;

const place = globalThis as { assuranceMarkup?: Store };
place.assuranceMarkup ??= { entries: new Map(), htmlOf: new Map(), size: 0 };
/** One for the process: the framework's HTML pass has modules of its own, and reads it in `MarkupSlot`. */
const store = place.assuranceMarkup;

/** How a page shows a part: `html` is not set if the browser gets it with the page, by `id`. */
export type ShownMarkup = { readonly id: string | undefined; readonly html: string | undefined };

/** The HTML of a part of a page, rendered once for each key while it is kept. Null: rendered each time. */
export async function markupOf(key: string | null, part: () => ReactElement): Promise<ShownMarkup> {
  if (key === null) return { id: undefined, html: renderToHtml(part()) };
  const { id, html } = store.entries.get(key) ?? { id: idOf(key), html: renderToHtml(part()) };
  keep(key, { id, html });
  // After a form the browser asks only for what changes on the page, and gets it in the payload.
  return { id, html: (await headers()).has('x-page-load') ? undefined : html };
}

function idOf(key: string): string {
  return `part-${createHash('sha256').update(key).digest('hex').slice(0, 16)}`;
}

/** The least recently used make room. */
function keep(key: string, entry: Entry): void {
  if (!store.entries.delete(key)) store.size += entry.html.length;
  store.entries.set(key, entry);
  store.htmlOf.set(entry.id, entry.html);
  for (const [oldest, { id, html }] of store.entries) {
    if (store.size <= MOST || oldest === key) break;
    store.entries.delete(oldest);
    store.htmlOf.delete(id);
    store.size -= html.length;
  }
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
