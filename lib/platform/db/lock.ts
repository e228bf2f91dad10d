import 'server-only';
import type { Transaction } from '#lib/platform/db/client.ts';

/** Parts of a council whose writers take turns. Migrations take `members:` too. */
type LockedPart =
  | 'assessment'
  | 'audit'
  | 'cases'
  | 'evidence'
  | 'findings'
  | 'improvement'
  | 'inspections'
  | 'measures'
  | 'members'
  | 'packs'
  | 'prompts'
  | 'published reports'
  | 'results'
  | 'settings'
  | 'sharing'
  | 'support stages'
  | 'topics'
  | 'views';

/** Waits for other transactions that write this part of the council, and keeps them waiting until this one ends. */
export async function lockInCouncil(tx: Transaction, councilId: string, part: LockedPart): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`${part}:${councilId}`}, 0))`;
}
