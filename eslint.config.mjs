// Lint rules: correctness first, then who may import whom (docs/ARCHITECTURE.md, "Rooms").
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Forbids imports by pattern, with the reason in the message. */
const forbid = (message, ...group) => ({ group, message });

const NODE = ['node:*', 'fs', 'path', 'os', 'child_process', 'worker_threads', 'crypto'];
const ELECTRON = ['electron', 'electron/*'];

/** Files of a room, and what they may not import. */
const room = (files, ...patterns) => ({
  files,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
});

/** What the core may not import; `shell` names the files beside its folder, seen from where they are imported. */
const coreRules = (shell) => [
  forbid(
    'The core reads only the contract and itself.',
    '**/store/**',
    '**/agents/**',
    '**/ingest/**',
    '**/engine/**',
    '**/sources/**',
    shell,
    ...NODE,
    ...ELECTRON,
  ),
  forbid('The core has no libraries.', 'zod', 'better-sqlite3', 'react', 'zustand'),
];

/** The contract reads itself; `outside` is what lies around it, seen from the importing file. */
const contractRule = (outside) =>
  forbid('The contract reads nobody.', outside, ...NODE, ...ELECTRON, 'react', 'zustand');

/** Globals that read the clock or chance: decisions get them as arguments. */
const HIDDEN_INPUTS = [
  { name: 'Date', message: 'Pass the time in; calendar.ts does the arithmetic.' },
  { name: 'performance', message: 'Pass the time in.' },
  { name: 'process', message: 'Decisions know no process.' },
  { name: 'console', message: 'Decisions print nothing.' },
];

export default tseslint.config(
  {
    ignores: [
      '.cache/',
      'out/',
      'dist/',
      'node_modules/',
      'test-results/',
      'scripts/lib/default-app/',
    ],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      eqeqeq: 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'prefer-const': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['renderer/**/*.tsx', 'renderer/**/*.ts'],
    plugins: { 'react-hooks': hooks },
    rules: hooks.configs.recommended.rules,
  },
  {
    files: ['main/domain/**/*.ts', 'main/agents/**/*.ts', 'preload/contract/**/*.ts'],
    rules: { 'no-restricted-globals': ['error', ...HIDDEN_INPUTS] },
  },
  room(['preload/contract/*.ts'], contractRule('../*')),
  room(['preload/contract/*/*.ts'], contractRule('../../*')),
  room(
    ['preload/contract/*/**/*.ts'],
    forbid('The contract reads nobody.', '../../*', ...NODE, ...ELECTRON, 'react', 'zustand'),
  ),
  room(
    ['renderer/**/*.ts', 'renderer/**/*.tsx'],
    forbid('A window reads only the contract.', '**/main/**', ...NODE, ...ELECTRON),
  ),
  room(['main/domain/*.ts'], ...coreRules('../*.ts')),
  room(['main/domain/*/**/*.ts'], ...coreRules('../../*.ts')),
  room(
    ['main/agents/**/*.ts'],
    forbid('Agents read the core and themselves.', '**/store/**', '**/ingest/**', '**/engine/**'),
    forbid(
      'Agents see bytes, not the machine.',
      ...NODE,
      '!node:buffer',
      ...ELECTRON,
      'better-sqlite3',
    ),
  ),
  room(
    ['main/store/**/*.ts'],
    forbid(
      'The store reads only the core.',
      '**/agents/**',
      '**/ingest/**',
      '**/engine/**',
      '**/sources/**',
    ),
    forbid('The store knows no shell.', ...ELECTRON),
  ),
  room(
    [
      'main/ingest/**/*.ts',
      'main/engine/**/*.ts',
      'main/sources/**/*.ts',
      'main/gate/**/*.ts',
      'main/prices/**/*.ts',
      'main/review/**/*.ts',
    ],
    forbid('The engine knows no shell.', ...ELECTRON, '**/platform/**', '**/tray/**', '**/ipc/**'),
    forbid('Only the store speaks SQL.', 'better-sqlite3'),
  ),
  room(
    ['main/keychain/**/*.ts'],
    forbid(
      'The keychain knows nobody but itself and the contract.',
      ...ELECTRON,
      '**/domain/**',
      '**/engine/**',
      '**/store/**',
      '**/sources/**',
    ),
  ),
  room(
    ['main/cli/**/*.ts', 'main/workers/**/*.ts'],
    forbid('Runs where there is no Electron.', ...ELECTRON, '**/tray/**', '**/ipc/**'),
    forbid('Only the store speaks SQL.', 'better-sqlite3'),
  ),
  {
    files: ['tests/**/*.ts', 'tests/**/*.tsx'],
    rules: {
      'max-lines': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { ecmaVersion: 2025, sourceType: 'module' },
    rules: { eqeqeq: 'error', 'prefer-const': 'error', 'no-unused-vars': 'error' },
  },
);
