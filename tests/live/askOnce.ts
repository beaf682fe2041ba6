/** One question in a process of its own, so that a trace of it shows what asking touches. */
import { ASKED_SOURCES } from '../../main/sources/askedSources.ts';
import type { Question } from '../../main/sources/asked.ts';

const [id = '', question = ''] = process.argv.slice(2);
const source = ASKED_SOURCES.find((one) => one.id === id);
if (!source) throw new Error(`no source ${id}`);
const asked = JSON.parse(question) as Omit<Question, 'clock' | 'variables'>;
const outcome = await source.ask({ ...asked, variables: process.env, clock: Date.now });
process.stdout.write(JSON.stringify(outcome));
