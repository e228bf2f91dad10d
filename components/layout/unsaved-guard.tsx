'use client';

import { useEffect, useRef } from 'react';

const QUESTION = 'You have changes that are not saved. Leave this page without saving them?';

type UnsavedGuardProps = {
  /** Whether what is typed is kept elsewhere, so that leaving loses nothing. */
  isKept?: (() => boolean) | undefined;
};

/** Inside a form: asks before a link or the browser leaves a page with changes that are not saved. Needs script. */
export function UnsavedGuard({ isKept }: UnsavedGuardProps) {
  const kept = useRef(isKept);
  kept.current = isKept;
  const marker = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const form = marker.current?.form;
    if (!form) return;
    let changed = false;
    const wouldLose = () => changed && !kept.current?.();
    const onInput = () => {
      changed = true;
    };
    const onSubmit = () => {
      changed = false;
    };
    const onUnload = (event: BeforeUnloadEvent) => {
      if (wouldLose()) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (!link || link.getAttribute('href')?.startsWith('#') || event.ctrlKey || event.metaKey) return;
      if (!wouldLose()) return;
      if (window.confirm(QUESTION)) {
        changed = false;
      } else {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    form.addEventListener('input', onInput);
    form.addEventListener('submit', onSubmit);
    window.addEventListener('beforeunload', onUnload);
    document.addEventListener('click', onClick, true);
    return () => {
      form.removeEventListener('input', onInput);
      form.removeEventListener('submit', onSubmit);
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, true);
    };
  }, []);

  return <input ref={marker} type="hidden" />;
}
