import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fieldErrors, readForm } from './read-form.ts';

function formOf(...entries: [string, string | File][]): FormData {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return form;
}

describe('readForm', () => {
  it('reads the named fields and nothing else', () => {
    const form = formOf(['a', 'one'], ['b', ''], ['c', 'not asked for'], ['__proto__', 'x']);
    expect(readForm(form, ['a', 'b', 'missing'])).toEqual({ a: 'one', b: '' });
  });

  it('takes a field sent twice, or as a file, for not filled in', () => {
    const form = formOf(['a', 'one'], ['a', 'two'], ['b', new File(['x'], 'x.txt')]);
    expect(readForm(form, ['a', 'b'])).toEqual({});
  });
});

describe('fieldErrors', () => {
  const schema = z.object({
    second: z.string('B first').min(1, 'B'),
    first: z.string().min(3, 'A').regex(/x/, 'A too'),
  });
  const errorsOf = (given: unknown) => {
    const parsed = schema.safeParse(given);
    return parsed.success ? [] : fieldErrors(parsed.error, ['first', 'second']);
  };

  it('gives one error a field, in the order of the page', () => {
    expect(errorsOf({ first: '', second: '' })).toEqual([
      { field: 'first', message: 'A' },
      { field: 'second', message: 'B' },
    ]);
  });

  it('says in plain words that a field was not sent', () => {
    expect(errorsOf({ second: 'x' })).toEqual([
      { field: '', message: expect.stringContaining('this page is out of date') },
    ]);
  });

  it('counts what belongs to no field of the page for the form', () => {
    const parsed = schema.safeParse({ first: 'xxx' });
    expect(parsed.success ? [] : fieldErrors(parsed.error, ['first'])).toEqual([
      { field: '', message: 'B first' },
    ]);
  });
});
