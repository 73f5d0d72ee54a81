export { dropDatabases, MongoUnusable } from './connection.js';
export { openMongoKeyStore } from './mongo-key-store.js';
export { openMongo, type Mongo, type MongoOptions } from './open-mongo.js';
