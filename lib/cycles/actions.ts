'use server';
import { startAssessment } from '#lib/cycles/commands.ts';
import { startAssessmentSchema, startFields } from '#lib/cycles/schema.ts';
import { formAction } from '#lib/forms/form-action.ts';
import type { StateOf } from '#lib/forms/form-state.ts';
import { routes } from '#lib/routes.ts';

export type StartState = StateOf<typeof startAssessmentAction>;
export const startAssessmentAction = formAction('startAssessment', {
  permission: 'assessment:start',
  fields: startFields,
  dates: ['startsOn', 'endsOn'],
  hidden: ['closes'],
  schema: startAssessmentSchema,
  run: startAssessment,
  outcomes: {
    started: (_, { council }) => `${routes.assessment(council)}?started`,
    'already started': (_, { council }) => `${routes.assessment(council)}?started`,
    'another is open': ({ open }) => {
      const what = open === null ? 'no assessment is open any more' : `“${open}” was started meanwhile`;
      return { field: '', message: `Nothing is started because ${what}. Open this page again` };
    },
  },
});
