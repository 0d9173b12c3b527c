/** @type {import('jest').Config} */
module.exports = {
  displayName: 'web',
  preset: 'jest-preset-angular',
  rootDir: __dirname,
  setupFilesAfterEnv: ['<rootDir>/src/test/setup.ts'],
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  transform: {
    '^.+\\.(ts|mjs|js|html|svg)$': [
      'jest-preset-angular',
      { tsconfig: '<rootDir>/tsconfig.spec.json', stringifyContentPathRegex: '\\.(html|svg)$' },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!(.*\\.mjs$|.*\\.svg$|graphql-ws))'],
  moduleNameMapper: {
    '^@ccr/domain$': '<rootDir>/../../libs/domain/src/index.ts',
    '^#graphql$': '<rootDir>/src/generated/types.ts',
    '^#graphql/(.*)$': '<rootDir>/src/generated/$1.ts',
  },
};
