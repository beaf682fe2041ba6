/**
 * A design-time gallery of the prompt: every fixture in every look, under the final content security policy,
 * with axe. Not part of the test command.
 *
 *   node tests/visual/promptGallery.ts <picture folder> [fixture ...] [--language de]
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PROMPT_FIXTURES } from '../fixtures/prompts.ts';
import { say } from '../../preload/contract/languages/say.ts';
import {
  buildPage,
  galleryWords,
  LOOKS,
  openPage,
  picture,
  startBrowser,
} from './glanceGallery.ts';
import { installPromptStub } from './promptStub.ts';

const REFUSED = {
  kind: 'already-answered',
  message: 'Answered already at 14:18: stop until 17:00. That answer counts.',
} as const;

async function main(
  pictureFolder: string,
  wanted: readonly string[],
  { spoken, locale }: ReturnType<typeof galleryWords>,
): Promise<void> {
  const outDir = join(pictureFolder, 'site');
  mkdirSync(pictureFolder, { recursive: true });
  await buildPage(outDir, 'prompt');
  const browser = await startBrowser();
  for (const [name, view] of Object.entries({
    ...PROMPT_FIXTURES,
    refused: PROMPT_FIXTURES['boundary']!,
    'wrong-cap': PROMPT_FIXTURES['boundary']!,
  })) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    for (const look of LOOKS) {
      const page = await openPage(browser, outDir, 'prompt', look, (opened) =>
        opened.addInitScript(installPromptStub, { view: { ...view, ...spoken }, receipt: REFUSED }),
      );
      if (name === 'refused') await page.keyboard.press('Enter');
      if (name === 'wrong-cap') {
        await page.getByLabel(say({ locale }, 'Cap in dollars')).fill('ten');
        await page.getByRole('button', { name: say({ locale }, 'Continue on credits') }).click();
      }
      await page.waitForTimeout(200);
      await picture(page, `${name}-${look.name}`, pictureFolder);
      await page.context().close();
    }
  }
  await browser.close();
}

if (import.meta.main) {
  const words = galleryWords();
  const [pictureFolder, ...wanted] = words.positionals;
  if (pictureFolder === undefined) throw new Error('Say where the pictures should go');
  await main(pictureFolder, wanted, words);
}
