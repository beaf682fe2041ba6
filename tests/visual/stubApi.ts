import type { BridgePlan } from '../../preload/contract/channels.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';

declare global {
  interface Window {
    /** What the gallery notes while a page runs. */
    gallery: { heights: number[]; violations: string[]; asked: string[] };
  }
}

/** Runs in the page before anything else and stands in for the preload script: one snapshot, for ever. */
export function installStub({
  snapshot,
  settings,
}: {
  snapshot: Snapshot;
  settings: Settings;
}): void {
  const gallery: Window['gallery'] = { heights: [], violations: [], asked: [] };
  const diff = [
    '--- settings.json',
    '+++ settings.json',
    '@@ -3,7 +3,11 @@',
    '   "permissions": {',
    '     "allow": ["Bash(npm test)"]',
    '   },',
    '-  "statusLine": { "type": "command", "command": "~/bin/my-status" },',
    '+  "statusLine": {',
    '+    "type": "command",',
    '+    "command": "\\"/home/ada/.config/Tollgate/bridge/statusline.sh\\""',
    '+  },',
    '   "model": "opus"',
    ' }',
    '',
  ].join('\n');
  const answer = (channel: string, args: unknown[]): unknown => {
    gallery.asked.push(channel);
    if (channel === 'snapshot:get') return snapshot;
    if (channel === 'settings:get') return { settings, rejected: [] };
    if (channel.startsWith('settings:') || channel.startsWith('money:'))
      return { ok: true, value: null };
    if (channel === 'glance:height') gallery.heights.push(args[0] as number);
    if (channel === 'bridge:apply' || channel === 'gate:apply') {
      return { ok: false, message: 'The settings file has changed since. Nothing was written.' };
    }
    if (channel !== 'bridge:plan' && channel !== 'gate:plan') return undefined;
    const value: BridgePlan = {
      agent: 'claude-code',
      folder: '/home/ada/.claude',
      settingsPath: '/home/ada/.claude/settings.json',
      baseFingerprint: 'fixture',
      diff,
    };
    return { ok: true, value };
  };
  document.addEventListener('securitypolicyviolation', (event) => {
    gallery.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
  });
  Object.assign(window, {
    gallery,
    tollgate: {
      request: (channel: string, ...args: unknown[]) => Promise.resolve(answer(channel, args)),
      onSnapshot: () => () => undefined,
      onPrompt: () => () => undefined,
      onPage: () => () => undefined,
    },
  });
}
