'use client';

import { useEffect, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkboxes } from '#components/ui/checkboxes.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import type { Citable } from '#lib/record/claims/queries.ts';

/** What a search of the council's evidence found. */
export type Found = { readonly words: string; readonly items: readonly Citable[] };

export type EvidenceFinderProps = {
  /** `routes.citableEvidence`. */
  url: string;
  /** The search in the page's address. Null if there is none. */
  found: Found | null;
  /** Actions of the form: they keep what is typed as a draft, and search or attach. */
  find: (form: FormData) => void;
  attach: (form: FormData) => void;
  error: string | undefined;
};

const BUTTON = 'search';
const PAUSE_MS = 200;
/** Items shown: people type more to see fewer. */
const SHOWN = 8;

/** Searches the council's evidence while people type, and attaches what they choose. Part of the statement's form. */
export function EvidenceFinder(props: EvidenceFinderProps) {
  const { url, found: asked } = props;
  const area = useRef<HTMLDivElement>(null);
  const [found, setFound] = useState<Found | 'failed' | null>(asked);
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    let control = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const search = (words: string, wait: number) => {
      clearTimeout(timer);
      control.abort();
      control = new AbortController();
      const { signal } = control;
      if (words === '') return setFound(null);
      timer = setTimeout(async () => {
        try {
          const answer = await fetch(`${url}?${new URLSearchParams({ words })}`, { signal });
          if (!answer.ok) throw new Error(`${answer.status}`);
          setFound({ words, items: (await answer.json()).items });
        } catch {
          if (!signal.aborted) setFound('failed');
        }
      }, wait);
    };
    // What is typed or ticked here is no part of the draft, so autosave must not hear of it.
    const onInput = (event: Event) => {
      event.stopPropagation();
      if (isSearch(event.target)) search(event.target.value.trim(), PAUSE_MS);
    };
    // Either button that sends the form to search it without script. Enter selects the hidden one: outside the search
    // box it means to save.
    const form = element.closest('form');
    const onClick = (event: MouseEvent) => {
      const isButton = event.target instanceof Element && event.target.matches(`#${BUTTON}, [data-find]`);
      const box = element.querySelector('input');
      if (!box || !isButton) return;
      event.preventDefault();
      if (element.contains(document.activeElement)) search(box.value.trim(), 0);
      else form?.querySelector<HTMLElement>('.save-bar button')?.click();
    };
    element.addEventListener('input', onInput);
    form?.addEventListener('click', onClick);
    return () => {
      clearTimeout(timer);
      control.abort();
      element.removeEventListener('input', onInput);
      form?.removeEventListener('click', onClick);
    };
  }, [url]);

  const fresh = found && found !== 'failed' ? found.items.filter(({ attached }) => !attached) : [];
  const items = fresh.slice(0, SHOWN);
  return (
    <div ref={area}>
      <div className="finder">
        <TextInput
          name="find"
          type="search"
          label="Find evidence by title or reference"
          labelSize="small"
          defaultValue={asked?.words}
        />
        <Button kind="secondary" id={BUTTON} formAction={props.find}>
          Find
        </Button>
      </div>
      <p role="status" className="my-1 text-ink-soft">
        {describeFound(found, fresh.length)}
      </p>
      {items.length > 0 && (
        <div className="mb-4 space-y-3">
          <Checkboxes
            name="attach"
            label="Evidence to attach"
            options={items.map(({ reference, title }) => ({
              value: reference,
              label: (
                <>
                  <b>{reference}</b> <bdi>{title}</bdi>
                </>
              ),
            }))}
            error={props.error}
          />
          <Button kind="secondary" formAction={props.attach}>
            Attach selected
          </Button>
        </div>
      )}
    </div>
  );
}

function isSearch(target: EventTarget | null): target is HTMLInputElement {
  return target instanceof HTMLInputElement && target.type === 'search';
}

function describeFound(found: Found | 'failed' | null, count: number): string {
  if (found === null) return '';
  if (found === 'failed') return 'Your evidence list cannot be reached. Try again in a moment.';
  if (count > SHOWN) return `The first ${SHOWN} matches. Type more to see fewer.`;
  if (count > 0) return count === 1 ? '1 match' : `${count} matches`;
  return found.items.length > 0
    ? 'All matching items are attached already.'
    : 'No evidence matches. Try other words, or add new evidence.';
}
