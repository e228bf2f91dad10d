import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { resultOf } from '#lib/record/assessments/rules.ts';
import { markedChanges } from '#lib/record/snapshots/queries.ts';
import {
  type Snapshot,
  type SnapshotItem,
  type SnapshotStatement,
  snapshotScores,
} from '#lib/record/snapshots/rules.ts';
import { FRAMEWORK_VERSION, STATEMENTS, THEMES } from '#lib/scoring/index.ts';
import { SnapshotChanges } from './snapshot-changes.tsx';
import { SnapshotView } from './snapshot-view.tsx';

const POLICY_FILE = { kind: 'file', name: 'policy.pdf', bytes: 1_024, sha256: 'a'.repeat(64) } as const;
const POLICY: SnapshotItem = {
  reference: 'E1',
  version: 1,
  title: 'Policy of 2025',
  category: 'processes',
  datedOn: '2026-03-31',
  owner: 'Quality team',
  marking: 'OFFICIAL',
  containsPersonalData: false,
  source: POLICY_FILE,
};

function snapshot(
  changed: Partial<Record<string, Partial<SnapshotStatement>>> = {},
  evidence: readonly SnapshotItem[] = [POLICY],
): Snapshot {
  const statements = STATEMENTS.map(({ id, name, theme, asks }) => ({
    id,
    name,
    theme,
    asks,
    score: 3 as const,
    strengths: 'We listen to carers. See E1 and E9.',
    improvements: '',
    impact: '',
    completed: true,
    version: 1,
    saved: { by: 'Asha Patel', at: '2026-11-01T09:00:00.000Z' },
    uses: [{ reference: 'E1', shows: 'The rule', location: 'Page 4' }],
    ...changed[id],
  }));
  return {
    format: 1,
    council: { name: 'Exampleshire', isExample: true },
    cycle: { number: 1, name: 'Cycle', period: { startsOn: '2026-04-01', endsOn: '2027-03-31' } },
    framework: { version: FRAMEWORK_VERSION, themes: THEMES.map(({ id, name }) => ({ id, name })) },
    thresholds: '62-80',
    result: resultOf({ scores: snapshotScores({ statements }), thresholds: '62-80' }, CQC_2023),
    statements,
    evidence,
  };
}

const changesMarkup = (before: Snapshot, after: Snapshot) =>
  renderToStaticMarkup(
    <SnapshotChanges council="exampleshire" id="changed" changes={markedChanges(before, after)} open />,
  );

