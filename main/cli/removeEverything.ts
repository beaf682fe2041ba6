/** `tollgate remove-everything`: first shows what would go; nothing is touched without `--yes`. */
import { sayAgain } from '../../preload/contract/languages/sayAgain.ts';
import { inEnglish, say } from '../../preload/contract/languages/say.ts';
import { complain, terminalContext } from './terminal.ts';
import fs from 'node:fs';
import posixScript from '../../resources/gate/tollgate-gate.sh?raw';
import windowsScript from '../../resources/gate/tollgate-gate.ps1?raw';
import { removeEverything, wouldRemove, type RemovalPlace } from '../engine/removal.ts';
import { autostartPath } from '../platform/startAtLogin.ts';
import { holdDatabase } from '../store/open.ts';
import { EXIT } from './exitCodes.ts';
import { printJson, printLines } from './output.ts';

type Place = Omit<RemovalPlace, 'scripts' | 'loginFile' | 'isApp'>;

const CONFIRM =
  'Nothing was removed. To remove all of this, for good: tollgate remove-everything --yes';

/** Carries the command out. @returns the exit code */
export async function runRemoveEverything(
  { isConfirmed, isJson }: { readonly isConfirmed: boolean; readonly isJson: boolean },
  where: Place,
): Promise<number> {
  const { variables, homeFolder } = where.machine;
  const place: RemovalPlace = {
    ...where,
    scripts: { posix: posixScript, windows: windowsScript },
    isApp: false,
    loginFile: process.platform === 'linux' ? autostartPath(variables, homeFolder) : null,
  };
  return isConfirmed ? remove(place, isJson) : show(place, isJson);
}

async function show(place: RemovalPlace, isJson: boolean): Promise<number> {
  const { dataFolder } = place;
  const release = fs.existsSync(dataFolder) ? holdDatabase(dataFolder) : () => undefined;
  if (release === null) return busy();
  const context = terminalContext();
  try {
    const words = await wouldRemove(place);
    if (isJson) printJson({ schemaVersion: 1, wouldRemove: words });
    else
      printLines(
        words.length === 0
          ? [say(context, 'There is nothing of Tollgate here.')]
          : [...words.map((one) => sayAgain(context, one)), '', say(context, CONFIRM)],
      );
    return EXIT.ok;
  } finally {
    release();
  }
}

async function remove(place: RemovalPlace, isJson: boolean): Promise<number> {
  const result = await removeEverything(place);
  if (result.kind === 'busy') return busy();
  if (result.kind === 'failed') {
    for (const failure of result.failures) complain(failure);
    complain(inEnglish('Tollgate’s own data were kept.'));
    return EXIT.failed;
  }
  const { removed, left } = result;
  if (isJson) printJson({ schemaVersion: 1, removed, left });
  else {
    const context = terminalContext();
    printLines(
      removed.map((one) => say(context, 'Removed: {what}', { what: sayAgain(context, one) })),
    );
    if (left.length > 0)
      printLines([
        say(terminalContext(), 'Not Tollgate’s, and left in {folder}: {names}', {
          folder: place.dataFolder,
          names: left.join(', '),
        }),
      ]);
  }
  return EXIT.ok;
}

function busy(): number {
  complain(inEnglish('Tollgate is running. Quit it first; then nothing can come back.'));
  return EXIT.busy;
}
