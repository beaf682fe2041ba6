/**
 * The unmodified agent programs, at the versions whose files the parsers were checked against.
 * Where there is a native executable only that is used: the launchers around them need install scripts.
 */
import fs from 'node:fs';
import path from 'node:path';
import { ensureNpmProgram } from './npmProgram.ts';

export const CLAUDE_CODE_VERSION = '2.1.330';
export const CODEX_VERSION = '0.169.0';
export const GEMINI_CLI_VERSION = '0.61.0';
export const QWEN_CODE_VERSION = '0.24.4';
export const COPILOT_CLI_VERSION = '1.0.102';
export const OPENCODE_VERSION = '1.18.33';
export const PI_VERSION = '0.87.1';
export const CLINE_VERSION = '3.0.65';
export const DROID_VERSION = '0.225.2';
/** The newest whose programs for each system are on the registry. */
export const KILO_VERSION = '7.7.9';

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

/** Path of Gemini CLI's entry for Node. */
export function ensureGeminiCli(): Promise<string> {
  return ensureScript('@google/gemini-cli', GEMINI_CLI_VERSION, 'bundle/gemini.js');
}

/** Path of Qwen Code's entry for Node. */
export function ensureQwenCode(): Promise<string> {
  return ensureScript('@qwen-code/qwen-code', QWEN_CODE_VERSION, 'cli-entry.js');
}

/** Path of pi's entry for Node. */
export function ensurePi(): Promise<string> {
  return ensureScript('@earendil-works/pi-coding-agent', PI_VERSION, 'dist/bundle/cli.js');
}

/** Path of the `copilot` executable. */
export function ensureCopilotCli(): Promise<string> {
  return ensureNpmProgram({
    packageSpec: `@github/copilot@${COPILOT_CLI_VERSION}`,
    findExecutable: (folder) =>
      existing(
        path.join(folder, 'node_modules', `@github/copilot-${PLATFORM}`, `copilot${SUFFIX}`),
      ),
  });
}

/** Path of the `opencode` executable; the one for older processors where there are two. */
export function ensureOpenCode(): Promise<string> {
  return ensureNpmProgram({
    packageSpec: `opencode-ai@${OPENCODE_VERSION}`,
    findExecutable: (folder) => {
      const names = [`opencode-${PLATFORM}-baseline`, `opencode-${PLATFORM}`];
      const paths = names.map((name) =>
        existing(path.join(folder, 'node_modules', name, 'bin', `opencode${SUFFIX}`)),
      );
      return paths.find((found) => found !== null) ?? null;
    },
  });
}

/** Path of the `cline` executable. */
export function ensureCline(): Promise<string> {
  return ensureNpmProgram({
    packageSpec: `cline@${CLINE_VERSION}`,
    findExecutable: (folder) =>
      existing(
        path.join(folder, 'node_modules', `@cline/cli-${PLATFORM}`, 'bin', `cline${SUFFIX}`),
      ),
  });
}

/** Path of the `droid` executable. */
export function ensureDroid(): Promise<string> {
  const packageName = `@factory/cli-${PLATFORM}`;
  return ensureNpmProgram({
    packageSpec: `${packageName}@${DROID_VERSION}`,
    findExecutable: (folder) =>
      existing(path.join(folder, 'node_modules', packageName, 'bin', `droid${SUFFIX}`)),
  });
}

/** Path of the `kilo` executable: the package of the system itself, since the one above it asks for newer ones. */
export function ensureKilo(): Promise<string> {
  const packageName = `@kilocode/cli-${PLATFORM}${process.arch === 'x64' ? '-baseline' : ''}`;
  return ensureNpmProgram({
    packageSpec: `${packageName}@${KILO_VERSION}`,
    findExecutable: (folder) =>
      existing(path.join(folder, 'node_modules', packageName, 'bin', `kilo${SUFFIX}`)),
  });
}

function ensureScript(packageName: string, version: string, entry: string): Promise<string> {
  return ensureNpmProgram({
    packageSpec: `${packageName}@${version}`,
    findExecutable: (folder) => existing(path.join(folder, 'node_modules', packageName, entry)),
  });
}

function existing(file: string): string | null {
  return fs.existsSync(file) ? file : null;
}
