import type { NextConfig } from 'next';

const config: NextConfig = {
  poweredByHeader: false,
  images: { unoptimized: true },
  // Else Next takes the outermost folder with a lock file, which may be somebody else's.
  turbopack: { root: import.meta.dirname },
  // `npm run check` checks types, those of the tests included; a build would only do it again.
  typescript: { ignoreBuildErrors: true },
  // Three narratives far over their limit still come in, to be told so and given back.
  experimental: { serverActions: { bodySizeLimit: '4mb' } },
  // Native code and data files: loaded from node_modules as they are.
  serverExternalPackages: [
    '@myriaddreamin/typst-ts-node-compiler',
    '@node-rs/argon2',
    'nodemailer',
    'pg',
    'pg-boss',
    'pino',
  ],
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'Referrer-Policy', value: 'same-origin' },
        { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
        { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
        { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), browsing-topics=()' },
        { key: 'X-Frame-Options', value: 'DENY' },
      ],
    },
    // The address of a paper is all that somebody needs to read it: no other page learns of it.
    {
      source: '/papers/:path*',
      headers: [
        { key: 'Referrer-Policy', value: 'no-referrer' },
        { key: 'X-Robots-Tag', value: 'noindex, nofollow' },
      ],
    },
  ],
};

export default config;
