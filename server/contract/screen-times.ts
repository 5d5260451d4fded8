/** Rule D13: so often a public screen says that it lives; so long without a word, and it counts as silent. */
export const screenBeatMs = 10_000;
export const screenSilentMs = 30_000;
