import { describe, expect, it } from 'vitest';
import { createPaperCache } from './paper-cache.ts';

/** Finishes files when the test decides. */
function filesInMemory() {
  const held: PromiseWithResolvers<Uint8Array | 'busy'>[] = [];
  const make = () => {
    const one = Promise.withResolvers<Uint8Array | 'busy'>();
    held.push(one);
    return one.promise;
  };
  return { held, make };
}

describe('the files of kept papers', () => {
  it('are made once for all callers, both during and after', async () => {
    const { held, make } = filesInMemory();
    const { file } = createPaperCache(2);
    const asked = Array.from({ length: 400 }, () => file('a', make));
    expect(held).toHaveLength(1);
    const pdf = new Uint8Array([1]);
    held[0]?.resolve(pdf);
    expect(new Set(await Promise.all(asked))).toEqual(new Set([pdf]));
    expect(await file('a', make)).toBe(pdf);
    expect(held).toHaveLength(1);
  });

  it('are limited in number, keeping the most recently used', async () => {
    const made: string[] = [];
    const { file } = createPaperCache(2);
    const ask = (name: string) =>
      file(name, async () => {
        made.push(name);
        return new Uint8Array();
      });
    for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(name);
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });

  it('are made again after a failure or refusal', async () => {
    const { held, make } = filesInMemory();
    const { file } = createPaperCache(2);
    const first = file('a', make);
    held[0]?.reject(new Error('crashed'));
    await expect(first).rejects.toThrow('crashed');
    const second = file('a', make);
    held[1]?.resolve('busy');
    expect(await second).toBe('busy');
    const third = file('a', make);
    held[2]?.resolve(new Uint8Array([1]));
    expect(await third).toHaveLength(1);
  });
});
