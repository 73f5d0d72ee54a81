// Sources run as they are, in ESM, through swc; decorators keep their metadata.
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/libs', '<rootDir>/services', '<rootDir>/scripts'],
  testMatch: ['**/*.spec.ts', '**/*.spec.mjs'],
  modulePathIgnorePatterns: ['<rootDir>/(libs|services)/[^/]+/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
        module: { type: 'es6' },
      },
    ],
  },
  moduleNameMapper: {
    '^@linli/engine/suites$': '<rootDir>/libs/engine/src/suites/index.ts',
    '^@linli/(kernel|engine|contracts|privacy|sqlite|mongo|kafka|nest-kit|flow|cluster|simulation)$': '<rootDir>/libs/$1/src/index.ts',
    '^@linli/(intake|dispatch|pharmacy-run|reporting|gateway)/folds$': '<rootDir>/services/$1/src/views/folds.ts',
    '^@linli/(intake|dispatch|pharmacy-run|reporting|gateway|all-in-one)$': '<rootDir>/services/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  testTimeout: 20_000,
};
