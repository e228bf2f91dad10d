import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import { lockItem } from '#lib/record/evidence/life-rows.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';

/** `replaced`: the file has a newer version than the one the person looked at. */
export type RuleOutResult = { readonly outcome: 'done' | 'unchanged' | 'replaced' | 'erased' | 'not found' };

/** Notes that what seems to be personal data in this version of an item's file is none. */
export function ruleOutPersonalData(
  context: CouncilContext,
  reference: string,
  version: number,
): Promise<RuleOutResult> {
  return auditedWrite<RuleOutResult>(context, 'evidence:edit', async (db) => {
    const item = await lockItem(db, reference);
    if (!item) return unchanged({ outcome: 'not found' });
    if (item.state === 'erased') return unchanged({ outcome: 'erased' });
    const { ruledOutIn, versions } = await db.tx.evidenceItem.findUniqueOrThrow({
      where: { id: item.id },
      select: {
        ruledOutIn: true,
        versions: {
          orderBy: { number: 'desc' },
          take: 1,
          select: {
            number: true,
            fileId: true,
            file: { select: { text: { select: { newlyFound: true } } } },
          },
        },
      },
    });
    const [newest] = versions;
    if (newest?.number !== version) return unchanged({ outcome: 'replaced' });
    if (ruledOutIn === version && !newest.file.text?.newlyFound) return unchanged({ outcome: 'unchanged' });
    await db.tx.fileText.updateMany({
      where: { councilId: context.council.id, fileId: newest.fileId },
      data: { newlyFound: false },
    });
    await db.tx.evidenceItem.update({
      where: { id: item.id },
      data: { ruledOutIn: version },
      select: { id: true },
    });
    return {
      result: { outcome: 'done' },
      event: { type: 'evidence.ruled-out', subject: referenceOf(item.number), data: { version } },
    };
  });
}
