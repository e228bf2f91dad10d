import { knownStatementIds, knownStatements } from '#lib/frameworks/known.ts';
import {
  DEFAULT_DAY,
  needsField,
  targetDayField,
  targetField,
  targetOpenedField,
  targetVersionField,
} from '#lib/insight/scenarios/rules.ts';
import { escapeHtml } from '#lib/kernel/html.ts';
import { formValues } from '#lib/platform/forms/form-values.ts';
import { NARRATIVES } from '#lib/record/assessments/rules.ts';
import { DETAIL_NAMES, USE_NAMES } from '#lib/record/evidence/rules.ts';
import { PROOF_ROWS, proofField } from '#lib/record/improvement/rules.ts';
import { pageField, saysField, scoreField } from '#lib/record/published-reports/rules.ts';

/** Labels of fields whose names do not read as labels. */
const LABELS: ReadonlyMap<string, string> = new Map([
  ...NARRATIVES.map(({ field, heading }) => [field, heading] as const),
  ...Object.entries(DETAIL_NAMES),
  ...Object.entries(USE_NAMES),
  ['url', 'Address of the document'],
  ['body', 'Comment'],
  ['text', 'Rows'],
  ['amount', 'Target'],
  [DEFAULT_DAY, 'Date for new targets'],
]);

/** The same for fields of one statement. Frameworks may be added after this module is loaded. */
function statementLabels(): ReadonlyMap<string, string> {
  return new Map(
    knownStatements().flatMap(
      ({ id, name }) =>
        [
          [needsField(id), `What it would take for ${name}`],
          [saysField(id), `What the report says of ${name}`],
          [pageField(id), `Page for ${name}`],
          [targetDayField(id), `Day of the target for ${name}`],
        ] as const,
    ),
  );
}

/** Fields that identify the subject of a form, and choices, which are quick to make again. */
const NOT_FREE_TEXT = new Set([
  ...['publishedActions', 'withOwners', 'withCosts', 'previewed', 'plan', 'preview', 'also'],
  ...[
    'council',
    'assessment',
    'framework',
    'statement',
    'reference',
    'measure',
    'topic',
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
    'based',
    'transcriptOf',
  ],
  ...['invitation', 'session', 'username', 'step', 'gaps', 'gapsHash', 'number', 'seq', 'scenario'],
  ...[
    'form',
    'answered',
    'id',
    'from',
    'fromEdit',
    'ownHidden',
    'shown',
    'seen',
    'removeLogo',
    'through',
    'way',
    'then',
    'sort',
    'size',
    'attention',
    'due',
  ],
  ...[
    'score',
    'completed',
    'category',
    'marking',
    'containsPersonalData',
    'unit',
    'better',
    'topics',
    'voices',
    'measures',
    'retired',
    'kind',
  ],
  ...[
    'asked',
    'preset',
    'packForm',
    'statements',
    'categories',
    'highestMarking',
    'personalData',
    'packOrder',
    'volumeSize',
    'readForNames',
  ],
  ...[
    'baseline',
    'role',
    'digest',
    'mention',
    'helpers',
    'confirmed',
    'decision',
    'answer',
    'blind',
    'do',
    'query',
    'view',
    'items',
    'batch',
    'ownerId',
    'shared',
    'withdraw',
    'inspection',
    'rehearsal',
    'days',
    'state',
    'part',
    'named',
    'list',
    'item',
    'answerKind',
    'evidence',
    'see',
    'origin',
    'ready',
    'withList',
    'pack',
    'capture',
    'request',
    'requestState',
    'sessionState',
    'theme',
    'visitSession',
    'case',
    'caseState',
    'consent',
    'advocacy',
    'chronology',
    'draw',
    'counted',
    'log',
    'draft',
    'evidencePage',
    'outcome',
    'point',
    'pointState',
    'pointStatement',
    'chosen',
    'action',
    'actionState',
    'milestone',
    'priority',
    'owner',
    'rating',
    'funding',
    ...PROOF_ROWS.map(proofField),
    'stage',
    'stageKind',
    'letter',
    'letterKind',
    'resultKind',
    'resultStatus',
    'report',
    'findingSource',
    'severity',
    'ofStatement',
    'finding',
  ],
]);

/** Scores in What if and of a report, the hidden fields of the targets form, and what an action aims at. */
function statementChoices(): ReadonlySet<string> {
  return new Set(
    knownStatementIds().flatMap((id) => [
      ...[id, targetField(id), targetOpenedField(id), targetVersionField(id), scoreField(id)],
      `aim.${id}`,
    ]),
  );
}

// `current`: the current password, on the form that changes it.
const SECRET = /pass|code|secret|token|^current$/i;
/** More than any form of the service has. */
const MAX_FIELDS = 200;
const ID_OR_HASH = /^(?:[0-9a-f]{64}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/i;

/**
 * The text a person typed into a form, with labels, to show back to them. Includes unknown fields, so that no text is
 * lost, but never passwords or codes. Empty for a form with more than 200 fields, which no page of the service sends.
 */
export function enteredTexts(form: FormData): readonly { readonly label: string; readonly text: string }[] {
  if ([...form.keys()].length > MAX_FIELDS) return [];
  const [labels, choices] = [statementLabels(), statementChoices()];
  return Object.entries(formValues(form)).flatMap(([field, text]) => {
    const isChoice = NOT_FREE_TEXT.has(field) || choices.has(field);
    const isWritten = !field.startsWith('$') && !isChoice && !SECRET.test(field);
    if (!isWritten || text.trim() === '' || ID_OR_HASH.test(text)) return [];
    return [{ label: LABELS.get(field) ?? labels.get(field) ?? labelFromName(field), text }];
  });
}

/** "Comparator period" for `comparatorPeriod`. */
function labelFromName(field: string): string {
  const words = field.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The entered text as an HTML section. Empty when there is none. */
export function enteredTextSection(form: FormData): string {
  const texts = enteredTexts(form).map(
    ({ label, text }) =>
      `<h3>${escapeHtml(label)}</h3><p class="wrap-anywhere whitespace-pre-line">${escapeHtml(text)}</p>`,
  );
  if (texts.length === 0) return '';
  return `<div class="prose"><h2>What you entered</h2><p>It is still here. Copy it before you leave this page.</p>${texts.join('')}</div>`;
}
