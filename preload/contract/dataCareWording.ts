/** Numbers of answers and sessions in words, the same in window and terminal. */
import { sayCount, type SayContext } from './languages/say.ts';

export function answersWords(count: number, context: SayContext): string {
  return sayCount(context, count, { one: '{count} answer', other: '{count} answers' });
}

export function sessionsWords(count: number, context: SayContext): string {
  return sayCount(context, count, { one: '{count} session', other: '{count} sessions' });
}
