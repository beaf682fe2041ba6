/** What a session is called: the title that Claude Code gave it, else its first message. */
import { readJsonLines } from '../aboutLines.ts';
import { asObject, asText, type JsonObject } from '../fields.ts';
import type { SessionAbout } from '../agent.ts';

/** Line types with a title, the user's own first; field names as seen in transcripts of 2.1.330. */
const TITLES: readonly (readonly [type: string, field: string])[] = [
  ['custom-title', 'customTitle'],
  ['ai-title', 'aiTitle'],
  ['summary', 'summary'],
];

export function aboutClaudeSession(lines: readonly string[]): SessionAbout {
  const rows = readJsonLines(lines);
  const branches = rows.flatMap(({ gitBranch }) => asText(gitBranch) ?? []);
  const given = TITLES.flatMap(([type, field]) =>
    rows.flatMap((row) => (row['type'] === type ? (asText(row[field]) ?? []) : [])),
  );
  return {
    title: given[0] ?? rows.flatMap((row) => firstWords(row) ?? [])[0] ?? null,
    // Claude Code writes HEAD where there is no branch.
    branch: branches.find((branch) => branch !== 'HEAD') ?? null,
  };
}

/** What the user typed; what the program put in their mouth is in angle brackets or marked. */
function firstWords(row: JsonObject): string | null {
  if (row['type'] !== 'user' || row['isMeta'] === true || row['isSidechain'] === true) return null;
  const content = asObject(row['message'])?.['content'];
  const parts = Array.isArray(content) ? (content as unknown[]) : [content];
  const texts = parts.flatMap((part) => asText(part) ?? asText(asObject(part)?.['text']) ?? []);
  return texts.find((text) => !text.trimStart().startsWith('<')) ?? null;
}
