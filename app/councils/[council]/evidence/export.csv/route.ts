import { councilExport } from '#lib/exchange/exports/export-route.ts';
import * as routes from '#lib/kernel/routes.ts';
import { csvResponse } from '#lib/platform/http/responses.ts';
import { exportEvidence } from '#lib/record/evidence/commands.ts';
import { EVIDENCE_CSV_COLUMNS, evidenceCsvRow } from '#lib/record/evidence/csv-rows.ts';
import { readEvidenceView } from '#lib/record/evidence/view.ts';

export const { GET, HEAD } = councilExport({
  permission: 'evidence:view',
  page: routes.evidence,
  notFound: 'Evidence not found.',
  failed: 'the evidence list could not be exported',
  read: (context, { query }) => exportEvidence(context, readEvidenceView(query)),
  file: ({ items, framework, topics, asOf }, { council }) =>
    csvResponse(
      `${council.slug} evidence`,
      EVIDENCE_CSV_COLUMNS,
      items.map((item) => evidenceCsvRow(item, framework, topics, asOf)),
    ),
});
