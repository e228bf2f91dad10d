import { describe, expect, it } from 'vitest';
import { keepForm, keptForm } from '#lib/forms/kept.ts';
import { asSuperuser, makeCouncil } from './council-factory.ts';

const DAY = 24 * 60 * 60_000;

describe('keepForm', () => {
  it('keeps what was typed for its person, without an event', async () => {
    const council = await makeCouncil();
    const events = () => asSuperuser('SELECT FROM audit_events WHERE council_id = $1', [council.id]);
    const before = (await events()).length;
    const state = {
      values: { title: 'Łukasz & “quotes” 👩🏽‍🦽' },
      errors: [{ field: 'title', message: 'Enter a title' }],
    };
    const id = await keepForm(council.as.contributor, state, new Date());
    expect(await keptForm(council.as.contributor, id)).toEqual(state);
    expect(await keptForm(council.as.lead, id)).toBeNull();
    expect(await keptForm(council.as.contributor, '0198a5c0-0000-7000-8000-000000000000')).toBeNull();
    expect(await events()).toHaveLength(before);
  });

  it('forgets after a day, when its person keeps another', async () => {
    const council = await makeCouncil();
    const now = new Date();
    const old = await keepForm(council.as.lead, { old: true }, now);
    const others = await keepForm(council.as.contributor, { other: true }, now);
    await keepForm(council.as.lead, { at: 'the day' }, new Date(now.getTime() + DAY - 1_000));
    expect(await keptForm(council.as.lead, old)).toEqual({ old: true });
    await keepForm(council.as.lead, { at: 'after the day' }, new Date(now.getTime() + DAY + 60_000));
    expect(await keptForm(council.as.lead, old)).toBeNull();
    expect(await keptForm(council.as.contributor, others)).toEqual({ other: true });
  });
});
