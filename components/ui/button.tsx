import type { ReactNode } from 'react';
import { Link } from './link.tsx';

type Kind = 'primary' | 'secondary' | 'warning';

type ButtonProps = {
  children: ReactNode;
  kind?: Kind | undefined;
  type?: 'submit' | 'button' | undefined;
  id?: string | undefined;
  name?: string | undefined;
  value?: string | undefined;
  /** The id of the form to send, if the button is outside it. */
  form?: string | undefined;
  /** Sends the form to this action instead of its own. */
  formAction?: ((form: FormData) => void) | undefined;
  /** For the few buttons that act in the browser alone. They need script. */
  onClick?: (() => void) | undefined;
};

type ButtonLinkProps = {
  href: string;
  children: ReactNode;
  kind?: Kind | undefined;
};

const SHAPE =
  'inline-flex min-h-12 items-center justify-center border-2 px-5 py-2 text-center text-19 font-semibold no-underline cursor-pointer print:hidden';

const KINDS: Record<Kind, string> = {
  primary: 'border-accent bg-accent text-on-accent hover:border-accent-dark hover:bg-accent-dark',
  secondary: 'border-ink bg-paper text-ink hover:bg-accent-tint',
  warning: 'border-danger bg-danger text-on-accent hover:border-danger-dark hover:bg-danger-dark',
};

export function Button({ children, kind = 'primary', type = 'submit', ...rest }: ButtonProps) {
  return (
    <button type={type} className={`${SHAPE} ${KINDS[kind]}`} data-button="" {...rest}>
      {children}
    </button>
  );
}

/** A link that looks like a button, to start a task. Still a link, since it goes to another page. */
export function ButtonLink({ href, children, kind = 'primary' }: ButtonLinkProps) {
  return (
    <span className="inline-flex" data-button-link="">
      <Link href={href} className={`${SHAPE} ${KINDS[kind]}`}>
        {children}
      </Link>
    </span>
  );
}

/** A button that looks like a link, for small actions inside a line, such as signing out. */
export function LinkButton({ children, type = 'submit', ...rest }: Omit<ButtonProps, 'kind'>) {
  return (
    <button type={type} className="link min-h-6 cursor-pointer text-left" data-link="" {...rest}>
      {children}
    </button>
  );
}

/** A group of buttons: in a row, or stacked on narrow screens. */
export function ButtonGroup({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-x-6 gap-y-4 print:hidden">{children}</div>;
}
