/** A second private desktop without any tray, as stock GNOME is, for one test. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fromRoot } from './paths.ts';

export type OtherDesktop = {
  /** What a program needs in its environment to appear there. */
  readonly env: Readonly<Record<string, string>>;
  end(): Promise<void>;
};

const NAMES = ['DISPLAY', 'XAUTHORITY', 'DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR'];
/** Prints where the desktop is, then keeps it up. */
const TELL = `printf '%s\\n' ${NAMES.map((name) => `"${name}=$${name}"`).join(' ')}; echo up; sleep 600`;

export async function startDesktopWithoutTray(): Promise<OtherDesktop> {
  const panel = [fromRoot('scripts', 'panel.sh'), '--no-tray'];
  const args = [fromRoot('scripts', 'desk.sh'), 'bash', ...panel, 'bash', '-c', TELL];
  const desktop = spawn('bash', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  for await (const chunk of desktop.stdout) {
    output += String(chunk);
    if (/^up$/m.test(output)) break;
  }
  const env = Object.fromEntries(
    output
      .split('\n')
      .map((line) => /^([A-Z_]+)=(.*)$/.exec(line))
      .flatMap((match) => (match ? [[match[1] ?? '', match[2] ?? '']] : [])),
  );
  return {
    env,
    async end() {
      const ended = once(desktop, 'exit');
      desktop.kill('SIGTERM');
      await ended;
    },
  };
}
