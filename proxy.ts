import { type NextRequest, NextResponse } from 'next/server';
import { env } from '#lib/platform/env.ts';
import { isSameOrigin, OTHER_ORIGIN } from '#lib/platform/http/same-origin.ts';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/** Runs before every page and handler: refuses changes from other sites and allows only scripts with its nonce. */
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
  // Next reads the nonce for its own scripts from this header.
  headers.set('content-security-policy', policy);
  headers.set('x-path', `${request.nextUrl.pathname}${request.nextUrl.search}`);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('cache-control', 'private, no-store');
  return response;
}

// Uploads must not pass through here, because Next keeps only the first 10 MB of their body: their handler does its
// own checks. Files, their pages and packs have a stricter policy of their own.
export const config = {
  matcher: [
    '/((?!_next/static/|favicon\\.(?:ico|svg)$|apple-touch-icon\\.png$|brand/|councils/[^/]+/(?:evidence/(?:uploads?|uploads?/[^/]+|uploads/[^/]+/check|[^/]+/(?:file|pages/[^/]+))|inspections/[^/]+/accuracy/(?:upload|drafts/[^/]+/file)|packs/current\\.pdf|logo/[^/]+)$).*)',
  ],
};
