import { connection } from 'next/server';
import { PaperNotFound } from '#components/papers/paper-not-found.tsx';

export default async function NotFound() {
  // Rendered for each request, because scripts need its nonce.
  await connection();
  return <PaperNotFound />;
}
