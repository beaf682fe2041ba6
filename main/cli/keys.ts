/** `tollgate keys`: saves, tests and forgets keys of provider accounts. Shows none. */
import { inEnglish, say } from '../../preload/contract/languages/say.ts';
import { complain, terminalContext } from './terminal.ts';
import { formatAge, type FormatContext } from '../../preload/contract/formatting.ts';
import { KEYS, type KeyReceipt, type KeyView, type KeyId } from '../../preload/contract/keys.ts';
import type { Engine } from '../engine/engine.ts';
import { askSecret } from './askSecret.ts';
import { EXIT } from './exitCodes.ts';
import type { KeysCommand } from './keysArguments.ts';
import { printJson, printLines, reportFailure } from './output.ts';

/** @returns 0 when it is done, 69 when it could not be */
export async function runKeys(startEngine: () => Engine, command: KeysCommand): Promise<number> {
  const { isJson } = command;
  const engine = startEngine();
  try {
    switch (command.action) {
      case 'list':
        return await list(engine, isJson);
      case 'save':
        return await save(engine, command.provider, isJson);
      case 'forget':
        return await report(engine, await engine.forgetKey(command.provider), isJson);
      case 'test': {
        const test = await engine.testKey(command.provider);
        if (isJson) printJson({ schemaVersion: 1, test });
        else if (test.ok)
          printLines([
            test.organisation === null
              ? say(terminalContext(), 'The key works.')
              : say(terminalContext(), 'The key works for {name}.', { name: test.organisation }),
          ]);
        else complain(test.message);
        return test.ok ? EXIT.ok : EXIT.noData;
      }
      default:
        return command satisfies never;
    }
  } finally {
    await engine.close();
  }
}

async function list(engine: Engine, isJson: boolean): Promise<number> {
  const keys = await engine.keys();
  if (keys.length === 0) return reportFailure(engine.failure());
  if (isJson) printJson({ schemaVersion: 1, keys });
  else {
    const display = await engine.display();
    printLines(keys.map((key) => keyLine(key, Date.now(), display)));
  }
  return EXIT.ok;
}

async function save(engine: Engine, provider: KeyId, isJson: boolean): Promise<number> {
  const { name, keyBegins } = KEYS[provider];
  const question = say(terminalContext(), 'Key for {name} ({begin}…), not shown: ', {
    name,
    begin: keyBegins,
  });
  const key = await askSecret(process.stdin, question);
  if (key === null) {
    complain(inEnglish('No key was given; nothing has changed.'));
    return EXIT.usage;
  }
  return report(engine, await engine.saveKey(provider, key), isJson);
}

async function report(engine: Engine, receipt: KeyReceipt, isJson: boolean): Promise<number> {
  if (isJson) printJson({ schemaVersion: 1, receipt });
  const problem = receipt.ok ? receipt.notice : receipt.problem;
  if (problem) complain(`${problem.message} ${problem.wayOut}`);
  if (receipt.ok && !isJson) {
    printLines([keyLine(receipt.key, Date.now(), await engine.display())]);
  }
  return receipt.ok ? EXIT.ok : EXIT.noData;
}

/** `Anthropic organisation: key ending in 4fQA, saved 2 min ago, in the system’s keychain` */
export function keyLine(key: KeyView, nowMs: number, context: FormatContext): string {
  const { name } = KEYS[key.provider];
  const { lastFour, savedAtMs, keptIn } = key;
  if (!key.present || lastFour === null || savedAtMs === null)
    return say(context, '{name}: no key', { name });
  const values = { name, lastFour, age: formatAge(savedAtMs, nowMs, context) };
  return keptIn === 'session'
    ? say(
        context,
        '{name}: key ending in {lastFour}, saved {age}, in memory until Tollgate quits',
        values,
      )
    : say(
        context,
        '{name}: key ending in {lastFour}, saved {age}, in the system’s keychain',
        values,
      );
}
