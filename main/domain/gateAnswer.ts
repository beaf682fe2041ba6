/**
 * What a hook prints: the reference of the scripts in `resources/gate`, byte for byte.
 *
 * The forms are Claude Code's (https://code.claude.com/docs/en/hooks); Codex takes the same for a prompt.
 * Silence lets the agent go on. A prompt is refused with `decision`, a running loop with `continue`, and a
 * change of model with `permissionDecision`; a refusal of one tool would only make the model be asked again.
 */
import type { GateDoubt, GateEvent, GateVerdict } from './gate.ts';

const DOUBTS: Readonly<Record<GateDoubt, string>> = {
  missing: 'there is no gate file.',
  unreadable: 'the gate file cannot be read.',
  unlisted: 'the gate file does not know this account.',
  stale: 'the app is not running.',
};

const OPEN_IN_DOUBT = 'Paid requests are not held back.';
const CLOSED_IN_DOUBT = 'Strict mode stops here. Start Tollgate, or run: tollgate gate allow-once';
export const DEFAULT_REASON = 'Stopped before the next paid request.';

/** A refusal of the event, with the reason for the user. */
function refusal(event: GateEvent, reason: string): string {
  const text = `Tollgate: ${reason}`;
  if (event === 'prompt') return `{"decision":"block","reason":"${text}"}\n`;
  if (event === 'batch') return `{"continue":false,"stopReason":"${text}"}\n`;
  return `{"hookSpecificOutput":{"hookEventName":"PreModelSwitch","permissionDecision":"deny","permissionDecisionReason":"${text}"}}\n`;
}

/** What the hook prints for a verdict; null when it must ask first. */
export function gateAnswer(verdict: GateVerdict, event: GateEvent): string | null {
  if (verdict.kind === 'free') return '';
  if (verdict.kind === 'unknown') {
    const doubt = DOUBTS[verdict.doubt];
    if (verdict.isStrict) return refusal(event, `${doubt} ${CLOSED_IN_DOUBT}`);
    // Said once a prompt: a message after every batch of tools would be noise.
    return event === 'prompt' ? `{"systemMessage":"Tollgate: ${doubt} ${OPEN_IN_DOUBT}"}\n` : '';
  }
  const { state, reason, wayOut } = verdict.rule;
  if (state === 'ask') return null;
  if (state === 'open') return '';
  const words = [reason ?? DEFAULT_REASON, wayOut].filter((part) => part !== null).join(' ');
  return refusal(event, words);
}
