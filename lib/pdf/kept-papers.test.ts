import { describe, expect, it } from 'vitest';
import { createKeptPapers } from './kept-papers.ts';
import { paperOf } from './testing/paper-fixtures.ts';

const document = () => paperOf();

/** A renderer whose renders end when the test says so. */
function heldRenderer() {
  const held: PromiseWithResolvers<Uint8Array>[] = [];
  const render = () => {
    const one = Promise.withResolvers<Uint8Array>();
    held.push(one);
    return one.promise;
  };
  return { held, render };
}

describe('the files of kept papers', () => {
  it('are made once for all who ask, while they are made and after', async () => {
    const { held, render } = heldRenderer();
    const { file } = createKeptPapers({ render, kept: 2, making: 1 });
    const asked = Array.from({ length: 400 }, () => file('a', document));
    expect(held).toHaveLength(1);
    const pdf = new Uint8Array([1]);
    held[0]?.resolve(pdf);
    expect(new Set(await Promise.all(asked))).toEqual(new Set([pdf]));
    expect(await file('a', document)).toBe(pdf);
    expect(held).toHaveLength(1);
  });

  it('are not made while too many others are', async () => {
    const { held, render } = heldRenderer();
    const { file } = createKeptPapers({ render, kept: 8, making: 2 });
    const asked = ['a', 'b', 'c', 'a'].map((name) => file(name, document));
    expect(held).toHaveLength(2);
    expect(await asked[2]).toBeNull();
    for (const one of held) one.resolve(new Uint8Array([1]));
    await Promise.all(asked);
    void file('c', document);
    expect(held).toHaveLength(3);
  });

  it('are kept to a number, those asked for last', async () => {
    const made: string[] = [];
    const { file } = createKeptPapers({ render: async () => new Uint8Array(), kept: 2, making: 1 });
    const ask = (name: string) =>
      file(name, () => {
        made.push(name);
        return paperOf();
      });
    for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(name);
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });

  it('are asked for anew after a render that failed', async () => {
    const { held, render } = heldRenderer();
    const { file } = createKeptPapers({ render, kept: 2, making: 1 });
    const first = file('a', document);
    held[0]?.reject(new Error('crashed'));
    await expect(first).rejects.toThrow('crashed');
    const again = file('a', document);
    held[1]?.resolve(new Uint8Array([1]));
    expect(await again).toHaveLength(1);
  });
});
