import { describePeer } from '../suites/peer.suite.js';

describePeer('in one process', async (source) => ({ port: source, close: async () => undefined }));
