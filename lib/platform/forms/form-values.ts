import { type DatePart, dateOf } from '#lib/platform/forms/date-parts.ts';

type Answer = {
  readonly texts: string[];
  readonly date: Partial<Record<DatePart, FormDataEntryValue>> | null;
};

/**
 * All values typed into a form by field, as in the state of a refused form: dates as one value, checkboxes joined by
 * commas, no files. Linear in the number of fields, which the sender controls.
 */
export function formValues(form: FormData): Record<string, string> {
  const answers = new Map<string, Answer>();
  for (const [name, value] of form) {
    const [, question, part] = /^(.+)-(day|month|year)$/.exec(name) ?? [];
    const answer = answers.get(question ?? name) ?? { texts: [], date: part ? {} : null };
    answers.set(question ?? name, answer);
    if (part && answer.date) answer.date[part as DatePart] ??= value;
    else if (typeof value === 'string') answer.texts.push(value);
  }
  return Object.fromEntries(
    [...answers].map(([question, { texts, date }]) => [
      question,
      date ? dateOf((part) => date[part]) : texts.join(','),
    ]),
  );
}
