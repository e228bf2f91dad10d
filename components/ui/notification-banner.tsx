import { type ReactNode, useId } from 'react';

/**
 * Tells what has just been done. One to a page, before the heading. An error summary takes its place: a form that was
 * refused since then came back to the same address, which still tells of the one before.
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
