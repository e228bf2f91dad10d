import { afterEach, beforeEach } from 'vitest';

// Fails a test on unexpected console errors. A test that expects one replaces this with vi.spyOn(console,
// 'error').mockImplementation(…).

let unexpected: string[] = [];

beforeEach(() => {
  unexpected = [];
  console.error = (...parts: unknown[]) => {
    unexpected.push(parts.map(String).join(' '));
  };
});

afterEach(() => {
  if (unexpected.length > 0) throw new Error(`Unexpected console.error:\n${unexpected.join('\n')}`);
});
