'use client';

import { useEffect, useSyncExternalStore } from 'react';
import { LinkButton } from '#components/ui/button.tsx';

/** Keys that leaf through the slides, and a button for the whole screen. Without script the links are enough. */
export function SlideKeys({ back }: { back: string }) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === ' ' && event.target instanceof HTMLButtonElement) return;
      if (event.key === 'Escape') return window.location.assign(back);
      const slides = [...document.querySelectorAll('.slide')];
      const shown = slides.findIndex(({ id }) => `#${id}` === window.location.hash);
      const to = slides[placeAfter(event, Math.max(shown, 0), slides.length)];
      if (!to) return;
      event.preventDefault();
      // Not in the history, so that Back leads out of the slides.
      window.location.replace(`#${to.id}`);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [back]);
  const canFill = useSyncExternalStore(
    () => () => undefined,
    () => document.fullscreenEnabled,
    () => false,
  );
  return canFill ? (
    <p className="slides-fill">
      <LinkButton type="button" onClick={() => void toggleFullScreen()}>
        Full screen
      </LinkButton>
    </p>
  ) : null;
}

function toggleFullScreen(): Promise<void> {
  return document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen();
}

/** The slide that a key leads to. -1 if it does not lead to another. */
function placeAfter({ key, shiftKey }: KeyboardEvent, at: number, count: number): number {
  const { scrollHeight } = document.documentElement;
  const isMoreAbove = window.scrollY > 0;
  const isMoreBelow = window.scrollY + window.innerHeight < scrollHeight - 1;
  switch (key) {
    case 'ArrowRight':
      return at + 1;
    case 'ArrowLeft':
      return at - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    // These scroll first, where a slide is higher than the screen.
    case 'PageDown':
      return isMoreBelow ? -1 : at + 1;
    case 'PageUp':
      return isMoreAbove ? -1 : at - 1;
    case ' ':
      if (shiftKey) return isMoreAbove ? -1 : at - 1;
      return isMoreBelow ? -1 : at + 1;
    default:
      return -1;
  }
}
