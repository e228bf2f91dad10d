import { describe, expect, it } from 'vitest';
import { exampleshire } from './exampleshire.ts';
import { addedAt, type Happening, historyOf, withoutCitations } from './history.ts';
import { northmere } from './northmere.ts';
import { sampleton } from './sampleton.ts';

type Of<Kind> = Happening & { what: Extract<Happening['what'], { kind: Kind }> };
const of = <Kind extends Happening['what']['kind']>(history: readonly Happening[], kind: Kind) =>
  history.filter((one): one is Of<Kind> => one.what.kind === kind);

describe.each([exampleshire, sampleton, northmere])('the history of $name', (council) => {
  const history = historyOf(council);
  const cycles = [...council.before, council];

  it('is in order, by the council’s people, with saves, evidence and reviews on weekdays', () => {
    const joined = new Date(council.joinedAt).getTime();
    let last = joined;
    for (const { at, by } of history) {
      expect(at.getTime()).toBeGreaterThanOrEqual(last);
      last = at.getTime();
      expect(council.people.map(({ email }) => email)).toContain(by);
    }
    const writing = [...of(history, 'save'), ...of(history, 'evidence'), ...of(history, 'review')];
    for (const { at } of writing) expect([1, 2, 3, 4, 5], at.toISOString()).toContain(at.getUTCDay());
  });

  it('adds evidence in the order of its numbers, after its date', () => {
    const added = of(history, 'evidence');
    expect(added.map(({ what }) => what.item.number)).toEqual(council.evidence.map(({ number }) => number));
    for (const { at, what } of added) expect(at.toISOString() > what.item.datedOn).toBe(true);
  });

  it('ends each cycle with its final answers', () => {
    for (const [index, cycle] of cycles.entries()) {
      const until = cycles[index + 1]?.assessment.startedAt ?? '9999';
      const saves = of(history, 'save').filter(
        ({ at }) => at.toISOString() > cycle.assessment.startedAt && at.toISOString() < until,
      );
      const last = Object.fromEntries(saves.map(({ what }) => [what.statement, what.answers]));
      const said = Object.entries(cycle.statements).filter(([, { score, ...texts }]) =>
        [score, texts.strengths, texts.improvements, texts.impact].some((answer) => answer),
      );
      expect(last).toEqual(Object.fromEntries(said));
    }
  });

  it('saves nothing twice and cites no evidence before it is added', () => {
    const before = new Map<string, unknown>();
    let cited = 0;
    for (const { at, what } of of(history, 'save')) {
      expect(what.answers).not.toEqual(before.get(what.statement));
      before.set(what.statement, what.answers);
      const { strengths, improvements, impact } = what.answers;
      for (const [, number] of `${strengths} ${improvements} ${impact}`.matchAll(/\bE(\d+)\b/g)) {
        const item = council.evidence.find((one) => one.number === Number(number));
        expect(item && addedAt(council, item) <= at, `E${number} on ${at.toISOString()}`).toBe(true);
        cited += 1;
      }
    }
    expect(cited > 0).toBe(council.evidence.length > 0);
  });

  it('gives a reason exactly when a score changes', () => {
    for (const [index, cycle] of cycles.entries()) {
      const until = cycles[index + 1]?.assessment.startedAt ?? '9999';
      const carried = cycle.assessment.content === 'carried' ? cycles[index - 1]?.statements : undefined;
      const scores = new Map(Object.entries(carried ?? {}).map(([id, { score }]) => [id, score]));
      for (const { at, what } of of(history, 'save')) {
        if (at.toISOString() < cycle.assessment.startedAt || at.toISOString() >= until) continue;
        const { statement, answers, scoreReason } = what;
        const before = scores.get(statement) ?? null;
        const isChanged = before !== null && before !== answers.score;
        expect(scoreReason !== undefined, `${statement} on ${at.toISOString()}`).toBe(isChanged);
        scores.set(statement, answers.score);
      }
    }
  });

  it('writes nothing to an assessment while it is proposed or signed', () => {
    for (const [index, { review }] of cycles.entries()) {
      for (const [step, { kind, at }] of review.entries()) {
        if (kind !== 'proposed' && kind !== 'signed') continue;
        const until = review[step + 1]?.at ?? cycles[index + 1]?.assessment.startedAt ?? '9999';
        const writing = history
          .filter(({ what }) => ['save', 'attach', 'evidence'].includes(what.kind))
          .map((one) => one.at.toISOString())
          .filter((time) => time > at && time < until);
        expect(writing).toEqual([]);
      }
    }
  });
});

describe('withoutCitations', () => {
  const text = 'We ask (E1). We listen (E12, E3). "We act" is what they say.\n\nAll of it (E3).';

  it('drops the sentences that cite one of the items', () => {
    expect(withoutCitations(text, [3])).toBe('We ask (E1). "We act" is what they say.');
    expect(withoutCitations(text, [12])).toBe('We ask (E1). "We act" is what they say.\n\nAll of it (E3).');
  });

  it('keeps a text without such citations unchanged', () => {
    expect(withoutCitations(text, [2])).toBe(text);
    expect(withoutCitations('', [1])).toBe('');
  });
});
