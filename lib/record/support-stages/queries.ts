import 'server-only';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRows, read } from '#lib/platform/db/read.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';
import type { LetterKind, SupportLetter, SupportStage } from '#lib/record/support-stages/rules.ts';

/** The stages of support with their letters, newest first. */
export async function listStages(context: CouncilContext): Promise<readonly SupportStage[]> {
  requirePermission(context, 'improvement:view');
  return read(context, loadStages);
}

/** A stage to change. Null: there is none of that number. */
export async function getStageToSave(context: CouncilContext, number: number): Promise<SupportStage | null> {
  requirePermission(context, 'improvement:oversee');
  return read(context, async (db) => (await loadStages(db, number))[0] ?? null);
}

export type LetterToSave = {
  readonly stage: SupportStage;
  /** Null: a new one. */
  readonly letter: SupportLetter | null;
};

/** A letter to change, or with null the stage that a new one belongs to. Null: there is none of that number. */
export async function getLetterToSave(
  context: CouncilContext,
  stage: number,
  number: number | null,
): Promise<LetterToSave | null> {
  requirePermission(context, 'improvement:oversee');
  return read(context, async (db) => {
    const [found] = await loadStages(db, stage);
    if (!found) return null;
    const letter = number === null ? null : found.letters.find((one) => one.number === number);
    return letter === undefined ? null : { stage: found, letter };
  });
}

type StageRow = Omit<SupportStage, 'letters' | 'changed'> & {
  readonly changedBy: string;
  readonly changedAt: Date;
  readonly letters: readonly {
    readonly number: number;
    readonly kind: LetterKind;
    readonly on: CalendarDate;
    readonly title: string;
    readonly evidence: number | null;
    readonly replyBy: CalendarDate | null;
    readonly repliedOn: CalendarDate | null;
    readonly version: number;
    readonly by: string;
    readonly at: string;
  }[];
};

/** Newest first, or the one of this number. */
export async function loadStages(
  { tx, context }: CouncilRows,
  number: number | null = null,
): Promise<readonly SupportStage[]> {
  const rows = await tx.$queryRaw<StageRow[]>`
    select s.number, s.kind::text as kind, s.from_on::text as "fromOn", s.plan_due_on::text as "planDueOn", s.note,
           s.version, p.name as "changedBy", s.changed_at as "changedAt",
           coalesce((select json_agg(json_build_object('number', l.number, 'kind', l.kind, 'on', l.on_day,
                                       'title', l.title, 'evidence', e.number, 'replyBy', l.reply_by,
                                       'repliedOn', l.replied_on, 'version', l.version, 'by', w.name,
                                       'at', l.changed_at) order by l.on_day, l.number)
                       from support_letters l
                       join people w on w.id = l.changed_by_id
                       left join evidence_items e on e.council_id = l.council_id and e.id = l.evidence_item_id
                      where l.council_id = s.council_id and l.stage = s.number), '[]') as letters
      from support_stages s
      join people p on p.id = s.changed_by_id
     where s.council_id = ${context.council.id}::uuid and (${number}::int is null or s.number = ${number}::int)
     order by s.from_on desc`;
  return rows.map(({ changedBy, changedAt, letters, ...stage }) => ({
    ...stage,
    letters: letters.map(({ evidence, by, at, ...letter }) => ({
      ...letter,
      reference: evidence === null ? null : referenceOf(evidence),
      changed: { by, at: new Date(at) },
    })),
    changed: { by: changedBy, at: changedAt },
  }));
}
