// npm run package: the installers of this system, their checksums and the list of what is inside them.
//
//   npm run package                       what can be built here (Linux: dir, tar.gz, deb, rpm, AppImage)
//   npm run package -- dir deb            only these
//   npm run package -- --release          all that electron-builder.yml names, or nothing (.github/workflows)
//   npm run package -- --for-tests        the folder alone, with a copy of it that the tests can drive
//
// Where only the stand-in Electron is to be had, every file is named and marked as test only.

import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { makeAppImageTools } from './lib/appimage-tools.mjs';
import { ensureElectron } from './lib/electron-runtime.mjs';
import { fuseConfig } from './lib/fuses.mjs';
import { onProjectNode, projectNode, toolEnvironment } from './lib/node-runtime.mjs';
import { prepareMachine } from './lib/prepare-machine.mjs';
import { leaveAs, runInForeground } from './lib/processes.mjs';
import { fromRoot, projectRoot } from './lib/project.mjs';
import { ensureSqliteNative } from './lib/sqlite-native.mjs';
import { runMain, say, Stop } from './lib/stop.mjs';

const PLATFORM = { linux: '--linux', darwin: '--mac', win32: '--win' }[process.platform];
/** null: those that electron-builder.yml names. */
const TARGETS = process.platform === 'linux' ? ['dir', 'tar.gz', 'deb', 'rpm', 'AppImage'] : [];
const OPTIONS = ['--for-tests', '--release'];
const DIST = fromRoot('dist');
const UNPACKED = path.join(DIST, 'linux-unpacked');
const FOR_TESTS = path.join(DIST, 'for-tests');
/** Says what the copy for tests was made from. */
const STAMP = path.join(DIST, 'for-tests.txt');
const INPUTS = ['out/inputs.txt', 'electron-builder.yml', 'package.json', 'resources', 'scripts'];
/** Fixed times in archives, so that the same sources give the same bytes (docs/packaging.md). */
const SOURCE_DATE_EPOCH = process.env.SOURCE_DATE_EPOCH ?? lastCommitSeconds();

await runMain(async () => {
  if (!(await onProjectNode())) return;
  const words = process.argv.slice(2);
  const isForTests = words.includes('--for-tests');
  const isRelease = words.includes('--release');
  const unknown = words.find((word) => /^-/.test(word) && !OPTIONS.includes(word));
  if (unknown) throw new Stop(`there is no option "${unknown}"`, 64);
  const electron = await ensureElectron();
  if (isRelease && electron.standIn)
    throw new Stop('a release is not made with the stand-in Electron');
  await ensureSqliteNative(electron);
  ensureBuilt();
  const fingerprint = `${electron.folder} ${electron.version}\n${fingerprintInputs()}`;
  if (isForTests && readStamp() === fingerprint) return;
  fs.rmSync(STAMP, { force: true });
  const asked = words.filter((word) => !word.startsWith('-'));
  const targets = isForTests ? ['dir'] : isRelease ? [] : asked.length > 0 ? asked : TARGETS;
  if (electron.standIn && targets.some((target) => target !== 'dir'))
    await prepareMachine('package');
  const result = await build(electron, targets);
  if (result.code !== 0) return void leaveAs(result);
  if (!isForTests) return writePapers();
  await makeDrivable(electron);
  fs.writeFileSync(STAMP, fingerprint);
});

function readStamp() {
  return fs.existsSync(STAMP) ? fs.readFileSync(STAMP, 'utf8') : null;
}

/** A digest of what the package is made from, beside Electron itself. */
function fingerprintInputs() {
  const digest = createHash('sha256');
  const add = (file) => digest.update(`${file}\n`).update(fs.readFileSync(fromRoot(file)));
  for (const input of INPUTS) {
    if (!fs.statSync(fromRoot(input)).isDirectory()) add(input);
    else for (const name of filesBelow(input)) add(name);
  }
  return digest.digest('hex');
}