describe('SnapshotChanges', () => {
  it('says so when nothing differs', () => {
    expect(changesMarkup(snapshot(), snapshot())).toBe('<p>No changes.</p>');
  });

  it('shows a score, a word and evidence that differ on both sides, and only the statements that differ', () => {
    const after = snapshot({ QS2: { score: 2, strengths: 'We listen to people. See E1 and E9.', uses: [] } });
    const markup = changesMarkup(snapshot(), after);
    expect(markup).toContain('<del class="bg-warning-tint decoration-2">');
    expect(markup).toMatch(/\[removed: <\/span>carers</);
    expect(markup).toMatch(/\[added: <\/span>people</);
    expect(markup).toContain('3, good standard');
    expect(markup).toContain('2, some shortfalls');
    expect(markup).toContain('Evidence removed');
    expect(markup).toContain('E1 <bdi>Policy of 2025</bdi>');
    expect(markup).toContain('Supporting people to live healthier lives');
    expect(markup).not.toContain('Safeguarding');
  });

  it('shows what an item of evidence was before, and its file by fingerprint', () => {
    const renamed: SnapshotItem = {
      ...POLICY,
      version: 2,
      title: 'Policy of 2026',
      source: { kind: 'file', name: 'policy.pdf', bytes: 1_024, sha256: 'b'.repeat(64) },
    };
    const markup = changesMarkup(snapshot(), snapshot({}, [renamed]));
    expect(markup).toContain('E1 <bdi>Policy of 2026</bdi>');
    expect(markup).toContain('Policy of 2025');
    expect(markup).toContain('a'.repeat(64));
    expect(markup).toContain('b'.repeat(64));
    const erased = { ...POLICY, title: 'Erased on 3 December 2026' };
    expect(changesMarkup(snapshot({}, [erased]), snapshot({}, [{ ...erased, version: 2 }]))).toContain(
      'What changed was erased.',
    );
  });

  it('opens changed scores and the first changed texts, and folds what would fill more than two screens', () => {
    const long = 'We changed this. '.repeat(150);
    const after = snapshot({
      QS1: { strengths: 'We listen to people. See E1 and E9.' },
      QS2: { strengths: long },
      QS3: { strengths: long, score: 2 },
    });
    const markup = changesMarkup(snapshot(), after);
    const opened = [...markup.matchAll(/<details( open="")?[^>]*>.*?<h3[^>]*>(.*?)<\/h3>/gs)];
    expect(opened.map(([, open, name]) => [name, open !== undefined])).toEqual([
      ['Assessing needs', true],
      ['Supporting people to live healthier lives', false],
      ['Equity in experiences and outcomes', true],
    ]);
    expect(markup).toContain('<span>1 text</span>');
    const closed = renderToStaticMarkup(
      <SnapshotChanges
        council="exampleshire"
        id="changed"
        changes={markedChanges(snapshot(), after)}
        open={false}
      />,
    );
    expect(closed).not.toContain('<details open');
    expect(closed).toContain('Score from 3 to 2, 1 text');
  });

  it('shows both wordings where the framework words a statement differently', () => {
    const markup = changesMarkup(snapshot({ QS7: { name: 'Keeping people safe' } }), snapshot());
    expect(markup).toContain('Keeping people safe');
    expect(markup).toContain('Safeguarding');
    expect(markup).not.toContain('What it asks');
  });
});

describe('SnapshotChanges between two lists of statements', () => {
  const whole = snapshot();
  const without = { ...whole, statements: whole.statements.filter(({ id }) => id !== 'QS3') };

  it('lists those that are new and those that do not continue', () => {
    expect(changesMarkup(without, whole)).toMatch(/New statements<.*<li>Equity in experiences and outcomes</);
    expect(changesMarkup(whole, without)).toMatch(
      /Statements not continued<.*<li>Equity in experiences and outcomes: 3, good standard</,
    );
  });
});

describe('SnapshotView', () => {
  it('keeps to the wording of its time, whatever the framework says now', () => {
    const markup = renderToStaticMarkup(
      <SnapshotView
        council="exampleshire"
        snapshot={snapshot({ QS7: { name: 'Keeping people safe', asks: 'What safe meant then' } })}
      />,
    );
    expect(markup).toContain('Keeping people safe');
    expect(markup).toContain('What safe meant then.');
    expect(markup).not.toContain('>Safeguarding<');
  });

  it('leads from a citation to the item as it was, and leaves what it does not hold as words', () => {
    const markup = renderToStaticMarkup(<SnapshotView council="exampleshire" snapshot={snapshot()} />);
    const item = '/councils/exampleshire/evidence/E1';
    expect(markup).toContain(`href="${item}?version=1#preview">E1</a> and E9.`);
    expect(markup).toContain('id="E1"');
    expect(markup).toContain('a'.repeat(64));
    const replaced: SnapshotItem = { ...POLICY, source: { ...POLICY_FILE, version: 3 } };
    const cited = snapshot({ QS1: { strengths: 'See E1 p.4.' } }, [replaced]);
    const later = renderToStaticMarkup(<SnapshotView council="exampleshire" snapshot={cited} />);
    expect(later).toContain(`href="${item}?page=4&amp;version=3#preview">E1 p.4</a>.`);
  });

  it('is readable with nothing answered', () => {
    const empty = Object.fromEntries(
      STATEMENTS.map(({ id }) => [
        id,
        { score: null, strengths: '', completed: false, version: 0, saved: null, uses: [] },
      ]),
    );
    const markup = renderToStaticMarkup(
      <SnapshotView council="exampleshire" snapshot={snapshot(empty, [])} />,
    );
    expect(markup).toContain('Not final');
    expect(markup.split('Never saved.').length - 1).toBe(9);
  });
});
