import { describe, expect, it } from 'vitest';
import { LIMITS } from '#lib/kernel/limits.ts';
import { loadFormState, saveFormState } from '#lib/platform/forms/saved-form-state.ts';
import { asSuperuser, makeCouncil } from './council-factory.ts';

const DAY = 24 * 60 * 60_000;

describe('saveFormState', () => {
  it('keeps a person’s entries, without an event', async () => {
    const council = await makeCouncil();
    const events = () => asSuperuser('SELECT FROM audit_events WHERE council_id = $1', [council.id]);
    const before = (await events()).length;
    const state = {
      values: { title: 'Łukasz & “quotes” 👩🏽‍🦽' },
      errors: [{ field: 'title', message: 'Enter a title' }],
    };
    const id = await saveFormState(council.as.contributor, state, new Date());
    expect(await loadFormState(council.as.contributor, id)).toEqual(state);
    expect(await loadFormState(council.as.lead, id)).toBeNull();
    expect(await loadFormState(council.as.contributor, '0198a5c0-0000-7000-8000-000000000000')).toBeNull();
    expect(await events()).toHaveLength(before);
  });

  it('forgets them after a day, when the person keeps another form', async () => {
    const council = await makeCouncil();
    const now = new Date();
    const old = await saveFormState(council.as.lead, { old: true }, now);
    const others = await saveFormState(council.as.contributor, { other: true }, now);
    await saveFormState(council.as.lead, { at: 'the day' }, new Date(now.getTime() + DAY - 1_000));
    expect(await loadFormState(council.as.lead, old)).toEqual({ old: true });
    await saveFormState(council.as.lead, { at: 'after the day' }, new Date(now.getTime() + DAY + 60_000));
    expect(await loadFormState(council.as.lead, old)).toBeNull();
    expect(await loadFormState(council.as.contributor, others)).toEqual({ other: true });
  });

  it('keeps the newest of many, and only the newest of large ones', async () => {
    const { as } = await makeCouncil();
    const now = Date.now();
    const ids: string[] = [];
    const others = await saveFormState(as.contributor, { other: true }, new Date(now));
    for (let n = 0; n < LIMITS.keptForms.count + 10; n += 1)
      ids.push(await saveFormState(as.lead, { n }, new Date(now)));
    const found = await Promise.all(ids.map((id) => loadFormState(as.lead, id)));
    expect(found.filter((state) => state !== null)).toEqual(
      Array.from({ length: LIMITS.keptForms.count }, (_, n) => ({ n: n + 10 })),
    );
    const large = { typed: 'x'.repeat(LIMITS.keptForms.bytes + 1) };
    const first = await saveFormState(as.lead, large, new Date(now));
    const second = await saveFormState(as.lead, large, new Date(now));
    expect(await loadFormState(as.lead, first)).toBeNull();
    expect(await loadFormState(as.lead, second)).toEqual(large);
    expect(await loadFormState(as.contributor, others)).toEqual({ other: true });
  });
});
