/** Requests of the main window's pages about the past, and what is saved or shown of them. */
import { shell, type BrowserWindow } from 'electron';
import { inEnglish } from '../../preload/contract/languages/say.ts';
import { exportName } from '../../preload/contract/review/exports.ts';
import type { ReviewHost } from '../platform/reviewHost.ts';
import { askForFile, savePicture } from '../windows/saveFile.ts';
import type { Handlers } from './handle.ts';

export type ReviewPorts = {
  readonly review: Pick<ReviewHost, 'ask'>;
  /** The window that a dialog belongs to; null: none is open. */
  readonly window: () => BrowserWindow | null;
  /** The day that stands in the names of files. */
  readonly today: () => string;
};

const TRANSCRIPT_GONE = inEnglish(
  'The transcript is not on this machine any more. What was counted from it stays in the history.',
);

export function reviewRequests({ review, window, today }: ReviewPorts) {
  return {
    'review:history': (question) => review.ask('history', question),
    'review:history-overview': (question) => review.ask('historyOverview', question),
    'review:history-windows': (question) => review.ask('historyWindows', question),
    'review:advice': () => review.ask('advice'),
    'review:sessions': (question) => review.ask('sessions', question),
    'review:session': (question) => review.ask('session', question),
    'transcript:show': async (key) => {
      const found = await review.ask('transcript', key);
      if (!found.ok) return found;
      if (found.value === null) return { ok: false, message: TRANSCRIPT_GONE };
      shell.showItemInFolder(found.value);
      return { ok: true, value: null };
    },
    'export:save': async (request) => {
      const name = exportName(request.kind, request.format, today());
      const file = await askForFile(window(), name);
      if (file === null) return { ok: true, value: null };
      const written = await review.ask('export', request, file);
      return written.ok ? { ok: true, value: { path: file, rows: written.value } } : written;
    },
    'picture:save': (part) => savePicture(window(), part, `tollgate-chart-${today()}.png`),
  } satisfies Partial<Handlers>;
}
