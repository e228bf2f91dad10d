import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { tidy } from '#lib/background/tidy.ts';
import { database } from '#lib/platform/db/client.ts';
import { FLASH_MS, saveFlash, takeFlash } from '#lib/platform/db/flash.ts';
import { makeCouncil } from './council-factory.ts';

const NOW = new Date();
const later = (ms: number) => new Date(NOW.getTime() + ms);

let mine: string;
let theirs: string;
beforeAll(async () => {
  const council = await makeCouncil();
  const open = async (personId: string) =>
    (await database().session.create({ data: { personId, address: '192.0.2.1' }, select: { id: true } })).id;
  mine = await open(council.as.lead.person.id);
  theirs = await open(council.as.lead.person.id);
});

describe('a message about a result', () => {
  it('is shown once, only to the session that caused it', async () => {
    const id = await saveFlash(mine, 'Value removed', NOW);
    expect(await takeFlash(theirs, id, NOW)).toBeNull();
    expect(await takeFlash(null, id, NOW)).toBeNull();
    expect(await takeFlash(mine, id, NOW)).toEqual({ id, text: 'Value removed' });
    expect(await takeFlash(mine, id, NOW)).toBeNull();
  });

  it('is shown by one of many simultaneous requests', async () => {
    const id = await saveFlash(mine, 'Value removed', NOW);
    const looks = await Promise.all(Array.from({ length: 8 }, () => takeFlash(mine, id, NOW)));
    expect(looks.filter((look) => look !== null)).toHaveLength(1);
  });

  it('is shown after signing out, without a session', async () => {
    const id = await saveFlash(null, 'You have signed out', NOW);
    expect(await takeFlash(null, id, NOW)).toEqual({ id, text: 'You have signed out' });
  });

  it.each(['removed', '', 'x'.repeat(5000), "' or true --", randomUUID()])(
    'is not found by an invented id: %.20s',
    async (id) => {
      expect(await takeFlash(mine, id, NOW)).toBeNull();
    },
  );

  it('is kept for ten minutes, then removed', async () => {
    const [first, second] = [await saveFlash(mine, 'First', NOW), await saveFlash(mine, 'Second', NOW)];
    expect(await takeFlash(mine, first, later(FLASH_MS))).toBeNull();
    await tidy(later(FLASH_MS + 1));
    expect(await database().flashMessage.count({ where: { id: { in: [first, second] } } })).toBe(0);
  });

  it('is truncated when very long, and deleted with its session', async () => {
    const id = await saveFlash(theirs, 'E1, '.repeat(2000), NOW);
    await database().session.deleteMany({ where: { id: theirs } });
    expect(await takeFlash(null, id, NOW)).toBeNull();
    const long = await saveFlash(mine, 'E1, '.repeat(2000), NOW);
    expect((await takeFlash(mine, long, NOW))?.text).toMatch(/^E1, .*…$/);
  });
});
