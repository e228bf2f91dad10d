import { redirect } from 'next/navigation';
import { routes } from '#lib/kernel/routes.ts';

// Scripts run only with the nonce of their request, so the page is not made ahead of it.
export const dynamic = 'force-dynamic';

export default function HomePage() {
  redirect(routes.councils);
}
