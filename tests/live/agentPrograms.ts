/**
 * The unmodified agent programs, at the versions whose files the parsers were checked against.
 * Only the native executables are used: the JavaScript launchers around them need install scripts.
 */
import fs from 'node:fs';
import path from 'node:path';
import { ensureNpmProgram } from './npmProgram.ts';

export const CLAUDE_CODE_VERSION = '2.1.330';
export const CODEX_VERSION = '0.169.0';

const PLATFORM = `${process.platform}-${process.arch}`;
const SUFFIX = process.platform === 'win32' ? '.exe' : '';

/** Path of the `claude` executable. */
export function ensureClaudeCode(): Promise<string> {
  return ensureNpmProgram({
    packageSpec: `@anthropic-ai/claude-code@${CLAUDE_CODE_VERSION}`,
    findExecutable: (folder) => {
      const packageName = `@anthropic-ai/claude-code-${PLATFORM}`;
      return existing(path.join(folder, 'node_modules', packageName, `claude${SUFFIX}`));
    },
  });
}

/** Path of the `codex` executable. */
export function ensureCodex(): Promise<string> {
  return ensureNpmProgram({
    packageSpec: `@openai/codex@${CODEX_VERSION}`,
    findExecutable: (folder) => {
      const vendor = path.join(folder, 'node_modules', `@openai/codex-${PLATFORM}`, 'vendor');
      const [target] = fs.existsSync(vendor) ? fs.readdirSync(vendor) : [];
      return target ? existing(path.join(vendor, target, 'bin', `codex${SUFFIX}`)) : null;
    },
  });
}

function existing(file: string): string | null {
  return fs.existsSync(file) ? file : null;
}
