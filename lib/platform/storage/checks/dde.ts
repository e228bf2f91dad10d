/**
 * Whether a field of Word starts another program: DDE and DDEAUTO are its first word. QUOTE with numbers can put that
 * word together, and has no other use.
 *
 * @param instruction its first 200 characters, without blanks before them
 */
export function isWordDde(instruction: string): boolean {
  return /^"?\s*DDE(?:AUTO)?\b/i.test(instruction) || /^QUOTE(?:\s+\d{2,3}){3}/i.test(instruction);
}

/** Whether a formula of Excel has `service|topic!item`, outside of texts, names of sheets and names of columns. */
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

/** Whether a formula of Calc calls DDE(), which starts another program, outside of texts. */
export function isCalcDde(formula: string): boolean {
  return /(?:^|[^\w.])DDE\s*\(/i.test(formula.replace(/"[^"]*"/g, ''));
}
