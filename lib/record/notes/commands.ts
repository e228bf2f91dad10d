import 'server-only';
import { Readable } from 'node:stream';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { env } from '#lib/platform/env.ts';
import { receiveFile } from '#lib/platform/storage/receive.ts';
import { refusalMessage } from '#lib/platform/storage/refusals.ts';
import { type AddFileResult, addFile } from '#lib/record/evidence/commands.ts';
import { isInUse } from '#lib/record/evidence/lifecycle.ts';
import { type EvidenceItemView, getEvidenceItem } from '#lib/record/evidence/queries.ts';
import { isRecording, parseReference } from '#lib/record/evidence/rules.ts';
import type { AddNote } from '#lib/record/evidence/schema.ts';

export type AddNoteResult =
  | AddFileResult
  /** Its text is another kind of file, such as a web page. */
  | { readonly outcome: 'refused'; readonly message: string };

/** Adds a note as evidence. It is kept as a text file, so that it is checked, downloaded and packed like any other. */
export async function addNote(
  context: CouncilContext,
  { text, transcriptOf, ...details }: AddNote,
): Promise<AddNoteResult> {
  requirePermission(context, 'evidence:add');
  const recording = transcriptOf === null ? null : await getEvidenceItem(context, transcriptOf);
  if (transcriptOf !== null && !isOpenRecording(recording))
    return { outcome: 'refused', message: `${transcriptOf} is not a recording, or is no longer used` };
  const maxUploadMb = env().MAX_UPLOAD_MB;
  const name = `${details.title}.txt`;
  const received = await receiveFile(Readable.from([Buffer.from(`${text}\n`)]), {
    councilId: context.council.id,
    personId: context.person.id,
    name,
    maxBytes: maxUploadMb * 1024 ** 2,
  });
  if (received.ok)
    return addFile(context, details, received.file, {
      transcriptOf: recording && parseReference(recording.reference),
    });
  const message = refusalMessage(received.reason, { maxUploadMb, name: 'The note', isOneOfMany: true });
  return { outcome: 'refused', message };
}

function isOpenRecording(item: EvidenceItemView | null): boolean {
  return item?.source.kind === 'file' && isRecording(item.source.mediaType) && isInUse(item);
}
