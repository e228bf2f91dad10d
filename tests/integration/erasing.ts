import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { storageRoot } from '#lib/platform/storage/location.ts';
import { ALL_RECORDS } from '#lib/tasks/audit-records.ts';
import { type AnswerResult, answerErasure, askErasure } from '#lib/work/erasures/commands.ts';
import { getErasure } from '#lib/work/erasures/queries.ts';
import { asSuperuser, type TestCouncil } from './council-factory.ts';

// What the tests of erasures share.

/** Asks for an item to be erased as it is now. */
export async function askToErase(by: CouncilContext, reference: string) {
  const page = await getErasure(by, reference);
  const seen = page?.newest?.number ?? null;
  return askErasure(by, { reference, reason: 'Of another council', seen });
}

export function confirmErasure(by: CouncilContext, reference: string, number = 1): Promise<AnswerResult> {
  return answerErasure(by, { reference, number, answer: 'confirm', reason: '' });
}

export async function eraseEvidence({ as }: TestCouncil, reference: string): Promise<void> {
  await askToErase(as.lead, reference);
  expect(await confirmErasure(as.director, reference)).toEqual({ outcome: 'erased' });
}

/** The rows that differ from the history. */
export async function rowFaults(council: TestCouncil): Promise<readonly string[]> {
  return (await verifyCouncil(council, ALL_RECORDS)).rows;
}

export async function fileIds(council: TestCouncil): Promise<readonly string[]> {
  const rows = await asSuperuser<{ id: string }>('SELECT id FROM files WHERE council_id = $1', [council.id]);
  return rows.map(({ id }) => id);
}

/** Distinct words for each place, none of which is part of another. */
export const SECRETS = {
  title: 'Zebedee Quillfeather',
  file: 'quokkanote',
  owner: 'Wilhelmina Grumbold',
  shows: 'xylophonist sighting',
  location: 'paragraph vermilion',
  replaced: 'skedaddled reason',
  newFile: 'malarkeynote',
  newContent: 'Bytes of a hullabaloo',
  url: 'https://example.org/flibbertigibbet',
  content: 'Bytes of a kerfuffle',
  comment: 'brouhaha about it',
  withdrawn: 'lollygagging reason',
  held: 'gobbledygook hold',
  later: 'Renamed snickersnee',
  tag: 'hornswoggle tag',
} as const;
export const anySecret = Object.values(SECRETS).join('|');

/** Every table of the database with a row that holds one of the secrets, as text or in bytes. */
export async function tablesWithSecrets(): Promise<string[]> {
  const tables = await asSuperuser<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') ORDER BY 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await asSuperuser<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${name} t WHERE t::text ~ $1`,
      [anySecret],
    );
    if (row?.count) found.push(name);
  }
  return found;
}

export async function filesWithSecrets(): Promise<string[]> {
  const names = await readdir(path.dirname(storageRoot()), { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of names.filter((one) => one.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    if (new RegExp(anySecret).test(`${entry.name} ${await readFile(file, 'latin1')}`)) found.push(file);
  }
  return found;
}
