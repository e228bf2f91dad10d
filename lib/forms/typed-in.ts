import { readDate } from '#lib/forms/date-field.ts';

/**
 * Everything typed into a form by the name of its question, as the state of a refused form holds it: the three boxes
 * of a date as one, several ticked boxes joined by commas. Files are left out. Looks at each field once, as whoever
 * sends a form says how many there are.
 */
export function typedIn(form: FormData): Record<string, string> {
  const answers = new Map<string, string[] | FormData>();
  for (const [name, value] of form) {
    const [, question] = /^(.+)-(?:day|month|year)$/.exec(name) ?? [];
    const answer = answers.get(question ?? name) ?? (question ? new FormData() : []);
    answers.set(question ?? name, answer);
    if (answer instanceof FormData) answer.append(name, value);
    else if (typeof value === 'string') answer.push(value);
  }
  return Object.fromEntries(
    [...answers].map(([question, answer]) => [
      question,
      answer instanceof FormData ? readDate(answer, question) : answer.join(','),
    ]),
  );
}
