/** Labels of what is said of the plan as a whole, in forms and files. */
export const PLAN_NAMES = {
  introduction: 'Introduction',
  monitoring: 'How progress is monitored',
  scrutiny: 'Who scrutinises it',
  chair: 'Chair of the improvement board',
} as const;
