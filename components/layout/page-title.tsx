type PageTitleProps = {
  children: string;
  /** The council, or the part of the service. */
  within?: string | undefined;
  /** Set after a form was refused, so that a screen reader says "Error" first. */
  error?: boolean | undefined;
};

/** The browser's title. A page renders one, itself or through its form, never both. */
export function PageTitle({ children, within, error = false }: PageTitleProps) {
  const parts = [children, ...(within ? [within] : []), 'Assurance'];
  return <title>{`${error ? 'Error: ' : ''}${parts.join(' - ')}`}</title>;
}
