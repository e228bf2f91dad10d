type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/**
 * Calls back at each edit of a form, and at once if it was edited before this script ran: on a slow connection, or by
 * the browser restoring values. Returns the function that stops it.
 */
export function onEdit(form: HTMLFormElement, edited: () => void): () => void {
  form.addEventListener('input', edited);
  if (fieldsIn(form).some((field) => valueIn(field) !== defaultIn(field))) edited();
  return () => form.removeEventListener('input', edited);
}

// The fields of the page as served, before React hydrates them.
let served: readonly Field[] = typeof document === 'undefined' ? [] : fieldsIn(document);
// Fields of a sent form that were edited since, so that their text is nowhere else.
let orphans: readonly Field[] = [];
const ORPHANS_LIVE_MS = 10_000;
// The field typed in last. No event says when it is removed from the page.
let focused: EventTarget | null = null;
if (typeof document !== 'undefined') {
  focused = document.activeElement;
  document.addEventListener('focusin', ({ target }) => {
    focused = target;
  });
}

/**
 * Protects edits when React replaces or resets a form's fields: when a browser extension has changed the page before
 * hydration, and when the form's action answers, without text typed since. Returns the function that stops it.
 */
export function keepEdits(form: HTMLFormElement, isOnItsWay: () => boolean): () => void {
  adopt(
    form,
    served.filter((field) => !field.isConnected && valueIn(field) !== defaultIn(field)),
  );
  // Fields added later replace nothing that was served.
  setTimeout(() => {
    served = [];
  });
  adopt(form, orphans);

  let sent: ReadonlyMap<Field, string> | null = null;
  const editedSince = () =>
    fieldsIn(form).filter(
      (field) => sent !== null && valueIn(field) !== (sent.get(field) ?? defaultIn(field)),
    );
  const onSubmit = ({ target }: SubmitEvent) => {
    if (target === form) sent = new Map(fieldsIn(form).map((field) => [field, valueIn(field)]));
  };
  const onReset = (event: Event) => {
    if (editedSince().length > 0) event.preventDefault();
  };
  document.addEventListener('submit', onSubmit);
  form.addEventListener('reset', onReset);
  return () => {
    document.removeEventListener('submit', onSubmit);
    form.removeEventListener('reset', onReset);
    const left = isOnItsWay() ? editedSince() : [];
    orphans = left;
    setTimeout(() => {
      if (orphans === left) orphans = [];
    }, ORPHANS_LIVE_MS);
  };
}

/** Whether a form has fields to fill in. */
export function hasFields(form: HTMLFormElement): boolean {
  return fieldsIn(form).length > 0;
}

function adopt(form: HTMLFormElement, from: readonly Field[]): void {
  for (const before of from) {
    const field = fieldsIn(form).find(({ id, type }) => id === before.id && type === before.type);
    if (!field) continue;
    if (isChoice(field)) field.checked = isChoice(before) && before.checked;
    else if (isFile(field)) field.files = isFile(before) ? before.files : null;
    else field.value = before.value;
    if (before === focused && document.activeElement === document.body) focusAs(field, before);
  }
}

function focusAs(field: Field, before: Field): void {
  field.focus({ preventScroll: true });
  if (field instanceof HTMLSelectElement || before instanceof HTMLSelectElement) return;
  if (before.selectionStart !== null) field.setSelectionRange(before.selectionStart, before.selectionEnd);
}

function fieldsIn(within: ParentNode): readonly Field[] {
  return [...within.querySelectorAll<Field>('input:not([type=hidden]), select, textarea')];
}

/** A field's value, for comparison. */
function valueIn(field: Field): string {
  if (isChoice(field)) return String(field.checked);
  if (isFile(field)) return Array.from(field.files ?? [], ({ name, size }) => `${name} ${size}`).join('\n');
  return field.value;
}

/** A field's default value, normalised as browsers do: line ends and some spaces change. */
function defaultIn(field: Field): string {
  if (isFile(field)) return '';
  if (isChoice(field)) return String(field.defaultChecked);
  if (field instanceof HTMLSelectElement) {
    const options = [...field.options];
    return (options.find(({ defaultSelected }) => defaultSelected) ?? options[0])?.value ?? '';
  }
  const box = field.cloneNode() as HTMLInputElement | HTMLTextAreaElement;
  box.value = field.defaultValue;
  return box.value;
}

function isChoice(field: Field): field is HTMLInputElement {
  return field.type === 'checkbox' || field.type === 'radio';
}

function isFile(field: Field): field is HTMLInputElement {
  return field.type === 'file';
}
