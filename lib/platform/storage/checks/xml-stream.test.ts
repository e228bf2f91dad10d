import { expect, it } from 'vitest';
import { xmlStream } from './xml-stream.ts';

it('keeps few elements of a part that is far too deep, and gives what it contains as text', () => {
  let opened = 0;
  let unread = '';
  const stream = xmlStream({
    open: () => {
      opened += 1;
    },
    unread: (text) => {
      unread += text;
    },
  });
  for (let piece = 0; piece < 10; piece += 1) stream.write(Buffer.from('<a>'.repeat(500)));
  stream.write(Buffer.from('<macro/>'));
  stream.end();
  expect(opened).toBeLessThanOrEqual(1_000);
  expect(unread).toContain('<macro/>');
});

it('reads many elements that are closed', () => {
  let opened = 0;
  const stream = xmlStream({
    open: () => {
      opened += 1;
    },
  });
  stream.write(Buffer.from(`<a>${'<b></b><c/>'.repeat(2_000)}</a>`));
  expect(opened).toBe(4_001);
});
