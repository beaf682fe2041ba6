#!/usr/bin/env node
// Stands in for fpm, which electron-builder calls to make deb and rpm packages and which neither npm nor
// Debian carries. Understands exactly the options that electron-builder 26 gives and works with dpkg-deb and
// rpmbuild. Releases use the real one (docs/packaging.md).

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Options without a value; all others have one. */
const SWITCHES = new Set(['--force', '--verbose', '--debug']);
/** electron-builder's names for its scripts, and Debian's. */
const DEB_SCRIPTS = { 'after-install': 'postinst', 'after-remove': 'postrm' };

/** @returns {{ options: Record<string, string[]>, files: { from: string, to: string }[] }} */
function readWords(words) {
  const options = {};
  const files = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (SWITCHES.has(word)) continue;
    if (word.startsWith('-')) {
      const name = word.replace(/^-+/, '');
      (options[name] ??= []).push(words[(index += 1)]);
      continue;
    }
    const separator = word.lastIndexOf('=');
    files.push({ from: word.slice(0, separator), to: word.slice(separator + 1) });
  }
  return { options, files };
}

/** Puts the files where the package will have them, readable for everybody. */
function layOut(files, root) {
  for (const { from, to } of files) {
    const target = path.join(root, to);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.cpSync(from, target, { recursive: true, verbatimSymlinks: true });
  }
  execFileSync('chmod', ['-R', 'u+rwX,go+rX,go-w', root]);
}

function fields(pairs) {
  const said = pairs.filter(([, value]) => value);
  return said.map(([name, value]) => `${name}: ${value}\n`).join('');
}

function makeDeb({ one, many }, root, target) {
  const [size] = execFileSync('du', ['-sk', root], { encoding: 'utf8' }).split('\t');
  const control = path.join(root, 'DEBIAN');
  fs.mkdirSync(control);
  const about = fields([
    ['Package', one('name')],
    ['Version', one('version')],
    ['Architecture', one('architecture')],
    ['Maintainer', one('maintainer')],
    ['Installed-Size', size],
    ['Depends', many('d').join(', ')],
    ['Recommends', many('deb-recommends').join(', ')],
    ['Section', one('category')],
    ['Priority', one('deb-priority') ?? 'optional'],
    ['Homepage', one('url')],
    ['Description', one('description')],
  ]);
  fs.writeFileSync(path.join(control, 'control'), about);
  for (const [name, file] of Object.entries(DEB_SCRIPTS)) {
    if (one(name) === undefined) continue;
    fs.copyFileSync(one(name), path.join(control, file));
    fs.chmodSync(path.join(control, file), 0o755);
  }
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z1', '--build', root, target]);
}

function makeRpm({ one, many }, root, target, workshop, files) {
  const script = (name) => fs.readFileSync(one(name), 'utf8').replace(/^#!.*\n/, '');
  const escaped = (text) => text.replaceAll('%', '%%');
  const header = fields([
    ['Name', one('name')],
    ['Version', one('version').replaceAll('-', '_')],
    ['Release', '1'],
    ['Summary', one('rpm-summary') ?? one('name')],
    ['License', one('license') ?? 'MIT'],
    ['Vendor', one('vendor')],
    ['URL', one('url')],
    ['Packager', one('maintainer')],
    ['AutoReqProv', 'no'],
    ...many('d').map((name) => ['Requires', name]),
  ]);
  const sections = [
    `%description\n${one('description')}`,
    `%install\nmkdir -p %{buildroot}\ncp -a '${root}/.' %{buildroot}/`,
    `%post\n${escaped(script('after-install'))}`,
    `%postun\n${escaped(script('after-remove'))}`,
    `%files\n%defattr(-,root,root,-)\n${files.map(({ to }) => `"${to}"`).join('\n')}`,
  ];
  const spec = path.join(workshop, 'tollgate.spec');
  fs.writeFileSync(spec, `${header}${sections.join('\n\n')}\n`);
  const definitions = [
    `_topdir ${workshop}/top`,
    '_build_id_links none',
    '__os_install_post %{nil}',
    '_binary_payload w1.gzdio',
  ].flatMap((definition) => ['--define', definition]);
  execFileSync('rpmbuild', ['-bb', '--quiet', ...definitions, spec], { stdio: 'inherit' });
  const built = fs
    .readdirSync(path.join(workshop, 'top', 'RPMS'), { recursive: true, withFileTypes: true })
    .find((entry) => entry.isFile());
  fs.copyFileSync(path.join(built.parentPath, built.name), target);
}

function main() {
  const { options, files } = readWords(process.argv.slice(2));
  const one = (name) => options[name]?.at(-1);
  const asked = { one, many: (name) => options[name] ?? [] };
  const workshop = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-package-'));
  try {
    const root = path.join(workshop, 'root');
    layOut(files, root);
    fs.rmSync(one('package'), { force: true });
    if (one('t') === 'deb') makeDeb(asked, root, one('package'));
    else if (one('t') === 'rpm') makeRpm(asked, root, one('package'), workshop, files);
    else throw new Error(`this stand-in makes deb and rpm, not ${one('t')}`);
  } finally {
    fs.rmSync(workshop, { recursive: true, force: true });
  }
}

main();
