import 'server-only';
import { type PackSource, packDocument } from '#lib/exchange/packs/rules.ts';
import type { PackDocument, PackSignature } from '#lib/exchange/pdf/pack-document.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { ROLE_NAMES, requirePermission } from '#lib/platform/access/permissions.ts';
import { auditHead } from '#lib/platform/db/audit-head.ts';
import { type CouncilRead, read } from '#lib/platform/db/read.ts';
import { type AssessmentState, finalState } from '#lib/record/assessments/state.ts';
import { loadHiddenStatements } from '#lib/record/challenge/queries.ts';
import { loadLetterhead } from '#lib/record/councils/queries.ts';
import { isContentOf, loadLiveSnapshot, loadLiveState, loadSnapshot } from '#lib/record/snapshots/queries.ts';
import { frameworkOfSnapshot, hashSnapshot, type Snapshot } from '#lib/record/snapshots/rules.ts';
import { loadSteps } from '#lib/work/reviews/queries.ts';

export type PackSnapshot = { readonly assessmentId: string; readonly document: PackDocument };

/**
 * The content of a pack, read at one moment. Null if there is no such assessment. People from whom scores are hidden get
 * neither the open assessment nor its signed versions.
 */
export async function packSnapshot(
  context: CouncilContext,
  packId: string,
  madeAt: Date,
  source: PackSource = { kind: 'open' },
): Promise<PackSnapshot | 'scores hidden' | null> {
  requirePermission(context, 'pack:export');
  return read(context, async (db) => {
    const { tx } = db;
    const assessment = await tx.assessment.findFirst({
      where: {
        councilId: context.council.id,
        ...(source.kind === 'open' ? { status: 'open' } : { number: source.cycle }),
        ...(source.kind === 'closed' ? { status: 'closed' } : {}),
        ...(source.kind === 'signed' ? { status: { not: 'undone' } } : {}),
      },
      select: { id: true },
    });
    if (!assessment) return null;
    if ((await loadHiddenStatements(db, assessment.id)).length > 0) return 'scores hidden';
    const held = await loadPackContent(db, assessment.id, source);
    if (!held) return null;
    const audit = await auditHead(tx, context);
    if (!audit) throw new Error('The council has no history');
    const { snapshot, contentHash, isRedacted, closedAt } = held;
    const signature = await signatureOf(db, assessment.id, source, held);
    const document = packDocument(snapshot, {
      packId,
      madeAt: madeAt.toISOString(),
      madeBy: { name: context.person.name, role: ROLE_NAMES[context.role] },
      audit,
      contentHash,
      isRedacted,
      signature,
      // Signed content is final, even if it was reopened and nothing has changed since.
      state:
        signature.state === 'signed'
          ? finalState(snapshot.result.overall, frameworkOfSnapshot(snapshot).id)
          : held.state,
      closedAt,
    });
    if (source.kind !== 'open') return { assessmentId: assessment.id, document };
    const { name, letterhead } = await loadLetterhead(db);
    return {
      assessmentId: assessment.id,
      document: { ...document, council: { ...document.council, name }, letterhead },
    };
  });
}

type PackContent = {
  readonly snapshot: Snapshot;
  /** Of stored content: as it was stored. */
  readonly contentHash: string;
  readonly isRedacted: boolean;
  readonly state: AssessmentState;
  readonly closedAt: string | null;
};

async function loadPackContent(
  db: CouncilRead,
  assessmentId: string,
  source: PackSource,
): Promise<PackContent | null> {
  if (source.kind === 'open') {
    const snapshot = await loadLiveSnapshot(db, assessmentId);
    const state = await loadLiveState(db, assessmentId);
    if (!snapshot || !state) return null;
    const { contentHash } = hashSnapshot(snapshot);
    return { snapshot, contentHash, isRedacted: false, state, closedAt: null };
  }
  const version = source.kind === 'signed' ? source.version : undefined;
  const kept = await loadSnapshot(db, assessmentId, source.kind, version);
  return (
    kept && {
      snapshot: kept.snapshot,
      contentHash: kept.contentHash,
      isRedacted: kept.redactedHash !== null,
      state: finalState(kept.snapshot.result.overall, frameworkOfSnapshot(kept.snapshot).id),
      closedAt: source.kind === 'closed' ? kept.madeAt.toISOString() : null,
    }
  );
}

/** The signature of that content, or the last one before it was changed. */
async function signatureOf(
  db: CouncilRead,
  assessmentId: string,
  source: PackSource,
  { contentHash, snapshot }: Pick<PackContent, 'contentHash' | 'snapshot'>,
): Promise<PackSignature> {
  const signatures = (await loadSteps(db, assessmentId)).filter(({ kind }) => kind === 'signed');
  const signature =
    source.kind === 'signed' ? signatures.find(({ version }) => version === source.version) : signatures[0];
  if (!signature) return { state: 'not-signed' };
  const { version, by, role, at } = signature;
  // An erasure gives the open content another hash, and takes the same words from what was signed.
  const signed =
    signature.contentHash === contentHash ? null : await loadSnapshot(db, assessmentId, 'signed', version);
  const isSame = signed === null || (source.kind === 'open' && isContentOf(signed, snapshot));
  return {
    state: isSame ? 'signed' : 'changed-since',
    version,
    by: { name: by, role: ROLE_NAMES[role] },
    at: at.toISOString(),
  };
}
