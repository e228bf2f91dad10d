import type { ReactNode } from 'react';
import { Breadcrumbs, type Crumb } from '#components/ui/breadcrumbs.tsx';

type PageProps = {
  breadcrumbs?: readonly Crumb[] | undefined;
  children: ReactNode;
};

/** Everything between header and footer. The target of the skip link is `main`. */
export function Page({ breadcrumbs = [], children }: PageProps) {
  return (
    <div className="page-width pb-16 print:p-0">
      <Breadcrumbs items={breadcrumbs} />
      <main id="main" tabIndex={-1} className="pt-5 sm:pt-6">
        {children}
      </main>
    </div>
  );
}
