'use client';

type MarkupSlotProps = {
  id: string | undefined;
  /** Not set when the page is loaded whole: the server looks it up, and the browser has it already. */
  html: string | undefined;
  className: string | undefined;
};

/** Only `Markup` uses it. */
export function MarkupSlot({ id, html, className }: MarkupSlotProps) {
  return (
    <div
      id={id}
      className={className}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: React made it on the server, escaped.
      dangerouslySetInnerHTML={{ __html: html ?? known(id ?? '') }}
    />
  );
}

// React may render the page anew: when it is opened again with Back, or after an extension has changed it.
const shown = new Map<string, string>();

function known(id: string): string {
  if (typeof window === 'undefined') {
    const html = (globalThis as { assuranceMarkup?: Map<string, string> }).assuranceMarkup?.get(id);
    if (html === undefined) throw new Error(`There is no part ${id} of the page any more`);
    return html;
  }
  const html = shown.get(id) ?? document.getElementById(id)?.innerHTML ?? '';
  shown.set(id, html);
  return html;
}
