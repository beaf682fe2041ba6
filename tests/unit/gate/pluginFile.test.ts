import { describe, expect, it } from 'vitest';
import { addPlugin, readPlugin, removePlugin } from '../../../main/gate/pluginFile.ts';

const COMMAND =
  "[ -r '/data/gate/tollgate-gate.sh' ] || exit 1; exec sh '/data/gate/x' 0a1b prompt";
const ENTRIES = ['chat.message', 'chat.params'].map((event) => ({
  event,
  handler: { type: 'command', command: COMMAND, timeout: 30 },
}));

function written(): string {
  const added = addPlugin(null, ENTRIES);
  if (!added.ok) throw new Error(added.message);
  return added.value;
}

describe('the plugin file', () => {
  it('names the commands that it runs, and is found again by them', () => {
    expect(readPlugin(written())).toEqual({
      ok: true,
      value: ENTRIES.map(({ event }) => ({ event, command: COMMAND })),
    });
    expect(removePlugin(written(), (command) => command === COMMAND)).toMatchObject({
      value: null,
    });
  });

  it('is left where it runs the gate of somebody else', () => {
    expect(removePlugin(written(), () => false)).toMatchObject({ value: written() });
  });

  it('takes a file of the same name for somebody else’s, and does not touch it', () => {
    const own = 'export const Mine = async () => ({});\n';
    expect(readPlugin(own)).toMatchObject({ value: [] });
    expect(addPlugin(own, ENTRIES)).toMatchObject({ ok: false });
    expect(removePlugin(own, () => true)).toMatchObject({ value: own });
  });

  it('is a module that holds each command as a text, whatever stands in it', () => {
    const odd = 'echo "$(x)`y`" \\ ${z} \u2028 end 0a1b prompt';
    const added = addPlugin(null, [
      { event: 'chat.params', handler: { command: odd, timeout: 5 } },
    ]);
    const text = added.ok ? added.value : '';
    const hooks = /const HOOKS = (\{[\s\S]*?\n\});/.exec(text)?.[1] ?? '';
    expect(JSON.parse(hooks)).toEqual({ 'chat.params': { command: odd, timeout: 5 } });
  });
});
