import type { Category } from '#lib/record/evidence/rules.ts';

/** What good evidence of each category looks like, in our words, and what is often sent but shows little. */
export const GOOD_EVIDENCE: Record<Category, { readonly good: readonly string[]; readonly weak: string }> = {
  people: {
    good: [
      'Says what people told you, in their own words, and what you changed because of it.',
      'Says who they were, how many, and who you did not hear from, such as self-funders or people who do not speak English.',
      'Is gathered more than once, so that it shows whether things got better.',
    ],
    weak: 'A satisfaction rate without how many people were asked, or one good story.',
  },
  staff: {
    good: [
      'Gives the response rate, and the answers of teams that are under most pressure.',
      'Includes practitioners and the principal social worker, as well as leaders.',
      'Says what leaders did about it, and whether staff noticed.',
    ],
    weak: 'A thank-you message, or a survey that nobody acted on.',
  },
  partners: {
    good: [
      'Names the organisation and the role of the person, with a date.',
      'Comes from different partners: health, providers, voluntary and community groups, other councils.',
      'Includes what they would change, and what you did about it together.',
    ],
    weak: 'A partnership agreement, which shows what was meant to happen.',
  },
  processes: {
    good: [
      'Is approved and in force: it has a date, an owner and a review date.',
      'Comes with proof that it is followed, such as an audit of cases or a sample of decisions.',
      'Says how you know that it works for people with different needs.',
    ],
    weak: 'A policy alone, a draft, or one past its review date.',
  },
  outcomes: {
    good: [
      'Gives the period, the source and what is counted.',
      'Compares with England, the region or similar councils, and with the periods before.',
      'Is broken down, so that it shows who does worse, with the number of people behind each percentage.',
    ],
    weak: 'One figure without a period, or activity counted instead of what changed for people.',
  },
};
