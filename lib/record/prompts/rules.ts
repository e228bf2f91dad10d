import type { StatementId } from '#lib/scoring/index.ts';

/** Characters of a council's own questions for one statement, counting a line end as one. */
export const PROMPTS_LIMIT = 4_000;

/** A council's own questions for one statement. */
export type OwnPrompts = {
  /** Counts the changes; 0 if there is none yet. */
  readonly version: number;
  /** As the council wrote them, a line each. */
  readonly text: string;
  /** The last change. */
  readonly changed: { readonly by: string; readonly at: Date } | null;
};

export const NO_PROMPTS: OwnPrompts = { version: 0, text: '', changed: null };

/** By statement, without those that have none. */
export type PromptsOfStatements = Readonly<Partial<Record<StatementId, OwnPrompts>>>;

/** The questions, without empty lines. */
export function questionsIn({ text }: Pick<OwnPrompts, 'text'>): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
