/**
 * Where the receiver's port and token are kept, so that what the user put into an agent's environment stays
 * right. Only the user may read the file; it also holds the variables ready to copy.
 */
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { exporterSettings } from './exporterSettings.ts';

export type ReceiverPlace = { readonly port: number; readonly token: string };

const place = z.object({
  port: z.number().int().min(1).max(65_535),
  token: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Path of the file in a data folder. */
export function receiverFileIn(dataFolder: string): string {
  return path.join(dataFolder, 'telemetry.json');
}

/** What was kept; null when there is nothing that can be used. */
export function readReceiverFile(file: string): ReceiverPlace | null {
  try {
    const found = place.safeParse(JSON.parse(fs.readFileSync(file, 'utf8'))).data;
    return found ? { port: found.port, token: found.token } : null;
  } catch {
    return null;
  }
}

/** @throws the system's error when it cannot be written */
export function writeReceiverFile(file: string, kept: ReceiverPlace): void {
  const env = exporterSettings(`http://127.0.0.1:${kept.port}`, kept.token);
  const temporary = `${file}.new`;
  fs.rmSync(temporary, { force: true });
  const text = `${JSON.stringify({ ...kept, env }, null, 2)}\n`;
  fs.writeFileSync(temporary, text, { mode: 0o600, flag: 'wx' });
  fs.renameSync(temporary, file);
}
