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
      {breadcrumbs.length > 0 && (
        <div className="pt-4">
          <Breadcrumbs items={breadcrumbs} />
        </div>
      )}
      <main id="main" tabIndex={-1} className="pt-6 sm:pt-8">
        {children}
      </main>
    </div>
  );
}
