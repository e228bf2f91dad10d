import { PageNotFound } from '#components/layout/page-not-found.tsx';

// Built once as plain HTML; the server sends it with status 404 in place of a page that is whole only with script.
export const dynamic = 'force-static';

export default function MissingPage() {
  return <PageNotFound />;
}
