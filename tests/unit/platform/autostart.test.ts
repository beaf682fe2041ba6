import { expect, it } from 'vitest';
import { autostartEntry, autostartFile } from '../../../main/platform/autostart.ts';

const execOf = (program: string) => /^Exec=(.*)$/m.exec(autostartEntry(program) ?? '')?.[1];

it('names the program so that the desktop finds it, whatever its path is', () => {
  expect(execOf('/opt/Tollgate/tollgate')).toBe('"/opt/Tollgate/tollgate"');
  expect(execOf('/home/ada b/50%/toll"gate')).toBe(String.raw`"/home/ada b/50%%/toll\\"gate"`);
  expect(execOf('/a$b`c\\d')).toBe(String.raw`"/a\\$b\\` + '`' + String.raw`c\\\\d"`);
});

it('makes no entry of a path that could write keys of its own', () => {
  expect(autostartEntry('/tmp/x\nExec=evil')).toBeNull();
});

it('lies where the desktop looks', () => {
  const place = { homeFolder: '/home/ada', variables: {} };
  expect(autostartFile(place)).toBe('/home/ada/.config/autostart/tollgate.desktop');
  const moved = { ...place, variables: { XDG_CONFIG_HOME: '/c' } };
  expect(autostartFile(moved)).toBe('/c/autostart/tollgate.desktop');
});
