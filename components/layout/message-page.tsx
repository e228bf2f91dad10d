import type { ReactNode } from 'react';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PublicFrame } from '#components/layout/public-frame.tsx';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';

/** A page with only a message: not found, an error, or a service that is unavailable. */
export function MessagePage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <PublicFrame title={title}>
      <PageHeading>{title}</PageHeading>
      <div className="prose">{children}</div>
    </PublicFrame>
  );
}

/** Where to find who helps, as a page for everyone cannot name them. */
export function HelpLine() {
  return (
    <p>
      If you need help, see <Link href={routes.help}>who helps in your council</Link>.
    </p>
  );
}
