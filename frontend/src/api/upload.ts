import { ApiError, apiError } from './errors';
import { commonHeaders } from './headers';
import { afterSignIn } from './session-gate';
import type { Upload } from './types';

/** Sends one file and reports its progress, which fetch cannot do. */
export async function uploadFile(options: {
  file: File;
  signal: AbortSignal;
  onProgress: (share: number) => void;
}): Promise<Upload> {
  const first = await attempt(options);
  if (first.status !== 401 || !(await afterSignIn())) return read(first);
  return read(await attempt(options));
}

async function read(response: Response): Promise<Upload> {
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw apiError(response, body);
  return body as Upload;
}

function attempt(options: {
  file: File;
  signal: AbortSignal;
  onProgress: (share: number) => void;
}): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append('file', options.file);
    request.open('POST', '/api/v1/uploads');
    for (const [name, value] of Object.entries(commonHeaders('POST'))) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) options.onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      const headers = new Headers();
      for (const name of ['X-Request-Id', 'Retry-After']) {
        const value = request.getResponseHeader(name);
        if (value) headers.set(name, value);
      }
      resolve(new Response(request.responseText, { status: request.status, headers }));
    };
    request.onerror = () => reject(new ApiError({ status: 0 }));
    request.onabort = () => reject(new DOMException('Cancelled', 'AbortError'));
    options.signal.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}