function filesBelow(folder) {
  return fs
    .readdirSync(fromRoot(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(projectRoot, path.join(entry.parentPath, entry.name)))
    .sort();
}

function build(electron, targets) {
  const common = [fromRoot('node_modules', 'electron-builder', 'cli.js'), PLATFORM, ...targets];
  const scripts = process.platform === 'linux' ? writeInstallScripts() : [];
  const standIn = electron.standIn
    ? [
        `-c.electronDist=${electron.folder}`,
        '-c.artifactName=${productName}-${version}-${os}-${arch}-test-only.${ext}',
        '-c.deb.compression=gz',
        '-c.appImage.compression=gzip',
      ]
    : [];
  const env = toolEnvironment({
    SOURCE_DATE_EPOCH,
    ...(electron.standIn ? standInEnvironment(targets) : {}),
  });
  const args = [...common, '--publish', 'never', ...scripts, ...releasePlace(), ...standIn];
  return runInForeground(projectNode(), args, { cwd: projectRoot, env });
}

/** Where the updater will look, and the packages' home page: the repository that makes the release. */
function releasePlace() {
  const repository = process.env.TOLLGATE_RELEASE_REPOSITORY;
  if (!repository) return [];
  const [owner, repo] = repository.split('/');
  return [
    '-c.publish.provider=github',
    `-c.publish.owner=${owner}`,
    `-c.publish.repo=${repo}`,
    `-c.extraMetadata.homepage=https://github.com/${repository}`,
  ];
}

/** electron-builder would download these tools; a machine with the stand-in cannot. */
function standInEnvironment(targets) {
  const sevenZip = ['/usr/bin/7za', '/usr/bin/7z'].find((file) => fs.existsSync(file));
  return {
    CUSTOM_FPM_PATH: fromRoot('scripts', 'lib', 'fpm-stand-in.mjs'),
    ...(sevenZip ? { ELECTRON_BUILDER_7ZIP_PATH: sevenZip } : {}),
    ...(targets.includes('AppImage')
      ? { APPIMAGE_TOOLS_PATH: makeAppImageTools(path.join(DIST, 'appimage-tools')) }
      : {}),
    ELECTRON_BUILDER_COMPRESSION_LEVEL: '1',
  };
}

/**
 * electron-builder's own install scripts, and after them: the command on the PATH is the script that also
 * runs without a screen, not the program itself.
 */
function writeInstallScripts() {
  const templates = fromRoot('node_modules', 'app-builder-lib', 'templates', 'linux');
  const folder = path.join(DIST, 'install-scripts');
  fs.mkdirSync(folder, { recursive: true });
  const command = '/opt/${sanitizedProductName}/resources/bin/tollgate';
  const additions = {
    'after-install': `
if type update-alternatives >/dev/null 2>&1; then
    update-alternatives --install '/usr/bin/\${executable}' '\${executable}' '${command}' 200 >/dev/null
else
    ln -sf '${command}' '/usr/bin/\${executable}'
fi
`,
    // An upgrade of an rpm runs the old package's script after the new one's: the command stays then.
    'after-remove': `
if [ ! -e '${command}' ] && type update-alternatives >/dev/null 2>&1; then
    update-alternatives --remove '\${executable}' '${command}' >/dev/null
fi
`,
  };
  return Object.entries(additions).flatMap(([name, addition]) => {
    const file = path.join(folder, `${name}.tpl`);
    const template = fs.readFileSync(path.join(templates, `${name}.tpl`), 'utf8');
    fs.writeFileSync(file, `${template.trimEnd()}\n${addition}`);
    const option = name === 'after-install' ? 'afterInstall' : 'afterRemove';
    return ['deb', 'rpm'].map((target) => `-c.${target}.${option}=${file}`);
  });
}

/** A copy that differs in one fuse: without a way to inspect it nothing could drive it. */
async function makeDrivable({ standIn }) {
  fs.rmSync(FOR_TESTS, { recursive: true, force: true });
  fs.cpSync(UNPACKED, FOR_TESTS, { recursive: true, verbatimSymlinks: true });
  const { flipFuses } = await import('@electron/fuses');
  const changes = { EnableNodeCliInspectArguments: true };
  await flipFuses(path.join(FOR_TESTS, 'tollgate'), fuseConfig({ standIn, changes }));
  say(`TOLLGATE_E2E_APP=${path.join(FOR_TESTS, 'tollgate')} npm test -- --only e2e`);
}

/** Checksums of the files to hand out, and the list of libraries in them. */
function writePapers() {
  const sbom = spawnSync('npm', ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx'], {
    cwd: projectRoot,
    encoding: 'utf8',
    maxBuffer: 2 ** 27,
  });
  if (sbom.status !== 0) throw new Stop(`npm sbom failed:\n${sbom.stderr}`);
  fs.writeFileSync(path.join(DIST, 'tollgate-sbom.cdx.json'), sbom.stdout);
  const lines = fs
    .readdirSync(DIST, { withFileTypes: true })
    .filter((entry) => entry.isFile() && isHandedOut(entry.name))
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const bytes = fs.readFileSync(path.join(DIST, name));
      return `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`;
    });
  fs.writeFileSync(path.join(DIST, 'SHA256SUMS'), lines.join(''));
  say(`dist/SHA256SUMS names ${lines.length} files`);
}

function isHandedOut(name) {
  return name !== 'SHA256SUMS' && !/^builder-|\.blockmap$/.test(name);
}

function lastCommitSeconds() {
  try {
    const args = ['log', '-1', '--format=%ct'];
    return execFileSync('git', args, { cwd: projectRoot, encoding: 'utf8' }).trim();
  } catch {
    return '0';
  }
}
