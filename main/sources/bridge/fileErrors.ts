/** Failures of the file system as values with a sentence for the user; anything else keeps throwing. */
import { inEnglish } from '../../../preload/contract/languages/say.ts';
import type { Outcome } from '../../../preload/contract/channels.ts';

function sentenceOf(code: string, place: string): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return inEnglish('Tollgate has no permission for {place}', { place });
    case 'EROFS':
      return inEnglish('The disk is read-only at {place}', { place });
    case 'ENOSPC':
      return inEnglish('The disk is full at {place}', { place });
    case 'EDQUOT':
      return inEnglish('The disk quota is used up at {place}', { place });
    case 'ENOENT':
      return inEnglish('There is no such file or folder: {place}', { place });
    case 'ENOTDIR':
      return inEnglish('A part of this path is not a folder: {place}', { place });
    case 'EISDIR':
      return inEnglish('This is a folder, not a file: {place}', { place });
    case 'ELOOP':
      return inEnglish('Too many links at {place}', { place });
    default:
      return inEnglish('The system reports {code} at {place}', { code, place });
  }
}

/** The code of a system error such as `ENOENT`; null for everything else. */
export function systemErrorCode(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^(E[A-Z0-9]+|ERR_FS_[A-Z_]+)$/.test(code) ? code : null;
}

/** Runs file operations around `path`; their expected failures become a refusal that names it. */
export async function refuseSystemErrors<T>(
  path: string,
  work: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  try {
    return await work();
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    const place = error instanceof Error && 'path' in error ? String(error.path) : path;
    return { ok: false, message: sentenceOf(code, place) };
  }
}
