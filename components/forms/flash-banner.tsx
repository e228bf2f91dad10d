'use client';

import { useEffect, useState } from 'react';
import { NotificationBanner } from '#components/ui/notification-banner.tsx';

const shown = new Set<string>();

/** The server tells a message once. This tells it no more where Back shows a page again that the browser kept. */
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
