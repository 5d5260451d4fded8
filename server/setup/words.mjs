/** Prints one line for people, Chinese first. */
export function say(chinese, english) {
  process.stdout.write(`${chinese} ${english}\n`);
}

/** Prints why nothing can go on, to the error output. */
export function complain(chinese, english) {
  process.stderr.write(`${chinese}\n${english}\n`);
}

/**
 * Tells every ten seconds that a long step still runs, so that nobody takes it for dead. Returns the function that ends it
 * and gives the seconds that have passed.
 */
export function keepTelling(chinese, english) {
  const since = Date.now();
  const seconds = () => Math.round((Date.now() - since) / 1000);
  const timer = setInterval(() => say(`  ${chinese}：${seconds()} 秒`, `${english}: ${seconds()} s`), 10_000);
  return () => {
    clearInterval(timer);
    return seconds();
  };
}
