import { connection } from 'next/server';
import { PlanNotFound } from '#components/publications/plan-not-found.tsx';

export default async function NotFound() {
  // Rendered for each request, because scripts need its nonce.
  await connection();
  return <PlanNotFound />;
}
