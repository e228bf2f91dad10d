import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, type CouncilRows, read } from '#lib/platform/db/read.ts';
import { type Contact, type Look, NO_CONTACT } from '#lib/record/councils/rules.ts';

export type Settings = {
  /** The council's name without these settings. */
  readonly registeredName: string;
  readonly look: Look;
  readonly contact: Contact;
  /** Years for which evidence is kept after an assessment closed. Null: not set. */
  readonly keepEvidenceYears: number | null;
  /** The last change. */
  readonly changed: { readonly by: string; readonly at: Date } | null;
};

/** What the council's administrators have set. */
export async function getSettings(context: CouncilContext): Promise<Settings> {
  requirePermission(context, 'settings:view');
  return read(context, loadSettings);
}

export async function loadSettings({ tx, context }: CouncilRead): Promise<Settings> {
  const { name: registeredName, settings } = await tx.council.findUniqueOrThrow({
    relationLoadStrategy: 'join',
    where: { id: context.council.id },
    select: {
      name: true,
      settings: {
        select: {
          name: true,
          colour: true,
          logoHash: true,
          contactName: true,
          contactEmail: true,
          contactPhone: true,
          keepEvidenceYears: true,
          changedAt: true,
          changedBy: { select: { person: { select: { name: true } } } },
        },
      },
    },
  });
  return {
    registeredName,
    look: {
      name: settings?.name ?? '',
      colour: settings?.colour ?? '',
      logo: settings?.logoHash ?? '',
    },
    contact: settings
      ? { name: settings.contactName, email: settings.contactEmail, phone: settings.contactPhone }
      : NO_CONTACT,
    keepEvidenceYears: settings?.keepEvidenceYears ?? null,
    changed: settings && { by: settings.changedBy.person.name, at: settings.changedAt },
  };
}

/** The council's logo with this SHA-256, as a PNG. Null if it is not, or no longer, the council's. */
export async function getLogo(context: CouncilContext, hash: string): Promise<Uint8Array | null> {
  requirePermission(context, 'council:view');
  return read(context, async ({ tx }) => {
    const found = await tx.councilSettings.findFirst({
      where: { councilId: context.council.id, logoHash: hash },
      select: { logo: true },
    });
    return found?.logo ?? null;
  });
}

/** What documents made now show at their head: the council's name, colour and logo. */
export async function loadLetterhead({ tx, context }: CouncilRows): Promise<{
  readonly name: string;
  readonly letterhead: { readonly colour: string; readonly logo: Uint8Array | null };
}> {
  const { name, settings } = await tx.council.findUniqueOrThrow({
    relationLoadStrategy: 'join',
    where: { id: context.council.id },
    select: { name: true, settings: { select: { name: true, colour: true, logo: true } } },
  });
  return {
    name: settings?.name || name,
    letterhead: { colour: settings?.colour ?? '', logo: settings?.logo ?? null },
  };
}
