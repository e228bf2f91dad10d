import { z } from 'zod';
import { frameworkOf, knownFrameworks, knownStatement } from '#lib/frameworks/known.ts';
import { dateField } from '#lib/platform/forms/date-field.ts';
import { hiddenField, textField } from '#lib/platform/forms/text-field.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';
import { webAddressField } from '#lib/platform/forms/web-address-field.ts';
import { wholeNumberField } from '#lib/platform/forms/whole-number-field.ts';
import {
  pageField,
  REPORT_LIMITS,
  REPORT_NAMES,
  type ReportedStatement,
  type ReportField,
  type StatementAnswers,
  saysField,
  scoreField,
} from '#lib/record/published-reports/rules.ts';
import { knownScore, RESULT_KINDS, RESULT_STATUSES } from '#lib/record/results/facts.ts';
import { allPoints, BANDS, displayedScore, type StatementId } from '#lib/scoring/index.ts';

const AGAIN = 'Open this page again from the list of published reports';

export function reportFields(statements: readonly StatementId[]): readonly ReportField[] {
  return [
    ...(['resultKind', 'resultStatus', 'publishedOn', 'visitedOn', 'url', 'rating', 'score'] as const),
    ...statements.flatMap((id) => [scoreField(id), saysField(id), pageField(id)]),
  ];
}

const head = {
  /** 0: a new one. */
  report: versionField(0, AGAIN),
  version: versionField(0, AGAIN),
  framework: hiddenField((value) => knownFrameworks().find(({ id }) => id === value)?.id, AGAIN),
  resultKind: hiddenField(
    (value) => RESULT_KINDS.find((kind) => kind === value),
    'Select what the report is of',
  ),
  resultStatus: hiddenField((value) => RESULT_STATUSES.find((status) => status === value), 'Select a status'),
  publishedOn: dateField('reportPublished', {
    ...{ called: REPORT_NAMES.publishedOn, missing: 'Enter the date of publication' },
  }),
  visitedOn: dateField('reportPublished', { called: REPORT_NAMES.visitedOn }).default(null),
  url: webAddressField().default(''),
  rating: hiddenField((value) => BANDS.find((band) => band === value), 'Select a rating'),
  score: wholeNumberField({ called: 'Score', from: 0, to: 100 }).default(null),
};

// Frameworks may be added after this module is loaded, so the fields of statements are listed when a form is read.

function fieldsOf(statement: StatementId) {
  const { name } = knownStatement(statement);
  return {
    [scoreField(statement)]: hiddenField((value) => value, `Select a score for ${name}`).default(''),
    [saysField(statement)]: textField({
      ...{ called: `What it says of ${name}`, limit: REPORT_LIMITS.says },
    }).default(''),
    [pageField(statement)]: wholeNumberField({
      ...{ called: `The page for ${name}`, from: 1, to: REPORT_LIMITS.page },
    }).default(null),
  };
}

/** A report, with what it gives and says of the statements of its framework. Fields of other statements are ignored. */
export function saveReportSchema(statements: readonly StatementId[]) {
  const ofStatements: ReturnType<typeof fieldsOf> = Object.assign({}, ...statements.map(fieldsOf));
  return z.object({ ...head, ...ofStatements }).transform((typed, context) => {
    const issue = (field: ReportField, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    const { report, version, resultKind, resultStatus, publishedOn, visitedOn, url, rating, score } = typed;
    const framework = frameworkOf(typed.framework);
    const answers = typed as unknown as StatementAnswers;
    const read = framework.statements.map(({ id, name }) => {
      const [score, says] = [answers[scoreField(id)] ?? '', answers[saysField(id)] ?? ''];
      const page = answers[pageField(id)] ?? null;
      if (score !== '' && !framework.scores.some((one) => String(one) === score))
        issue(scoreField(id), `Select a score for ${name} from the list`);
      if (says === '' && page !== null) issue(saysField(id), `Enter what page ${page} says of ${name}`);
      return { statement: id, score: score || '-', says, page };
    });
    const scores = read.map((one) => one.score).join('');
    if (visitedOn !== null && visitedOn > publishedOn)
      issue('visitedOn', 'The visit must not be later than the publication');
    const isPossible = allPoints(framework).some((points) => displayedScore(points, framework) === score);
    const calculated = knownScore({ framework: framework.id, scores, score: null });
    if (score !== null && !isPossible)
      issue('score', `${score} is not a possible score. Check it in the report`);
    else if (score !== null && calculated && calculated.value !== score)
      issue('score', `The score is ${score}, but the scores of the statements give ${calculated.value}`);
    return {
      ...{ report, version, resultKind, resultStatus, framework: framework.id, publishedOn, visitedOn, url },
      ...{ rating, score, scores },
      statements: read.flatMap(({ statement, says, page }): ReportedStatement[] =>
        says === '' ? [] : [{ statement, says, page }],
      ),
    };
  });
}
export type SaveReport = z.output<ReturnType<typeof saveReportSchema>>;
