import { describe, expect, it } from 'vitest';
import {
  bridgeCommand,
  bridgePathsOf,
  runsForeignBridge,
  runsOurScript,
} from '../../../main/sources/bridge/bridgePaths.ts';

const paths = bridgePathsOf("/home/u/it's data", '/home/u/.claude');

describe('the command line', () => {
  it('names the script and the folder, quoted for sh', () => {
    expect(bridgeCommand(paths)).toBe(
      `sh '/home/u/it'\\''s data/bridge/tollgate-statusline.sh' ${paths.id}`,
    );
    expect(paths.id).toMatch(/^[0-9a-f]{12}$/);
  });

  it('is recognised even with something around it', () => {
    expect(runsOurScript(bridgeCommand(paths), paths)).toBe(true);
    expect(runsOurScript(`LANG=C ${bridgeCommand(paths)} | head -1`, paths)).toBe(true);
    expect(runsOurScript(`bash "${paths.script}" ${paths.id}`, paths)).toBe(true);
    expect(runsOurScript('~/.claude/statusline.sh', paths)).toBe(false);
  });

  it("tells another folder's or another copy's bridge apart", () => {
    const otherFolder = bridgePathsOf("/home/u/it's data", '/home/u/.claude-work');
    const otherCopy = bridgePathsOf('/home/u/trial', '/home/u/.claude');
    for (const other of [otherFolder, otherCopy]) {
      expect(runsOurScript(bridgeCommand(other), paths)).toBe(false);
      expect(runsForeignBridge(bridgeCommand(other), paths)).toBe(true);
    }
    expect(runsForeignBridge(bridgeCommand(paths), paths)).toBe(false);
    expect(runsForeignBridge('~/.claude/statusline.sh', paths)).toBe(false);
  });
});
