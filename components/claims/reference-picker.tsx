'use client';

import { useEffect, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { LinkButton } from '#components/ui/button.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import * as routes from '#lib/kernel/routes.ts';
import type { Citable } from '#lib/record/claims/queries.ts';
import type { StatementId } from '#lib/scoring/index.ts';

type ReferencePickerProps = {
  council: string;
  statement: StatementId;
  /** Id of the text box to insert into. */
  controlId: string;
  /** The label of that box, which distinguishes the pickers. */
  heading: string;
};

type Found = { readonly items: readonly Citable[]; readonly failed: boolean };

const WAIT_MS = 200;

/** Inserts an item's reference at the cursor. Needs script; without it people type the reference. */
export function ReferencePicker({ council, statement, controlId, heading }: ReferencePickerProps) {
  const [ready, setReady] = useState(false);
  const [open, setOpen] = useState(false);
  useEffect(() => setReady(true), []);
  if (!ready) return null;

  const insert = (reference: string) => {
    const box = document.getElementById(controlId);
    setOpen(false);
    if (!(box instanceof HTMLTextAreaElement)) return;
    const before = box.value.slice(0, box.selectionStart);
    const after = box.value.slice(box.selectionEnd);
    const space = (apart: boolean) => (apart ? ' ' : '');
    const text = `${space(/[\p{L}\p{N}.,;:!?)]$/u.test(before))}${reference}${space(/^[\p{L}\p{N}(]/u.test(after))}`;
    box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end');
    // The count, autosave and unsaved guard listen for typing.
    box.dispatchEvent(new Event('input', { bubbles: true }));
    // The dialog returns focus to its button when it closes.
    requestAnimationFrame(() => box.focus());
  };

  return (
    <p className="mt-2 print:hidden">
      <LinkButton type="button" onClick={() => setOpen(true)}>
        Insert a reference<span className="sr-only"> into {heading}</span>
      </LinkButton>
      {open &&
        // Outside the statement's form, so that Enter in the search box does not send it.
        createPortal(
          <Picker council={council} statement={statement} onPick={insert} onClose={() => setOpen(false)} />,
          document.body,
        )}
    </p>
  );
}

type PickerProps = {
  council: string;
  statement: StatementId;
  onPick: (reference: string) => void;
  onClose: () => void;
};

function Picker({ council, statement, onPick, onClose }: PickerProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [words, setWords] = useState('');
  const [found, setFound] = useState<Found | null>(null);

  useEffect(() => dialog.current?.showModal(), []);

  useEffect(() => {
    const control = new AbortController();
    const ask = async () => {
      try {
        const answer = await fetch(routes.citableEvidence(council, statement, words), {
          signal: control.signal,
        });
        if (!answer.ok) throw new Error(`${answer.status}`);
        setFound({ items: (await answer.json()).items, failed: false });
      } catch {
        if (!control.signal.aborted) setFound({ items: [], failed: true });
      }
    };
    const timer = setTimeout(ask, words === '' ? 0 : WAIT_MS);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [council, statement, words]);

  return (
    <dialog
      ref={dialog}
      aria-labelledby={`${id}-heading`}
      onClose={onClose}
      onInput={({ target }) => target instanceof HTMLInputElement && setWords(target.value.trim())}
      className="m-auto max-h-[90dvh] w-full max-w-text overflow-auto border-2 border-ink bg-paper p-6 text-ink backdrop:bg-veil"
    >
      <h2 id={`${id}-heading`} className="heading-2 mb-5">
        Insert a reference
      </h2>
      <TextInput name="words" id={`${id}-words`} label="Find evidence by title or reference" />
      <p role="status" className="mt-4 text-ink-soft">
        {describeFound(found)}
      </p>
      <ul className="mt-2 border-t border-rule">
        {found?.items.map(({ reference, title, attached }) => (
          <li key={reference} className="border-b border-rule py-2">
            <LinkButton type="button" onClick={() => onPick(reference)}>
              {reference} <bdi>{title}</bdi>
            </LinkButton>
            {!attached && <span className="block text-16 text-ink-soft"> Not on this statement yet</span>}
          </li>
        ))}
      </ul>
      <p className="mt-5">
        <LinkButton type="button" onClick={onClose}>
          Close
        </LinkButton>
      </p>
    </dialog>
  );
}

function describeFound(found: Found | null): string {
  if (found === null) return 'Looking in your evidence list';
  if (found.failed) return 'Your evidence list cannot be reached. Type the reference instead, such as E12.';
  if (found.items.length === 0) return 'No evidence found';
  return found.items.length === 1 ? '1 evidence item' : `${found.items.length} evidence items`;
}
