import { connection } from 'next/server';
import { SharedPackNotFound } from '#components/pack-copies/shared-pack-not-found.tsx';

export default async function NotFound() {
  // Rendered for each request, because scripts need its nonce.
  await connection();
  return <SharedPackNotFound />;
}
