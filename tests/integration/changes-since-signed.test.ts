import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { systemContext } from '#lib/platform/access/context.ts';
import { read } from '#lib/platform/db/read.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { makeBatch, undoBatch } from '#lib/record/batches/commands.ts';
import { getSelection } from '#lib/record/batches/queries.ts';
import {
  attachEvidence,
  changeDetails,
  detachEvidence,
  holdEvidence,
  replaceFile,
  restoreEvidence,
  withdrawEvidence,
} from '#lib/record/evidence/commands.ts';
import { getEvidenceItem } from '#lib/record/evidence/queries.ts';
import { noteVerdict, updateWaiting } from '#lib/record/scans/commands.ts';
import { loadChangesSinceSigned } from '#lib/record/snapshots/queries.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { reopenAssessment, signAssessment } from '#lib/work/reviews/commands.ts';
import { roundsOf } from '#tests/setup/rounds.ts';
import {
  ANSWERS,
  asSuperuser,
  decisionInput,
  evidenceUseInput,
  explainAgain,
  linkDetails,
  makeAssessedCouncil,
  makeEvidenceFile,
  makeEvidenceLink,
  ownerUrl,
  receivedFile,
  sendForSignOff,
  signOff,
  type TestCouncil,
  withClient,
} from './council-factory.ts';
import { eraseEvidence } from './erasing.ts';

let council: TestCouncil & { readonly assessment: string };
/** The numbers of links are odd, those of files even. */
const ITEMS = ['E1', 'E2', 'E3', 'E4', 'E5', 'E6'] as const;
const STATEMENTS = ['QS1', 'QS2', 'QS3'] as const satisfies readonly StatementId[];

beforeEach(async () => {
  council = await makeAssessedCouncil();
  const { lead } = council.as;
  for (const [at] of ITEMS.entries()) {
    const statement = STATEMENTS[at] ?? null;
    const used = { title: 'Survey', statement, location: statement ? 'Page 1' : '' };
    await (at % 2 === 0 ? makeEvidenceLink(lead, used) : makeEvidenceFile(lead, used));
  }
});

const changes = () => read(council.as.lead, (db) => loadChangesSinceSigned(db, council.assessment));
/** Without a last event, every item is compared. */
const changesOfAll = () =>
  read(council.as.lead, (db) => loadChangesSinceSigned({ ...db, head: null }, council.assessment));

async function reopen(): Promise<void> {
  const { assessment, step } = await decisionInput(council);
  await reopenAssessment(council.as.director, { assessment, step, reason: 'More came in.' });
}

const system = () => systemContext({ ...council, name: 'Council', isExample: false }, 'Virus check', 'test');

async function fileOf(reference: string): Promise<string> {
  const source = (await getEvidenceItem(council.as.lead, reference))?.source;
  return source?.kind === 'file' ? source.id : randomUUID();
}

async function versionOf(reference: string): Promise<number> {
  return (await getEvidenceItem(council.as.lead, reference))?.version ?? 0;
}

let lastBatch = randomUUID();

async function many() {
  lastBatch = randomUUID();
  const items = [1, 2, 3];
  const { seen } = await getSelection(council.as.lead, { numbers: items });
  return { items, seen, batch: lastBatch };
}

