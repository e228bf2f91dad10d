import { availableParallelism } from 'node:os';
import path from 'node:path';
import { defineConfig } from '@playwright/test';

const root = path.resolve(import.meta.dirname, '../..');

export default defineConfig({
  testDir: path.join(root, 'tests/e2e'),
  outputDir: path.join(root, 'test-results'),
  globalSetup: path.join(root, 'tests/setup/demo.ts'),
  // One more than the number of processors, because a test waits alternately for the service and the browser.
  workers: availableParallelism() + 1,
  fullyParallel: false,
  forbidOnly: true,
  // A test that passes only at the second try passes, and lib/tasks/test.ts names it: on two saturated processors a
  // landing hung on each of hundreds of tests passing the first time. Daily work shows each failure.
  retries: process.env.CI === 'true' ? 1 : 0,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: 'chromium',
    // Set by the global set-up before the workers read this file.
    ...(process.env.BASE_URL ? { baseURL: process.env.BASE_URL } : {}),
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    // Traces copy the page at every step: use --trace=on to investigate a failing test.
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(process.env.PLAYWRIGHT_CHROMIUM ? { executablePath: process.env.PLAYWRIGHT_CHROMIUM } : {}),
      args: [
        // Chromium's sandbox does not start as root.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
