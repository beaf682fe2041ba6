/** What a rollout is about: its first message, and the branch that its head line names. */
import { readJsonLines } from '../aboutLines.ts';
import { asObject, asText } from '../fields.ts';
import type { SessionAbout } from '../agent.ts';

export function aboutCodexSession(lines: readonly string[]): SessionAbout {
  const payloads = readJsonLines(lines).map((row) => asObject(row['payload']) ?? {});
  const messages = payloads.flatMap((payload) =>
    payload['type'] === 'user_message' ? (asText(payload['message']) ?? []) : [],
  );
  const branches = payloads.flatMap(
    (payload) => asText(asObject(payload['git'])?.['branch']) ?? [],
  );
  return {
    title: messages.find((text) => !text.trimStart().startsWith('<')) ?? null,
    branch: branches[0] ?? null,
  };
}
