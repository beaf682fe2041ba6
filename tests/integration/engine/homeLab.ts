/** A home with agents' files and the real engine over it, without the app around it. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Follower } from '../../../main/engine/follow.ts';
import type { SettingChange } from '../../../preload/contract/settingsTree.ts';
import { engineOver } from '../../fixtures/engineOver.ts';
import { claudeLine, type ClaudeAnswer } from '../cli/logLines.ts';

export type HomeLab = Awaited<ReturnType<typeof openHomeLab>>;

/**
 * @param clock what the engine takes for the time
 * @param onPicture gets each picture that the gate, the prompt and the alerts would follow
 */
export async function openHomeLab(
  clock: () => number = Date.now,
  onPicture: Follower['follow'] = () => undefined,
) {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-home-')));
  const home = path.join(root, 'home');
  const dataFolder = path.join(root, 'data');
  const machine = {
    variables: {},
    homeFolder: home,
    join: path.join,
    resolve: (place: string) => path.resolve(place),
    timeZone: 'UTC',
    locale: 'en-US',
  };
  fs.mkdirSync(home);
  const follower = { follow: onPicture, troubles: () => [], close: () => undefined };
  const start = () => engineOver({ home, dataFolder }, { machine, clock, followers: [follower] });
  let engine = start();
  await engine.allowReading();

  return {
    root,
    home,
    dataFolder,
    machine,
    engine: () => engine,
    look: () => engine.look('full'),
    tables: async () => {
      const tables = await engine.tables();
      if (!tables) throw new Error('The database cannot be opened.');
      return tables;
    },
    set: async (...changes: SettingChange[]) => {
      const outcome = await engine.changeSettings(changes);
      if (!outcome.ok) throw new Error(outcome.message);
    },
    /** Writes a transcript of Claude Code below a configuration folder; it replaces one of the same name. */
    writeAnswers(folder: string, name: string, answers: readonly ClaudeAnswer[]): string {
      const file = path.join(folder, 'projects', 'p', `${name}.jsonl`);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, answers.map((one) => `${claudeLine(one)}\n`).join(''));
      return file;
    },
    async restart(): Promise<void> {
      await engine.close();
      engine = start();
    },
    close: () => engine.close(),
    async dispose(): Promise<void> {
      await engine.close();
      fs.rmSync(root, { recursive: true, force: true });
    },
  };
}
