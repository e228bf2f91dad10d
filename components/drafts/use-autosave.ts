'use client';

import { type RefObject, useEffect, useRef, useState } from 'react';
import { onEdit } from '#components/ui/edits.ts';
import { FORM_TOKEN_FIELD } from '#lib/platform/forms/form-state.ts';

/** What every draft of a page says besides what is typed. */
export type DraftMarks = {
  readonly page: string;
  readonly assessment: string;
  readonly version: number;
  readonly from: { readonly page: string; readonly edit: number } | null;
};

const PAUSE_MS = 1_000;
const LONGEST_WAIT_MS = 5_000;
const RETRIES_MS = [1_000, 2_000, 4_000, 8_000, 15_000] as const;
/** Browsers send at most 64 KB after a page closes. */
const SENT_WHILE_LEAVING = 60_000;
/** How long a save waits for a draft in transit, which must not arrive after it. */
const PATIENCE_MS = 2_000;
/** How long to wait for a silent connection. */
const SILENCE_MS = 15_000;

const TEXTS: Readonly<Record<number, string>> = {
  401: 'Not saved: you have been signed out. Sign in again in another tab. Still trying',
  403: 'Not saved: someone else has signed in. Sign in again as yourself in another tab. Still trying',
  404: 'Not saved: you no longer have permission to change this',
  410: 'Not saved: this assessment is closed',
  413: 'Not saved: the text is too long to keep as a draft',
  429: 'Not saved: you have too many pages loading at once. Still trying',
  507: 'Not saved: you have too many unsaved drafts. Save this page, or discard drafts that you do not need. Still trying',
};
const FAILED = 'Not saved: there is a problem with the service. Still trying';
const OFFLINE = 'Not saved: no connection. Still trying';

// Edit numbers for all pages of this tab: the browser's clock, but strictly increasing.
let lastEdit = 0;
// Pages left by a link inside the service. Next may show one again from its cache, without its draft.
const left = new Set<string>();
// The draft that a save has removed. Text typed since then continues in the next draft.
let overtaken: { readonly address: string; readonly page: string; readonly edit: number } | null = null;

/**
 * Saves drafts of the form to the server: a second after typing pauses, every five seconds during typing, and when the
 * page is hidden or left. Returns the state to show, and whether leaving now would lose text.
 */
