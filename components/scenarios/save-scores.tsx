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
  /** The tried scores by statement, as hidden fields. */
  tried: Readonly<Record<string, string>>;
  /** No score is tried, so there is nothing to save. */
  isEmpty: boolean;
  /** The scenario to save over. Undefined: a new one. */
  scenario?: {
    readonly number: number;
    readonly version: number;
    readonly name: string;
    /** The statements whose scores and texts the save would drop. Empty: none. */
    readonly lost: string;
    readonly href: string;
    /** The address to save the same scores as a new scenario. */
    readonly apartHref: string;
  };
  title: string;
  heading: ReactNode;
  figures: ReactNode;
  children: ReactNode;
};

/** The page to try scores, with the form to save them. */
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
                  hint="For example, Good by the summer. Everyone in the council can see it."
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
