import 'server-only';
import { createHash } from 'node:crypto';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { hashWords } from '#lib/platform/audit/words.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import { lockInCouncil } from '#lib/platform/db/lock.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { type PngProblem, plainPng } from '#lib/platform/storage/png.ts';
import { contactWords } from '#lib/record/councils/events.ts';
import { loadSettings, type Settings } from '#lib/record/councils/queries.ts';
import { contactAsSeen, describeContact, LOGO_LIMITS, lookAsSeen } from '#lib/record/councils/rules.ts';
import type { ContactInput, LookInput, RetentionInput } from '#lib/record/councils/schema.ts';

type Conflict = { readonly outcome: 'conflict'; readonly latest: Settings };

export type ChangeLookResult =
  | { readonly outcome: 'done' | 'unchanged' }
  | { readonly outcome: 'logo refused'; readonly problem: PngProblem }
  | Conflict;

/**
 * Changes the council's name as shown, its colour and its logo. `logo`: a new file; null keeps the one it has. Over a
 * change made after the form was opened nothing is written.
 */
export function changeLook(
  context: CouncilContext,
  { name, colour, removeLogo, seen }: LookInput,
  logo: Uint8Array<ArrayBuffer> | null,
): Promise<ChangeLookResult> {
  return auditedWrite<ChangeLookResult>(context, 'settings:manage', async (db) => {
    const latest = await lockSettings(db);
    if (lookAsSeen(latest.look) !== seen) return unchanged({ outcome: 'conflict', latest });
    const png = logo && plainPng(logo, LOGO_LIMITS.side);
    if (png && 'problem' in png) return unchanged({ outcome: 'logo refused', problem: png.problem });
    const hash = png
      ? createHash('sha256').update(png.bytes).digest('hex')
      : removeLogo
        ? ''
        : latest.look.logo;
    const before = latest.look;
    // The registered name is shown anyway, and goes on being if it changes.
    const after = { name: name === latest.registeredName ? '' : name, colour, logo: hash };
    if (lookAsSeen(before) === lookAsSeen(after)) return unchanged({ outcome: 'unchanged' });
    const picture = png
      ? { logo: png.bytes, logoHash: hash, logoWidth: png.width, logoHeight: png.height }
      : removeLogo
        ? { logo: null, logoHash: '', logoWidth: 0, logoHeight: 0 }
        : {};
    await writeSettings(db, { name: after.name, colour, ...picture });
    return {
      result: { outcome: 'done' },
      event: { type: 'council.look-changed', subject: 'settings', data: { before, after } },
    };
  });
}

export type ChangeContactResult = { readonly outcome: 'done' | 'unchanged' } | Conflict;

/** Changes who helps the people of the council. Over a change made after the form was opened nothing is written. */
export function changeContact(
  context: CouncilContext,
  { seen, ...contact }: ContactInput,
): Promise<ChangeContactResult> {
  return auditedWrite<ChangeContactResult>(context, 'settings:manage', async (db) => {
    const latest = await lockSettings(db);
    if (contactAsSeen(latest.contact) !== seen) return unchanged({ outcome: 'conflict', latest });
    const words = contactWords(contact);
    if (contactAsSeen(contact) === contactAsSeen(latest.contact)) return unchanged({ outcome: 'unchanged' });
    await writeSettings(db, {
      contactName: contact.name,
      contactEmail: contact.email,
      contactPhone: contact.phone,
    });
    return {
      result: { outcome: 'done' },
      event: {
        type: 'council.contact-changed',
        subject: 'settings',
        data: {
          given: describeContact(contact) !== '',
          characters: words.join('').length,
          words: hashWords(words),
        },
      },
    };
  });
}

export type ChangeRetentionResult = { readonly outcome: 'done' | 'unchanged' } | Conflict;

/** Changes for how long evidence is kept. Over a change made after the form was opened nothing is written. */
export function changeRetention(
  context: CouncilContext,
  { years, seen }: RetentionInput,
): Promise<ChangeRetentionResult> {
  return auditedWrite<ChangeRetentionResult>(context, 'settings:manage', async (db) => {
    const latest = await lockSettings(db);
    const before = latest.keepEvidenceYears;
    if (String(before ?? '') !== seen) return unchanged({ outcome: 'conflict', latest });
    if (before === years) return unchanged({ outcome: 'unchanged' });
    await writeSettings(db, { keepEvidenceYears: years });
    return {
      result: { outcome: 'done' },
      event: { type: 'council.retention-changed', subject: 'settings', data: { before, after: years } },
    };
  });
}

/** Locks the council's settings until the transaction ends. */
async function lockSettings(db: CouncilWrite): Promise<Settings> {
  await lockInCouncil(db.tx, db.context.council.id, 'settings');
  return loadSettings(db);
}

type SettingsChange =
  | {
      readonly name: string;
      readonly colour: string;
      readonly logo?: Uint8Array<ArrayBuffer> | null;
      readonly logoHash?: string;
      readonly logoWidth?: number;
      readonly logoHeight?: number;
    }
  | { readonly keepEvidenceYears: number | null }
  | { readonly contactName: string; readonly contactEmail: string; readonly contactPhone: string };

async function writeSettings({ tx, context }: CouncilWrite, settings: SettingsChange): Promise<void> {
  const councilId = context.council.id;
  const changed = { ...settings, changedById: context.person.id, changedAt: context.now() };
  await tx.councilSettings.upsert({
    where: { councilId },
    create: { councilId, ...changed },
    update: changed,
    select: { councilId: true },
  });
}
