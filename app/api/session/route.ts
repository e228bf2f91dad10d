import { signedIn } from '#lib/platform/auth/session.ts';

/** Called by an open page to stay signed in: reading the session records its use. */
export async function POST(): Promise<Response> {
  const session = await signedIn();
  return new Response(null, { status: session ? 204 : 401 });
}
