import { PaperNotFound } from '#components/papers/paper-not-found.tsx';

// Static HTML that the server sends with status 404 for a link that opens no paper.
export const dynamic = 'force-static';

export default function MissingPaperPage() {
  return <PaperNotFound />;
}
