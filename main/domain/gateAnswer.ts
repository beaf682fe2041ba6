/**
 * What a hook prints: the reference of the scripts in `resources/gate`, byte for byte.
 *
 * The forms are Claude Code's (https://code.claude.com/docs/en/hooks); Codex takes the same for a prompt. Cursor
 * has its own (https://cursor.com/docs/hooks), and wants an answer also where everything goes on.
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

/** Whose answers the agent understands. */
type AnswerForm = 'decision' | 'user-message';

/** A refusal of the event, with the reason for the user. */
function refusal(event: GateEvent, reason: string, form: AnswerForm): string {
  const text = `Tollgate: ${reason}`;
  if (form === 'user-message') return `{"continue":false,"user_message":"${text}"}\n`;
  if (event === 'prompt') return `{"decision":"block","reason":"${text}"}\n`;
  if (event === 'batch') return `{"continue":false,"stopReason":"${text}"}\n`;
  return `{"hookSpecificOutput":{"hookEventName":"PreModelSwitch","permissionDecision":"deny","permissionDecisionReason":"${text}"}}\n`;
}

/** Lets the agent go on, with a message that is said once a prompt. */
function consent(message: string | null, form: AnswerForm): string {
  if (form === 'user-message') {
    const said = message === null ? '' : `,"user_message":"${message}"`;
    return `{"continue":true${said}}\n`;
  }
  return message === null ? '' : `{"systemMessage":"${message}"}\n`;
}

/** What the hook prints for a verdict; null when it must ask first. */
export function gateAnswer(
  verdict: GateVerdict,
  event: GateEvent,
  form: AnswerForm = 'decision',
): string | null {
  if (verdict.kind === 'free') return consent(null, form);
  if (verdict.kind === 'unknown') {
    const doubt = DOUBTS[verdict.doubt];
    if (verdict.isStrict) return refusal(event, `${doubt} ${CLOSED_IN_DOUBT}`, form);
    // A message after every batch of tools would be noise.
    return consent(event === 'prompt' ? `Tollgate: ${doubt} ${OPEN_IN_DOUBT}` : null, form);
  }
  const { state, reason, wayOut } = verdict.rule;
  if (state === 'ask') return null;
  if (state === 'open') return consent(null, form);
  const words = [reason ?? DEFAULT_REASON, wayOut].filter((part) => part !== null).join(' ');
  return refusal(event, words, form);
}
