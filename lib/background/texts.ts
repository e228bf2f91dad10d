import 'server-only';
import { v7 as uuidv7 } from 'uuid';
import { type SystemContext, systemContext } from '#lib/platform/access/context.ts';
import { database } from '#lib/platform/db/client.ts';
import { env } from '#lib/platform/env.ts';
import { log } from '#lib/platform/log.ts';
import { hasText } from '#lib/platform/reading/kinds.ts';
import { type ReadFile, type ReadOutcome, readStored } from '#lib/platform/reading/worker.ts';
import { allowedTypeOf } from '#lib/platform/storage/allowed-types.ts';
import {
  findToRead,
  keepReading,
  noteText,
  noteUnreadable,
  noteWithoutText,
  putBack,
  takeToRead,
} from '#lib/record/texts/commands.ts';
import { COUNCIL, inTurns, ofEachCouncil } from './turns.ts';

/** A file to read, as soon as it may be opened. */
type TextKey = { readonly council: string; readonly file: string };

declare module '#lib/platform/jobs/enqueue.ts' {
  interface Jobs {
    text: TextKey;
  }
}

const JOB = 'Text of files';

/** Reads a new file. */
export async function readNew({ council: id, file }: TextKey): Promise<void> {
  const council = await database().council.findUniqueOrThrow({ where: { id }, select: COUNCIL });
  await readOne(systemContext(council, JOB, uuidv7()), file);
}

/** How long a run goes on, and the most files of a council in it. */
const RUN_MS = 10 * 60_000;
const AT_ONCE = 100;

/** Reads the files that wait, of each council in turn: also those of before there was a text. */
export async function readWaiting(): Promise<void> {
  const until = performance.now() + RUN_MS;
  const found = await ofEachCouncil(JOB, (context) => findToRead(context, AT_ONCE));
  for (const { context, of } of inTurns(found)) {
    if (performance.now() > until) return;
    await readOne(context, of.id);
  }
}

/** A file that cannot be read now goes on waiting, and the others are read. */
async function readOne(context: SystemContext, id: string): Promise<void> {
  try {
    const file = await takeToRead(context, id);
    if (!file) return;
    const type = allowedTypeOf(file.name);
    if (!type || !hasText(type)) {
      await noteWithoutText(context, id);
      return;
    }
    const outcome = await readStored({ councilId: context.council.id, id }, type, {
      ocr: env().OCR === 'on',
      onProgress: () => keepReading(context, id),
    });
    await keepOutcome(context, id, outcome);
  } catch (error) {
    log().error({ event: 'file.not-read', file: id, err: error });
  }
}

async function keepOutcome(context: SystemContext, id: string, outcome: ReadOutcome): Promise<void> {
  if ('unreadable' in outcome) {
    const { unreadable: reason, cause } = outcome;
    if (await noteUnreadable(context, id, reason))
      log().warn({ event: 'file.unreadable', file: id, reason, cause });
  } else if (outcome.read) await keepText(context, id, outcome.read);
  else {
    await putBack(context, id, outcome.isLost);
    log().warn({ event: 'file.reading-ended', file: id, cause: outcome.cause });
  }
}

/** A text that cannot be kept, perhaps as the database takes too long over it, is not read for ever. */
async function keepText(context: SystemContext, id: string, read: ReadFile): Promise<void> {
  try {
    await noteText(context, id, read);
  } catch (error) {
    await putBack(context, id, true);
    throw error;
  }
}
