import 'server-only';
import type { SignedIn } from '#lib/platform/access/context.ts';
import { signedInContext } from '#lib/platform/access/context.ts';
import type { Role } from '#lib/platform/access/permissions.ts';
import { type AssessmentView, getAssessment } from '#lib/record/assessments/queries.ts';

export type CouncilSummary = {
  readonly slug: string;
  readonly name: string;
  readonly isExample: boolean;
  readonly role: Role;
  /** Null when no assessment is open. */
  readonly assessment: AssessmentView | null;
};

/** A person's councils, by name, each read with its own access check. */
export async function listCouncils(session: SignedIn): Promise<readonly CouncilSummary[]> {
  return Promise.all(
    session.memberships.map(async (member) => ({
      slug: member.council.slug,
      name: member.council.name,
      isExample: member.council.isExample,
      role: member.role,
      assessment: await getAssessment(signedInContext(session, member, 'list of councils')),
    })),
  );
}
