import { type ReactNode, useId } from 'react';

/**
 * Confirms what was just done. One to a page, before the heading. Not shown with an error summary: a refused form comes
 * back to the same address, which still names the last message.
 */
export function NotificationBanner({ children }: { children: ReactNode }) {
  const id = useId();
  return (
    <section
      role="alert"
      aria-labelledby={id}
      className="in-[main:has([data-error-summary])]:hidden mb-8 border-l-8 border-success bg-success-tint px-5 py-4 forced-colors:border"
    >
      <h2 id={id} className="text-16 font-bold text-success">
        Success
      </h2>
      <div className="mt-1 max-w-text text-24 font-semibold">{children}</div>
    </section>
  );
}
