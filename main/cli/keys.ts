/** `tollgate keys`: saves, tests and forgets keys of provider accounts. Shows none. */
import { formatAge } from '../../preload/contract/formatting.ts';
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
        return report(await engine.forgetKey(command.provider), isJson);
      case 'test': {
        const test = await engine.testKey(command.provider);
        if (isJson) printJson({ schemaVersion: 1, test });
        else if (test.ok)
          printLines([`The key works${test.organisation ? ` for ${test.organisation}` : ''}.`]);
        else process.stderr.write(`${test.message}\n`);
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
  else printLines(keys.map((key) => keyLine(key, Date.now())));
  return EXIT.ok;
}

async function save(engine: Engine, provider: KeyId, isJson: boolean): Promise<number> {
  const { name, keyBegins } = KEYS[provider];
  const question = `Key for ${name} (${keyBegins}…), not shown: `;
  const key = await askSecret(process.stdin, question);
  if (key === null) {
    process.stderr.write('No key was given; nothing has changed.\n');
    return EXIT.usage;
  }
  return report(await engine.saveKey(provider, key), isJson);
}

function report(receipt: KeyReceipt, isJson: boolean): number {
  if (isJson) printJson({ schemaVersion: 1, receipt });
  const problem = receipt.ok ? receipt.notice : receipt.problem;
  if (problem) process.stderr.write(`${problem.message} ${problem.wayOut}\n`);
  if (receipt.ok && !isJson) printLines([keyLine(receipt.key, Date.now())]);
  return receipt.ok ? EXIT.ok : EXIT.noData;
}

/** `Anthropic organisation: key ending in 4fQA, saved 2 min ago, in the system’s keychain` */
export function keyLine(key: KeyView, nowMs: number): string {
  const { name } = KEYS[key.provider];
  const { lastFour, savedAtMs, keptIn } = key;
  if (!key.present || lastFour === null || savedAtMs === null) return `${name}: no key`;
  const place =
    keptIn === 'session' ? 'in memory until Tollgate quits' : 'in the system’s keychain';
  return `${name}: key ending in ${lastFour}, saved ${formatAge(savedAtMs, nowMs)}, ${place}`;
}
