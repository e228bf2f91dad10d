import { xmlStream } from './xml-stream.ts';
import type { PartUse } from './zip-walk.ts';

/** Parts whose content can make a program start another one; see {@link findsCommands}. */
const WATCHED =
  /^(?:word\/[^/]+\.xml|xl\/worksheets\/[^/]+\.xml|xl\/externallinks\/[^/]+\.xml|ppt\/slides?(?:layouts|masters|s)?\/[^/]+\.xml|(?:[^/]+\/)?(?:content|styles)\.xml)$/;

/** No field is longer; what comes after in one is left out. */
const LONGEST_FIELD = 64 * 1024;

/**
 * Looks for DDE and for actions that run a program in a part of an Office or OpenDocument package, as its bytes come.
 * Names of elements are the same in all kinds of part, so each is looked for in all of them.
 *
 * @returns what reads the part, or `null` for one that can hold no such thing
 */
export function findsCommands(part: string, found: () => void): Exclude<PartUse, string> {
  if (!WATCHED.test(part)) return null;
  /** Instructions of the fields that are open: fields of Word may stand inside each other, and in several pieces. */
  const fields: string[] = [];
  let formula: string | null = null;
  let isInstruction = false;
  return xmlStream({
    open(name, attributes) {
      switch (name) {
        case 'instrText':
          isInstruction = true;
          break;
        case 'fldSimple':
          if (isDdeField(attributes['w:instr'] ?? '')) found();
          break;
        case 'fldChar': {
          const type = attributes['w:fldCharType'];
          if (type === 'begin') fields.push('');
          else if (isDdeField(fields.at(-1) ?? '')) found();
          if (type === 'end') fields.pop();
          break;
        }
        case 'ddeLink':
          found();
          break;
        case 'dde-source':
          if (attributes['office:dde-application'] !== 'soffice') found();
          break;
        case 'f':
          formula = '';
          break;
        case 'table-cell':
          if (isDdeFunction(attributes['table:formula'] ?? '')) found();
          break;
        case 'hlinkClick':
        case 'hlinkHover':
        case 'hlinkMouseOver':
          if (/^ppaction:\/\/program/i.test(attributes.action ?? '')) found();
          break;
      }
    },
    text(text) {
      if (formula !== null) formula = `${formula}${text}`.slice(0, LONGEST_FIELD);
      const last = fields.length - 1;
      if (isInstruction && last >= 0) fields[last] = `${fields[last]}${text}`.slice(0, LONGEST_FIELD);
    },
    close(name) {
      if (name === 'instrText') isInstruction = false;
      if (name === 'f' && formula !== null) {
        if (isDdeReference(formula)) found();
        formula = null;
      }
    },
  });
}

/** DDE and DDEAUTO are the first word of a field; QUOTE with numbers can put that word together, and has no other use. */
function isDdeField(instruction: string): boolean {
  return /^\s*"?\s*DDE(?:AUTO)?\b/i.test(instruction) || /^\s*QUOTE(?:\s+\d{2,3}){3}/i.test(instruction);
}

/** `service|topic!item`, outside of texts and of names of sheets and columns. */
function isDdeReference(formula: string): boolean {
  if (!formula.includes('|')) return false;
  return /[\w']\s*\|/.test(
    formula
      .replace(/"[^"]*"/g, '')
      .replace(/'[^']*'(?=!)/g, '')
      .replace(/\[[^\]]*\]/g, ''),
  );
}

/** Calc has a function for it, which Excel does not know. */
function isDdeFunction(formula: string): boolean {
  return /(?:^|[^\w.])DDE\s*\(/i.test(formula.replace(/"[^"]*"/g, ''));
}
