/** Whom an item came from, whatever its category: one item may carry several voices. The database knows the same list. */
export const VOICES = [
  'people',
  'self_funders',
  'carers',
  'voluntary',
  'providers',
  'partners',
  'staff',
  'principal_social_worker',
  'leaders',
] as const;
export type Voice = (typeof VOICES)[number];

export const VOICE_NAMES: Record<Voice, string> = {
  people: 'People who use services',
  self_funders: 'People who pay for their own care',
  carers: 'Unpaid carers',
  voluntary: 'Voluntary and community groups',
  providers: 'Providers',
  partners: 'Partners',
  staff: 'Staff',
  principal_social_worker: 'Principal social worker',
  leaders: 'Leaders',
};
