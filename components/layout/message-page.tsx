import type { ReactNode } from 'react';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PublicFrame } from '#components/layout/public-frame.tsx';

/** A page that only says something: not found, a fault, a service that is away. */
export function MessagePage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <PublicFrame title={title}>
      <PageHeading>{title}</PageHeading>
      <div className="prose">{children}</div>
    </PublicFrame>
  );
}
