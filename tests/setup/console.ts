import { afterEach, beforeEach } from 'vitest';

// An error on the console that the test did not ask for fails it. A test that expects one says so with
// vi.spyOn(console, 'error').mockImplementation(…), which takes the place of this watch.

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
