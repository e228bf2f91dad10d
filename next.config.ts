import type { NextConfig } from 'next';

const config: NextConfig = {
  poweredByHeader: false,
  images: { unoptimized: true },
  // Otherwise Next takes the outermost folder with a lock file, which may belong to another project.
  turbopack: { root: import.meta.dirname },
  // `npm run check` checks types, including those of tests, so a build need not.
  typescript: { ignoreBuildErrors: true },
  // Room for three narratives far over their limit, so that they can be refused and given back.
  experimental: { serverActions: { bodySizeLimit: '4mb' } },
  // Native code and data files, loaded from node_modules unbundled.
  serverExternalPackages: [
    '@azure/storage-blob',
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
    // Anyone with the address of a paper, a pack, a calendar or a board's plan can read it, so no other page may learn it.
    ...['/papers/:path*', '/shared-packs/:path*', '/calendars/:path*', '/improvement-boards/:path*'].map(
      (source) => ({
        source,
        headers: [
          { key: 'Referrer-Policy', value: 'no-referrer' },
          { key: 'X-Robots-Tag', value: 'noindex, nofollow' },
        ],
      }),
    ),
  ],
};

export default config;
