/** Every source that is asked, one line each. All are off until the user switches them on. */
import type { AskedSource } from './asked.ts';
import { claudeAuth } from './claudeAuth/index.ts';
import { claudeUsage } from './claudeUsage/index.ts';
import { codexAppServer } from './codexAppServer/index.ts';

export const ASKED_SOURCES: readonly AskedSource[] = [claudeUsage, claudeAuth, codexAppServer];
