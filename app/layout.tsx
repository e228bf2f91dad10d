import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import './fonts.ts';
import './globals.css';

// No title here: pages render their own <title>, so that a form with errors can put "Error: " before it.
export const metadata: Metadata = {
  applicationName: 'Assurance',
  icons: {
    icon: [
      { url: '/favicon.ico', sizes: '32x32' },
      { url: '/favicon.svg', type: 'image/svg+xml' },
    ],
    apple: '/apple-touch-icon.png',
  },
  formatDetection: { telephone: false, address: false, email: false },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#12436d' },
    { media: '(prefers-color-scheme: dark)', color: '#111a21' },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en-GB">
      <body className="flex min-h-dvh flex-col">{children}</body>
    </html>
  );
}
