import type { Role } from '#lib/auth/permissions.ts';
import type { Score, StatementId } from '#lib/scoring/index.ts';

/** What is kept of a statement in its audit event: never the words, only how long they were. */
export type StatementFacts = {
  readonly score: Score | null;
  readonly completed: boolean;
  readonly characters: { readonly strengths: number; readonly improvements: number; readonly impact: number };
};

export type EvidenceFacts = {
  readonly title: string;
  readonly category: string;
  readonly datedOn: string | null;
  readonly owner: string;
  readonly marking: string;
  readonly containsPersonalData: boolean;
};

/** Everything that can happen in a council. `subject` is what it happened to. */
export type AuditEvent =
  | { type: 'council.added'; subject: string; data: { name: string; gssCode: string | null } }
  | { type: 'member.added'; subject: string; data: { name: string; role: Role } }
  | { type: 'assessment.started'; subject: string; data: { name: string; startsOn: string; endsOn: string } }
  | {
      type: 'statement.saved';
      subject: StatementId;
      data: { assessmentId: string; version: number; before: StatementFacts; after: StatementFacts };
    }
  | {
      type: 'evidence.added';
      subject: string;
      data: EvidenceFacts & {
        source: { kind: 'file'; name: string; bytes: number; sha256: string } | { kind: 'link'; url: string };
        statement: StatementId | null;
      };
    }
  | { type: 'evidence.changed'; subject: string; data: { before: EvidenceFacts; after: EvidenceFacts } }
  | { type: 'evidence.attached'; subject: string; data: { statement: StatementId } }
  | { type: 'evidence.detached'; subject: string; data: { statement: StatementId } }
  | { type: 'evidence.explained'; subject: string; data: { statement: StatementId } }
  | { type: 'file.downloaded'; subject: string; data: { sha256: string } }
  | { type: 'pack.exported'; subject: string; data: { assessmentId: string; sha256: string; items: number } };
