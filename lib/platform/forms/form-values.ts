import { type DatePart, typedDate } from '#lib/platform/forms/date-parts.ts';

type Answer = {
  readonly texts: string[];
  readonly date: Partial<Record<DatePart, string>> | null;
};

/**
 * All values typed into a form by field, as in the state of a refused form: dates as typed, checkboxes joined by commas,
 * no files. Linear in the number of fields, which the sender controls.
 */
export function formValues(form: FormData): Record<string, string> {
  const answers = new Map<string, Answer>();
  for (const [name, value] of form) {
    const [, question, part] = /^(.+)-(day|month|year)$/.exec(name) ?? [];
    const answer = answers.get(question ?? name) ?? { texts: [], date: part ? {} : null };
    answers.set(question ?? name, answer);
    if (typeof value !== 'string') continue;
    if (part && answer.date) answer.date[part as DatePart] ??= value;
    else answer.texts.push(value);
  }
  return Object.fromEntries(
    [...answers].map(([question, { texts, date }]) => [question, date ? typedDate(date) : texts.join(',')]),
  );
}
