'use client';

import { useEffect, useState } from 'react';
import { Button } from '#components/ui/button.tsx';

type SessionWarningProps = { idleMinutes: number; warningMinutes: number };

const MINUTE = 60_000;
const TYPING_KEEPS_ALIVE_EVERY = 5 * MINUTE;

/**
 * Keeps a person signed in while they type, and otherwise warns them before the idle limit ends their session. Without
 * script the limit applies without a warning.
 */
export function SessionWarning({ idleMinutes, warningMinutes }: SessionWarningProps) {
  const [near, setNear] = useState(false);
  const [extended, setExtended] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: extending starts the clock again.
  useEffect(() => {
    const warn = setTimeout(() => setNear(true), (idleMinutes - warningMinutes) * MINUTE);
    let last = Date.now();
    const onTyping = () => {
      if (Date.now() - last < TYPING_KEEPS_ALIVE_EVERY) return;
      last = Date.now();
      void extend();
    };
    const extend = async () => {
      if (await keepSession()) setExtended(Date.now());
    };
    document.addEventListener('input', onTyping);
    return () => {
      clearTimeout(warn);
      document.removeEventListener('input', onTyping);
    };
  }, [extended, idleMinutes, warningMinutes]);

  if (!near) return null;
  return (
    <section
      aria-labelledby="session-warning"
      className="fixed inset-x-0 bottom-0 z-10 border-t-4 border-ink bg-warning-tint p-4 print:hidden"
    >
      <div className="page-width flex flex-wrap items-center justify-between gap-4">
        <p id="session-warning" role="alert" className="max-w-text font-semibold">
          You will be signed out in about {warningMinutes} minutes because you have been inactive.
        </p>
        <Button
          type="button"
          onClick={async () => {
            if (!(await keepSession())) return;
            setNear(false);
            setExtended(Date.now());
          }}
        >
          Stay signed in
        </Button>
      </div>
    </section>
  );
}

async function keepSession(): Promise<boolean> {
  const response = await fetch('/api/session', { method: 'POST' }).catch(() => null);
  // Another 200 may come from elsewhere, such as a Wi-Fi sign-in page.
  return response?.status === 204;
}
