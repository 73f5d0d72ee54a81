export type { KafkaSettings, Login } from './client.js';
export * from './open-kafka.js';
export { createTopics, topicsOf, type TopicPlan } from './topics.js';
