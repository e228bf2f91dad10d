import {
  needsField,
  targetDayField,
  targetField,
  targetOpenedField,
  targetVersionField,
} from '#lib/insight/scenarios/rules.ts';
import { formatDate } from '#lib/kernel/format.ts';
import { formValues } from '#lib/platform/forms/form-values.ts';
import { NARRATIVES } from '#lib/record/assessments/rules.ts';
import { DETAIL_NAMES, USE_NAMES } from '#lib/record/evidence/rules.ts';
import { STATEMENTS } from '#lib/scoring/index.ts';

/** Where the name of a field does not say in plain words what is asked. */
const LABELS: ReadonlyMap<string, string> = new Map([
  ...NARRATIVES.map(({ field, heading }) => [field, heading] as const),
  ...Object.entries(DETAIL_NAMES),
  ...Object.entries(USE_NAMES),
  ['url', 'Address of the document'],
  ['body', 'Comment'],
  ['text', 'Rows'],
  ['amount', 'Target'],
  ...STATEMENTS.flatMap(
    ({ id, name }) =>
      [
        [needsField(id), `What it would take for ${name}`],
        [targetDayField(id), `Day of the target for ${name}`],
      ] as const,
  ),
]);

/** Fields in which a form tells the service what it is about, and choices, which are made again in a moment. */
const NOT_WRITTEN = new Set([
  ...[
    'council',
    'assessment',
    'statement',
    'reference',
    'measure',
    'authority',
    'subject',
    'comment',
    'thread',
  ],
  ...[
    'notice',
    'person',
    'page',
    'version',
    'savedScore',
    'lastScore',
    'change',
    'closes',
    'asks',
    'content',
    'fingerprint',
    'submission',
  ],
  ...['invitation', 'session', 'username', 'step', 'gaps', 'gapsHash', 'number', 'scenario'],
  ...['form', 'answered', 'id', 'from', 'fromEdit', 'ownHidden', 'shown', 'through', 'way', 'then'],
  ...[
    'score',
    'completed',
    'category',
    'marking',
    'containsPersonalData',
    'unit',
    'better',
    'topics',
    'kind',
  ],
  // Scores that are tried, and targets with what their form was opened with.
  ...STATEMENTS.flatMap(({ id }) => [id, targetField(id), targetOpenedField(id), targetVersionField(id)]),
  ...['baseline', 'role', 'digest', 'mention', 'helpers', 'confirmed', 'blind', 'shared', 'withdraw'],
]);
// `current`: the password that somebody has, where they choose another.
const SECRET = /pass|code|secret|token|^current$/i;
/** Far more than any form of the service asks for. */
const MOST_FIELDS = 200;
const MARKS = /^(?:[0-9a-f]{64}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/i;

/**
 * What a person wrote into a form, to be given back with a label. A field that this file does not know counts as
 * written: rather one too many than a text lost. Never a password, and nothing of a form with over 200 fields, which no
 * page has sent.
 */
export function writtenTexts(form: FormData): readonly { readonly label: string; readonly text: string }[] {
  if ([...form.keys()].length > MOST_FIELDS) return [];
  return Object.entries(formValues(form)).flatMap(([field, text]) => {
    const isWritten = !field.startsWith('$') && !NOT_WRITTEN.has(field) && !SECRET.test(field);
    if (!isWritten || text.trim() === '' || MARKS.test(text)) return [];
    const isDate = form.has(`${field}-day`) && /^\d{4}-\d{2}-\d{2}$/.test(text);
    return [{ label: LABELS.get(field) ?? inWords(field), text: isDate ? formatDate(text) : text }];
  });
}

/** "Comparator period" for `comparatorPeriod`. */
function inWords(field: string): string {
  const words = field.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The same as a part of a page. Empty where nothing was written. */
export function writtenSection(form: FormData): string {
  const texts = writtenTexts(form).map(
    ({ label, text }) =>
      `<h3>${escapeHtml(label)}</h3><p class="wrap-anywhere whitespace-pre-line">${escapeHtml(text)}</p>`,
  );
  if (texts.length === 0) return '';
  return `<div class="prose"><h2>What you entered</h2><p>It is still here. Copy it before you leave this page.</p>${texts.join('')}</div>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
