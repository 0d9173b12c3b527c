/**
 * What every source file keeps to. Errors only, nothing can be switched off from inside a file; what concerns who
 * may import whom inside an app is in .dependency-cruiser.cjs.
 */
import angular from '@angular-eslint/eslint-plugin';
import angularTemplate from '@angular-eslint/eslint-plugin-template';
import * as templateParser from '@angular-eslint/template-parser';
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

const SPECS = ['**/*.spec.ts', '**/*.e2e.ts'];

/** Sizes that keep a file readable; a spec may be longer, a test's body is not a function to split. */
const sizes = {
  'max-lines': ['error', { max: 250, skipComments: true }],
  'max-lines-per-function': ['error', { max: 60, skipComments: true, skipBlankLines: true }],
  'max-depth': ['error', 3],
  'max-params': ['error', 6],
  complexity: ['error', 15],
};
const specSizes = { 'max-lines': ['error', { max: 400, skipComments: true }], 'max-lines-per-function': 'off' };

const correctness = {
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-var': 'error',
  'prefer-const': 'error',
  'no-console': 'error',
  'no-else-return': 'error',
  'no-throw-literal': 'error',
  'no-return-assign': 'error',
  'no-self-compare': 'error',
  'object-shorthand': 'error',
};

const types = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_', varsIgnorePattern: '^_$' }],
  '@typescript-eslint/no-non-null-assertion': 'error',
  // Type-aware. Where a file has decorators that emit metadata, consistent-type-imports keeps its hands off.
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/only-throw-error': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': 'error',
};

const server = ['typeorm', 'type-graphql', 'fastify', '@fastify/*', '@apollo/server', 'mysql2', 'libsql'];
const browser = ['@angular/*', 'apollo-angular', '@apollo/client'];

/** Which project may use which, and which packages have no business on the other side. */
const projectBoundaries = {
  '@nx/enforce-module-boundaries': [
    'error',
    {
      enforceBuildableLibDependency: true,
      allow: [],
      depConstraints: [
        { sourceTag: 'scope:domain', onlyDependOnLibsWithTags: [], bannedExternalImports: ['*'] },
        { sourceTag: 'scope:testkit', onlyDependOnLibsWithTags: ['scope:domain'], bannedExternalImports: [...server, ...browser] },
        { sourceTag: 'scope:api', onlyDependOnLibsWithTags: ['scope:domain', 'scope:testkit'], bannedExternalImports: browser },
        { sourceTag: 'scope:web', onlyDependOnLibsWithTags: ['scope:domain'], bannedExternalImports: server },
        { sourceTag: 'scope:e2e', onlyDependOnLibsWithTags: ['scope:domain', 'scope:testkit'], bannedExternalImports: [...server, ...browser] },
        { sourceTag: 'scope:tools', onlyDependOnLibsWithTags: [] },
      ],
    },
  ],
};

const onlyConfigReadsTheEnvironment = {
  'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Settings come from platform/config.' }],
  'no-restricted-imports': [
    'error',
    { paths: ['node:process', 'process'].map((name) => ({ name, importNames: ['env'], message: 'Settings come from platform/config.' })) },
  ],
};

export default [
  { ignores: ['**/dist/**', '**/node_modules/**', '.nx/**', '**/generated/**', '**/*.cjs'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.recommended.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: { ...correctness, ...sizes, ...types, ...projectBoundaries },
  },
  {
    files: ['apps/api/src/**/*.ts'],
    ignores: ['apps/api/src/platform/config/**', 'apps/api/src/testing/**', ...SPECS],
    rules: onlyConfigReadsTheEnvironment,
  },
  { files: ['apps/api/src/main.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['apps/web/src/**/*.ts'],
    plugins: { '@angular-eslint': angular },
    processor: angularTemplate.processors['extract-inline-html'],
    rules: {
      ...angular.configs.recommended.rules,
      '@angular-eslint/use-lifecycle-interface': 'error',
      '@angular-eslint/prefer-on-push-component-change-detection': 'error',
      '@angular-eslint/prefer-signals': 'error',
      '@angular-eslint/prefer-output-emitter-ref': 'error',
      '@angular-eslint/no-uncalled-signals': 'error',
    },
  },
  {
    files: ['apps/web/src/**/*.html'],
    plugins: { '@angular-eslint/template': angularTemplate },
    languageOptions: { parser: templateParser },
    rules: {
      ...angularTemplate.configs.recommended.rules,
      ...angularTemplate.configs.accessibility.rules,
      '@angular-eslint/template/button-has-type': 'error',
      '@angular-eslint/template/no-any': 'error',
      '@angular-eslint/template/no-duplicate-attributes': ['error', { ignore: ['class', 'style'] }],
      '@angular-eslint/template/no-positive-tabindex': 'error',
    },
  },
  { files: ['**/*.mjs'], rules: { ...correctness, ...sizes, 'no-console': 'off', 'no-unused-vars': 'error', 'no-undef': 'off' } },
  { files: SPECS, rules: specSizes },
];
