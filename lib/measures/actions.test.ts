import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { importAction } from './actions.ts';

const ROWS = 'Measure,Period,Value\nReviews on time,2025-26,81\n';

async function sent(fields: Readonly<Record<string, string | File>>) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const state = await importAction({ status: 'untouched' }, form);
  if (state.status !== 'refused') throw new Error(`It was ${state.status}`);
  return {
    fields: state.errors.map(({ field }) => field),
    message: state.errors[0]?.message,
    ...state.values,
  };
}

const fileOf = (text: string) => new File([text], 'values.csv', { type: 'text/csv' });

describe('importing values', () => {
  it('refuses rows that were typed beside a file, and gives them back', async () => {
    const both = await sent({ text: ROWS, file: fileOf('Measure,Period,Value\n') });
    expect(both).toMatchObject({ fields: ['file'], text: ROWS });
    expect(both.message).toContain('Select a file or enter rows, not both');
  });

  it('takes another file over the text of the one before, but not over what was mended in it', async () => {
    const shown = createHash('sha256').update(ROWS).digest('hex');
    // Too long, which is said of whatever was taken.
    const file = fileOf('x'.repeat(150_001));
    const over = { shown, file };
    expect((await sent({ ...over, text: ROWS.replaceAll('\n', '\r\n') })).message).toContain('150,000');
    expect((await sent({ ...over, text: ROWS.replace('81', '82') })).message).toContain('not both');
  });

  it('gives rows that are too long back whole', async () => {
    const text = ROWS + 'x'.repeat(150_000);
    expect(await sent({ text })).toMatchObject({ fields: ['text'], text });
  });
});
