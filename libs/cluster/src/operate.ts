import type { RunningService } from '@linli/nest-kit';
import type { Verified } from '@linli/engine';

/** What an operator may ask of any service of a cluster, at any of its copies. */
export type Operation =
  | { readonly operation: 'verify' }
  | { readonly operation: 'settle' }
  | { readonly operation: 'rebuild'; readonly view: string }
  | { readonly operation: 'list-set-aside' }
  | { readonly operation: 'replay'; readonly id: string }
  /** One that only this service has. */
  | { readonly operation: 'own'; readonly name: string; readonly input: Readonly<Record<string, unknown>> };

/** One line of the answer: how far it is, and at the end what came of it. */
export type OperationLine = { readonly progress: string } | { readonly outcome: unknown } | { readonly trouble: string };

/** The operator can mend it: a sentence, no stack. */
export class OperationRefused extends Error {}

export const operate = async (service: RunningService, asked: Operation, progress: (line: string) => void): Promise<unknown> => {
  const { engine } = service;
  switch (asked.operation) {
    case 'verify': {
      const verified: Verified = await engine.verify((commits) => progress(`${service.name}: ${commits} commits`));
      return verified;
    }
    case 'settle':
      await engine.compareHeads();
      await engine.settled();
      return {};
    case 'rebuild':
      if (!engine.model.views.some(({ name }) => name === asked.view))
        throw new OperationRefused(`${service.name} has no view ${asked.view}.`);
      progress(`${service.name}: folding ${asked.view} afresh beside the live one`);
      await engine.rebuild(asked.view);
      return {};
    case 'list-set-aside':
      return engine.ground.progress.listSetAside();
    case 'replay':
      if (!(await engine.ground.progress.listSetAside()).some(({ id }) => id === asked.id))
        throw new OperationRefused(`Nothing is set aside under ${asked.id}.`);
      await engine.replay(asked.id);
      return {};
    case 'own': {
      const own = service.operations[asked.name];
      if (!own) throw new OperationRefused(`${service.name} knows no ${asked.name}.`);
      return own(service, asked.input);
    }
  }
};
