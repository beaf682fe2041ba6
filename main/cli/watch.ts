/** `tollgate status --watch`: the glance in a terminal, kept up to date until the user ends it. */
import type { Engine, EngineOptions } from '../engine/engine.ts';
import { startHeartbeat } from '../engine/heartbeat.ts';
import { isNewsBeside } from '../engine/news.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { EXIT } from './exitCodes.ts';
import { inkFor } from './ink.ts';
import { keepInk, print } from './output.ts';
import { statusLines, watchFooter } from './statusText.ts';

const REDRAW_MS = 1000;
const HOME_AND_CLEAR = '\u001b[H\u001b[J';
const ALTERNATE_SCREEN = '\u001b[?1049h\u001b[?25l';
const NORMAL_SCREEN = '\u001b[?25h\u001b[?1049l';

/** @param isJson print a line of JSON for each snapshot that says something new, also to a terminal */
export async function watchStatus(
  startEngine: (onSnapshot: NonNullable<EngineOptions['onSnapshot']>) => Engine,
  isJson: boolean,
): Promise<number> {
  let latest: Snapshot | null = null;
  const isDrawn = !isJson && process.stdout.isTTY;
  const tell = isJson ? tellJson : pictureTeller();
  const engine = startEngine((snapshot) => {
    const isNews = latest === null || isNewsBeside(latest, snapshot);
    if (!isDrawn && isNews) tell(snapshot);
    if (isNews || isDrawn) latest = snapshot;
  });
  await engine.allowReading();
  const stopDrawing = isDrawn ? startDrawing(() => latest) : () => undefined;
  const heartbeat = startHeartbeat(engine);
  await untilEnded();
  heartbeat.stop();
  await engine.close();
  stopDrawing();
  return EXIT.ok;
}

function tellJson(snapshot: Snapshot): void {
  print(`${JSON.stringify(snapshot)}\n`);
}

/** For a pipe or a file, where nothing can be drawn over: each picture that reads otherwise, parted by an empty line. */
function pictureTeller(): (snapshot: Snapshot) => void {
  const ink = inkFor(process.stdout, process.env);
  let told: string | null = null;
  return (snapshot) => {
    // What is still being read would be told hundreds of times.
    if (snapshot.importProgress !== null) return;
    const picture = statusLines(snapshot, ink).map(keepInk).join('\n');
    if (picture === told) return;
    print(`${told === null ? '' : '\n'}${picture}\n`);
    told = picture;
  };
}

/** Draws the latest snapshot each second, so that countdowns and ages run; returns the way to end it. */
function startDrawing(latest: () => Snapshot | null): () => void {
  const ink = inkFor(process.stdout, process.env);
  const draw = () => {
    const snapshot = latest();
    if (!snapshot) return;
    const nowMs = Date.now();
    const lines = [
      ...statusLines({ ...snapshot, takenAtMs: nowMs }, ink),
      '',
      ink.quiet(watchFooter(snapshot, nowMs)),
    ];
    const height = process.stdout.rows ?? lines.length;
    print(HOME_AND_CLEAR + lines.slice(0, height).map(keepInk).join('\n'));
  };
  print(ALTERNATE_SCREEN);
  const timer = setInterval(draw, REDRAW_MS);
  return () => {
    clearInterval(timer);
    print(NORMAL_SCREEN);
  };
}

/** Ctrl+C, a closed terminal, or the wish of the system. */
function untilEnded(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => resolve());
  });
}
