/** `tollgate sessions stopped`: who was held at the gate, and the way back. */
import { inEnglish, say } from '../../preload/contract/languages/say.ts';
import { complain, terminalContext } from './terminal.ts';
import type { Engine } from '../engine/engine.ts';
import type { Command } from './arguments.ts';
import { EXIT } from './exitCodes.ts';
import { print, printJson, printLines } from './output.ts';
import { stoppedLines } from './statusText.ts';

export async function runSessions(
  startEngine: () => Engine,
  { isJson, dismiss }: Extract<Command, { name: 'sessions' }>,
): Promise<number> {
  const engine = startEngine();
  try {
    await engine.allowReading();
    const snapshot = await engine.look('full');
    const { stoppedSessions } = snapshot;
    if (dismiss !== null) {
      const isThere = stoppedSessions.some(({ id }) => dismiss === 'all' || id === dismiss);
      if (!isThere) {
        complain(inEnglish('There is no such stopped session.'));
        return EXIT.noData;
      }
      await engine.dismissStopped(dismiss === 'all' ? null : dismiss);
      print(`${say(terminalContext(), 'Taken off the list.')}\n`);
    } else if (isJson) printJson({ schemaVersion: 1, stoppedSessions });
    else if (stoppedSessions.length === 0)
      print(`${say(terminalContext(), 'No session is stopped.')}\n`);
    else printLines(stoppedLines(snapshot));
    return EXIT.ok;
  } finally {
    await engine.close();
  }
}
