import { Readable } from 'node:stream';
import { beforeEach, expect, it } from 'vitest';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { receiveFile } from '#lib/platform/storage/receive.ts';
import { readMade } from '#lib/platform/storage/testing/corpus.ts';
import { addFile } from '#lib/record/evidence/commands.ts';
import { getEvidenceItem } from '#lib/record/evidence/queries.ts';
import { addNote } from '#lib/record/notes/commands.ts';
import { ALL_RECORDS } from '#lib/tasks/audit-records.ts';
import { getErasure } from '#lib/work/erasures/queries.ts';
import {
  makeAssessedCouncil,
  makeEvidenceFile,
  requireReference,
  type TestCouncil,
  uploadDetails,
} from './council-factory.ts';

let council: TestCouncil & { readonly assessment: string };
beforeEach(async () => {
  council = await makeAssessedCouncil();
});

async function addRecording(): Promise<string> {
  const { lead } = council.as;
  const received = await receiveFile(Readable.from([await readMade('voice.mp3')]), {
    councilId: council.id,
    personId: lead.person.id,
    name: 'Voice of a carer.mp3',
    maxBytes: 1024 ** 2,
  });
  if (!received.ok) throw new Error(received.reason);
  return requireReference(await addFile(lead, uploadDetails(), received.file));
}

const transcript = (transcriptOf: string | null, text = 'I waited four months.') => ({
  ...uploadDetails(),
  title: 'Transcript',
  text,
  transcriptOf,
});

it('belongs to its recording, in both directions and in the history', async () => {
  const { lead, reader } = council.as;
  const recording = await addRecording();
  expect(await getEvidenceItem(reader, recording)).toMatchObject({ transcripts: [], transcriptOf: null });
  expect(await addNote(lead, transcript(recording))).toEqual({ outcome: 'added', reference: 'E2' });
  expect(await getEvidenceItem(reader, recording)).toMatchObject({
    transcripts: [{ reference: 'E2', title: 'Transcript', state: 'current' }],
  });
  expect(await getEvidenceItem(reader, 'E2')).toMatchObject({ transcriptOf: { reference: recording } });
  // Whoever erases one is told of the other.
  expect((await getErasure(lead, recording))?.reach.others).toEqual([{ reference: 'E2', as: 'transcript' }]);
  expect((await getErasure(lead, 'E2'))?.reach.others).toEqual([{ reference: recording, as: 'recording' }]);
  const { rows, firstBroken } = await verifyCouncil(council, ALL_RECORDS, []);
  expect({ rows, firstBroken }).toEqual({ rows: [], firstBroken: null });
});

it('is refused for what is no recording, and for another council’s', async () => {
  const { lead } = council.as;
  const document = await makeEvidenceFile(lead);
  const refused = (reference: string) => ({
    outcome: 'refused',
    message: `${reference} is not a recording, or is no longer used`,
  });
  expect(await addNote(lead, transcript(document))).toEqual(refused(document));
  await addRecording();
  const other = await makeAssessedCouncil();
  expect(await addNote(other.as.lead, transcript('E2'))).toEqual(refused('E2'));
});
