import kafkajs from 'kafkajs';

// Node sees only some of the names that this CommonJS package exports.
const { KafkaJSError, KafkaJSNumberOfRetriesExceeded, KafkaJSProtocolError } = kafkajs;

/** Not declared as ending by themselves by the client, though they do. */
const PASSING = new Set(['KafkaJSNumberOfRetriesExceeded', 'KafkaJSTimeout', 'KafkaJSLockTimeout', 'KafkaJSGroupCoordinatorNotFound']);

const UNREACHED = new Set(['KafkaJSConnectionError', 'KafkaJSConnectionClosedError', 'KafkaJSNoBrokerAvailableError']);

const causesOf = function* (error: unknown): Generator<Error> {
  for (let one = error; one instanceof Error; one = one.cause) yield one;
};

const typeOf = (error: unknown): string | undefined => {
  for (const one of causesOf(error)) if (one instanceof KafkaJSProtocolError) return one.type;
  return undefined;
};

/** Whether waiting may help. */
export const passes = (error: unknown): boolean => {
  for (const one of causesOf(error)) if (PASSING.has(one.name) || (one instanceof KafkaJSError && one.retriable)) return true;
  return false;
};

export const isMissingTopic = (error: unknown): boolean => typeOf(error) === 'UNKNOWN_TOPIC_OR_PARTITION';
export const isTooLarge = (error: unknown): boolean => ['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE'].includes(typeOf(error) ?? '');

/** What went wrong, in a sentence for an operator. */
export const sentence = (error: unknown, brokers: readonly string[]): string => {
  if (typeOf(error) === 'ILLEGAL_SASL_STATE')
    return `The brokers at ${brokers.join(', ')} ask for no name and password, and we are set to give one.`;
  for (const one of causesOf(error)) {
    if (one.name === 'KafkaJSSASLAuthenticationError') return `The brokers refuse our name or password: ${one.message}`;
    if (UNREACHED.has(one.name)) return `No broker answers at ${brokers.join(', ')}: ${one.message}`;
  }
  const [last] = [...causesOf(error)].reverse();
  if (last && !(last instanceof KafkaJSNumberOfRetriesExceeded)) return `${last.name}: ${last.message}`;
  return String(error);
};
