/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  maxWorkers: '100%', // two cores are two workers
  roots: ['<rootDir>/test'],
  testTimeout: 30_000, // commands run as processes, on machines that do other work as well
  testMatch: ['**/*.test.ts'],
  collectCoverageFrom: ['src/**/*.ts', '!src/callers/services/index.ts', '!src/lint/rules/index.ts', '!src/generate/checks/code.ts'],
  coverageProvider: 'v8',
  coverageReporters: ['text-summary', 'html'],
  // d3's entries are modules, which jest does not load
  moduleNameMapper: { '^(d3-[a-z-]+)$': '<rootDir>/node_modules/$1/dist/$1.min.js' },
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
};
