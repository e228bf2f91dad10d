import { headers } from 'next/headers';
import type { ReactElement } from 'react';
import { markupOf } from '#lib/platform/markup.ts';
import { MarkupSlot } from './markup-slot.tsx';

type MarkupProps = {
  /** Distinguishes the parts of the service. */
  name: string;
  /**
   * Everything that the part depends on: the council, the hash of its last event, the day if it shows one, and the
   * person or what they may see. A part with an item that is null is rendered each time.
   */
  of: readonly (string | number | boolean | null)[];
  className?: string | undefined;
  /** Renders the part. Pure: no hooks, no client components, no clock. */
  children: () => ReactElement;
};

/**
 * A part of a page that stays the same for a while, such as until the council's history grows: rendered once, kept as
 * HTML, and left alone by the browser. It takes neither React's passes nor room in the payload, where it would be larger
 * than the HTML.
 */
export async function Markup({ name, of, className, children }: MarkupProps) {
  const isPageLoad = (await headers()).has('x-page-load');
  const part = markupOf(of.includes(null) ? null : JSON.stringify([name, ...of]), children, isPageLoad);
  return <MarkupSlot {...part} className={className} />;
}
