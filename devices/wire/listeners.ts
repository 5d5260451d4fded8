/** The listeners of one happening. One that throws does not keep the others from hearing of it. */
export class Listeners<T> {
  readonly #listeners = new Set<(value: T) => void>();

  /** The returned function stops listening. */
  add(listener: (value: T) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  tell(value: T): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(value);
      } catch (error) {
        process.emitWarning(error instanceof Error ? error : String(error));
      }
    }
  }
}
