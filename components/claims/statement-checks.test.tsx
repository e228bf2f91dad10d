import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { strengthOf } from '#lib/insight/readiness/strength.ts';
import {
  claimsAndProof,
  type NarrativeField,
  NONE_OUT_OF_USE,
  NOTHING_READ,
  type Proof,
  pagesMissing,
  personalDataIn,
  type ReadProof,
} from '#lib/record/claims/rules.ts';
import { StatementChecks } from './statement-checks.tsx';

const NOW = new Date('2026-11-29T12:00:00Z');
const EMPTY = { strengths: '', improvements: '', impact: '' };

/** The words of the checks. */
function checksOf(
  texts: Partial<Record<NarrativeField, string>>,
  proof: Proof,
  read: ReadProof = NOTHING_READ,
): string {
  const narratives = { ...EMPTY, ...texts };
  const facts = claimsAndProof(narratives, proof, NOW);
  const strength = strengthOf({
    framework: CQC_2023,
    score: null,
    evidenceCount: proof.attached.length,
    claims: facts,
    approval: 'not signed',
    measures: { better: [], worse: [], same: [] },
  });
  const html = renderToStaticMarkup(
    <StatementChecks
      council="exampleshire"
      statement="QS1"
      {...{ facts, strength }}
      personalData={personalDataIn(narratives)}
      unchecked={read.unchecked}
      missing={pagesMissing(narratives, read.lengths)}
    />,
  );
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

const item = (number: number, category: Proof['attached'][number]['category'], datedOn = '2026-10-01') =>
  ({ number, category, datedOn }) as Proof['attached'][number];

describe('StatementChecks', () => {
  it('says in one sentence what an empty statement needs', () => {
    const words = checksOf({}, { attached: [], inList: [], ...NONE_OUT_OF_USE });
    expect(words).toContain(
      'Nothing to check yet. Write your text, and attach evidence of people’s experience.',
    );
    expect(words).not.toContain('Covers 0');
  });

  it('says that nothing lacks', () => {
    const attached = [item(1, 'people'), item(2, 'processes'), item(3, 'outcomes')];
    const words = checksOf(
      { strengths: 'Waits are down (E1, E2, E3).' },
      { attached, inList: [1, 2, 3], ...NONE_OUT_OF_USE },
    );
    expect(words).toContain('Checks Evidence: Strong');
    expect(words).toContain('Every paragraph cites recent evidence, and enough categories are covered.');
    expect(words).toContain('People’s experience 1, feedback from staff and leaders 0');
    expect(words).toContain('Dated 1 October 2026.');
  });

  it('has a line for each thing that lacks, and counts what it leaves out', () => {
    const attached = [item(1, 'processes', '2020-01-02'), item(2, 'processes')];
    const inList = Array.from({ length: 40 }, (_, at) => at + 1);
    const words = checksOf(
      {
        strengths: 'Reviews are on time.\n\nSee E1 and E99.',
        improvements: 'Mrs A (NHS 943 476 5919) waited (E1).',
        impact: 'See E1 slide 11 and E1 slide 10. '.concat(
          inList
            .slice(2)
            .map((n) => `E${n}`)
            .join(' '),
        ),
      },
      { attached, inList, ...NONE_OUT_OF_USE },
      { unchecked: [2], lengths: [{ number: 1, units: 10, unit: 'slide' }] },
    );
    expect(words).toContain('Checks Evidence: Weak');
    expect(words).toContain('No evidence of people’s experience, which every statement needs');
    expect(words).toContain('What we do well : 1 paragraph cites no evidence “Reviews are on time.”');
    expect(words).toContain('Attached but not mentioned in the text: E2');
    expect(words).toContain('Mentioned but not attached: E3 , E4');
    expect(words).toContain('E22 and 18 more');
    expect(words).toContain('Mentioned but not in your evidence list: E99');
    expect(words).toContain('What we need to improve may hold personal data: 1 NHS number');
    expect(words).toContain('More than 2 years old: E1');
    expect(words).toContain('Likely personal data, not checked: E2');
    expect(words).toContain('E1 has 10 slides: slide 11 does not exist');
    expect(words).not.toContain('slide 10 does');
  });
});
