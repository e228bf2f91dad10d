'use client';

import { useEffect, useState } from 'react';
import { NotificationBanner } from '#components/ui/notification-banner.tsx';

const shown = new Set<string>();

/** Shows a message once, even if the Back button restores the page from the browser's cache. */
export function FlashBanner({ id, children }: { id: string; children: string }) {
  const [isOver, setIsOver] = useState(() => shown.has(id));
  useEffect(() => {
    shown.add(id);
    const onShow = ({ persisted }: PageTransitionEvent) => persisted && setIsOver(true);
    window.addEventListener('pageshow', onShow);
    return () => window.removeEventListener('pageshow', onShow);
  }, [id]);
  return isOver ? null : <NotificationBanner>{children}</NotificationBanner>;
}
