/** A fact in the past tense. Its data stands beside its type; it must survive JSON unchanged. */
export interface DomainEvent {
  readonly type: string;
}

/**
 * The only shape a rule has here: state is folded from events, a command is decided over the state, and neither sees
 * a clock, a random number or a disk. (The "decider" of Jérémie Chassaing: decide, evolve, initial state.)
 */
export interface Decider<State, Command, Event extends DomainEvent> {
  /** The kind of stream, e.g. `task`: a stream's name is `task/<id>`. */
  readonly stream: string;
  readonly initialState: State;
  evolve(state: State, event: Event): State;
  /** Returns what happens, nothing when there is nothing to do, or throws a `Refusal`. */
  decide(command: Command, state: State): readonly Event[];
}

/** The state after these events, in their order. */
export const fold = <State, Event extends DomainEvent>(
  decider: Pick<Decider<State, never, Event>, 'initialState' | 'evolve'>,
  events: Iterable<Event>,
): State => {
  let state = decider.initialState;
  for (const event of events) state = decider.evolve(state, event);
  return state;
};
