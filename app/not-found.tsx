import { connection } from 'next/server';
import { PageNotFound } from '#components/layout/page-not-found.tsx';

export default async function NotFound() {
  // Rendered for each request, because scripts need its nonce.
  await connection();
  return <PageNotFound />;
}
