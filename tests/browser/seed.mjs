// Fills the data directory that the tests start from, once for all of them.

import { CALLS, seed } from "./serve.mjs";

export default async function setup() {
  await seed(CALLS);
}
