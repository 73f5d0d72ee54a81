// npm run bench [-- --quick] [-- --only appends,posts]: what the house costs over what nobody can do without, as ratios
// taken in the same run. Prints a table, writes node_modules/.cache/linli/bench.json. Run it alone: it is no test.
import './workshop/node-version.mjs';

import('./bench/main.mjs').then((bench) => bench.main(process.argv.slice(2)));
