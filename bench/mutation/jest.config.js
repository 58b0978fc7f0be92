/** The tests that call the source: builds, processes and documents say nothing about a mutant. @type {import('jest').Config} */
const config = require('../../jest.config.js');
const PATHS = ['fixtures.test.ts', 'version/**', 'golden/**', 'properties/**', 'policies/**'];
module.exports = { ...config, testMatch: PATHS.map((path) => `<rootDir>/test/${path}`.replace(/\*\*$/, '**/*.test.ts')) };
