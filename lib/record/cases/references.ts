import { findPersonalData } from '#lib/kernel/text/personal-data.ts';
import { holdsPostcode } from '#lib/kernel/text/postcodes.ts';

// References of cases look like an example that the council sets: any digit stands for its digits, and everything else
// for itself. So nobody has to write a pattern, and a name, a date of birth or a postcode is not taken for a reference.

/** How a reference is kept. */
export function cleanReference(typed: string): string {
  return typed.trim().toUpperCase();
}

/** Why an example cannot be one, to follow "Example of a reference". Null: it can. */
export function exampleProblem(example: string): string | null {
  if (!/\d/.test(example)) return 'must have at least one digit';
  if (hasTenDigits(example)) {
    return 'must not have ten digits together, because an NHS number has them. Use your council’s own number';
  }
  if (holdsPostcode(example)) return 'must not look like a postcode';
  return null;
}

/** Why a reference is refused, as a sentence. Null: it is like the example, and no NHS number or postcode. */
export function referenceProblem(example: string, reference: string): string | null {
  const called = `“${reference}”`;
  if ((findPersonalData(reference).nhs ?? 0) > 0 || hasTenDigits(reference)) {
    return `${called} looks like an NHS number. Enter your council’s own reference instead`;
  }
  if (holdsPostcode(reference)) {
    return `${called} looks like a postcode. Enter your council’s own reference instead`;
  }
  return formOf(example) === formOf(reference)
    ? null
    : `${called} must be like ${cleanReference(example)}, with a digit for each digit`;
}

function formOf(reference: string): string {
  return cleanReference(reference).replaceAll(/\d/g, '0');
}

/** In any of the ways that people space an NHS number. A longer number has more than ten. */
function hasTenDigits(text: string): boolean {
  return /(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)/.test(text);
}
