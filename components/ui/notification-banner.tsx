import { type ReactNode, useId } from 'react';

type NotificationBannerProps = {
  kind?: 'success' | 'neutral' | undefined;
  /** "Success" or "Important" unless given. */
  title?: string | undefined;
  children: ReactNode;
};

/** Tells what has just happened. One to a page, before the heading, never together with an error summary. */
export function NotificationBanner({ kind = 'neutral', title, children }: NotificationBannerProps) {
  const id = useId();
  const success = kind === 'success';
  return (
    <section
      role={success ? 'alert' : 'region'}
      aria-labelledby={id}
      className={`mb-8 border-l-8 px-5 py-4 forced-colors:border ${
        success ? 'border-success bg-success-tint' : 'border-accent bg-accent-tint'
      }`}
    >
      <h2 id={id} className={`text-16 font-bold ${success ? 'text-success' : 'text-accent'}`}>
        {title ?? (success ? 'Success' : 'Important')}
      </h2>
      <div className="mt-1 max-w-text text-24 font-semibold">{children}</div>
    </section>
  );
}
