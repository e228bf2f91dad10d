import { type NextRequest, NextResponse } from 'next/server';
import { env } from '#lib/platform/env.ts';
import { isSameOrigin, OTHER_ORIGIN } from '#lib/platform/http/same-origin.ts';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/** Before every page and handler: changes from other sites are refused, and scripts run only with this request's nonce. */
export function proxy(request: NextRequest): NextResponse {
  if (!SAFE_METHODS.includes(request.method) && !isSameOrigin(request.headers)) {
    return new NextResponse(`${OTHER_ORIGIN}\n`, {
      status: 403,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    });
  }
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const https = env().NEXTAUTH_URL.startsWith('https:');
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    ...(https ? ['upgrade-insecure-requests'] : []),
  ].join('; ');

  const headers = new Headers(request.headers);
  // Next reads the nonce for its own scripts from here.
  headers.set('content-security-policy', policy);
  headers.set('x-path', `${request.nextUrl.pathname}${request.nextUrl.search}`);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('cache-control', 'private, no-store');
  return response;
}

// Uploads must not pass through here: Next keeps only the first 10 MB of a body that does, so their handler checks for
// itself. Files and packs carry a stricter policy of their own.
export const config = {
  matcher: [
    '/((?!_next/static/|favicon\\.(?:ico|svg)$|apple-touch-icon\\.png$|councils/[^/]+/(?:evidence/(?:upload|[^/]+/file)|packs/current\\.pdf)$).*)',
  ],
};
