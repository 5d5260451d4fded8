/** What order needs to know of a ticket. */
export interface Ordered {
  key: number;
  order: number;
}

/** Negative when `left` comes first: smaller key, then taken first. */
export function compareOrder(left: Ordered, right: Ordered): number {
  return left.key - right.key || left.order - right.order;
}

/** Spent places at the front are given back to memory once they are this many and more than half. */
const compactAfter = 1024;

/**
 * Waiting tickets in order. Tickets nearly always join at the end and leave at the front; both take constant time,
 * anything else a binary search and one move of the array's rest.
 */
export class TicketQueue<T extends Ordered> {
  #tickets: (T | undefined)[] = [];
  #front = 0;

  get size(): number {
    return this.#tickets.length - this.#front;
  }

  get head(): T | undefined {
    return this.#tickets[this.#front];
  }

  /** The nth from the front, 0 being the head. */
  at(index: number): T | undefined {
    return this.#tickets[this.#front + index];
  }

  add(ticket: T): void {
    const last = this.#tickets[this.#tickets.length - 1];
    if (this.size === 0 || last === undefined || compareOrder(last, ticket) <= 0) {
      this.#tickets.push(ticket);
      return;
    }
    this.#tickets.splice(this.#place(ticket), 0, ticket);
  }

  /** Takes the ticket out; asserts that it was there under the key it has now. */
  remove(ticket: T): void {
    const place = this.#place(ticket);
    if (this.#tickets[place] !== ticket) throw new Error('a waiting ticket is missing from its queue');
    if (place !== this.#front) {
      this.#tickets.splice(place, 1);
      return;
    }
    this.#tickets[place] = undefined;
    this.#front += 1;
    if (this.#front > compactAfter && this.#front * 2 > this.#tickets.length) {
      this.#tickets = this.#tickets.slice(this.#front);
      this.#front = 0;
    }
  }

  /** How many come before this key and order. */
  countBefore(mark: Ordered): number {
    return this.#place(mark) - this.#front;
  }

  /** First index whose ticket does not come before the mark. */
  #place(mark: Ordered): number {
    let low = this.#front;
    let high = this.#tickets.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const ticket = this.#tickets[middle];
      if (ticket !== undefined && compareOrder(ticket, mark) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
