import { signedIn } from '#lib/platform/auth/session.ts';

/** Asked by an open page to stay signed in: reading the session is what notes its use. */
export async function POST(): Promise<Response> {
  const session = await signedIn();
  return new Response(null, { status: session ? 204 : 401 });
}
