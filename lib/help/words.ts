import { MARKINGS } from '#lib/record/evidence/rules.ts';

/** What the words mean that pages use again and again, for somebody new. Names of buttons stand between asterisks. */
export const WORDS: readonly { readonly key: string; readonly value: string }[] = [
  { key: 'Band', value: 'Inadequate, requires improvement, good or outstanding, by the score out of 100.' },
  {
    key: 'Carried forward',
    value:
      'Copied from the last assessment. Not confirmed until someone selects **Still accurate** or saves it.',
  },
  {
    key: 'Challenge score',
    value: 'What a director or a reader would score. It does not change the council’s score.',
  },
  { key: 'Cited', value: 'Mentioned in the text by its number, such as (E12).' },
  { key: 'Comparator', value: 'The figure beside yours: England, or another that the measure names.' },
  {
    key: 'Complete',
    value:
      'Marked as completed by someone who writes it. Until then its score is a draft, and the result a range.',
  },
  { key: 'Cycle', value: 'One assessment over a period. One is open at a time.' },
  {
    key: 'Evidence pack',
    value: 'Every score and text with the evidence, as a PDF or a ZIP, with fingerprints.',
  },
  {
    key: 'Fingerprint',
    value: 'A code made from a document. Any change, even one letter, gives a different fingerprint.',
  },
  {
    key: 'Gap',
    value:
      'What a reader of a statement would miss, such as a score or evidence. You can send and sign with gaps.',
  },
  {
    key: 'Marking',
    value: `${MARKINGS.join(' or ')}, as the government classifies documents.`,
  },
  {
    key: 'Topic',
    value:
      'A subject that cuts across statements, such as unpaid carers. It gathers measures, evidence and paragraphs.',
  },
  {
    key: 'Version',
    value:
      'What is sent for sign-off and signed. If the assessment is reopened, the changes become the next version.',
  },
];
