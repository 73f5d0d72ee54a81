/** What a test broker is told, however it is started. */
export const settingsFor = (nodes) => {
  const replicas = Math.min(3, nodes);
  return {
    // As on a real cluster: topics are declared, and what is acknowledged is on two nodes of three.
    'auto.create.topics.enable': false,
    'default.replication.factor': replicas,
    'min.insync.replicas': Math.min(2, nodes),
    'offsets.topic.replication.factor': replicas,
    'transaction.state.log.replication.factor': replicas,
    'transaction.state.log.min.isr': Math.min(2, nodes),
    // Quicker than a real cluster: its groups meet at once, and a dead node is missed soon.
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.num.partitions': 1,
    'group.initial.rebalance.delay.ms': 0,
    'group.min.session.timeout.ms': 1_000,
    'broker.session.timeout.ms': 4_000,
    'broker.heartbeat.interval.ms': 500,
  };
};
