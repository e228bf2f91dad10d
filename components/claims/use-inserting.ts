import { type RefObject, useEffect } from 'react';

/**
 * Makes buttons with `data-insert` put that reference at the cursor of the form's text box that was last used, or into
 * the first one. Without script people type the reference.
 */
export function useInserting(form: RefObject<HTMLFormElement | null>, first: string): void {
  useEffect(() => {
    const element = form.current;
    if (!element) return;
    // Selecting a button moves the focus out of the box.
    let box: HTMLTextAreaElement | null = null;
    const onFocus = ({ target }: FocusEvent) => {
      if (target instanceof HTMLTextAreaElement) box = target;
    };
    const onClick = ({ target }: MouseEvent) => {
      const button = target instanceof Element ? target.closest<HTMLElement>('[data-insert]') : null;
      const into = box?.isConnected ? box : element.elements.namedItem(first);
      if (button && into instanceof HTMLTextAreaElement) insert(button.dataset.insert ?? '', into);
    };
    element.addEventListener('focusin', onFocus);
    element.addEventListener('click', onClick);
    return () => {
      element.removeEventListener('focusin', onFocus);
      element.removeEventListener('click', onClick);
    };
  }, [form, first]);
}

function insert(reference: string, box: HTMLTextAreaElement): void {
  const before = box.value.slice(0, box.selectionStart);
  const after = box.value.slice(box.selectionEnd);
  const space = (apart: boolean) => (apart ? ' ' : '');
  const text = `${space(/[\p{L}\p{N}.,;:!?)]$/u.test(before))}${reference}${space(/^[\p{L}\p{N}(]/u.test(after))}`;
  box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end');
  // The count, autosave and unsaved guard listen for typing.
  box.dispatchEvent(new Event('input', { bubbles: true }));
  box.focus();
}
