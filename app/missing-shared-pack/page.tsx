import { SharedPackNotFound } from '#components/pack-copies/shared-pack-not-found.tsx';

// Static HTML that the server sends with status 404 for a link that opens no pack.
export const dynamic = 'force-static';

export default function MissingSharedPackPage() {
  return <SharedPackNotFound />;
}
