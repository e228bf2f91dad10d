import { connection } from 'next/server';
import { PaperNotFound } from '#components/papers/paper-not-found.tsx';

export default async function NotFound() {
  // Scripts run only with the nonce of their request, so the page is not made ahead of it.
  await connection();
  return <PaperNotFound />;
}
