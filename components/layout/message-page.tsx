import type { ReactNode } from 'react';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PublicFrame } from '#components/layout/public-frame.tsx';

/** A page with only a message: not found, an error, or a service that is unavailable. */
export function MessagePage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <PublicFrame title={title}>
      <PageHeading>{title}</PageHeading>
      <div className="prose">{children}</div>
    </PublicFrame>
  );
}
