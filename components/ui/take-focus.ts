/** A ref for what takes the place of a form, so that it is seen and read out first. Needs `tabIndex={-1}`. */
export function takeFocus(element: HTMLElement | null): void {
  element?.focus();
}
