import { redirect } from 'next/navigation';
import * as routes from '#lib/kernel/routes.ts';

// Rendered for each request, because scripts need its nonce.
export const dynamic = 'force-dynamic';

export default function HomePage() {
  redirect(routes.councils);
}