/** Everything that changes evidence or an answer. What its state refuses changes nothing. */
const ACTIONS: Record<string, (reference: string, statement: StatementId, word: string) => Promise<unknown>> =
  {
    attach: (reference, statement, shows) =>
      attachEvidence(council.as.lead, [reference], statement, evidenceUseInput(council, { shows })),
    detach: (reference, statement) =>
      detachEvidence(council.as.lead, reference, statement, council.assessment),
    explain: (reference, statement, shows) =>
      explainAgain(council.as.lead, reference, statement, evidenceUseInput(council, { shows })),
    describe: async (reference, _, title) =>
      changeDetails(council.as.lead, reference, {
        ...linkDetails({ title }),
        version: await versionOf(reference),
      }),
    add: (_, statement, title) => makeEvidenceLink(council.as.lead, { statement, title }),
    withdraw: (reference, _, reason) => withdrawEvidence(council.as.lead, reference, reason),
    restore: (reference) => restoreEvidence(council.as.lead, reference),
    hold: (reference, _, reason) => holdEvidence(council.as.lead, reference, reason),
    replace: async (reference, _, reason) => {
      const source = (await getEvidenceItem(council.as.lead, reference))?.source;
      const based = source?.kind === 'file' ? source.version : 1;
      const file = await receivedFile(council.as.lead, 'newer.txt', randomUUID());
      return replaceFile(council.as.lead, reference, { based, reason, datedOn: null }, file);
    },
    scan: async (reference) =>
      noteVerdict(
        system(),
        { id: await fileOf(reference), was: 'waiting' },
        { scan: 'failed', result: 'Too long' },
      ),
    wait: () => updateWaiting(system(), true),
    'link many': async (_, statement) => {
      const { assessment } = council;
      return makeBatch(council.as.lead, {
        do: 'link',
        statement: [statement],
        assessment,
        ...(await many()),
      });
    },
    'own many': async () =>
      makeBatch(council.as.lead, { do: 'owner', ownerId: council.as.lead.person.id, ...(await many()) }),
    'withdraw many': async (_, __, reason) =>
      makeBatch(council.as.lead, { do: 'withdraw', reason, ...(await many()) }),
    undo: () => undoBatch(council.as.lead, { batch: lastBatch }),
    answer: async (_, statement, strengths) => {
      const [row] = await asSuperuser<{ version: number }>(
        'SELECT version FROM statement_assessments WHERE assessment_id = $1 AND statement = $2',
        [council.assessment, statement],
      );
      return saveStatement(council.as.lead, statement, {
        ...{ ...ANSWERS, strengths, assessment: council.assessment },
        version: row?.version ?? 0,
      });
    },
    erase: (reference) => eraseEvidence(council, reference).catch(() => undefined),
    sign: async () => {
      await signOff(council);
      await reopen();
    },
  };

const anyStep = fc.tuple(
  fc.constantFrom(...Object.keys(ACTIONS)),
  fc.constantFrom(...ITEMS),
  fc.constantFrom(...STATEMENTS),
  fc.constantFrom('Survey', 'Audit'),
);

describe('what has changed since the last signature', () => {
  it('is what a comparison of every item says, whatever was done', async () => {
    await signOff(council);
    await reopen();
    const seen = new Set<string>();
    const steps = fc.sample(anyStep, roundsOf(400, 30));
    for (const [at, [name, reference, statement, word]] of steps.entries()) {
      await ACTIONS[name]?.(reference, statement, word);
      const found = await changes();
      expect({ steps: steps.slice(0, at + 1), found }).toEqual({
        steps: steps.slice(0, at + 1),
        found: await changesOfAll(),
      });
      seen.add(JSON.stringify(found));
    }
    expect(seen.size).toBeGreaterThan(1);
  });

  it('loads no item that no event has been about', async () => {
    await signOff(council);
    await reopen();
    await asSuperuser("UPDATE evidence_items SET title = 'Other' WHERE council_id = $1 AND number = 1", [
      council.id,
    ]);
    await holdEvidence(council.as.lead, 'E6', 'Asked for');
    expect(await changes()).toMatchObject({ isChanged: false, statements: [] });
    expect(await changesOfAll()).toMatchObject({ isChanged: true });
  });

  it('includes what was changed and not committed when the signature read the content', async () => {
    const { lead, director } = council.as;
    await sendForSignOff(council);
    const input = await decisionInput(council);
    const version = await versionOf('E1');
    await withClient(ownerUrl(), async (client) => {
      const waiting = async (count: number) => {
        const of = `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
                       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
        await expect.poll(async () => (await client.query(of)).rowCount).toBe(count);
      };
      await client.query('BEGIN');
      await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`audit:${council.id}`]);
      const changed = changeDetails(lead, 'E1', { ...linkDetails({ title: 'Audit' }), version });
      await waiting(1);
      const signed = signAssessment(director, input);
      await waiting(2);
      await client.query('COMMIT');
      expect([(await changed).outcome, (await signed).outcome]).toEqual(['changed', 'done']);
    });
    const order = await asSuperuser<{ type: string }>(
      'SELECT type FROM audit_events WHERE council_id = $1 ORDER BY seq DESC LIMIT 2',
      [council.id],
    );
    expect(order.map(({ type }) => type)).toEqual(['review.signed', 'evidence.changed']);
    expect(await changes()).toMatchObject({ isChanged: true, statements: [] });
  });

  it('includes files that are no longer scanned, which no event names', async () => {
    await updateWaiting(system(), true);
    const file = { id: await fileOf('E2'), was: 'waiting' } as const;
    await noteVerdict(system(), file, { scan: 'failed', result: 'Too long' });
    await signOff(council);
    await reopen();
    expect(await changes()).toMatchObject({ isChanged: false });
    await updateWaiting(system(), false);
    expect(await changes()).toMatchObject({ isChanged: true });
  });
});
