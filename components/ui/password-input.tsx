'use client';

import { type ComponentProps, useState, useSyncExternalStore } from 'react';
import { LinkButton } from './button.tsx';
import { Link } from './link.tsx';
import { TextInput } from './text-input.tsx';

type PasswordInputProps = Omit<ComponentProps<typeof TextInput>, 'type' | 'label' | 'spellCheck'> & {
  label: string;
  /** Whether it is visible when the page loads. */
  shown?: boolean | undefined;
  /** Without script: the page that shows or hides it. */
  otherwise?: string | undefined;
};

/** A password field with a button to show it. */
export function PasswordInput({ shown = false, otherwise, label, ...input }: PasswordInputProps) {
  const [isShown, setShown] = useState(shown);
  const hasScript = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
  const text = `${isShown ? 'Hide' : 'Show'} ${label.toLowerCase()}`;
  return (
    <div>
      <TextInput {...input} label={label} type={isShown ? 'text' : 'password'} spellCheck={false} />
      {/* As high as what script puts there, so that nothing moves. */}
      <p className="mt-2 min-h-8 noscript:empty:hidden">
        {hasScript ? (
          <LinkButton type="button" onClick={() => setShown(!isShown)}>
            {text}
          </LinkButton>
        ) : (
          otherwise && (
            <Link href={otherwise} className="link inline-block min-h-6">
              {text}
            </Link>
          )
        )}
      </p>
    </div>
  );
}
