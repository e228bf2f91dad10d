import type { UploadAnswer } from './upload-answers.ts';

/**
 * Sends a form with one file, or with none to have only the answers checked. Reports progress in percent.
 * `undefined` when no answer came that can be read.
 */
export function sendForm(
  url: string,
  data: FormData,
  onProgress: (percent: number) => void,
): Promise<UploadAnswer | undefined> {
  // Not fetch, which cannot report the progress of an upload.
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.setRequestHeader('accept', 'application/json');
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      if (total > 0) onProgress(Math.floor((100 * loaded) / total));
    });
    request.addEventListener('loadend', () => {
      const answer: unknown = request.response;
      resolve(isAnswer(answer) ? answer : undefined);
    });
    request.send(data);
  });
}

function isAnswer(value: unknown): value is UploadAnswer {
  return (
    typeof value === 'object' &&
    value !== null &&
    ('reference' in value || 'same' in value || 'checked' in value || 'to' in value || 'errors' in value)
  );
}
