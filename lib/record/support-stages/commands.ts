import 'server-only';
import { isDeepStrictEqual } from 'node:util';
import { dateToColumn } from '#lib/kernel/dates.ts';
import { requireRoom } from '#lib/kernel/limits.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { hashWords } from '#lib/platform/audit/words.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import { lockInCouncil } from '#lib/platform/db/lock.ts';
import { loadEvidenceId } from '#lib/record/evidence/item-rows.ts';
import { type LetterFacts, type StageFacts, stageSubject } from '#lib/record/support-stages/events.ts';
import { loadStages } from '#lib/record/support-stages/queries.ts';
import {
  MAX_LETTERS,
  MAX_STAGES,
  type SupportLetter,
  type SupportStage,
} from '#lib/record/support-stages/rules.ts';
import type { SaveLetter, SaveStage } from '#lib/record/support-stages/schema.ts';

export type SaveStageResult =
  | { readonly outcome: 'saved' | 'unchanged'; readonly number: number }
  | { readonly outcome: 'not found' | 'day taken' }
  | { readonly outcome: 'conflict'; readonly latest: SupportStage };

/** Records a stage of support, or changes one. Two of them never begin on one day. */
export function saveStage(context: CouncilContext, input: SaveStage): Promise<SaveStageResult> {
  return auditedWrite<SaveStageResult>(context, 'improvement:oversee', async (db) => {
    const councilId = context.council.id;
    await lockInCouncil(db.tx, councilId, 'support stages');
    const stages = await loadStages(db);
    const stored = input.stage === 0 ? null : stages.find(({ number }) => number === input.stage);
    if (stored === undefined) return unchanged({ outcome: 'not found' });
    const { stageKind: kind, fromOn, planDueOn, note } = input;
    const after: StageFacts = { kind, fromOn, planDueOn };
    const before = stored && factsOfStage(stored);
    if (stored && isDeepStrictEqual([before, stored.note], [after, note]))
      return unchanged({ outcome: 'unchanged', number: stored.number });
    if (stored && stored.version !== input.version) return unchanged({ outcome: 'conflict', latest: stored });
    if (stages.some((one) => one.fromOn === fromOn && one !== stored))
      return unchanged({ outcome: 'day taken' });
    if (!stored) requireRoom(MAX_STAGES, stages.length);
    const number = stored?.number ?? nextAfter(stages);
    const row = {
      ...{ kind, note, fromOn: dateToColumn(fromOn), planDueOn: planDueOn && dateToColumn(planDueOn) },
      ...{ changedById: context.person.id, changedAt: context.now() },
    };
    await db.tx.supportStage.upsert({
      where: { councilId_number: { councilId, number } },
      create: { councilId, number, ...row },
      update: { ...row, version: { increment: 1 } },
      select: { number: true },
    });
    return {
      result: { outcome: 'saved', number },
      event: {
        type: 'stage.saved',
        subject: stageSubject(number),
        data: { before, after, words: hashWords([note]) },
      },
    };
  });
}

export type SaveLetterResult =
  | { readonly outcome: 'saved' | 'unchanged' | 'not found' | 'unknown evidence' }
  | { readonly outcome: 'conflict'; readonly latest: SupportLetter };

/** Records a letter or a representation in a stage of support, or changes one. */
export function saveLetter(context: CouncilContext, input: SaveLetter): Promise<SaveLetterResult> {
  return auditedWrite<SaveLetterResult>(context, 'improvement:oversee', async (db) => {
    const councilId = context.council.id;
    await lockInCouncil(db.tx, councilId, 'support stages');
    const [stage] = await loadStages(db, input.stage);
    const stored = input.letter === 0 ? null : stage?.letters.find(({ number }) => number === input.letter);
    if (!stage || stored === undefined) return unchanged({ outcome: 'not found' });
    const evidenceItemId = await loadEvidenceId(db, input.reference);
    if (evidenceItemId === undefined) return unchanged({ outcome: 'unknown evidence' });
    const { letterKind: kind, letterOn: on, title, reference, replyBy, repliedOn } = input;
    const after: LetterFacts = { kind, on, title, reference, replyBy, repliedOn };
    const before = stored && factsOfLetter(stored);
    if (stored && isDeepStrictEqual(before, after)) return unchanged({ outcome: 'unchanged' });
    if (stored && stored.version !== input.version) return unchanged({ outcome: 'conflict', latest: stored });
    if (!stored) requireRoom(MAX_LETTERS, stage.letters.length);
    const number = stored?.number ?? nextAfter(stage.letters);
    const row = {
      ...{ kind, onDay: dateToColumn(on), title, evidenceItemId },
      ...{ replyBy: replyBy && dateToColumn(replyBy), repliedOn: repliedOn && dateToColumn(repliedOn) },
      ...{ changedById: context.person.id, changedAt: context.now() },
    };
    await db.tx.supportLetter.upsert({
      where: { councilId_stage_number: { councilId, stage: stage.number, number } },
      create: { councilId, stage: stage.number, number, ...row },
      update: { ...row, version: { increment: 1 } },
      select: { number: true },
    });
    return {
      result: { outcome: 'saved' },
      event: {
        type: 'stage.letter-saved',
        subject: stageSubject(stage.number),
        data: { letter: number, before, after },
      },
    };
  });
}

function factsOfStage({ kind, fromOn, planDueOn }: SupportStage): StageFacts {
  return { kind, fromOn, planDueOn };
}

function factsOfLetter({ kind, on, title, reference, replyBy, repliedOn }: SupportLetter): LetterFacts {
  return { kind, on, title, reference, replyBy, repliedOn };
}

/** Nothing of these is ever removed. */
function nextAfter(numbered: readonly { readonly number: number }[]): number {
  return Math.max(0, ...numbered.map(({ number }) => number)) + 1;
}
