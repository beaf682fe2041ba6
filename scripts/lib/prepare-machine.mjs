// Makes sure the system packages are there that a set of scripts needs. Asks dpkg once (some 10 ms)
// when nothing is missing; installs as root on Debian and Ubuntu; otherwise says what to install.
//
//   node scripts/lib/prepare-machine.mjs run test

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isMainScript } from './project.mjs';
import { runMain, say, Stop } from './stop.mjs';
import { PACKAGE_SETS } from './system-packages.mjs';

const APT_OPTIONS = ['-y', '-q', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300'];
const APT_ATTEMPTS = 2;

/** Installs what is missing of the named package sets, or stops with what to do about it. */
export async function prepareMachine(...setNames) {
  if (process.platform !== 'linux' || process.env.TOLLGATE_PREPARE === 'off') return;
  const required = setNames.flatMap((name) => PACKAGE_SETS[name]);
  const usesApt = existsSync('/usr/bin/apt-get') && existsSync('/usr/bin/dpkg-query');
  const missing = usesApt ? missingByDpkg(required) : missingByLooking(required);
  if (missing.length === 0) return;
  if (!usesApt) throw new Stop(explainForOtherSystems(missing));
  if (process.getuid() !== 0) throw new Stop(explainForUser(missing));
  await installWithApt(missing);
}

function missingByDpkg(required) {
  const names = [...new Set(required.flatMap((requirement) => requirement.packages))];
  const format = '${Package} ${db:Status-Status}\n';
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', format, ...names], { encoding: 'utf8' });
  const installed = new Set(
    stdout.split('\n').flatMap((line) => (line.endsWith(' installed') ? [line.split(' ')[0]] : [])),
  );
  return required.filter(({ packages }) => !packages.some((name) => installed.has(name)));
}

function missingByLooking(required) {
  const listing = spawnSync('ldconfig', ['-p'], {
    encoding: 'utf8',
    env: { PATH: `${process.env.PATH}:/sbin:/usr/sbin` },
  });
  // Without ldconfig (musl, Nix) the libraries cannot be looked up; Electron itself will tell.
  const hasLibrary = (file) => listing.error || listing.stdout.includes(`${file} `);
  return required.filter((requirement) =>
    requirement.library ? !hasLibrary(requirement.library) : !isOnPath(requirement.command),
  );
}

function isOnPath(command) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.some((folder) => folder && existsSync(path.join(folder, command)));
}

function explainForOtherSystems(missing) {
  const wanted = missing.map((requirement) => requirement.library ?? requirement.command);
  return (
    `this system lacks: ${wanted.join(', ')}.\n` +
    'Install them with your package manager, or set TOLLGATE_PREPARE=off to go on without.'
  );
}

function explainForUser(missing) {
  const names = choosePackages(missing).map(({ chosen, fallback }) => chosen ?? fallback);
  const install = `sudo apt-get install -y --no-install-recommends ${names.join(' ')}`;
  return `some system packages are missing. Run this once, then try again:\n\n  ${install}\n`;
}

/** Which of its names apt can install today for each requirement; `chosen` is null if none. */
function choosePackages(missing) {
  const names = missing.flatMap((requirement) => requirement.packages);
  const { stdout } = spawnSync('apt-cache', ['policy', ...names], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  const installable = new Set(
    [...(stdout ?? '').matchAll(/^(\S+):\n(?: .*\n)*? +Candidate: (?!\(none\))/gm)].map(
      (match) => match[1],
    ),
  );
  return missing.map(({ packages }) => ({
    chosen: packages.find((name) => installable.has(name)) ?? null,
    fallback: packages.at(-1),
  }));
}

async function installWithApt(missing) {
  const started = performance.now();
  let failure = '';
  for (let attempt = 1; attempt <= APT_ATTEMPTS; attempt += 1) {
    const listsAreStale = attempt > 1 || choosePackages(missing).some(({ chosen }) => !chosen);
    if (listsAreStale) aptGet(['update', '-q']);
    const names = choosePackages(missing).map(({ chosen, fallback }) => chosen ?? fallback);
    if (attempt === 1) say(`installing ${names.length} system packages: ${names.join(' ')}`);
    const result = aptGet(['install', ...APT_OPTIONS, ...names]);
    if (result.ok) {
      say(`system packages installed (${((performance.now() - started) / 1000).toFixed(0)} s)`);
      return;
    }
    failure = result.output;
    if (attempt < APT_ATTEMPTS) await delay(3_000);
  }
  throw new Stop(
    `apt-get could not install the packages. Its last words:\n${lastLines(failure, 20)}`,
  );
}

function aptGet(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const result = spawnSync('apt-get', args, { encoding: 'utf8', env, maxBuffer: 64 * 1024 * 1024 });
  return { ok: result.status === 0, output: `${result.stdout ?? ''}${result.stderr ?? ''}` };
}

function lastLines(text, count) {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}

function setNamesFromArguments(names) {
  const unknown = names.filter((name) => !(name in PACKAGE_SETS));
  if (unknown.length === 0 && names.length > 0) return names;
  throw new Stop(`say which package sets: ${Object.keys(PACKAGE_SETS).join(', ')}`, 64);
}

if (isMainScript(import.meta.url)) {
  await runMain(() => prepareMachine(...setNamesFromArguments(process.argv.slice(2))));
}
