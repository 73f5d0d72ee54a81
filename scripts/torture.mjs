// npm run torture [-- --cycles 200] [-- --seed 1] [-- --only kills,disk,clock,fsyncs,overload] [-- --cluster]: the built system in
// processes of its own under everything that happens to computers; with --cluster the kills fall on a cluster with real servers.
// Ends with `N passed, N failed`.
import './workshop/node-version.mjs';

import('./torture/main.mjs').then((torture) => torture.main(process.argv.slice(2)));
