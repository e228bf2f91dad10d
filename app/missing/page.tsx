import { PageNotFound } from '#components/layout/page-not-found.tsx';

// Static HTML that the server sends with status 404 in place of Next's page, which needs script.
export const dynamic = 'force-static';

export default function MissingPage() {
  return <PageNotFound />;
}
