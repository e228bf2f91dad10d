/**
 * Whether a Word field starts another program: its first word is DDE or DDEAUTO. A QUOTE of numbers is refused too,
 * because it can spell that word and has no other use.
 *
 * @param instruction its first 200 characters, without leading spaces
 */
export function isWordDde(instruction: string): boolean {
  return /^"?\s*DDE(?:AUTO)?\b/i.test(instruction) || /^QUOTE(?:\s+\d{2,3}){3}/i.test(instruction);
}

/** Whether an Excel formula contains `service|topic!item` outside strings, sheet names and column names. */
export function isExcelDde(formula: string): boolean {
  if (!formula.includes('|')) return false;
  let quote = '';
  let brackets = 0;
  let before = '';
  for (const character of formula) {
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (brackets === 0 && (character === '"' || character === "'")) quote = character;
    else if (character === '[') brackets += 1;
    else if (character === ']') brackets = Math.max(0, brackets - 1);
    else if (character === '|' && brackets === 0 && /[\w']/.test(before)) return true;
    if (!/\s/.test(character)) before = character;
  }
  return false;
}

/** Whether a Calc formula calls DDE(), which starts another program, outside strings. */
export function isCalcDde(formula: string): boolean {
  return /(?:^|[^\w.])DDE\s*\(/i.test(formula.replace(/"[^"]*"/g, ''));
}
