export * from './auth.js';
export { EdgeProblem, RawBody, type UploadedFile } from './body.js';
export * from './fields.js';
export * from './lists.js';
export { answerClientErrors, problem, problemOf, sendProblem, type Problem } from './problem.js';
export * from './routes.js';
export * from './service.js';
export { shape, shapeQuery } from './shape.js';
export { runnerNames } from './runner-names.js';
