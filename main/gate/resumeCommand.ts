/** The line that brings a session back, ready to be pasted into a terminal. */
import type { AgentResume } from '../agents/agent.ts';
import { quoteForShell } from '../sources/bridge/bridgePaths.ts';

export type ResumeQuestion = {
  readonly resume: AgentResume;
  readonly sessionId: string;
  /** null: not known, so that the session is looked for where the terminal stands. */
  readonly project: string | null;
  /** Configuration folder; null: the one that the agent takes by itself. */
  readonly configFolder: string | null;
};

/** For `sh`; for PowerShell on Windows. */
export function resumeCommand(question: ResumeQuestion, platform: NodeJS.Platform): string {
  const { resume, sessionId, project, configFolder } = question;
  const words = [...resume.words, sessionId].join(' ');
  if (platform === 'win32') {
    const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;
    const place = project === null ? '' : `cd ${quote(project)}; `;
    const folder =
      configFolder === null ? '' : `$env:${resume.folderVariable} = ${quote(configFolder)}; `;
    return `${place}${folder}${words}`;
  }
  const place = project === null ? '' : `cd ${quoteForShell(project)} && `;
  const folder =
    configFolder === null ? '' : `${resume.folderVariable}=${quoteForShell(configFolder)} `;
  return `${place}${folder}${words}`;
}