export function useAutosave(
  form: RefObject<HTMLFormElement | null>,
  address: string,
  marks: DraftMarks,
  /** A new value each time the form is refused, as its values are then unsaved; null before. */
  refused: object | null,
): { readonly message: string; readonly isKept: () => boolean } {
  const [message, setMessage] = useState('');
  const opened = useRef(false);
  const isKept = useRef<() => boolean>(() => true);
  const current = useRef(marks);
  current.current = marks;
  const typedSince = useRef(() => {});

  useEffect(() => {
    const element = form.current;
    if (!element) return;
    const { page } = current.current;
    if (left.has(page) && !opened.current) {
      window.location.reload();
      return;
    }
    opened.current = true;

    let edit = 0;
    let keptEdit = 0;
    // The last edit sent with the form. The form saves it unless its response never arrives.
    let sentEdit = 0;
    let firstUnkept = 0;
    let failures = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let sending: { readonly done: Promise<void>; readonly abort: AbortController } | null = null;

    const before = overtaken?.address === address ? overtaken : null;
    overtaken = null;
    let from: DraftMarks['from'] = null;

    const body = () => {
      const data = new FormData(element);
      const value = (name: string) => String(data.get(name) ?? '');
      return JSON.stringify({
        ...current.current,
        form: value(FORM_TOKEN_FIELD),
        from: current.current.from ?? from,
        edit,
        score: value('score'),
        scoreReason: value('scoreReason'),
        strengths: value('strengths'),
        improvements: value('improvements'),
        impact: value('impact'),
        completed: value('completed'),
      });
    };
    const plan = (wait: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => void send(), wait);
    };
    const send = async (leaving = false): Promise<void> => {
      clearTimeout(timer);
      if (edit === keptEdit || ((sending || edit === sentEdit) && !leaving)) return;
      const sent = edit;
      const text = body();
      const abort = new AbortController();
      const done = post(address, text, abort.signal, leaving).then((answer) => {
        if (abort.signal.aborted) return;
        sending = null;
        if (answer.ok) {
          failures = 0;
          keptEdit = Math.max(keptEdit, sent);
          firstUnkept = Date.now();
          const kept = `Saved at ${answer.time} as your draft`;
          setMessage(answer.writing === '' ? kept : `${kept}. ${answer.writing}`);
          if (edit !== keptEdit) plan(PAUSE_MS);
          return;
        }
        setMessage(answer.status === null ? OFFLINE : (TEXTS[answer.status] ?? FAILED));
        plan(RETRIES_MS[Math.min(failures, RETRIES_MS.length - 1)] ?? LONGEST_WAIT_MS);
        failures += 1;
      });
      sending = { done, abort };
      await done;
    };
    const onInput = () => {
      if (edit === keptEdit) firstUnkept = Date.now();
      lastEdit = Math.max(Date.now(), lastEdit + 1);
      edit = lastEdit;
      if (failures > 0) return;
      plan(Math.min(PAUSE_MS, Math.max(0, firstUnkept + LONGEST_WAIT_MS - Date.now())));
    };
    const tryNow = () => void send();
    const onHidden = () => void send(document.visibilityState === 'hidden');
    const onLeave = () => void send(true);
    const onSubmit = (event: SubmitEvent) => {
      clearTimeout(timer);
      if (!sending) {
        sentEdit = edit;
        return;
      }
      // A draft in transit must not arrive after the save, which removes it.
      event.preventDefault();
      event.stopPropagation();
      const { done, abort } = sending;
      const late = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS));
      const { submitter } = event;
      void Promise.race([done, late]).then(() => {
        abort.abort();
        sending = null;
        element.requestSubmit(submitter);
      });
    };

    // This page's draft is being discarded, so send no more of it.
    const onDiscard = ({ target }: SubmitEvent) => {
      if (!(target instanceof HTMLFormElement) || target === element) return;
      if (!new FormData(target).getAll('page').includes(current.current.page)) return;
      clearTimeout(timer);
      sending?.abort.abort();
      keptEdit = edit;
    };

    typedSince.current = onInput;
    isKept.current = () =>
      edit === keptEdit ||
      (edit !== sentEdit &&
        failures === 0 &&
        navigator.onLine &&
        new Blob([body()]).size < SENT_WHILE_LEAVING);
    const stop = onEdit(element, onInput);
    if (edit !== 0) from = before;
    element.addEventListener('submit', onSubmit);
    document.addEventListener('submit', onDiscard, true);
    document.addEventListener('visibilitychange', onHidden);
    // When a page is reloaded, the request is sent between these two events.
    window.addEventListener('beforeunload', onLeave);
    window.addEventListener('pagehide', onLeave);
    window.addEventListener('online', tryNow);
    window.addEventListener('focus', tryNow);
    return () => {
      left.add(page);
      // The response to the sent form renders the page again.
      if (edit !== sentEdit) {
        overtaken = { address, page: current.current.page, edit };
        void send(true);
      }
      clearTimeout(timer);
      stop();
      element.removeEventListener('submit', onSubmit);
      document.removeEventListener('submit', onDiscard, true);
      document.removeEventListener('visibilitychange', onHidden);
      window.removeEventListener('beforeunload', onLeave);
      window.removeEventListener('pagehide', onLeave);
      window.removeEventListener('online', tryNow);
      window.removeEventListener('focus', tryNow);
    };
  }, [form, address]);

  useEffect(() => {
    if (refused) typedSince.current();
  }, [refused]);

  return { message, isKept: () => isKept.current() };
}

type Answer =
  | { readonly ok: true; readonly time: string; readonly writing: string }
  | { readonly ok: false; readonly status: number | null };

async function post(address: string, body: string, signal: AbortSignal, leaving: boolean): Promise<Answer> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(SILENCE_MS)]),
      keepalive: leaving && new Blob([body]).size < SENT_WHILE_LEAVING,
    });
    if (!response.ok) return { ok: false, status: response.status };
    // A Wi-Fi sign-in page also has status 200.
    const answer: unknown = await response.json();
    const { at, time, writing }: { at?: unknown; time?: unknown; writing?: unknown } = Object(answer);
    // A server of the release before does not put the time in words, and says nothing about other people.
    return typeof at === 'string'
      ? { ok: true, time: String(time ?? at), writing: String(writing ?? '') }
      : { ok: false, status: null };
  } catch {
    return { ok: false, status: null };
  }
}
