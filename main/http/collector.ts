import { setFlagsFromString } from 'node:v8';

/**
 * Sets V8's collector for a server that answers many small requests. What one request made is garbage with its answer, but the
 * collector may take the place it was made at for one of lasting things and put it among the old; and some of what PGlite
 * makes for a statement (a hidden class for each generator) is always made there: about 500 bytes for a new unit. The old are marked anew
 * whenever they have grown by a half, which holds up answers for 25 ms and more. So: nothing of ours is made among the old, and
 * they may grow to seven times what was left of them (30 to 60 MB in a server at work).
 */
export function setCollectorForServing(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
  setFlagsFromString('--heap-growing-percent=600');
}
