/** `tollgate status --watch`: the glance in a terminal, kept up to date until the user ends it. */
import type { Engine, EngineOptions } from '../engine/engine.ts';
import { startHeartbeat } from '../engine/heartbeat.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { EXIT } from './exitCodes.ts';
import { inkFor } from './ink.ts';
import { keepInk, print } from './output.ts';
import { statusLines, watchFooter } from './statusText.ts';

const REDRAW_MS = 1000;
const HOME_AND_CLEAR = '\u001b[H\u001b[J';
const ALTERNATE_SCREEN = '\u001b[?1049h\u001b[?25l';
const NORMAL_SCREEN = '\u001b[?25h\u001b[?1049l';

export async function watchStatus(
  startEngine: (onSnapshot: NonNullable<EngineOptions['onSnapshot']>) => Engine,
): Promise<number> {
  let latest: Snapshot | null = null;
  const engine = startEngine((snapshot) => {
    latest = snapshot;
  });
  await engine.allowReading();
  const ink = inkFor(process.stdout, process.env);
  const draw = () => {
    if (!latest) return;
    const nowMs = Date.now();
    const lines = [
      ...statusLines({ ...latest, takenAtMs: nowMs }, ink),
      '',
      ink.quiet(watchFooter(latest, nowMs)),
    ];
    const height = process.stdout.rows ?? lines.length;
    print(HOME_AND_CLEAR + lines.slice(0, height).map(keepInk).join('\n'));
  };
  if (process.stdout.isTTY) print(ALTERNATE_SCREEN);
  const heartbeat = startHeartbeat(engine);
  const redraw = setInterval(draw, REDRAW_MS);
  await untilEnded();
  clearInterval(redraw);
  heartbeat.stop();
  await engine.close();
  if (process.stdout.isTTY) print(NORMAL_SCREEN);
  return EXIT.ok;
}

/** Ctrl+C, a closed terminal, or the wish of the system. */
function untilEnded(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => resolve());
  });
}
