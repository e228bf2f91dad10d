import pLimit from 'p-limit';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { NO_FURTHER_DETAILS } from '#lib/record/evidence/rules.ts';
import { checkUpload } from '#lib/record/uploads/check-upload.ts';
import { addUploads, keepAnswers } from '#lib/record/uploads/commands.ts';
import { listUploads } from '#lib/record/uploads/queries.ts';
import { begin, offsetOf, patch } from './tus-requests.ts';

export const FILES = 5;
const PART = 'One line of a file that is sent in parts.\n'.repeat(100);
const PARTS = 3;

/** What the server has answered for: bytes of a file, a whole file, or the number of files added. */
export type Acknowledged =
  | { readonly name: string; readonly received: number }
  | { readonly name: string; readonly ready: true }
  | { readonly added: number };

export const nameOf = (n: number) => `file ${n}.txt`;
export const textOf = (name: string) => `${name}\n${PART.repeat(PARTS)}`;

/**
 * Sends files in parts, several at once, answers for them and adds them, as a page would. Goes on from what the
 * server has.
 *
 * @param done names of the files that are in the evidence list already
 */
export async function sendFiles(
  context: CouncilContext,
  acknowledge: (what: Acknowledged) => void,
  done: readonly string[] = [],
): Promise<void> {
  const known = new Map((await listUploads(context)).map((upload) => [upload.name, upload]));
  const limit = pLimit(4);
  const names = Array.from({ length: FILES }, (_, n) => nameOf(n)).filter((name) => !done.includes(name));
  await Promise.all(
    names.map((name) =>
      limit(async () => {
        const upload = known.get(name);
        if (upload?.state !== 'ready') await sendFile(context, name, upload?.id, acknowledge);
        acknowledge({ name, ready: true });
      }),
    ),
  );
  const upload = (await listUploads(context)).map(({ id }) => id);
  const answers = {
    ...NO_FURTHER_DETAILS,
    category: 'people',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    statement: [],
    assessment: null,
  } as const;
  await keepAnswers(context, { upload, title: {}, answers: { ...answers, statement: [] } });
  const { added } = await addUploads(context, new Set());
  acknowledge({ added: added.length });
}

async function sendFile(
  context: CouncilContext,
  name: string,
  known: string | undefined,
  acknowledge: (what: Acknowledged) => void,
): Promise<void> {
  const content = textOf(name);
  const id = known ?? (await begin(context, content.length, { filename: name }));
  for (let at = Number(await offsetOf(context, id)); at < content.length; ) {
    const part = content.slice(at, at + PART.length);
    const answer = await patch(context, id, at, part);
    if (answer.status !== 204) throw new Error(`A part of ${name} was answered with ${answer.status}`);
    at = Number(answer.headers.get('upload-offset'));
    acknowledge({ name, received: at });
  }
  for (;;) {
    const { outcome } = await checkUpload(context, id, new AbortController().signal);
    if (outcome === 'ready') return;
    // As the page does, where the machine is slow.
    if (outcome !== 'busy') throw new Error(`${name} is ${outcome}`);
  }
}
