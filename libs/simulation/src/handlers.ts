import 'reflect-metadata';
import type { Command, CommandClass, Engine } from '@linli/engine';
import { ENGINE, PRIVACY, type ServiceDefinition } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever a constructor is handed
type Class = new (...given: any[]) => object;

/** A service's own command handlers, put together from what Nest's decorators have noted about them, without Nest. */
export interface Handlers {
  execute(command: Command): Promise<unknown>;
  /** The class of a command by its name. */
  command(name: string): CommandClass;
}

const HANDLES = '__commandHandler__';

export const handlersOf = (definition: ServiceDefinition, engine: Engine, privacy: Privacy): Handlers => {
  const made = new Map<unknown, unknown>([
    [ENGINE, engine],
    [PRIVACY, privacy],
  ]);
  for (const provider of definition.providers ?? [])
    if (typeof provider === 'object' && 'useValue' in provider) made.set(provider.provide, provider.useValue);
  const make = (token: unknown): unknown => {
    if (made.has(token)) return made.get(token);
    if (typeof token !== 'function') throw new Error(`Nothing provides ${String(token)}.`);
    const types = (Reflect.getMetadata('design:paramtypes', token) as unknown[] | undefined) ?? [];
    const named = (Reflect.getMetadata('self:paramtypes', token) as { index: number; param: unknown }[] | undefined) ?? [];
    const given = types.map((type, index) => make(named.find((one) => one.index === index)?.param ?? type));
    const instance = new (token as Class)(...given);
    made.set(token, instance);
    return instance;
  };
  const handlers = new Map<CommandClass, { execute(command: Command): Promise<unknown> }>();
  for (const handler of definition.handlers) {
    const command = Reflect.getMetadata(HANDLES, handler) as CommandClass | undefined;
    if (command) handlers.set(command, make(handler) as { execute(command: Command): Promise<unknown> });
  }
  return {
    async execute(command) {
      const handler = handlers.get(command.constructor as CommandClass);
      if (!handler) throw new Error(`${definition.name} has no handler for ${command.constructor.name}.`);
      return handler.execute(command);
    },
    command(name) {
      for (const known of handlers.keys()) if (known.name === name) return known;
      throw new Error(`${definition.name} has no command ${name}.`);
    },
  };
};
