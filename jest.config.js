/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  collectCoverageFrom: ['src/**/*.ts', '!src/callers/services/index.ts', '!src/lint/rules/index.ts', '!src/generate/checks/code.ts'],
  coverageProvider: 'v8',
  coverageReporters: ['text-summary', 'html'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
};
