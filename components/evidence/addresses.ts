import type { Category } from '#lib/evidence/rules.ts';
import { routes } from '#lib/routes.ts';
import type { StatementId } from '#lib/scoring/index.ts';

type ListAddress = {
  readonly words?: string | undefined;
  readonly category?: Category | undefined;
  readonly statement?: StatementId | undefined;
  readonly page?: number | undefined;
};

/** The evidence list with its filters in the address; page 1 goes without a number. */
export function evidenceListHref(council: string, { words, category, statement, page = 1 }: ListAddress) {
  return `${routes.evidence(council)}${queryOf({ words, category, statement, page: page > 1 ? String(page) : '' })}`;
}

/** How evidence can be added: uploaded, linked to, or taken from the council's own list. */
export type Way = 'files' | 'link' | 'list';

type AddAddress = {
  readonly statement?: StatementId | undefined;
  readonly way?: Way | undefined;
  readonly words?: string | undefined;
  readonly page?: number | undefined;
  /** A refused form to show again. */
  readonly kept?: string | undefined;
};

export function addEvidenceHref(
  council: string,
  { statement, way = 'files', words, page = 1, kept }: AddAddress,
) {
  const query = {
    statement,
    way: way === 'files' ? '' : way,
    words,
    page: page > 1 ? String(page) : '',
    kept,
  };
  return `${routes.addEvidence(council)}${queryOf(query)}`;
}

export function changeEvidenceHref(council: string, reference: string) {
  return `${routes.evidenceItem(council, reference)}/edit`;
}

/** One item as one statement uses it. */
export function evidenceUseHref(council: string, statement: StatementId, reference: string) {
  return `${routes.statement(council, statement)}/evidence/${reference}`;
}

function queryOf(values: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value) query.set(name, value);
  return query.size > 0 ? `?${query}` : '';
}
