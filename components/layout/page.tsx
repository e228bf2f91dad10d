import type { ReactNode } from 'react';
import { Breadcrumbs, type Crumb } from '#components/ui/breadcrumbs.tsx';

type PageProps = {
  breadcrumbs?: readonly Crumb[] | undefined;
  children: ReactNode;
  /** For dashboards and wide tables: 1280px instead of 1020px. */
  wide?: boolean | undefined;
};

/** Everything between header and footer. The target of the skip link is `main`. */
export function Page({ breadcrumbs = [], children, wide = false }: PageProps) {
  return (
    <div className={`${wide ? 'page-width-wide' : 'page-width'} pb-20 print:p-0`}>
      {breadcrumbs.length > 0 && (
        <div className="pt-4">
          <Breadcrumbs items={breadcrumbs} />
        </div>
      )}
      <main id="main" tabIndex={-1} className="pt-8 sm:pt-10">
        {children}
      </main>
    </div>
  );
}
