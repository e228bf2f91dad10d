import { readDate } from '#lib/forms/date-field.ts';

/**
 * Everything typed into a form by the name of its question, as the state of a refused form holds it: the three boxes
 * of a date as one, several ticked boxes joined by commas. Files are left out.
 */
export function typedIn(form: FormData): Record<string, string> {
  const values: Record<string, string> = {};
  for (const name of form.keys()) {
    const [, question, part] = /^(.+)-(day|month|year)$/.exec(name) ?? [];
    if (question && part) values[question] = readDate(form, question);
    else
      values[name] = form
        .getAll(name)
        .filter((value) => typeof value === 'string')
        .join(',');
  }
  return values;
}
