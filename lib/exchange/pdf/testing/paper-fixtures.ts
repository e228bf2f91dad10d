import { createHash } from 'node:crypto';
import type { PaperDocument, PaperStatement } from '#lib/exchange/pdf/paper-document.ts';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import type { Framework } from '#lib/frameworks/framework.ts';
import { stateOf } from '#lib/record/assessments/state.ts';
import { type Scores, type ThresholdSetId, themeResults } from '#lib/scoring/index.ts';
import { GOOD_SCORES } from './pack-fixtures.ts';

const UNSUPPORTED = 'Scored 3 on 1 item (processes) from 2023';
const GAP = 'Scores and challenge scores range from 2 to 4.';

/** A complete paper from scores, as for a council on an ordinary day. */
export function paperOf(
  options: Readonly<{
    framework?: Framework;
    scores?: Scores;
    thresholds?: ThresholdSetId;
    statement?: (index: number) => Partial<PaperStatement>;
    change?: Partial<PaperDocument>;
  }> = {},
): PaperDocument {
  const framework = options.framework ?? CQC_2023;
  const scores = options.scores ?? GOOD_SCORES;
  const completed = framework.statementIds.slice(2).filter((id) => scores[id] !== null);
  const thresholds = options.thresholds ?? framework.defaultThresholds;
  const state = stateOf({
    framework: framework.id,
    scores,
    thresholds,
    completed,
    carried: [],
    isFinal: false,
  });
  return {
    council: { name: 'Exampleshire County Council', isExample: true },
    cycle: { name: 'Self-assessment 2026', period: { startsOn: '2026-04-01', endsOn: '2027-03-31' } },
    asOf: '2026-11-21T09:32:00.000Z',
    standing: {
      heading: 'Changed since version 1 was signed',
      text: 'Signed result: 75, good. Version 1 was signed by Dana Okafor, 20 October 2026, 4:05pm.',
    },
    state,
    next: 'To reach outstanding: raise one of 8 statements by 1.',
    facts: [
      {
        name: 'What would change the band',
        text: 'You would drop to requires improvement if you lost 6 points.',
      },
      {
        name: 'Possible range',
        text: 'The score could end between 67 and 84 (good to outstanding), because 2 statements are not complete.',
      },
      {
        name: 'Evidence strength',
        text: '4 of 9 statements have strong evidence. 1 has weak evidence or none.',
      },
      {
        name: 'Change in score',
        text: '3 scores have changed since 24 October 2026. The overall score was 70 and is now 78.',
      },
      {
        name: 'Last cycle',
        text: 'Self-assessment 2025: 70 out of 100, good. Up 8.',
      },
      { name: 'Targets', text: 'If all 3 targets are met: 87, outstanding.' },
    ],
    flags: [`Safeguarding (QS7): ${UNSUPPORTED}`, `Partnerships and communities (QS5): ${GAP}`],
    themes: themeResults(scores, framework).map((theme) => ({
      id: theme.theme,
      name: theme.name,
      result:
        theme.state === 'complete'
          ? `${Math.round(theme.percentage)}%`
          : `${theme.scored} of ${theme.of} scored`,
    })),
    statements: framework.statements.map(({ id, name, theme }, index) => ({
      id,
      name,
      theme,
      score: scores[id] ?? null,
      target: index % 3 === 0 ? '4 by 31 March 2027' : '–',
      challenge: index === 4 ? '2 (2 apart)' : '–',
      lastCycle: index === 0 || index === 8 ? '2' : '3',
      trend: index % 4 === 0 ? 'Up 1' : 'No change',
      strength: index === 6 ? 'Weak' : index % 2 === 0 ? 'Strong' : 'Partial',
      owner: ['Sam Patel', 'Ewa Łukasik', 'No owner'][index % 3] ?? '',
      due: index === 7 ? '3 December 2026' : '–',
      state: index % 4 === 3 ? 'In progress' : 'Completed',
      flags: { 4: [GAP], 6: [UNSUPPORTED] }[index] ?? [],
      ...options.statement?.(index),
    })),
    contentHash: createHash('sha256').update('dashboard').digest('hex'),
    audit: { seq: 214, hash: createHash('sha256').update('event 214').digest('hex') },
    ...options.change,
  };
}

/** The same paper with all typed text at its maximum length and width, and every flag. */
export function fullestPaper(
  word: string,
  text: string,
  about: Pick<Parameters<typeof paperOf>[0] & object, 'framework' | 'scores'> = {},
): PaperDocument {
  const flags = Array.from({ length: 6 }, (_, index) => `${index + 1} ${text}`);
  return paperOf({
    ...about,
    statement: () => ({
      owner: word,
      target: '4 by 30 September 2027',
      challenge: '1, 2, 3, 4 and 4: 3 apart',
      due: '30 September 2027',
      strength: 'No evidence',
      state: 'Not yet started',
      trend: 'No change',
      lastCycle: about.framework ? 'Not comparable' : 'Not scored',
      flags,
    }),
    change: {
      council: { name: text, isExample: true },
      cycle: { name: text, period: { startsOn: '2026-09-01', endsOn: '2027-09-30' } },
      standing: { heading: 'Changed since version 12 was signed', text },
      facts: paperOf().facts.map(({ name }) => ({ name, text })),
      flags: Array.from({ length: 54 }, (_, index) => `${index + 1} ${text}`),
    },
  });
}
