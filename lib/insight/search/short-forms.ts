// What people of adult social care write short, as documents write it out.

const SHORT_FORMS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    asc: 'adult social care',
    ascof: 'adult social care outcomes framework',
    coproduction: 'co production',
    d2a: 'discharge to assess',
    dols: 'deprivation of liberty',
    dst: 'decision support tool',
    chc: 'continuing healthcare',
    icb: 'integrated care board',
    imca: 'independent mental capacity advocate',
    jsna: 'joint strategic needs assessment',
    lps: 'liberty protection safeguards',
    mca: 'mental capacity act',
    mps: 'market position statement',
    msp: 'making safeguarding personal',
    ot: 'occupational therapist',
    ots: 'occupational therapists',
    psw: 'principal social worker',
    sab: 'safeguarding adults board',
    sar: 'safeguarding adults review',
    vcse: 'voluntary community and social enterprise',
  }),
);

/**
 * Terms with short forms written out: "DoLS", "S42", "2025/26". Null if there is none.
 *
 * @param terms - as `termsOf` gives them
 */
export function spelledOut(terms: readonly string[]): readonly string[] | null {
  const long = terms.map((term) => SHORT_FORMS.get(term) ?? sectionIn(term) ?? yearsIn(term) ?? term);
  return long.some((term, index) => term !== terms[index]) ? long : null;
}

/** A section of an act: "s42", "s117". */
function sectionIn(term: string): string | null {
  const number = /^s(\d{1,3})$/.exec(term)?.[1];
  return number === undefined ? null : `section ${number}`;
}

/** A financial year: "2025/26", "2025-2026". */
function yearsIn(term: string): string | null {
  const [, century, first, second] = /^(20)(\d\d) (?:20)?(\d\d)$/.exec(term) ?? [];
  const follows = Number(second) === (Number(first) + 1) % 100;
  return follows ? `${century}${first} to ${century}${second}` : null;
}
