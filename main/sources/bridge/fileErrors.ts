/** Failures of the file system as values with a sentence for the user; anything else keeps throwing. */
import type { Outcome } from '../../../preload/contract/channels.ts';

const SENTENCES: Readonly<Record<string, string>> = {
  EACCES: 'Tollgate has no permission for',
  EPERM: 'Tollgate has no permission for',
  EROFS: 'The disk is read-only at',
  ENOSPC: 'The disk is full at',
  EDQUOT: 'The disk quota is used up at',
  ENOENT: 'There is no such file or folder:',
  ENOTDIR: 'A part of this path is not a folder:',
  EISDIR: 'This is a folder, not a file:',
  ELOOP: 'Too many links at',
};

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
    return { ok: false, message: `${SENTENCES[code] ?? `The system reports ${code} at`} ${place}` };
  }
}
