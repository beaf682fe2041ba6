/** New readings of all installed status line bridges, as limit readings. */
import type { AgentView } from '../../preload/contract/snapshot.ts';
import type { LimitReading } from '../domain/limits.ts';
import { bridgePathsOf } from '../sources/bridge/bridgePaths.ts';
import { locateSettings } from '../sources/bridge/settingsFile.ts';
import { readStateFiles, type SeenStateFiles } from '../sources/statusLine/stateFiles.ts';
import type { Trouble } from './problemBook.ts';

export function createStatusLineSource(dataFolder: string) {
  const seen = new Map<string, SeenStateFiles>();

  async function readFolder(
    agent: AgentView['id'],
    folder: string,
    nowMs: number,
  ): Promise<{ readings: LimitReading[]; troubles: Trouble[] }> {
    const place = await locateSettings(folder);
    const { stateFolder } = bridgePathsOf(dataFolder, place.folder);
    const news = await readStateFiles(stateFolder, seen.get(folder) ?? new Map(), nowMs);
    seen.set(folder, news.seen);
    const readings = news.readings.flatMap(({ receivedAtMs, windows }) =>
      windows.map((window): LimitReading => ({
        agent,
        account: folder,
        ...window,
        source: 'status-line',
        observedAtMs: receivedAtMs,
      })),
    );
    const troubles = news.problems.map((problem): Trouble => ({
      ...problem,
      severity: 'error',
      count: null,
    }));
    return { readings, troubles };
  }

  return {
    /** Reads what changed since the last call. A caller that could not save it must call `forget`. */
    async read(agents: readonly AgentView[], nowMs: number) {
      const bridged = agents.flatMap(({ id, folders }) =>
        folders
          .filter(({ bridge }) => bridge !== null && bridge !== 'not-installed')
          .map(({ path }) => ({ id, path })),
      );
      const found = await Promise.all(bridged.map(({ id, path }) => readFolder(id, path, nowMs)));
      return {
        readings: found.flatMap(({ readings }) => readings),
        troubles: found.flatMap(({ troubles }) => troubles),
      };
    },
    forget: () => seen.clear(),
  };
}
