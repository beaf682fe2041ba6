/** What stands in the place of a project's name where the log names none. */
import { say, type SayContext } from './languages/say.ts';

export const UNKNOWN_PROJECT_NAME = 'unknown project';
export const UNKNOWN_FOLDER_NAME = 'unknown folder';

/** A project's name as it is, or the placeholder in the language of the context. */
export function projectWords(name: string, context: SayContext): string {
  if (name === UNKNOWN_PROJECT_NAME) return say(context, 'unknown project');
  return name === UNKNOWN_FOLDER_NAME ? say(context, 'unknown folder') : name;
}
