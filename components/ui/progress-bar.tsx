type ProgressBarProps = {
  /** Read with the bar, and shown above it unless hidden. */
  label: string;
  value: number;
  max: number;
  /** The same in words: "4 of 9 scored", "62%". */
  text: string;
  id: string;
};

export function ProgressBar({ id, label, value, max, text }: ProgressBarProps) {
  return (
    <div>
      <div className="flex flex-wrap justify-between gap-x-4 text-16">
        <label htmlFor={id}>{label}</label>
        <span className="tabular">{text}</span>
      </div>
      <progress id={id} value={value} max={max} className="progress mt-1">
        {text}
      </progress>
    </div>
  );
}
