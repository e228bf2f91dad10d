import { saveReport } from '#lib/record/published-reports/commands.ts';
import { getReport, getReportToSave, listReports } from '#lib/record/published-reports/queries.ts';
import { reportInput } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  async make(council, mark) {
    const statements = [{ statement: 'QS1', says: mark, page: 14 }];
    const url = `https://example.org/${encodeURIComponent(mark)}`;
    const result = await saveReport(council.as.lead, reportInput({ statements, url }));
    if (result.outcome !== 'saved') throw new Error(`The report was not saved: ${result.outcome}`);
    return { report: result.number };
  },
  calls: {
    'queries listReports': { permission: 'improvement:view', run: (context) => listReports(context) },
    'queries getReport': {
      permission: 'improvement:view',
      notFound: null,
      run: (context, { report }) => getReport(context, report),
    },
    'queries getReportToSave': {
      permission: 'improvement:oversee',
      notFound: null,
      run: (context, { report }) => getReportToSave(context, report),
    },
    'commands saveReport': {
      permission: 'improvement:oversee',
      notFound: { outcome: 'not found' },
      run: (context, { report }) => saveReport(context, reportInput({ report, version: 1 })),
    },
  },
});
