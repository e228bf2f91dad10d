'use client';

import { useEffect, useLayoutEffect, useRef } from 'react';
import { useFormStatus } from 'react-dom';
import { hasFields, keepEdits, onEdit } from '#components/ui/edits.ts';

const QUESTION = 'You have unsaved changes. Leave this page without saving?';

type UnsavedGuardProps = {
  /** Whether the form came back refused, with its values unsaved. */
  refused?: boolean | undefined;
  /** Whether the page's own script is sending the form, without React. */
  sending?: boolean | undefined;
  /** Whether drafts keep the text, so that leaving loses nothing. */
  isKept?: (() => boolean) | undefined;
};

/**
 * Inside a form: protects typed text from React's updates, and asks before the person leaves a page with unsaved
 * changes. Needs script.
 */
export function UnsavedGuard({ refused = false, sending = false, isKept }: UnsavedGuardProps) {
  const { pending } = useFormStatus();
  const now = useRef({ pending, refused, isKept });
  now.current = { pending, refused, isKept };
  const marker = useRef<HTMLInputElement>(null);
  // A sent form with edits is unsaved until its answer arrives.
  const sent = useRef(false);

  // Runs before anything else reads the fields.
  useLayoutEffect(() => {
    const form = marker.current?.form;
    return form ? keepEdits(form, () => now.current.pending) : undefined;
  }, []);

  useEffect(() => {
    const form = marker.current?.form;
    if (!form) return;
    let edited = false;
    let mayLeave = false;
    const isUnsaved = () => edited || (now.current.refused && !sent.current && hasFields(form));
    const wouldLose = (unsaved: boolean) => unsaved && !mayLeave && now.current.isKept?.() !== true;
    const mayBeLeft = () => {
      if (!wouldLose(isUnsaved() || sent.current)) return true;
      mayLeave = window.confirm(QUESTION);
      return mayLeave;
    };
    const onSubmit = (event: SubmitEvent) => {
      if (event.target !== form) return;
      // React would drop a second send when the first is answered, and lose the text typed in between.
      if (now.current.pending) {
        event.preventDefault();
        event.stopImmediatePropagation();
        return;
      }
      sent.current = isUnsaved();
      edited = false;
    };
    const onUnload = (event: BeforeUnloadEvent) => {
      if (wouldLose(isUnsaved())) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (!link || link.getAttribute('href')?.startsWith('#') || opensElsewhere(event, link)) return;
      if (mayBeLeft()) return;
      event.preventDefault();
      event.stopPropagation();
    };
    // For Back to a page that is shown without loading. Not every browser can ask first.
    const onTraverse = (event: NavigateEvent) => {
      if (event.navigationType === 'traverse' && event.cancelable && !mayBeLeft()) event.preventDefault();
    };
    const stop = onEdit(form, () => {
      edited = true;
      mayLeave = false;
    });
    document.addEventListener('submit', onSubmit, true);
    document.addEventListener('click', onClick, true);
    window.addEventListener('beforeunload', onUnload);
    window.navigation?.addEventListener('navigate', onTraverse);
    return () => {
      stop();
      document.removeEventListener('submit', onSubmit, true);
      document.removeEventListener('click', onClick, true);
      window.removeEventListener('beforeunload', onUnload);
      window.navigation?.removeEventListener('navigate', onTraverse);
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a form that came back is no longer being sent.
  useEffect(() => {
    if (!pending && !sending) sent.current = false;
  }, [pending, sending, refused]);

  return <input ref={marker} type="hidden" />;
}

function opensElsewhere(event: MouseEvent, link: Element): boolean {
  return event.ctrlKey || event.metaKey || event.shiftKey || link.getAttribute('target') === '_blank';
}
