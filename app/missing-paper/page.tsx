import { PaperNotFound } from '#components/papers/paper-not-found.tsx';

// Built once as plain HTML; the server sends it with status 404 where a link to a paper opens nothing.
export const dynamic = 'force-static';

export default function MissingPaperPage() {
  return <PaperNotFound />;
}
