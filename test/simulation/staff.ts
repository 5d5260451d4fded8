import type { Actor } from '../../server/contract/actor.ts';
import type { Post } from '../../server/contract/post.ts';
import { Refused } from '../../server/contract/refusal.ts';
import { counterOf } from '../../server/domain/post/presence.ts';
import type { PlannedAbsence, shifts } from './day-plan.ts';
import type { SimulatedHall } from './simulated-hall.ts';

const supervisor: Actor = { kind: 'staff', staff: 'super1', role: 'supervisor' };

/** Somebody who holds a post as A or B. */
interface Person {
  id: string;
  /** The counter where this person is A, or null for one who only covers. */
  home: number | null;
  /** In the hall and ready to serve. */
  present: boolean;
  absence: PlannedAbsence | null;
  /** Leaves as soon as the visitor in hand is served. */
  leaving: PlannedAbsence | null;
  /** Whether the system knows of the absence. */
  told: boolean;
}

/** The people behind the counters, who come, go away, cover and return by command, as they would at their terminals. */
export class Staff {
  readonly people = new Map<string, Person>();
  readonly #hall: SimulatedHall;

  constructor(hall: SimulatedHall) {
    this.#hall = hall;
    for (const post of hall.model.file.posts)
      for (const id of [post.a, ...post.b])
        if (!this.people.has(id))
          this.people.set(id, { id, home: null, present: false, absence: null, leaving: null, told: false });
    for (const post of hall.model.file.posts) this.person(post.a).home = post.counter;
  }

  person(id: string): Person {
    const person = this.people.get(id);
    if (person === undefined) throw new Error(`${id} holds no post`);
    return person;
  }

  actor(id: string): Actor {
    return { kind: 'staff', staff: id, role: 'clerk' };
  }

  posts(): Iterable<Post> {
    return this.#hall.state.duty.posts.values();
  }

  /** A shift begins: whoever is not away signs in, and A opens the own counter. */
  begin(shift: (typeof shifts)[number], absences: readonly PlannedAbsence[]): void {
    const away = new Set(
      absences.filter(({ begins, ends }) => begins <= shift.opens && ends > shift.opens).map(({ staff }) => staff),
    );
    for (const person of this.people.values()) {
      if (away.has(person.id)) continue;
      Object.assign(person, { present: true, absence: null, leaving: null, told: false });
      this.#hall.act({ type: 'sign-in' }, this.actor(person.id));
      this.takeSeat(person);
    }
  }

  /** Goes away now, or after the visitor in hand. True when the person has left. */
  leave(absence: PlannedAbsence): boolean {
    const person = this.person(absence.staff);
    if (counterOf(this.#hall.state, person.id)?.ticketId != null) {
      person.leaving = absence;
      return false;
    }
    person.leaving = null;
    person.absence = absence;
    person.present = false;
    person.told = false;
    return true;
  }

  /** The system learns of an absence: the counter has a sign put up for a short exit, and closes for a long one. */
  tell(absence: PlannedAbsence, asMeeting: boolean, until: number): void {
    const person = this.person(absence.staff);
    if (person.absence !== absence) return;
    person.told = true;
    const reason = asMeeting && absence.reason === 'short' ? 'meeting' : absence.reason;
    const actor = this.actor(person.id);
    const counter = counterOf(this.#hall.state, person.id);
    const [pauseReason] = this.#hall.model.file.pauseReasons;
    if (counter !== undefined && reason === 'short')
      this.#hall.act({ type: 'pause', counter: counter.no, reason: pauseReason?.code ?? '' }, actor);
    else if (counter !== undefined) this.#hall.act({ type: 'close', counter: counter.no }, actor);
    try {
      this.#hall.act({ type: 'go-away', reason, until }, actor);
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'other-holder-away') throw error;
      // R5 refuses the second of two holders. Who falls ill or is sent for goes all the same, and signs out.
      this.#hall.act({ type: 'sign-out' }, actor);
    }
  }

  comeBack(absence: PlannedAbsence): void {
    const person = this.person(absence.staff);
    if (person.absence !== absence) return;
    person.absence = null;
    person.present = true;
    // Signing in says that one is back, and holds also where R5 let nobody go.
    if (person.told) this.#hall.act({ type: 'sign-in' }, this.actor(person.id));
    this.takeSeat(person);
  }

  /** Whoever has a counter open goes on there; else A sits down at the own counter once nobody else has it open. */
  takeSeat(person: Person): void {
    if (!person.present) return;
    const actor = this.actor(person.id);
    const seat = counterOf(this.#hall.state, person.id);
    if (seat !== undefined) {
      if (seat.pauseReason !== null) this.#hall.act({ type: 'resume', counter: seat.no }, actor);
      return;
    }
    if (person.home === null || this.#hall.counter(person.home).staff !== null) return;
    this.#hall.act({ type: 'open', counter: person.home }, actor);
  }

  /** A holder without a counter of one's own sits down at the counter to be covered, and gives it back afterwards. */
  followCovers(): void {
    for (const [no, cover] of this.#hall.state.duty.covers) {
      const person = this.people.get(cover.staff[0] ?? '');
      if (cover.kind === 'rescue' || person === undefined || person.home !== null || !person.present) continue;
      if (counterOf(this.#hall.state, person.id) !== undefined) continue;
      const counter = this.#hall.counter(no);
      if (counter.staff !== null && counter.ticketId === null && !this.person(counter.staff).present)
        this.#hall.act({ type: 'close', counter: no }, supervisor);
      if (counter.staff === null) this.#hall.act({ type: 'open', counter: no }, this.actor(person.id));
    }
    for (const person of this.people.values()) this.giveBack(person);
  }

  /** Whoever covers at another's counter makes room when that one is back, between two visitors. */
  giveBack(person: Person): void {
    const counter = counterOf(this.#hall.state, person.id);
    if (counter === undefined || counter.ticketId !== null || counter.no === person.home) return;
    const holder = this.person(this.#hall.state.duty.posts.get(counter.no)?.a ?? '');
    if (!holder.present) return;
    this.#hall.act({ type: 'close', counter: counter.no }, this.actor(person.id));
    this.takeSeat(holder);
  }

  /** Whether this person may come to serve a ticket that waits: of the own department or of a post held as B. */
  mayYetServe(id: string): boolean {
    const { home } = this.person(id);
    const { state } = this.#hall;
    const department = home === null ? null : (state.duty.posts.get(home)?.department ?? null);
    for (const post of this.posts()) {
      const near = post.b.includes(id) || post.a === id || (department !== null && post.department === department);
      if (near && post.services.some((service) => (state.queues.get(service)?.size ?? 0) > 0)) return true;
    }
    return false;
  }

  /** Whether somebody who is in the hall is a holder of a post with this service, or of that post's department. */
  someoneFor(service: string): boolean {
    const posts = [...this.posts()];
    for (const post of posts) {
      if (!post.services.includes(service)) continue;
      for (const other of posts) {
        const near = other === post || (post.department !== null && other.department === post.department);
        if (near && [other.a, ...(other === post ? other.b : [])].some((id) => this.person(id).present)) return true;
      }
    }
    return false;
  }
}
