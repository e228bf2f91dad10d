'use client';

import type { ReactNode } from 'react';
import { Form } from '#components/forms/form.tsx';
import { useFormAction } from '#components/forms/use-form-action.ts';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Section } from '#components/layout/section.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Link } from '#components/ui/link.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import {
  changeScoresAction,
  type SaveScoresState,
  saveScenarioAction,
} from '#lib/insight/scenarios/actions.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';

type SaveScoresProps = {
  council: string;
  councilName: string;
  assessment: string;
  /** The scores that are tried, by statement, as hidden fields. */
  tried: Readonly<Record<string, string>>;
  /** Nothing is tried: there is nothing to save. */
  isEmpty: boolean;
  /** The scenario that they are saved over. Absent: they become one of their own. */
  scenario?: {
    readonly number: number;
    readonly version: number;
    readonly name: string;
    /** What leaves with the scores that it has now and that are not tried. Empty: nothing. */
    readonly lost: string;
    readonly href: string;
    /** Where the same scores are saved as a scenario of their own. */
    readonly apartHref: string;
  };
  title: string;
  heading: ReactNode;
  figures: ReactNode;
  children: ReactNode;
};

/** The page that tries scores, with the form that keeps them. */
export function SaveScores(props: SaveScoresProps) {
  const { scenario } = props;
  const [state, action] = useFormAction<SaveScoresState>(scenario ? changeScoresAction : saveScenarioAction);
  const refused = state.status === 'refused';
  const errors = refused ? state.errors : [];
  const values = refused ? state.values : { name: '' };
  return (
    <>
      <PageTitle within={props.councilName} error={refused}>
        {props.title}
      </PageTitle>
      <ErrorSummary submission={state} errors={errors} />
      {props.heading}
      {props.figures}
      <Section heading={scenario ? `Update “${scenario.name}”` : 'Save as a scenario'}>
        {props.isEmpty ? (
          <p>Select another score for at least one statement. You can then save it as a scenario.</p>
        ) : (
          <Form state={state} action={action} className="max-w-text space-y-6">
            <input type="hidden" name="council" value={props.council} />
            <input type="hidden" name="assessment" value={props.assessment} />
            {Object.entries(props.tried).map(([statement, score]) => (
              <input key={statement} type="hidden" name={statement} value={score} />
            ))}
            {scenario ? (
              <>
                <input type="hidden" name="number" value={scenario.number} />
                <input type="hidden" name="version" value={values.version ?? scenario.version} />
                {scenario.lost !== '' && <p>{scenario.lost}</p>}
                <ButtonGroup>
                  <Button>Update scenario</Button>
                  <Link href={scenario.apartHref}>Save as a new scenario</Link>
                  <Link href={scenario.href}>Cancel</Link>
                </ButtonGroup>
              </>
            ) : (
              <>
                <TextInput
                  name="name"
                  label="Scenario name"
                  hint="For example, Good by the summer. Everyone in the council can see it"
                  autoComplete="off"
                  defaultValue={values.name}
                  error={errorFor(errors, 'name')}
                />
                <Button>Save scenario</Button>
              </>
            )}
          </Form>
        )}
      </Section>
      {props.children}
    </>
  );
}
