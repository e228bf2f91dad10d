import { Textarea } from '#components/ui/textarea.tsx';

type ScoreReasonProps = {
  label: string;
  limit: number;
  saved: string;
  last: string;
  typed: string | undefined;
  error: string | undefined;
};

/**
 * The reason for a change of score. CSS shows it, without script, while a different score is chosen. It always shows in
 * browsers without that CSS and when it has an error.
 */
export function ScoreReason({ label, limit, saved, last, typed, error }: ScoreReasonProps) {
  const changesNothing =
    saved === '' && !typed
      ? 'group-has-[[data-saved]:checked]/score:hidden group-not-has-[:checked]/score:hidden'
      : 'group-has-[[data-saved]:checked]/score:hidden';
  return (
    <div className={error ? '' : changesNothing}>
      <Textarea
        name="scoreReason"
        label={label}
        hint={
          last === ''
            ? 'Only needed when you change a saved score.'
            : `${saved === '' ? 'The last score was' : 'The saved score is'} ${last}. If you change it, say what is different now. Everyone in your council can read this in the history.`
        }
        maxLength={limit}
        defaultValue={typed}
        error={error}
      />
    </div>
  );
}
